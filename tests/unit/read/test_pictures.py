"""Images, and the pages that cannot do without OCR."""

from __future__ import annotations

import io

import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont
from read_pages import page_of

from woo_redact.types import Page

TEXT = (
    "De minister stuurt de brief aan de Kamer.\nDe evaluatie is in het voorjaar afgerond.\n"
    "Mevrouw Jansen heeft haar toegelicht.\nHet besluit volgt in de zomer.\n"
) * 6


def scan(text: str = TEXT, *, paper: int = 250) -> bytes:
    """A grey picture of a page with printed lines, as a scanner makes it."""
    picture = Image.new("L", (620, 877), paper)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=15)
    for row, line in enumerate(text.splitlines()):
        pen.text((70, 70 + 30 * row), line, fill=30, font=font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def photograph() -> bytes:
    picture = Image.radial_gradient("L").resize((620, 877))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def compose(
    *images: tuple[bytes, tuple[float, float, float, float]],
    text: str = "",
    mode: int = 0,
    rotate: int = 0,
) -> Page:
    """Text on every second line of 15 points, over images."""
    file = pymupdf.open()
    page = file.new_page()
    for data, place in images:
        page.insert_image(pymupdf.Rect(place), stream=data, keep_proportion=False)
    for row, line in enumerate(text.splitlines()):
        page.insert_text((67, 82 + 28.8 * row), line, fontsize=12.5, render_mode=mode)
    page.set_rotation(rotate)
    return page_of(file.tobytes())


WHOLE = (0.0, 0.0, 595.0, 842.0)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_scan_needs_ocr(rotate: int) -> None:
    page = compose((scan(), WHOLE), rotate=rotate)
    assert page.needs_ocr
    assert [image.covered for image in page.images] == [False]
    assert page.images[0].rect == pytest.approx(WHOLE, abs=1)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_scan_with_its_text_layer_does_not(rotate: int) -> None:
    page = compose((scan(), WHOLE), text=TEXT, mode=3, rotate=rotate)
    assert not page.needs_ocr
    assert [image.covered for image in page.images] == [True]
    assert page.warnings == ()


def test_a_scan_with_only_a_stamp_of_text_does() -> None:
    stamp = "Gelakt op grond van artikel 5.1 van de Woo"
    assert compose((scan(), WHOLE), text=stamp).needs_ocr


def test_a_scan_in_strips_does() -> None:
    strips = [(scan(), (0, 140.0 * k, 595.0, 140.0 * (k + 1))) for k in range(6)]
    assert compose(*strips).needs_ocr


def test_a_grey_scan_does() -> None:
    assert compose((scan(paper=190), WHOLE)).needs_ocr


def test_a_blank_scan_does_not() -> None:
    assert not compose((scan(""), WHOLE)).needs_ocr


def test_an_empty_page_does_not() -> None:
    page = compose()
    assert not page.needs_ocr
    assert page.text == ""
    assert page.words == page.lines == page.glyphs == page.images == page.warnings == ()


@pytest.mark.parametrize("text", ["", TEXT])
@pytest.mark.parametrize("place", [(305, 0, 490, 125), (70, 600, 190, 650)])
def test_a_logo_or_signature_does_not(text: str, place: tuple[float, ...]) -> None:
    page = compose((scan("Ministerie van Wonen"), place), text=text)
    assert not page.needs_ocr
    assert page.warnings == ()


def test_printed_text_over_a_picture_does_not() -> None:
    assert not compose((photograph(), WHOLE), text=TEXT).needs_ocr


def test_a_large_image_beside_text_is_a_reason_to_look() -> None:
    page = compose((scan(), (70, 500, 400, 800)), text="Zie de schermafdruk hieronder.")
    assert not page.needs_ocr
    assert len(page.warnings) == 1
    assert "afbeelding" in page.warnings[0]


def test_text_drawn_as_outlines_needs_ocr() -> None:
    file = pymupdf.open()
    page = file.new_page()
    pen = page.new_shape()
    for k in range(400):
        x, y = 60 + k % 40 * 12, 100 + k // 40 * 20
        pen.draw_bezier((x, y), (x + 3, y - 9), (x + 5, y - 9), (x + 7, y))
        pen.finish(color=(0, 0, 0), fill=(0, 0, 0))
    pen.commit()
    assert page_of(file.tobytes()).needs_ocr
