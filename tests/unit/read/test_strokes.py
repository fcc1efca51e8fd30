"""Pen strokes on a page: signatures are seen, frames and rules are not."""

import math

import pymupdf
import pytest

from woo_redact.read import read
from woo_redact.types import Source


def scribble(page: pymupdf.Page, x: float, y: float, width: float = 90) -> None:
    """Loops such as a pen leaves."""
    shape = page.new_shape()
    points = [
        pymupdf.Point(x + width * i / 12, y + 14 * math.sin(i * 2.1) + (i % 3) * 4)
        for i in range(13)
    ]
    for a, b, c in zip(points[::2], points[1::2], points[2::2], strict=False):
        shape.draw_curve(a, b, c)
    shape.finish(color=(0, 0, 0.6), width=1.2)
    shape.commit()


def strokes(file: pymupdf.Document) -> tuple:
    return read(file.tobytes(), Source(name="brief.pdf", sha256="0" * 64, pages=1)).pages[0].strokes


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_signature_is_one_knot(rotation: int) -> None:
    with pymupdf.open() as file:
        page = file.new_page()
        page.insert_text((72, 100), "Hoogachtend,")
        scribble(page, 80, 150)
        page.set_rotation(rotation)
        (rect,) = strokes(file)
    assert 75 < rect.x0 < 90
    assert 120 < rect.y0 < 160
    assert 60 < rect.width < 120


def test_frames_rules_and_boxes_with_words_are_none() -> None:
    with pymupdf.open() as file:
        page = file.new_page()
        page.insert_text((72, 100), "Akkoord")
        page.draw_rect(pymupdf.Rect(60, 80, 160, 110), radius=0.3)
        page.draw_line((60, 200), (300, 200))
        page.draw_rect(pymupdf.Rect(60, 220, 160, 260))
        page.draw_circle((400, 400), 200)
        assert strokes(file) == ()
