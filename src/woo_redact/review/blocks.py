"""Blocks of a page: the colofon, the parafenroute, the mail head, taken together in one decision.

A block is known by the marks that a rule of layout put in it. What else was surely proposed beside
those belongs to it as well: the telephone number and the address under a name in the colofon were
found by other rules. Doubts never come along; they are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
"""Blocks whose parts stand under each other; the others are tables and lists, whose parts stand
beside each other.
"""
SIDE = 300.0
"""In points: a column that begins so far to the right holds nothing but the colofon."""
ALIGNED = 14.0
ROW = 6.0
UNDER = 60.0
DOWN = 90.0
"""In points: so far left edges and the middles of one row may differ, so far under a name its
details may stand, and so far apart the values of a side column.
"""


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
    seeds = [rects[key] for key in inside]
    if block not in COLUMNS:
        whole = _around(seeds)
        beside = (key for key in free if _beside(rects[key], seeds, whole))
        return [*inside, *beside]
    inside += [key for key in free if any(_under(seed, rects[key]) for seed in seeds)]
    return _down(inside, free, rects) if block == "layout/colofon" else inside


def _down(inside: list[str], free: list[str], rects: Mapping[str, Rect]) -> list[str]:
    """A side column to its end: what joins may bring the next along."""
    found = list(inside)
    for key in found:  # grows while it is walked
        one = rects[key]
        found += [
            other
            for other in free
            if other not in found and one.x0 > SIDE and _near(one, rects[other])
        ]
    return found


def _sure(state: State, key: str) -> bool:
    mark = state.marks[key]
    return mark.verdict == "redact" and mark.tier == "redact" and mark.by is None


def _beside(rect: Rect, seeds: Sequence[Rect], whole: Rect) -> bool:
    """Does it stand in a row of the table, between its first and its last column?"""
    across = whole.x0 - ALIGNED <= rect.centre.x <= whole.x1 + ALIGNED
    return across and any(abs(rect.centre.y - seed.centre.y) < ROW for seed in seeds)


def _under(seed: Rect, rect: Rect) -> bool:
    return abs(seed.x0 - rect.x0) < ALIGNED and -1 < rect.y0 - seed.y1 < UNDER


def _near(one: Rect, other: Rect) -> bool:
    gap = max(other.y0 - one.y1, one.y0 - other.y1)
    return abs(one.x0 - other.x0) < ALIGNED and gap < DOWN


def _around(rects: Iterable[Rect]) -> Rect:
    first, *rest = rects
    for rect in rest:
        first = first.union(rect)
    return first
