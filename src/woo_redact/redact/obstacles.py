"""Drawings and images that stand in a line: rules that part its cells, underlines and highlights
that follow its words, and what forbids moving them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from woo_redact.redact.geometry import bounds
from woo_redact.redact.lines import Frame
from woo_redact.redact.scene import Path, Scene, Subpath
from woo_redact.types import Point, Rect

RULE = 2.0
"""A rule is at most this thick, in points."""
TALL = 0.6
"""A rule parts cells when it is at least this tall, in em of the line."""
LOW, HIGH = 0.35, 0.95
"""How far below and above the baseline, in em, a drawing belongs to a line."""
CLOSE = 0.6
"""A drawing that ends within this many em of the words was drawn for them."""
THIN = 0.15
STROKES = ((-0.45, 0.10), (0.15, 0.45))
"""Where underlines lie, and lines through words, in em above the baseline."""
BLOCK = (-0.55, 1.35)
"""Between which heights a highlight of one line lies."""


Span = tuple[float, float, float, float]


BACKGROUND = 2.5
"""Around the words and taller than this many em: no line's own, it stays as it is."""


@dataclass(frozen=True, slots=True)
class Shape:
    path: Path
    subpath: Subpath
    rect: Rect


class Obstacles:
    """The painted shapes and images of a page, in user space."""

    def __init__(self, scene: Scene) -> None:
        self.images = [picture.rect for picture in scene.pictures]
        self.shapes = [
            Shape(path, subpath, subpath.rect)
            for path in scene.paths
            if path.operator != "n"
            for subpath in path.subpaths
        ]
        self._spans: dict[Frame, list[tuple[Shape, Span]]] = {}
        self._uprights: dict[Frame, list[Span]] = {}

    def _placed(self, frame: Frame) -> list[tuple[Shape, Span]]:
        """The shapes with where they lie along and across a writing direction."""
        if frame not in self._spans:
            self._spans[frame] = [(shape, frame.spans(shape.rect)) for shape in self.shapes]
        return self._spans[frame]

    def rules(self, frame: Frame, t: float, size: float) -> list[float]:
        """The places of vertical rules that cross the line."""
        return sorted({round((s0 + s1) / 2, 2) for s0, s1 in self._vertical(frame, t, size)})

    def _vertical(self, frame: Frame, t: float, size: float) -> Iterator[tuple[float, float]]:
        if frame not in self._uprights:
            edges = (frame.spans(edge) for shape in self.shapes for edge in _edges(shape))
            self._uprights[frame] = [span for span in edges if span[2] - span[0] <= RULE]
        for s0, t0, s1, t1 in self._uprights[frame]:
            if min(t1, t + HIGH * size) - max(t0, t - LOW * size) >= TALL * size:
                yield s0, s1

    def along(
        self,
        frame: Frame,
        whole: tuple[float, float],
        start: float,
        t: float,
        size: float,
        but: Sequence[Shape] = (),
    ) -> list[Shape] | None:
        """The straight shapes that follow the words of a segment (which reaches over ``whole``,
        and moves from ``start`` on), ``but`` for these; None where something stands that cannot
        follow.
        """
        low, high = t - LOW * size, t + HIGH * size
        left, right = whole[0] - CLOSE * size, whole[1] + CLOSE * size
        for image in self.images:
            s0, t0, s1, t1 = frame.spans(image)
            if s0 < right and s1 > start and t0 < high and t1 > low:
                return None
        found = []
        for shape, (s0, t0, s1, t1) in self._placed(frame):
            if s0 >= right or s1 <= start or t0 >= high or t1 <= low or s1 - s0 <= RULE:
                continue
            if shape in but:
                continue
            around = s0 <= whole[0] and s1 >= whole[1]
            if around and t1 - t0 > BACKGROUND * size:
                continue
            inside = left <= s0 and s1 <= right
            if inside and shape.subpath.straight and _follows(t0 - t, t1 - t, size):
                found.append(shape)
            elif inside or (start < s0 < right) or (start < s1 < right and s1 < whole[1]):
                return None
        return found


def _follows(low: float, high: float, size: float) -> bool:
    """Does a shape at these heights above the baseline belong to the words?"""
    if high - low <= THIN * size:
        return any(a * size <= low and high <= b * size for a, b in STROKES)
    return BLOCK[0] * size <= low and high <= BLOCK[1] * size and high - low >= TALL * size


def _edges(shape: Shape) -> list[Rect]:
    """The sides of a stroked straight shape, each without area; the area of any other."""
    if shape.path.operator not in ("S", "s") or not shape.subpath.straight:
        return [shape.rect]
    points: list[Point] = list(shape.subpath.points)
    closed = [*points, points[0]] if len(points) > 2 else points
    return [bounds([one, other]) for one, other in pairwise(closed)]
