"""Letters that leave no ink go; everything that shows stays where it is."""

from __future__ import annotations

import io

import pikepdf
import pymupdf
import pytest
from intake_pages import VISIBLE, build
from pikepdf import Name, Pdf

from woo_redact.intake import normalise

HIDDEN = {
    "white on white": VISIBLE + "BT 1 g /F1 12 Tf 20 100 Td (Verborgen) Tj ET",
    "almost white": VISIBLE + "BT 0.99 g /F1 12 Tf 20 100 Td (Verborgen) Tj ET",
    "white against a visible line": VISIBLE + "BT 1 g /F1 12 Tf 20 240 Td (Verborgen) Tj ET",
    "invisible": VISIBLE + "BT 3 Tr /F1 12 Tf 20 100 Td (Verborgen) Tj ET",
    "invisible over a visible line": VISIBLE + "BT 3 Tr /F1 12 Tf 20 244 Td (Verborgen) Tj ET",
    "under an image": VISIBLE
    + "BT /F1 12 Tf 20 100 Td (Verborgen) Tj ET q 120 0 0 60 10 80 cm /Im0 Do Q",
    "under a rectangle": VISIBLE
    + "BT /F1 12 Tf 20 100 Td (Verborgen) Tj ET 0.7 g 10 90 120 30 re f",
    "under a labelled rectangle": VISIBLE
    + "BT /F1 12 Tf 20 100 Td (Verborgen) Tj ET 0.7 g 10 90 120 30 re f "
    + "0 g BT /F1 10 Tf 30 101 Td (5.1.2e) Tj ET",
    "black on black": VISIBLE + "0 g 10 90 120 30 re f BT /F1 12 Tf 20 100 Td (Verborgen) Tj ET",
    "tiny": VISIBLE + "BT /F1 0.1 Tf 20 100 Td (Verborgen) Tj ET",
    "clipped away": VISIBLE + "q 200 10 20 20 re W n BT /F1 12 Tf 20 100 Td (Verborgen) Tj ET Q",
    "clipped away against visible text": VISIBLE
    + "q 200 10 20 20 re W n BT /F1 12 Tf 24 240 Td (Verborgen) Tj ET Q",
    "outside the media box": VISIBLE + "BT /F1 12 Tf 20 -40 Td (Verborgen) Tj ET",
}


def text_of(pdf: bytes) -> str:
    page = pymupdf.open(stream=pdf, filetype="pdf")[0]
    page.set_rotation(0)
    everywhere = page.get_textpage(clip=(-1e5, -1e5, 1e5, 1e5), flags=2)
    return str(everywhere.extractText())


def look_alike(one: bytes, other: bytes) -> bool:
    """No pixel differs by more than the eye can see."""
    pixels = [
        bytes(pymupdf.open(stream=pdf, filetype="pdf")[0].get_pixmap(dpi=100).samples)
        for pdf in (one, other)
    ]
    return max(abs(a - b) for a, b in zip(*pixels, strict=True)) <= 6


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN.keys())
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_what_leaves_no_ink_goes(content: str, rotate: int) -> None:
    before = build(content, rotate=rotate)
    result = normalise(before, "nota.pdf")
    assert set(text_of(result.pdf).split()) <= {"Zichtbare", "regel", "5.1.2e"}
    assert "Zichtbare regel" in text_of(result.pdf)
    assert look_alike(result.pdf, before)
    assert any("Bladzijde 1" in sentence for sentence in result.dropped)
    assert not result.kept
    assert not any("Verborgen" in sentence for sentence in result.dropped)


@pytest.mark.parametrize("rotate", [0, 90])
@pytest.mark.parametrize("unit", [None, 2.0])
def test_text_outside_the_crop_box_goes(rotate: int, unit: float | None) -> None:
    content = VISIBLE + "BT /F1 12 Tf 20 50 Td (Verborgen) Tj ET"
    before = build(content, crop=(10, 100, 290, 300), rotate=rotate, unit=unit)
    result = normalise(before, "nota.pdf")
    assert text_of(result.pdf).split() == ["Zichtbare", "regel"]
    assert look_alike(result.pdf, before)


def test_an_image_outside_the_page_goes() -> None:
    before = build(VISIBLE + "q 50 0 0 50 400 10 cm /Im0 Do Q")
    result = normalise(before, "nota.pdf")
    page = pymupdf.open(stream=result.pdf, filetype="pdf")[0]
    assert not [entry for entry in page.get_bboxlog() if "image" in entry[0]]
    assert look_alike(result.pdf, before)


