"""Which glyphs lie under which box."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from woo_redact.redact.geometry import bounds
from woo_redact.redact.scene import Placed, Scene, Show
from woo_redact.types import Point, Quad, Rect

BAND = 0.25
"""Where a glyph is probed, in em above its baseline: nearly every letter has ink there, and the
boxes of the lines above and below do not reach it.
"""
PROBES = (0.3, 0.5, 0.7)
EXACT_PROBES = tuple((x / 10 + 0.05, y / 10) for x in range(10) for y in range(0, 7, 2))
NO_HEIGHT = Point(0.0, 0.0)
"""Vertical writing has no height above a baseline."""
BELOW_PEN = 1.38
"""Where MuPDF, whose places the plan holds, sees the middle of a vertical glyph: one glyph further
than its ink.
"""
TOUCHING = 0.05
SLANTED = 0.05
"""From this slope on a text does not run along an axis of the page."""
STEP = 0.28
"""Half the side of the squares that cover slanted text, by the height of its line."""

Place = tuple[Show, int]
"""A glyph: its operator and its number therein."""


@dataclass(slots=True, eq=False)
class Patch:
    """One quad of a box in PDF user space, with the glyphs under it in painting order."""

    box: int
    quad: Quad
    exact: bool
    glyphs: list[Place] = field(default_factory=list)
    rect: Rect = field(init=False)

    def __post_init__(self) -> None:
        self.rect = self.quad.rect


def inks_under(patch: Patch) -> list[Rect]:
    """The upright rectangles to paint over covered text that is not laid out anew."""
    if patch.exact:
        return [patch.rect]
    column = _column_of(patch)
    if column is not None:
        return [column]
    return _steps_along(patch.quad) if _is_slanted(patch.quad) else [patch.rect]


def _column_of(patch: Patch) -> Rect | None:
    """Where the covered glyphs of vertical writing have their ink."""
    places = []
    for show, number in patch.glyphs:
        glyph = show.glyphs[number]
        if glyph.up == NO_HEIGHT:
            half = (abs(glyph.along.x) + abs(glyph.along.y)) / 2
            across = Point(half, 0) if glyph.along.y else Point(0, half)
            for end in (glyph.at(0, 0), glyph.at(1, 0)):
                places.append(Point(end.x - across.x, end.y - across.y))
                places.append(Point(end.x + across.x, end.y + across.y))
    return bounds(places) if places else None


def _is_slanted(quad: Quad) -> bool:
    x, y = abs(quad.ur.x - quad.ul.x), abs(quad.ur.y - quad.ul.y)
    return min(x, y) > SLANTED * max(x, y)


def _steps_along(quad: Quad) -> list[Rect]:
    """Small squares along the middle of a slanted text, which spare the lines beside it."""
    start = Point((quad.ul.x + quad.ll.x) / 2, (quad.ul.y + quad.ll.y) / 2)
    stop = Point((quad.ur.x + quad.lr.x) / 2, (quad.ur.y + quad.lr.y) / 2)
    reach = STEP * math.hypot(quad.ul.x - quad.ll.x, quad.ul.y - quad.ll.y)
    count = max(1, round(math.hypot(stop.x - start.x, stop.y - start.y) / max(reach, 1.0)))
    squares = []
    for number in range(count):
        part = (number + 0.5) / count
        x = start.x + part * (stop.x - start.x)
        y = start.y + part * (stop.y - start.y)
        squares.append(Rect(x - reach, y - reach, x + reach, y + reach))
    return squares


def find_covered(scene: Scene, patches: Sequence[Patch]) -> dict[int, dict[int, Patch]]:
    """Gives every patch its glyphs; per operator (by its place in ``scene.shows``) and glyph
    number the first patch that covers it.
    """
    covered: dict[int, dict[int, Patch]] = {}
    for order, show in enumerate(scene.shows):
        if not show.glyphs:
            continue
        around = _around(show)
        near = [patch for patch in patches if around.intersects(patch.rect)]
        for number, glyph in enumerate(show.glyphs):
            over = [patch for patch in near if _covers(patch, glyph)]
            if not over and not glyph.along.x and not glyph.along.y:
                over = _of_letter_before(show, number, covered.get(order, {}))
            for patch in over:
                patch.glyphs.append((show, number))
            if over:
                covered.setdefault(order, {})[number] = over[0]
    return covered


def _around(show: Show) -> Rect:
    """What lies outside this covers no glyph of the operator: their pens are on one line."""
    line = bounds([Point(glyph.x, glyph.y) for glyph in show.glyphs])
    room = max(map(_reach, show.glyphs)) + TOUCHING
    return Rect(line.x0 - room, line.y0 - room, line.x1 + room, line.y1 + room)


def _reach(glyph: Placed) -> float:
    return abs(glyph.along.x) + abs(glyph.along.y) + abs(glyph.up.x) + abs(glyph.up.y)


def _of_letter_before(show: Show, number: int, covered: dict[int, Patch]) -> list[Patch]:
    """An accent without width of its own goes with the letter that it stands on."""
    if number == 0 or number - 1 not in covered:
        return []
    before, accent = show.glyphs[number - 1], show.glyphs[number]
    end = before.at(1, 0)
    reach = TOUCHING * (abs(before.up.x) + abs(before.up.y))
    near = abs(end.x - accent.x) <= reach and abs(end.y - accent.y) <= reach
    return [covered[number - 1]] if near else []


def _covers(patch: Patch, glyph: Placed) -> bool:
    rect = patch.rect
    reach = _reach(glyph)
    if not (rect.x0 - reach <= glyph.x <= rect.x1 + reach):
        return False
    if not (rect.y0 - reach <= glyph.y <= rect.y1 + reach):
        return False
    if patch.exact:
        return any(inside(patch.quad, glyph.at(*probe)) for probe in EXACT_PROBES)
    if glyph.up == NO_HEIGHT:
        return inside(patch.quad, glyph.at(BELOW_PEN, 0))
    return any(inside(patch.quad, glyph.at(along, BAND)) for along in PROBES)


def inside(quad: Quad, point: Point) -> bool:
    """Does a point lie in a quad, whichever way it is turned?"""
    corners = (quad.ul, quad.ur, quad.lr, quad.ll)
    sides = [
        (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
        for a, b in zip(corners, (*corners[1:], corners[0]), strict=True)
    ]
    return all(side >= 0 for side in sides) or all(side <= 0 for side in sides)
