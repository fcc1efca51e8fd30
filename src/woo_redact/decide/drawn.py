"""Boxes that a person drew: marks like any other, but never smaller than they were drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from woo_redact import grounds
from woo_redact.decide.place import quads_of
from woo_redact.errors import UsageError
from woo_redact.policy import Policy
from woo_redact.types import Document, Glyph, Mark, Page, Quad, Rect

RULE = "vak/hand"
REASON = "met de hand getekend"
ROOM = 0.6
"""Of a letter's size: so much wider than its text a box by hand may be on every side."""
CUT = 0.25
"""Of a letter's area: a box that takes more of it may have been drawn for that letter too."""


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


def snapped(document: Document, mark: Mark) -> Mark:
    """The mark over just the characters that its rectangles were drawn around; the same mark where
    they cover anything else. Over characters a box is burnt with its line, so that its width tells
    nothing; over an area it is burnt as it was drawn.
    """
    page = document.pages[mark.page - 1]
    rects = [quad.rect for quad in mark.quads]
    span = _span(page, rects)
    if span is None or any(image.rect.intersects(r) for image in page.images for r in rects):
        return mark
    start, end = span
    quads = quads_of(document, page.number, start, end)
    return replace(mark, start=start, end=end, quads=quads, text=page.text[start:end])


def _span(page: Page, rects: Sequence[Rect]) -> tuple[int, int] | None:
    """The one run of characters that the rectangles lie tightly around."""
    letters = [i for i in range(len(page.text)) if page.first[i] < page.stop[i]]
    glyphs = {i: page.glyphs[page.first[i] : page.stop[i]] for i in letters}
    inside = [i for i in letters if any(_holds(rect, glyphs[i]) for rect in rects)]
    if not inside:
        return None
    start, end = inside[0], inside[-1] + 1
    chosen = set(inside)
    for i in letters:
        cut = any(_cuts(rect, glyph) for rect in rects for glyph in glyphs[i])
        blank = page.text[i].isspace()
        if i not in chosen and not blank and (start <= i < end or cut):
            return None
    tight = all(
        _tight(rect, [glyph for i in inside for glyph in glyphs[i] if _holds(rect, [glyph])])
        for rect in rects
    )
    return (start, end) if tight else None


def _holds(rect: Rect, glyphs: Sequence[Glyph]) -> bool:
    return any(rect.contains(glyph.quad.rect.centre) for glyph in glyphs)


def _cuts(rect: Rect, glyph: Glyph) -> bool:
    """Does the box take so much of a letter that it may have been meant too?"""
    own = glyph.quad.rect
    width = min(rect.x1, own.x1) - max(rect.x0, own.x0)
    height = min(rect.y1, own.y1) - max(rect.y0, own.y0)
    area = own.width * own.height
    return width > 0 and height > 0 and width * height > CUT * area


def _tight(rect: Rect, glyphs: Sequence[Glyph]) -> bool:
    """Does a box hold letters and little else?"""
    if not glyphs:
        return False
    whole = glyphs[0].quad.rect
    for glyph in glyphs[1:]:
        whole = whole.union(glyph.quad.rect)
    spare = ROOM * max(glyph.size for glyph in glyphs)
    return (
        whole.x0 - rect.x0 <= spare
        and whole.y0 - rect.y0 <= spare
        and rect.x1 - whole.x1 <= spare
        and rect.y1 - whole.y1 <= spare
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
