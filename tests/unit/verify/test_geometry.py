from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary

from woo_redact.types import Rect
from woo_redact.verify.geometry import Frame, grown

numbers = st.floats(0, 300, allow_nan=False)


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    x0, y0 = draw(st.integers(-200, 200)), draw(st.integers(-200, 200))
    width, height = draw(st.integers(50, 900)), draw(st.integers(50, 900))
    rotation = draw(st.sampled_from([0, 90, 180, 270]))
    unit = draw(st.sampled_from([1.0, 0.5, 2.0]))
    return Frame(x0, y0, x0 + width, y0 + height, rotation, unit)


@given(frames(), numbers, numbers)
def test_a_rectangle_on_the_page_falls_on_the_picture(frame: Frame, x: float, y: float) -> None:
    rect = Rect(
        x / 300 * frame.width * frame.unit / 2,
        y / 300 * frame.height * frame.unit / 2,
        frame.width * frame.unit / 2,
        frame.height * frame.unit / 2,
    )
    user = frame.to_user(rect)
    assert frame.shows(*user.centre, slack=0.01)
    left, top, right, bottom = frame.to_pixels(user, 2.0)
    wide, high = frame.width * 2, frame.height * 2
    if frame.rotation in (90, 270):
        wide, high = high, wide
    assert -1 <= left <= right <= wide + 1
    assert -1 <= top <= bottom <= high + 1


@given(frames())
def test_the_whole_page_is_the_whole_picture(frame: Frame) -> None:
    whole = Rect(frame.x0, frame.y0, frame.x1, frame.y1)
    left, top, right, bottom = frame.to_pixels(whole, 1.0)
    turned = frame.rotation in (90, 270)
    size = (frame.height, frame.width) if turned else (frame.width, frame.height)
    assert (left, top, right, bottom) == (0, 0, *size)


def test_boxes_are_inherited_and_bad_ones_ignored() -> None:
    parent = Dictionary(MediaBox=Array([0, 0, 200, 100]), Rotate=450)
    page = Dictionary(Parent=parent, CropBox=Array([500, 500, 600, 600]), UserUnit=2)
    assert Frame.of(page) == Frame(0, 0, 200, 100, 90, 2.0)
    assert Frame.of(Dictionary(MediaBox=Array([1, 2]))).width == 612


def test_growing_and_shrinking() -> None:
    assert grown(Rect(1, 1, 3, 3), 1) == Rect(0, 0, 4, 4)
    assert grown(Rect(0, 0, 4, 4), -1) == Rect(1, 1, 3, 3)
