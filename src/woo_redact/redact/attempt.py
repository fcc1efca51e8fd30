"""One try at burning a plan, each page in the way that is its turn."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import pikepdf
from pikepdf import Pdf

from woo_redact.errors import InputError
from woo_redact.redact import raster
from woo_redact.redact.boxes import Painted, paint_pages
from woo_redact.redact.burn import Outcome, burn
from woo_redact.redact.cutback import cut_back, pages_with
from woo_redact.redact.geometry import PageSpace
from woo_redact.redact.rebuild import Rebuilt, rebuild, resources_of, write
from woo_redact.redact.remove import remove
from woo_redact.redact.secrets import Secrets
from woo_redact.redact.streams import ContentError, Streams
from woo_redact.redact.usage import Number
from woo_redact.types import Box, BurntBox, Plan

ByPage = Mapping[int, Sequence[Box]]


class Way(IntEnum):
    """How a page loses what its boxes cover."""

    EDIT = 0
    PYMUPDF = 1
    IMAGE = 2


@dataclass(slots=True)
class Attempt:
    """``doubtful`` pages need another way; of those, ``opaque`` ones can only become images."""

    pdf: bytes = field(default=b"", repr=False)
    boxes: tuple[BurntBox, ...] = ()
    dropped: frozenset[str] = frozenset()
    doubtful: set[int] = field(default_factory=set)
    opaque: set[int] = field(default_factory=set)
    mapped: bool = True
    """Does every font say what its codes mean?"""


def open_pdf(pdf: bytes) -> Pdf:
    try:
        return pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PdfError as error:
        raise InputError(
            "Dit document kan niet worden gelezen; bewaar het opnieuw als PDF "
            "en probeer het nog eens.",
            reason="unreadable",
        ) from error


def attempt(pdf: bytes, plan: Plan, by_page: ByPage, ways: Mapping[int, Way]) -> Attempt:
    """``ways`` holds every page with boxes, and others that need more than a copy."""
    made = Attempt()
    with open_pdf(_prepared(pdf, by_page, ways)) as source:
        streams = Streams()
        outcomes = _burn(source, streams, by_page, ways, made)
        spaces = {number: PageSpace.of(source.pages[number - 1]) for number in by_page}
        covered = {
            number: [spaces[number].rect(quad.rect) for box in boxes for quad in box.quads]
            for number, boxes in by_page.items()
        }
        moved = {number: outcome.moved for number, outcome in outcomes.items()}
        rebuilt = rebuild(source, streams, Secrets(plan), covered, moved)
        made.doubtful |= rebuilt.unreadable
        cut = cut_back(rebuilt.pdf, rebuilt.streams)
        made.mapped = cut.mapped
        made.opaque |= _lost_fonts(rebuilt, cut.untouched, by_page, outcomes)
        rebuilt.streams.flush()
        painted, made.boxes = _placed(by_page, outcomes, spaces)
        paint_pages(rebuilt.pdf, painted, plan.style)
        made.pdf, made.dropped = write(rebuilt.pdf), rebuilt.dropped
    return made


def _prepared(pdf: bytes, by_page: ByPage, ways: Mapping[int, Way]) -> bytes:
    """The document after the ways that PyMuPDF takes."""
    by_pymupdf = {n: by_page.get(n, ()) for n, way in ways.items() if way is Way.PYMUPDF}
    as_image = {n: by_page.get(n, ()) for n, way in ways.items() if way is Way.IMAGE}
    prepared = remove(pdf, by_pymupdf) if by_pymupdf else pdf
    return raster.flatten(prepared, as_image) if as_image else prepared


def _burn(
    source: Pdf, streams: Streams, by_page: ByPage, ways: Mapping[int, Way], made: Attempt
) -> dict[int, Outcome]:
    outcomes: dict[int, Outcome] = {}
    for number, boxes in by_page.items():
        if ways[number] is not Way.EDIT:
            continue
        page = source.pages[number - 1]
        try:
            outcome = burn(source, streams, page, resources_of(page), boxes)
        except ContentError:
            made.doubtful.add(number)
            continue
        outcomes[number] = outcome
        if outcome.doubts:
            made.doubtful.add(number)
        if outcome.opaque:
            made.opaque.add(number)
    return outcomes


def _lost_fonts(
    rebuilt: Rebuilt,
    untouched: frozenset[Number],
    by_page: ByPage,
    outcomes: Mapping[int, Outcome],
) -> set[int]:
    """The pages that show a font which could not be cut back and in which text was covered."""
    if not untouched:
        return set()
    users = pages_with(rebuilt.pdf, untouched)
    copies = {rebuilt.fonts.get(f) for outcome in outcomes.values() for f in outcome.fonts}
    pages: set[int] = set()
    for font, on in users.items():
        blind = {number for number in on if number in by_page and number not in outcomes}
        if font in copies or blind:
            pages |= on
    return pages


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
