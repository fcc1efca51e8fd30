"""Marks for what OCR read in a picture: places on the page, without characters of its text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from woo_redact.decide import decide
from woo_redact.folding import skeleton
from woo_redact.policy import Policy
from woo_redact.types import Document, Finding, Mark, Quad, Rect

MARGIN = 1.5
"""Points around a word: OCR boxes run close along the letters."""
TELLING = 5
"""Letters that a form of a name needs: shorter ones stand in noise too."""


def covered_names(marks: Iterable[Mark]) -> set[str]:
    """Every form of a name that the text surely covers, to be looked for in the pictures."""
    return {
        " ".join(mark.text.split())
        for mark in marks
        if mark.kind == "person"
        and mark.verdict == "redact"
        and mark.tier == "redact"
        and len(skeleton(mark.text)) >= TELLING
    }


def in_pictures(
    pictures: Document, findings: Iterable[Finding], policy: Policy
) -> tuple[Mark, ...]:
    """What is to be covered in the pictures of a document: ``findings`` are of what OCR read."""
    return tuple(
        _placed(mark, pictures)
        for mark in decide(pictures, findings, policy)
        if mark.verdict == "redact" and mark.tier != "unexplained" and mark.quads
    )


def _placed(mark: Mark, pictures: Document) -> Mark:
    page = pictures.pages[mark.page - 1]
    quads = tuple(Quad.of(_grown(quad.rect, page.width, page.height)) for quad in mark.quads)
    place = f"{mark.page}|beeld|{mark.kind}|{[tuple(round(n, 1) for n in q.rect) for q in quads]}"
    return replace(
        mark,
        id=f"p{mark.page}-{hashlib.sha256(place.encode()).hexdigest()[:10]}",
        start=0,
        end=0,
        quads=quads,
        reason=f"In een afbeelding of in getekende letters gelezen: {mark.reason}",
        detectors=tuple(sorted({*mark.detectors, "ocr"})),
    )


def _grown(rect: Rect, width: float, height: float) -> Rect:
    return Rect(
        max(rect.x0 - MARGIN, 0.0),
        max(rect.y0 - MARGIN, 0.0),
        min(rect.x1 + MARGIN, width),
        min(rect.y1 + MARGIN, height),
    )
