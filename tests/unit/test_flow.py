"""The recipe where no command shows it: what intake and reading doubted is not green."""

from __future__ import annotations

import hashlib

import pymupdf

from woo_redact import detect, flow, policy
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
