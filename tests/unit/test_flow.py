"""The recipe where no command shows it: what intake and reading doubted is not green."""

from __future__ import annotations

import hashlib

import pymupdf
import pytest

from woo_redact import detect, flow, policy, read, verify
from woo_redact.read import ocr
from woo_redact.sheet import plan_of
from woo_redact.types import Source


def scanned_annex() -> bytes:
    """A page of text with a picture big enough to hold more of it."""
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=595, height=842)
        page.insert_text((72, 80), "De brief gaat naar de Kamer en de bijlage staat hieronder.")
        for step in range(12):
            page.insert_text((72, 110 + 14 * step), "Dit is een gewone regel tekst van de nota.")
        with pymupdf.open() as drawn:
            sheet = drawn.new_page(width=400, height=300)
            for step in range(14):
                sheet.insert_text((10, 20 + 20 * step), "tekst die alleen in het beeld staat")
            picture = sheet.get_pixmap(dpi=150)
        page.insert_image((72, 320, 520, 660), pixmap=picture)
        return pdf.tobytes()


def test_a_picture_that_nobody_read_is_not_green():
    data = scanned_annex()
    rules = policy.load()
    source = Source(name="nota.pdf", sha256=hashlib.sha256(data).hexdigest(), pages=0)
    proposal = flow.propose(data, source, detect.load(rules), rules)
    plan = plan_of(proposal.document, proposal.marks, rules, unreviewed=True)
    made = flow.finish(proposal, plan, rules, ())
    assert made.report.colour == "needs-eyes"
    assert made.report.pages == ("needs-eyes",)
    assert "read" in {check.name for check in made.report.checks}


def with_screenshot(*lines: str) -> bytes:
    """A nota that names its contact, with a picture of some lines."""
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=595, height=842)
        page.insert_text((72, 80), "Contactpersoon: drs. W. (Wendelien) Oosterbroek")
        for step in range(6):
            page.insert_text((72, 110 + 14 * step), "Dit is een gewone regel tekst van de nota.")
        with pymupdf.open() as drawn:
            sheet = drawn.new_page(width=300, height=20 + 20 * len(lines))
            for step, line in enumerate(lines):
                sheet.insert_text((10, 24 + 20 * step), line, fontsize=14)
            picture = sheet.get_pixmap(dpi=200)
        page.insert_image((72, 320, 372, 340 + 20 * len(lines)), pixmap=picture)
        return pdf.tobytes()


@pytest.mark.skipif(ocr.program() is None, reason="Tesseract with Dutch is not here")
def test_a_name_of_the_text_is_covered_in_a_picture_too() -> None:
    data = with_screenshot("Van: Oosterbroek", "Onderwerp: planning van het najaar")
    rules = policy.load()
    source = Source(name="nota.pdf", sha256=hashlib.sha256(data).hexdigest(), pages=0)
    proposal = flow.propose(data, source, detect.load(rules), rules)
    seen = [mark for mark in proposal.marks if "ocr" in mark.detectors and mark.tier == "redact"]
    assert ["Oosterbroek" in mark.text for mark in seen] == [True]
    assert all(330 < quad.rect.y0 < quad.rect.y1 < 352 for quad in seen[0].quads)
    plan = plan_of(proposal.document, proposal.marks, rules, unreviewed=True)
    made = flow.finish(proposal, plan, rules, ())
    assert verify.inspect(made.redacted.pdf, terms=["Oosterbroek"]).colour != "leak"
    again = read.pictured(made.redacted.pdf, read.read(made.redacted.pdf, source))
    assert again is not None
    assert "planning van het najaar" in again.pages[0].text
