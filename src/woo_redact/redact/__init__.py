"""Burning an approved plan: what lies under the boxes goes, and the file is built anew.

Three ways, tried in this order for each page until nothing is left under its boxes: taking the
glyphs, pixels and drawings out of the content (and laying touched lines out anew); letting
PyMuPDF do it; making the page an image.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import pikepdf
from pikepdf import Pdf

from woo_redact.errors import InputError, LeakFound
from woo_redact.redact import check, raster
from woo_redact.redact.boxes import Painted, paint_pages
from woo_redact.redact.burn import Outcome, burn
from woo_redact.redact.content import ContentError
from woo_redact.redact.geometry import PageSpace
from woo_redact.redact.rebuild import rebuild, resources_of, write
from woo_redact.redact.remove import remove
from woo_redact.redact.secrets import Secrets
from woo_redact.types import Box, BurntBox, Plan, Rect, Redacted

__all__ = ["redact"]

ByPage = Mapping[int, Sequence[Box]]


class Way(IntEnum):
    """How a page loses what its boxes cover."""

    EDIT = 0
    PYMUPDF = 1
    IMAGE = 2


@dataclass(frozen=True, slots=True)
class Attempt:
    pdf: bytes
    boxes: tuple[BurntBox, ...]
    dropped: frozenset[str]
    doubtful: frozenset[int]
    """Pages where this way cannot be trusted."""


def redact(pdf: bytes, plan: Plan) -> Redacted:
    """The document of ``pdf`` (as intake gives it) without what the plan covers."""
    by_page = _by_page(plan)
    _check_pages(pdf, by_page)
    ways = dict.fromkeys(by_page, Way.EDIT)
    while True:
        attempt = _attempt(pdf, plan, by_page, ways)
        failed = _failed(pdf, attempt, by_page, ways)
        if not failed:
            break
        _escalate(ways, failed)
    return Redacted(
        pdf=attempt.pdf,
        boxes=attempt.boxes,
        dropped=tuple(sorted(attempt.dropped)),
        rastered=tuple(number for number, way in sorted(ways.items()) if way is Way.IMAGE),
    )


def _by_page(plan: Plan) -> dict[int, list[Box]]:
    pages: dict[int, list[Box]] = {}
    for box in plan.boxes:
        pages.setdefault(box.page, []).append(box)
    return dict(sorted(pages.items()))


def _open(pdf: bytes) -> Pdf:
    try:
        return pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PdfError as error:
        raise InputError(
            "Dit document kan niet worden gelezen; bewaar het opnieuw als PDF "
            "en probeer het nog eens.",
            reason="unreadable",
        ) from error


def _check_pages(pdf: bytes, by_page: ByPage) -> None:
    with _open(pdf) as source:
        count = len(source.pages)
    for number in by_page:
        if not 1 <= number <= count:
            raise InputError(
                f"Er staat een vlak op pagina {number}, maar het document telt {count} pagina's; "
                "controleer het bestand met vlakken.",
                reason="no such page",
            )


def _failed(pdf: bytes, attempt: Attempt, by_page: ByPage, ways: Mapping[int, Way]) -> set[int]:
    """The pages that need another way."""
    rects: dict[int, list[Rect]] = {}
    for box in attempt.boxes:
        rects.setdefault(box.page, []).extend(box.rects)
    edited = {n: boxes for n, boxes in by_page.items() if ways[n] is Way.EDIT}
    failed = set(attempt.doubtful) | check.residue(attempt.pdf, rects)
    return failed | check.unbalanced(pdf, attempt.pdf, edited)


def _escalate(ways: dict[int, Way], failed: set[int]) -> None:
    for number in sorted(failed):
        if ways[number] is Way.IMAGE:
            raise LeakFound(
                f"Op pagina {number} bleef tekst onder een vlak staan, dus is het document niet "
                "gelakt; maak van deze pagina een scan en bied het document opnieuw aan.",
                reason="residue",
            )
        ways[number] = Way(ways[number] + 1)


def _attempt(pdf: bytes, plan: Plan, by_page: ByPage, ways: Mapping[int, Way]) -> Attempt:
    by_pymupdf = {n: boxes for n, boxes in by_page.items() if ways[n] is Way.PYMUPDF}
    as_image = {n: boxes for n, boxes in by_page.items() if ways[n] is Way.IMAGE}
    prepared = remove(pdf, by_pymupdf) if by_pymupdf else pdf
    prepared = raster.flatten(prepared, as_image) if as_image else prepared
    doubtful: set[int] = set()
    with _open(prepared) as source:
        outcomes: dict[int, Outcome] = {}
        for number, boxes in by_page.items():
            page = source.pages[number - 1]
            if ways[number] is Way.EDIT:
                try:
                    outcomes[number] = burn(source, page, resources_of(page), boxes)
                except ContentError:
                    doubtful.add(number)
                    continue
                if outcomes[number].doubts:
                    doubtful.add(number)
        spaces = {number: PageSpace.of(source.pages[number - 1]) for number in by_page}
        covered = {
            number: [spaces[number].rect(quad.rect) for box in boxes for quad in box.quads]
            for number, boxes in by_page.items()
        }
        moved = {number: outcome.moved for number, outcome in outcomes.items()}
        rebuilt = rebuild(source, Secrets(plan), covered, moved)
        doubtful |= {number for number in rebuilt.doubts if number in by_page}
        painted, burnt = _placed(by_page, outcomes, spaces)
        paint_pages(rebuilt.pdf, painted, plan.style)
        return Attempt(write(rebuilt.pdf), burnt, rebuilt.dropped, frozenset(doubtful))


def _placed(
    by_page: ByPage, outcomes: Mapping[int, Outcome], spaces: Mapping[int, PageSpace]
) -> tuple[dict[int, list[Painted]], tuple[BurntBox, ...]]:
    """What to paint per page, in user space, and what to report, in the plan's coordinates."""
    painted: dict[int, list[Painted]] = {}
    burnt: list[BurntBox] = []
    for number, boxes in by_page.items():
        space = spaces[number]
        made = {one.box: one for one in outcomes[number].boxes} if number in outcomes else {}
        for place, box in enumerate(boxes):
            one = made.get(place)
            rects = one.rects if one else [space.rect(quad.rect) for quad in box.quads]
            mcid = one.mcid if one else None
            painted.setdefault(number, []).append(Painted(tuple(rects), box.ground, mcid))
            burnt.append(
                BurntBox(
                    mark=box.mark,
                    page=number,
                    rects=tuple(space.back(rect) for rect in rects),
                    ground=box.ground,
                    kind=box.kind,
                    width_hidden=one.hidden if one else False,
                )
            )
    return painted, tuple(burnt)
