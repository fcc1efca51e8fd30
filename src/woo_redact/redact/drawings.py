"""Line art under boxes: shapes that lie under a box go, backgrounds and rules stay."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from woo_redact.redact.cover import Patch, inside
from woo_redact.redact.scene import Path, Scene, Subpath
from woo_redact.redact.streams import Instruction
from woo_redact.types import Point, Rect

SLACK = 0.5
"""How far a shape may reach out of a box and still count as covered, in points."""
TALLEST = 4.0
"""A curved shape up to this many times the height of a box can be part of a written name."""
STEPS = 4
"""Probes between two points of a shape's outline."""


def remove_drawings(scene: Scene, patches: Sequence[Patch]) -> None:
    """Takes the covered shapes out of the content (as edits of its containers)."""
    reaches = [(patch, _grown(patch.rect, patch.rect.height)) for patch in patches]
    for path in scene.paths:
        if path.operator == "n" and not path.clips:
            continue
        rects = [subpath.rect for subpath in path.subpaths]
        near = [p for p, grown in reaches if any(_meets(rect, grown) for rect in rects)]
        gone = [sub for sub in path.subpaths if any(_covered(sub, patch) for patch in near)]
        if gone:
            _cut(path, gone, near)


def _covered(subpath: Subpath, patch: Patch) -> bool:
    """Does the shape lie under the box, or cross it as only lettering does?"""
    rect = subpath.rect
    if _within(rect, _grown(patch.rect, SLACK)):
        return True
    if subpath.straight or (rect.height > TALLEST * patch.rect.height and not patch.exact):
        return False
    return any(inside(patch.quad, point) for point in _outline(subpath.points))


def _cut(path: Path, gone: list[Subpath], patches: Sequence[Patch]) -> None:
    """Removes the shapes, and of the same drawing what stands right above or below a box: dots
    and strokes of the letters that the box covers.
    """
    lost = {sub.first for sub in gone}
    for sub in path.subpaths:
        if sub.straight or sub.first in lost:
            continue
        if any(_beside(sub.rect, patch) for patch in patches):
            lost.add(sub.first)
    edits = path.container.edits
    for sub in path.subpaths:
        if sub.first in lost:
            for index in range(sub.first, sub.last + 1):
                edits[index] = []
    if len(lost) == len(path.subpaths):
        for index in range(path.first, path.paint):
            if path.container.instructions[index][1] in ("W", "W*") and path.clips:
                empty: Instruction = ([0, 0, 0, 0], "re")
                edits[index] = [empty, path.container.instructions[index]]
        if not path.clips:
            edits[path.paint] = [([], "n")]


def _beside(rect: Rect, patch: Patch) -> bool:
    box = patch.rect
    middle = rect.centre
    reach = 0.3 * box.height
    return (
        box.x0 <= middle.x <= box.x1
        and box.y0 - reach <= middle.y <= box.y1 + reach
        and (rect.height <= TALLEST * box.height)
    )


def _outline(points: tuple[Point, ...]) -> list[Point]:
    """The corners and places between them."""
    found = list(points)
    for a, b in pairwise(points):
        for step in range(1, STEPS):
            part = step / STEPS
            found.append(Point(a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)))
    return found


def _grown(rect: Rect, by: float) -> Rect:
    return Rect(rect.x0 - by, rect.y0 - by, rect.x1 + by, rect.y1 + by)


def _within(inner: Rect, outer: Rect) -> bool:
    return (
        outer.x0 <= inner.x0
        and outer.y0 <= inner.y0
        and inner.x1 <= outer.x1
        and inner.y1 <= outer.y1
    )


def _meets(one: Rect, other: Rect) -> bool:
    """Like ``Rect.intersects``, also for lines without area."""
    return one.x0 <= other.x1 and other.x0 <= one.x1 and one.y0 <= other.y1 and other.y0 <= one.y1
