"""What pictures and drawn letters say, read by the real Tesseract."""

from __future__ import annotations

import io

import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont
from read_pages import SOURCE, document

from woo_redact.read import ocr, pictured
from woo_redact.types import Document, Page, Rect

NAME = "Wendelien Oosterbroek"
TEXT = "De minister stuurt de brief aan de Kamer.\nDe evaluatie is in het voorjaar afgerond.\n" * 4
PLACE = (70.0, 500.0, 330.0, 526.0)

pytestmark = pytest.mark.skipif(ocr.program() is None, reason="Tesseract with Dutch is not here")


def picture(*lines: str) -> bytes:
    image = Image.new("L", (780, 78 * len(lines)), 255)
    pen = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        pen.text((15, 16 + 78 * row), line, fill=0, font=ImageFont.load_default(size=44))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def paper(data: bytes, *places: tuple[float, float, float, float], rotate: int = 0) -> bytes:
    file = pymupdf.open()
    page = file.new_page()
    page.insert_text((67, 82), TEXT, fontsize=11)
    for place in places:
        page.insert_image(pymupdf.Rect(place), stream=data, keep_proportion=False, rotate=rotate)
    page.set_rotation(rotate)
    return bytes(file.tobytes())


def seen(pdf: bytes) -> tuple[Document, Page]:
    found = pictured(pdf, document(pdf))
    assert found is not None
    return found, found.pages[0]


def rect_of(page: Page, text: str) -> Rect:
    start = page.text.index(text)
    around = [glyph.quad.rect for glyph in page.glyphs_of(start, start + len(text))]
    first = around[0]
    for rect in around:
        first = first.union(rect)
    return first


def test_a_page_of_text_alone_is_not_read_again() -> None:
    file = pymupdf.open()
    file.new_page().insert_text((67, 82), TEXT)
    assert pictured(file.tobytes(), document(file.tobytes())) is None


def test_a_name_in_a_picture_is_read_where_it_stands() -> None:
    _, page = seen(paper(picture(NAME), PLACE))
    rect = rect_of(page, NAME)
    assert PLACE[0] <= rect.x0 < PLACE[0] + 12
    assert PLACE[1] <= rect.y0 < rect.y1 <= PLACE[3]
    assert 150 < rect.width <= PLACE[2] - PLACE[0]


def test_what_the_text_layer_says_is_not_said_twice() -> None:
    pdf = paper(picture(NAME), PLACE)
    assert "minister" not in seen(pdf)[1].text
    assert "minister" in document(pdf).pages[0].text


def test_on_a_turned_page_the_place_is_that_of_the_unrotated_page() -> None:
    place = (300.0, 400.0, 326.0, 660.0)
    _, page = seen(paper(picture(NAME), place, rotate=90))
    rect = rect_of(page, NAME)
    assert place[0] <= rect.x0 < rect.x1 <= place[2]
    assert place[1] <= rect.y0 < rect.y1 <= place[3]
    assert rect.height > 100


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_picture_on_its_side_is_read_where_it_stands(turn: int) -> None:
    place = PLACE if turn == 180 else (300.0, 400.0, 326.0, 660.0)
    file = pymupdf.open("pdf", paper(picture(NAME)))
    file[0].insert_image(pymupdf.Rect(place), stream=picture(NAME), rotate=turn)
    _, page = seen(file.tobytes())
    rect = rect_of(page, NAME)
    assert place[0] <= rect.x0 < rect.x1 <= place[2]
    assert place[1] <= rect.y0 < rect.y1 <= place[3]
    assert max(rect.width, rect.height) > 100
    assert (rect.width > rect.height) == (turn == 180)


def test_lines_and_pictures_are_kept_apart() -> None:
    two = [(*PLACE[:1], 400.0, *PLACE[2:3], 452.0), (70.0, 600.0, 330.0, 652.0)]
    _, page = seen(paper(picture(NAME, "Afdeling Wonen"), *two))
    assert page.text.count(NAME) == page.text.count("Afdeling Wonen") == 2
    assert f"{NAME}\nAfdeling" in page.text.replace("\n\n", "\n")
    assert len({line.block for line in page.lines}) == 2


def test_letters_turned_into_drawings_are_read() -> None:
    file = pymupdf.open()
    page = file.new_page()
    page.insert_text((67, 82), TEXT)
    drawn = pymupdf.open()
    drawn.new_page(width=300, height=40).insert_text((10, 26), NAME, fontsize=20)
    outlines = drawn[0].get_svg_image(text_as_path=True)
    with pymupdf.open(stream=outlines.encode(), filetype="svg") as svg:
        paths = pymupdf.open("pdf", svg.convert_to_pdf())
    page.show_pdf_page(pymupdf.Rect(70, 500, 370, 540), paths)
    pdf = file.tobytes()
    assert NAME.split()[1] not in document(pdf).pages[0].text
    assert NAME in seen(pdf)[1].text


def test_ruled_tables_and_shaded_cells_are_not_taken_for_letters() -> None:
    file = pymupdf.open()
    page = file.new_page()
    for row in range(6):
        for column in range(4):
            cell = pymupdf.Rect(
                70 + 100 * column, 100 + 20 * row, 170 + 100 * column, 120 + 20 * row
            )
            page.draw_rect(cell, color=(0, 0, 0), fill=(0.9, 0.9, 1.0))
            page.insert_text((cell.x0 + 4, cell.y1 - 5), f"cel {row} {column}", fontsize=10)
    pdf = file.tobytes()
    assert pictured(pdf, document(pdf)) is None or not seen(pdf)[1].text


def test_the_source_is_the_same() -> None:
    assert seen(paper(picture(NAME), PLACE))[0].source == SOURCE
