"""Removal with PyMuPDF: glyphs by narrow bands that spare the neighbouring lines, then pixels
and drawings by whole boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pymupdf

from woo_redact.types import Box, Rect

TEXT_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_IGNORE_ACTUALTEXT
MANY = 200
"""With more bands than this, the whole rectangle is as good and much faster."""
CORE_WIDTH = 0.7
"""The part of a glyph's width that must lie free for a box to leave it alone."""

BAND = (0.10, 0.40)
"""The part of an em above the baseline that nearly every glyph crosses and no other line does."""


def remove(pdf: bytes, boxes: Mapping[int, Sequence[Box]]) -> bytes:
    """The document without what lies under the boxes (per page number)."""
    with pymupdf.open("pdf", pdf) as document:
        for number, on_page in sorted(boxes.items()):
            page = document[number - 1]
            rotation = page.rotation
            page.set_rotation(0)
            page.clean_contents()
            _remove_glyphs(page, on_page)
            _remove_pixels(page, on_page)
            page.set_rotation(rotation)
        return bytes(document.tobytes(garbage=1, deflate=True))


def _remove_glyphs(page: pymupdf.Page, boxes: Iterable[Box]) -> None:
    marked = False
    for box in boxes:
        for quad in box.quads:
            for glyph in bands_under(page, quad.rect, exact=box.exact):
                page.add_redact_annot(glyph, fill=False, cross_out=False)
                marked = True
    if marked:
        page.apply_redactions(
            images=pymupdf.PDF_REDACT_IMAGE_NONE,
            graphics=pymupdf.PDF_REDACT_LINE_ART_NONE,
            text=pymupdf.PDF_REDACT_TEXT_REMOVE,
        )


def _remove_pixels(page: pymupdf.Page, boxes: Iterable[Box]) -> None:
    for box in boxes:
        for quad in box.quads:
            page.add_redact_annot(pymupdf.Rect(quad.rect), fill=False, cross_out=False)
    page.apply_redactions(
        images=pymupdf.PDF_REDACT_IMAGE_PIXELS,
        graphics=pymupdf.PDF_REDACT_LINE_ART_REMOVE_IF_COVERED,
        text=pymupdf.PDF_REDACT_TEXT_NONE,
    )


def bands_under(page: pymupdf.Page, rect: Rect, *, exact: bool) -> list[pymupdf.Rect]:
    """For each run of glyphs under the rectangle, a narrow band that only these touch."""
    found: list[pymupdf.Rect] = []
    for block in page.get_text("rawdict", flags=TEXT_FLAGS)["blocks"]:
        for line in block.get("lines", ()):
            upright = line["dir"][0] > 0.99
            for span in line["spans"]:
                cores = [
                    _core(char, span["size"], upright=upright, exact=exact)
                    for char in span["chars"]
                ]
                under = [core for core in cores if Rect(*core).intersects(rect)]
                if upright and under:
                    under = [_joined(under)]
                found += under
    return found if len(found) <= MANY else [pymupdf.Rect(rect)]


def _joined(cores: Sequence[pymupdf.Rect]) -> pymupdf.Rect:
    whole = pymupdf.Rect(cores[0])
    for core in cores[1:]:
        whole |= core
    return whole


def _core(char: Mapping[str, Any], size: float, *, upright: bool, exact: bool) -> pymupdf.Rect:
    box = pymupdf.Rect(char["bbox"])
    margin = box.width * (0.05 if exact else (1 - CORE_WIDTH) / 2)
    if not upright:
        middle = (box.tl + box.br) / 2
        return pymupdf.Rect(middle.x - 0.4, middle.y - 0.4, middle.x + 0.4, middle.y + 0.4)
    baseline = char["origin"][1]
    low, high = (part * size for part in BAND)
    return pymupdf.Rect(box.x0 + margin, baseline - high, box.x1 - margin, baseline - low)
