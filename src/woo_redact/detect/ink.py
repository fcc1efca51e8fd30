"""Signatures in ink: pictures and strokes of a pen where people sign. A reviewer sees them; nothing
is burnt on the program's word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from woo_redact.detect.cells import Cell
from woo_redact.detect.closings import CLOSING
from woo_redact.detect.found import found
from woo_redact.detect.labels import Role, label_of
from woo_redact.detect.paraphs import region
from woo_redact.types import Finding, Page, Rect

UNDER, ASIDE = 130.0, 300.0
"""Points: how far under a closing, and right of where it begins, somebody signs."""
LARGEST = (260.0, 120.0)
PICTURE = "Afbeelding op de plaats van een handtekening of paraaf."
STROKES = "Pennenstreken op de plaats van een handtekening of paraaf."


def ink(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    places = list(_places(page, cells))
    if not places:
        return
    pictures = [image.rect for image in page.images if not image.covered and _small(image.rect)]
    for area, reason in (
        *((rect, PICTURE) for rect in pictures),
        *((rect, STROKES) for rect in page.strokes),
    ):
        shown = _shown(page, area)
        start = next((start for start, place in places if place.contains(shown.centre)), None)
        if start is not None:
            hit = found(page, (start, start), "signature", "layout/handtekening", reason, "look")
            yield replace(hit, area=area)


def _places(page: Page, cells: tuple[Cell, ...]) -> Iterator[tuple[int, Rect]]:
    """Where people sign, as displayed: under a closing, and in a table of paraphs."""
    for cell in cells:
        label = label_of(cell)
        if CLOSING.match(cell.text) and len(cell.text) < 80:
            low, left = cell.rect.y1, cell.rect.x0
            yield cell.start, Rect(left - 40, low - 20, left + ASIDE, low + UNDER)
        elif label and label.role is Role.PARAPH:
            around = cell.rect
            for other in region(page, cell, cells):
                around = around.union(other.rect)
            yield cell.start, Rect(around.x0 - 10, around.y0 - 5, around.x1 + 90, around.y1 + 45)


def _small(rect: Rect) -> bool:
    return rect.width < LARGEST[0] and rect.height < LARGEST[1]


def _shown(page: Page, rect: Rect) -> Rect:
    """A rectangle of the unrotated page as the page is displayed."""
    if page.rotation == 90:
        return Rect(page.height - rect.y1, rect.x0, page.height - rect.y0, rect.x1)
    if page.rotation == 180:
        width, height = page.width, page.height
        return Rect(width - rect.x1, height - rect.y1, width - rect.x0, height - rect.y0)
    if page.rotation == 270:
        return Rect(rect.y0, page.width - rect.x1, rect.y1, page.width - rect.x0)
    return rect
