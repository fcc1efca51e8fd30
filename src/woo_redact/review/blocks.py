"""Blocks of a page: the colofon, the parafenroute, the mail head, taken together in one decision.

A block is known by the marks that a rule of layout put in it. What else was surely proposed beside
those belongs to it as well: the telephone number and the address under a name in the colofon were
found by other rules. Doubts never come along; they are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable

from woo_redact.sheet import State
from woo_redact.sheet.lines import MarkLine
from woo_redact.types import Rect

NAMES = {
    "layout/colofon": "de colofon",
    "layout/contactblok": "het contactblok",
    "layout/parafenroute": "de parafenroute",
    "layout/paraaf": "de parafen",
    "layout/mailkop": "de mailkop",
    "layout/lijst": "de lijst",
    "layout/ondertekening": "de ondertekening",
}
TOLD = {
    "staat in de parafenroute": "layout/parafenroute",
    "waarde bij een label in het colofon": "layout/colofon",
}
"""By what a reason says so, when another rule came first."""
COLUMNS = frozenset({"layout/colofon", "layout/contactblok", "layout/ondertekening"})
"""Blocks whose parts stand under each other; the others are tables and lists."""
ALIGNED = 14.0
DOWN = 90.0
"""In points: so far left edges may differ, and so far apart values of one column may stand."""


def block_of(mark: MarkLine) -> str | None:
    """The block that a rule of layout put a mark in."""
    if mark.rule in NAMES:
        return mark.rule
    reason = mark.reason.casefold()
    return next((block for told, block in TOLD.items() if told in reason), None)


def block_at(state: State, key: str) -> str | None:
    """The block that a mark lies in, whatever rule found it."""
    mark = state.marks[key]
    own = block_of(mark)
    if own is not None:
        return own
    around = {block_of(other) for other in state.marks.values() if other.page == mark.page}
    found = sorted(block for block in around if block)
    return next((block for block in found if key in members(state, block, mark.page)), None)


def members(state: State, block: str, page: int | None = None) -> tuple[str, ...]:
    """The marks of a block on a page, or of all such blocks of the document."""
    by_page: dict[int, list[str]] = {}
    for key, mark in state.marks.items():
        if page in (None, mark.page) and mark.page and mark.quads:
            by_page.setdefault(mark.page, []).append(key)
    return tuple(key for keys in by_page.values() for key in _members(state, block, keys))


def _members(state: State, block: str, keys: list[str]) -> list[str]:
    rects = {key: _around(quad.rect for quad in state.marks[key].quads) for key in keys}
    inside = [key for key in keys if block_of(state.marks[key]) == block and _sure(state, key)]
    if not inside:
        return []
    free = [key for key in keys if key not in inside and _sure(state, key)]
    if block not in COLUMNS:
        whole = _around(rects[key] for key in inside)
        return [*inside, *(key for key in free if _within(rects[key], whole))]
    place = 0
    while place < len(inside):  # what joins may bring the next along
        near = [key for key in free if _under(rects[inside[place]], rects[key])]
        inside += near
        free = [key for key in free if key not in near]
        place += 1
    return inside


def _sure(state: State, key: str) -> bool:
    mark = state.marks[key]
    return mark.verdict == "redact" and mark.tier == "redact" and mark.by is None


def _within(rect: Rect, whole: Rect) -> bool:
    centre = rect.centre
    across = whole.x0 - ALIGNED <= centre.x <= whole.x1 + ALIGNED
    return across and whole.y0 <= centre.y <= whole.y1


def _under(one: Rect, other: Rect) -> bool:
    """Do they stand in one column, not far from each other?"""
    gap = max(other.y0 - one.y1, one.y0 - other.y1)
    return abs(one.x0 - other.x0) < ALIGNED and gap < DOWN


def _around(rects: Iterable[Rect]) -> Rect:
    first, *rest = rects
    for rect in rest:
        first = first.union(rect)
    return first
