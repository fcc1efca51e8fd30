"""The proposal file as other libraries than the one that wrote it see it."""

from __future__ import annotations

import shutil
import stat
import subprocess

import pikepdf
import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from offered import DOUBT, MINISTER, NAMES, offer
from PIL import Image


def redactions(page):
    return {annot.info["id"]: annot for annot in page.annots(types=[pymupdf.PDF_ANNOT_REDACT])}


def dictionary(pdf, name):
    """An annotation as it stands in the file."""
    found = [a for page in pdf.pages for a in page.obj.Annots if str(a.NM) == name]
    assert len(found) == 1
    return found[0]


def test_every_mark_that_covers_is_a_redact_annotation(offered):
    marks = [m for m in offered.state.marks.values() if m.verdict == "redact"]
    with pymupdf.open(offered.pdf) as pdf:
        names = [name for page in pdf for name in redactions(page)]
    assert sorted(names) == sorted(m.id for m in marks)
    assert offered.key(MINISTER, 1) not in names


def test_all_that_the_standard_asks(offered):
    key = offered.key(NAMES[0], 1)
    with pikepdf.open(offered.pdf) as pdf:
        annot = dictionary(pdf, key)
        assert annot.Subtype == pikepdf.Name.Redact
        assert len(annot.QuadPoints) == 16  # two lines
        xs, ys = list(annot.QuadPoints)[::2], list(annot.QuadPoints)[1::2]
        box = [min(xs), min(ys), max(xs), max(ys)]
        assert [float(n) for n in annot.Rect] == pytest.approx([float(n) for n in box])
        assert (str(annot.OverlayText), str(annot.Subj)) == ("5.1.2e", "5.1.2e")
        assert "Tf" in str(annot.DA)
        assert annot.Repeat is False
        assert int(annot.F) == 4
        assert "Naam: door het taalmodel herkend" in str(annot.Contents)
        assert str(annot["/T"]).startswith("woo-redact")
        assert len(annot.IC) == 3
        assert annot.AP.N.Subtype == pikepdf.Name.Form


def test_a_doubt_looks_and_reads_otherwise(offered):
    with pikepdf.open(offered.pdf) as pdf:
        sure, doubt = (dictionary(pdf, offered.key(t, 1)) for t in (NAMES[0], DOUBT))
        assert list(sure.C) != list(doubt.C)
        assert float(doubt.CA) < float(sure.CA)
        assert "kijk hiernaar" in str(doubt.Subj)
        assert "Kijk hiernaar" in str(doubt.Contents)


@pytest.mark.parametrize("page", [1, 2, 3, 4])
def test_pdfium_reads_the_text_under_every_quad(offered, page):
    """Turned, cropped and in larger units: the quads lie over the letters they are about."""
    with pikepdf.open(offered.pdf) as pdf, pypdfium2.PdfDocument(offered.pdf) as read:
        text = read[page - 1].get_textpage()
        found = []
        for annot in pdf.pages[page - 1].obj.Annots:
            numbers = [float(number) for number in annot.QuadPoints]
            words = []
            for i in range(0, len(numbers), 8):
                xs, ys = numbers[i : i + 8 : 2], numbers[i + 1 : i + 8 : 2]
                words.append(text.get_text_bounded(min(xs), min(ys), max(xs), max(ys)).strip())
            found.append(" ".join(words))
    assert sorted(found) == sorted([NAMES[page - 1], DOUBT])


def test_pdfium_knows_them_as_redactions(offered):
    with pypdfium2.PdfDocument(offered.pdf) as pdf:
        leaf = pdf[0]
        kinds = []
        for number in range(pdfium.FPDFPage_GetAnnotCount(leaf.raw)):
            annot = pdfium.FPDFPage_GetAnnot(leaf.raw, number)
            kinds.append(pdfium.FPDFAnnot_GetSubtype(annot))
            pdfium.FPDFPage_CloseAnnot(annot)
    assert kinds == [pdfium.FPDF_ANNOT_REDACT] * 2


def red(dot):
    r, g, b = dot
    return r - g > 30 and abs(g - b) < 30


def orange(dot):
    r, g, b = dot
    return r - g > 10 and g - b > 12


def around(image, chosen):
    """The box around the dots of a colour."""
    flat = image.convert("RGB")
    mask = Image.new("1", flat.size)
    mask.putdata([chosen(dot) for dot in flat.get_flattened_data()])
    return mask.getbbox()


@pytest.mark.parametrize("page", [1, 2, 3, 4])
def test_poppler_and_pdfium_paint_both_colours_at_the_same_place(offered, page, tmp_path):
    tool = shutil.which("pdftoppm")
    if tool is None:
        pytest.skip("Debian's package poppler-utils is not installed")
    out = tmp_path / "blad"
    one_page = ["-cropbox", "-r", "72", "-f", str(page), "-l", str(page), "-singlefile", "-png"]
    subprocess.run([tool, *one_page, str(offered.pdf), str(out)], check=True)
    with Image.open(out.with_suffix(".png")) as one, pypdfium2.PdfDocument(offered.pdf) as pdf:
        two = pdf[page - 1].render(scale=one.width / pdf[page - 1].get_width()).to_pil()
        for chosen in (red, orange):
            first, second = around(one, chosen), around(two, chosen)
            assert first
            assert second
            assert first == pytest.approx(second, abs=3)


def painted(page):
    return pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page))


def test_the_page_itself_is_untouched(offered):
    with pikepdf.open(offered.case.source(offered.sheet)) as old, pikepdf.open(offered.pdf) as new:
        for one, other in zip(old.pages, new.pages, strict=True):
            assert painted(one) == painted(other)
            for key in ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit"):
                assert one.obj.get(key) == other.obj.get(key)


def test_the_same_state_gives_the_same_bytes_and_only_the_owner_reads_them(offered, tmp_path):
    again = offer(tmp_path / "ander")
    for one, other in ((offered.pdf, again.pdf), (offered.xfdf, again.xfdf)):
        assert one.read_bytes() == other.read_bytes()
        assert stat.S_IMODE(one.stat().st_mode) == 0o600


def test_a_source_with_annotations_of_its_own_keeps_them(tmp_path):
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=400, height=300)
        page.insert_text((60, 80), f"Gesproken met {NAMES[1]}.")
        page.add_highlight_annot(pymupdf.Rect(60, 70, 100, 84))
        page.add_redact_annot(pymupdf.Rect(60, 200, 100, 214))
        page.insert_text((60, 210), "Iemand")
        data = pdf.tobytes()
    offered = offer(tmp_path / "zaak", data)
    with pymupdf.open(offered.pdf) as pdf:
        kinds = [annot.type[1] for annot in pdf[0].annots()]
    assert sorted(kinds) == ["Highlight", "Redact", "Redact"]
    taken = offered.take(offered.pdf.read_bytes())
    assert taken.nothing
    assert not taken.unread


def test_a_source_behind_an_empty_password_can_be_edited(tmp_path):
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((60, 80), f"Gesproken met {NAMES[1]}.")
        data = pdf.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="geheim")
    offered = offer(tmp_path / "zaak", data)
    with pikepdf.open(offered.pdf) as pdf:
        assert not pdf.is_encrypted
    assert offered.take(offered.pdf.read_bytes()).nothing
