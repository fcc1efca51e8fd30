"""Burning an approved plan: what lies under the boxes goes, and the file is built anew.

Three ways, tried in this order for each page until nothing is left under its boxes: taking the
glyphs, pixels and drawings out of the content (and laying touched lines out anew); letting
PyMuPDF do it; making the page an image.
"""

from __future__ import annotations

from collections.abc import Iterable

from woo_redact.errors import InputError, LeakFound
from woo_redact.redact import check
from woo_redact.redact.attempt import Attempt, ByPage, Way, attempt, open_pdf
from woo_redact.types import Box, Plan, Rect, Redacted

__all__ = ["redact"]


def redact(pdf: bytes, plan: Plan) -> Redacted:
    """The document of ``pdf`` (as intake gives it) without what the plan covers."""
    by_page = _by_page(plan)
    _check_pages(pdf, by_page)
    ways = dict.fromkeys(by_page, Way.EDIT)
    while True:
        made = attempt(pdf, plan, by_page, ways)
        failed = made.doubtful | made.opaque | _residue(pdf, made, by_page, ways)
        if not failed:
            break
        _escalate(ways, failed, made.opaque)
    return Redacted(
        pdf=made.pdf,
        boxes=made.boxes,
        dropped=tuple(sorted(made.dropped)),
        rastered=tuple(number for number, way in sorted(ways.items()) if way is Way.IMAGE),
    )


def _by_page(plan: Plan) -> dict[int, list[Box]]:
    pages: dict[int, list[Box]] = {}
    for box in plan.boxes:
        pages.setdefault(box.page, []).append(box)
    return dict(sorted(pages.items()))


def _check_pages(pdf: bytes, by_page: ByPage) -> None:
    with open_pdf(pdf) as source:
        count = len(source.pages)
    for number in by_page:
        if not 1 <= number <= count:
            raise InputError(
                f"Er staat een vlak op pagina {number}, maar het document telt {count} pagina's; "
                "controleer het bestand met vlakken.",
                reason="no such page",
            )


def _residue(pdf: bytes, made: Attempt, by_page: ByPage, ways: dict[int, Way]) -> set[int]:
    painted: dict[int, list[Rect]] = {}
    for box in made.boxes:
        painted.setdefault(box.page, []).extend(box.rects)
    edited = [number for number, way in ways.items() if way is Way.EDIT]
    return check.failed_pages(pdf, made.pdf, by_page, painted, edited, mapped=made.mapped)


def _escalate(ways: dict[int, Way], failed: Iterable[int], opaque: Iterable[int]) -> None:
    """The next way for the failed pages, the last one for the opaque."""
    for number in sorted(failed):
        way = ways.get(number, Way.EDIT)
        if way is Way.IMAGE:
            raise LeakFound(
                f"Op pagina {number} bleef tekst onder een vlak staan, dus is het document niet "
                "gelakt; maak van deze pagina een scan en bied het document opnieuw aan.",
                reason="residue",
            )
        ways[number] = Way.IMAGE if number in opaque else Way(way + 1)
