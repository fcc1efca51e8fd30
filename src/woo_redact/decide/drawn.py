"""Boxes that a person drew: marks like any other, but never smaller than they were drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from woo_redact import grounds
from woo_redact.errors import UsageError
from woo_redact.policy import Policy
from woo_redact.types import Document, Mark, Page, Quad, Rect

RULE = "vak/hand"
REASON = "met de hand getekend"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A box by hand: page from 1, points from the top left of the crop box before rotation. No
    ground means the policy's ground for persons.
    """

    page: int
    rect: Rect
    ground: str | None


def drawn_marks(document: Document, drawn: Sequence[Drawn], policy: Policy) -> tuple[Mark, ...]:
    """One mark per box. Raises ``UsageError`` for a page or a ground that does not exist."""
    return tuple(_mark(document, box, policy) for box in drawn)


def drawn_id(box: Drawn) -> str:
    """The id of the mark that a drawn box becomes."""
    return _id(box.page, (box.rect,))


def area_mark(page: Page, rects: Sequence[Rect], ground: str) -> Mark:
    """The mark of one or more rectangles that somebody drew as one box."""
    return Mark(
        id=_id(page.number, rects),
        page=page.number,
        start=0,
        end=0,
        quads=tuple(Quad.of(rect) for rect in rects),
        kind="box",
        text=_text_under(page, rects),
        verdict="redact",
        tier="redact",
        ground=ground,
        rule=RULE,
        reason=REASON,
        detectors=("hand",),
    )


def _mark(document: Document, box: Drawn, policy: Policy) -> Mark:
    name = document.source.name
    if box.page > len(document.pages):
        raise UsageError(
            f"Er is een vak voor pagina {box.page} van {name}, maar het document heeft er "
            f"{len(document.pages)}; verbeter het vakkenbestand.",
            reason="box-page",
        )
    ground = grounds.parse(box.ground) if box.ground else policy.grounds["person"]
    return area_mark(document.pages[box.page - 1], (box.rect,), ground)


def _id(page: int, rects: Sequence[Rect]) -> str:
    places = [",".join(f"{number:.2f}" for number in rect) for rect in rects]
    place = f"{page}|box|{';'.join(places)}"
    return f"p{page}-{hashlib.sha256(place.encode()).hexdigest()[:10]}"


def _text_under(page: Page, rects: Sequence[Rect]) -> str:
    """What the box covers: the characters whose glyph has its centre inside."""
    under = {
        i
        for i, glyph in enumerate(page.glyphs)
        if any(rect.contains(glyph.quad.rect.centre) for rect in rects)
    }
    pieces = [
        character
        if any(g in under for g in range(page.first[position], page.stop[position]))
        else " "
        for position, character in enumerate(page.text)
    ]
    return " ".join("".join(pieces).split())