@pytest.mark.parametrize(
    "content",
    [
        VISIBLE,
        VISIBLE + "0.9 g BT /F1 12 Tf 20 100 Td (Lichtgrijs maar leesbaar) Tj ET",
        VISIBLE + "0 0 0.5 rg 10 90 250 30 re f 1 g BT /F1 12 Tf 20 100 Td (Wit op blauw) Tj ET",
        VISIBLE + "0.9 g 10 90 250 30 re f 0 g BT /F1 12 Tf 20 100 Td (In een grijze cel) Tj ET",
        VISIBLE + "q 250 0 0 60 10 80 cm /Im0 Do Q 1 0 0 rg BT /F1 12 Tf 20 100 Td (Erop) Tj ET",
        VISIBLE + "q BT 7 Tr /F1 40 Tf 20 100 Td (Uitgeknipt) Tj ET 1 0 0 rg 0 0 300 300 re f Q",
        VISIBLE + "BT 1 Tr 0.5 w /F1 30 Tf 20 100 Td (Omlijnd) Tj ET",
        VISIBLE + "BT 1 0 0 rg /F1 12 Tf 20 100 Td (Rood op groen) Tj ET",
        VISIBLE + "0 1 0 rg 10 90 250 30 re f 1 0 0 rg BT /F1 12 Tf 20 100 Td (Rood) Tj ET",
        VISIBLE + "BT /F1 3 Tf 20 100 Td (Kleine lettertjes die men met moeite leest) Tj ET",
        VISIBLE + "BT /F1 12 Tf -4 100 Td (Half van het blad af) Tj ET",
        "q 300 0 0 300 0 0 cm /Im0 Do Q BT 3 Tr /F1 12 Tf 20 100 Td (Laag van OCR) Tj ET",
        "BT /F1 12 Tf 20 100 Td (Laag onder scan) Tj ET q 300 0 0 300 0 0 cm /Im0 Do Q",
        VISIBLE + "q 90 0 0 40 10 80 cm /Im0 Do Q BT 3 Tr /F1 9 Tf 20 95 Td (In beeld) Tj ET",
    ],
)
def test_what_shows_or_reads_an_image_stays(content: str) -> None:
    before = build(content)
    result = normalise(before, "nota.pdf")
    assert text_of(result.pdf) == text_of(before)
    assert look_alike(result.pdf, before)
    assert result.dropped == result.kept == ()


def test_hidden_text_on_visible_text_goes_without_it() -> None:
    before = build(VISIBLE + "BT 3 Tr /F1 12 Tf 20 250 Td (Verborgen) Tj ET")
    result = normalise(before, "nota.pdf")
    assert text_of(result.pdf).split() == ["Zichtbare", "regel"]
    assert look_alike(result.pdf, before)


@pytest.mark.parametrize("operator", ["Tj", "TJ", "'", '"'])
def test_what_follows_a_hidden_string_stays_in_its_place(operator: str) -> None:
    shown = {
        "Tj": "(Verborgen) Tj",
        "TJ": "[(Ver) -120 (borgen)] TJ",
        "'": "(Verborgen) '",
        '"': '0 0 (Verborgen) "',
    }[operator]
    content = f"BT /F1 12 Tf 14 TL 20 250 Td (Ervoor) Tj 3 Tr {shown} 0 Tr (Erna) Tj ET"
    before = build(content)
    result = normalise(before, "nota.pdf")
    assert sorted(text_of(result.pdf).split()) == ["Erna", "Ervoor"]
    assert look_alike(result.pdf, before)


def test_hidden_text_that_cannot_be_told_from_visible_text_is_reported() -> None:
    def change(file: Pdf, page: pikepdf.Page) -> None:
        form = file.make_stream(b"BT 3 Tr /F1 12 Tf 20 250 Td (Verborgen) Tj ET")
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = pikepdf.Array([0, 0, 300, 300])
        form.Resources = page.obj.Resources
        page.obj.Resources.XObject.Fm0 = form

    before = build(VISIBLE + "/Fm0 Do", change=change)
    result = normalise(before, "nota.pdf")
    assert "Zichtbare regel" in text_of(result.pdf)
    assert look_alike(result.pdf, before)
    assert len(result.kept) == 1
    assert "Bladzijde 1" in result.kept[0]


def test_a_page_with_nothing_to_hide_keeps_its_content_stream() -> None:
    content = VISIBLE + "q 90 0 0 40 10 80 cm /Im0 Do Q 0.5 g 10 10 50 5 re f"
    result = normalise(build(content), "nota.pdf")
    with pikepdf.open(io.BytesIO(result.pdf)) as file:
        assert file.pages[0].Contents.read_bytes() == content.encode()


def test_only_the_page_with_hidden_text_is_written_anew() -> None:
    clean, hidden = VISIBLE, HIDDEN["white on white"]
    file, other = (pikepdf.open(io.BytesIO(build(content))) for content in (clean, hidden))
    file.pages.append(other.pages[0])
    out = io.BytesIO()
    file.save(out)
    result = normalise(out.getvalue(), "nota.pdf")
    with pikepdf.open(io.BytesIO(result.pdf)) as after:
        assert after.pages[0].Contents.read_bytes() == clean.encode()
    assert result.dropped == ("Bladzijde 2: 9 tekens zonder zichtbare inkt weggelaten.",)
