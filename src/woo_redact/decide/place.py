"""Where a mark lies: one quad per line, and an id made of the place."""

from __future__ import annotations

import hashlib
import math

from woo_redact.decide.draft import Draft
from woo_redact.types import Document, Glyph, Page, Point, Quad


def quads_of(document: Document, page: int, start: int, end: int) -> tuple[Quad, ...]:
    """One quad per line that ``text[start:end]`` touches, as the glyphs are turned.

    Page 0 is text outside the pages, which has no place; a plain text file has no glyphs.
    """
    if page == 0 or not _page(document, page).glyphs:
        return ()
    runs: list[list[Glyph]] = []
    for glyph in _page(document, page).glyphs_of(start, end):
        if runs and _same_line(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return tuple(_hull(run) for run in runs)


def mark_id(draft: Draft) -> str:
    """The same place of the same kind has the same id in every run. It is made of nothing that
    a person could be known by.
    """
    place = [draft.page, draft.outer, draft.start, draft.end, draft.kind, draft.area]
    digest = hashlib.sha256(repr(place).encode()).hexdigest()
    return f"p{draft.page}-{digest[:10]}"


def _page(document: Document, number: int) -> Page:
    return document.pages[number - 1]


def _same_line(one: Glyph, other: Glyph) -> bool:
    """Does ``other`` go on where ``one`` stands: same direction, same baseline, further along?"""
    along = _direction(one.quad)
    if _dot(along, _direction(other.quad)) < 0.99:
        return False
    step = Point(other.origin.x - one.origin.x, other.origin.y - one.origin.y)
    size = max(one.size, other.size, 1.0)
    off = abs(along.x * step.y - along.y * step.x)
    ahead = _dot(along, step)
    return off < 0.5 * size and -0.5 * size < ahead < 4 * size


def _hull(run: list[Glyph]) -> Quad:
    """The tightest quad around a run, in the direction of its first glyph."""
    along = _direction(run[0].quad)
    down = Point(-along.y, along.x)
    if _dot(down, _minus(run[0].quad.ll, run[0].quad.ul)) < 0:
        down = Point(-down.x, -down.y)
    corners = [corner for glyph in run for corner in glyph.quad]
    us = [_dot(along, corner) for corner in corners]
    vs = [_dot(down, corner) for corner in corners]

    def point(u: float, v: float) -> Point:
        return Point(round(along.x * u + down.x * v, 3), round(along.y * u + down.y * v, 3))

    return Quad(
        point(min(us), min(vs)),
        point(max(us), min(vs)),
        point(min(us), max(vs)),
        point(max(us), max(vs)),
    )


def _direction(quad: Quad) -> Point:
    step = _minus(quad.ur, quad.ul)
    length = math.hypot(*step)
    if length < 1e-6:  # a glyph without width says nothing about its direction
        down = _minus(quad.ll, quad.ul)
        height = math.hypot(*down)
        return Point(down.y / height, -down.x / height) if height > 1e-6 else Point(1.0, 0.0)
    return Point(step.x / length, step.y / length)


def _minus(one: Point, other: Point) -> Point:
    return Point(one.x - other.x, one.y - other.y)


def _dot(one: Point, other: Point) -> float:
    return one.x * other.x + one.y * other.y
