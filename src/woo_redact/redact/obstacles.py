"""Drawings and images that stand in a line: rules that part its cells, and what forbids moving."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from woo_redact.redact.geometry import bounds
from woo_redact.redact.lines import Frame
from woo_redact.redact.scene import Scene
from woo_redact.types import Point, Rect

RULE = 2.0
"""A rule is at most this thick, in points."""
TALL = 0.6
"""A rule parts cells when it is at least this tall, in em of the line."""
LOW, HIGH = 0.35, 0.95
"""How far below and above the baseline, in em, a drawing belongs to a line."""
EDGE = 1.5


class Obstacles:
    """The painted straight and curved shapes of a page, in user space."""

    def __init__(self, scene: Scene) -> None:
        self.shapes: list[Rect] = []
        self.images = [picture.rect for picture in scene.pictures]
        for path in scene.paths:
            if path.operator == "n":
                continue
            outline = path.operator in ("S", "s")
            for subpath in path.subpaths:
                if outline and subpath.straight:
                    self.shapes += _edges(subpath.points)
                else:
                    self.shapes.append(subpath.rect)

    def rules(self, frame: Frame, t: float, size: float) -> list[float]:
        """The places of vertical rules that cross the line."""
        return sorted({round((s0 + s1) / 2, 2) for s0, s1 in self._vertical(frame, t, size)})

    def _vertical(self, frame: Frame, t: float, size: float) -> Iterator[tuple[float, float]]:
        for shape in self.shapes:
            s0, t0, s1, t1 = frame.spans(shape)
            overlap = min(t1, t + HIGH * size) - max(t0, t - LOW * size)
            if s1 - s0 <= RULE and overlap >= TALL * size:
                yield s0, s1

    def cross(
        self,
        frame: Frame,
        moving: tuple[float, float],
        whole: tuple[float, float],
        t: float,
        size: float,
    ) -> bool:
        """Is something drawn within the moving part of a line that is not its background?"""
        low, high = t - LOW * size, t + HIGH * size
        for image in self.images:
            s0, t0, s1, t1 = frame.spans(image)
            if s0 < moving[1] and s1 > moving[0] and t0 < high and t1 > low:
                return True
        for shape in self.shapes:
            s0, t0, s1, t1 = frame.spans(shape)
            if s0 >= moving[1] or s1 <= moving[0] or t0 >= high or t1 <= low:
                continue
            if s0 <= whole[0] + EDGE and s1 >= whole[1] - EDGE:
                continue
            if s1 - s0 <= RULE:
                continue
            return True
        return False


def _edges(points: tuple[Point, ...]) -> list[Rect]:
    """The sides of a stroked straight shape, each as a rectangle without area."""
    closed = [*points, points[0]] if len(points) > 2 else list(points)
    return [bounds([one, other]) for one, other in pairwise(closed)]
