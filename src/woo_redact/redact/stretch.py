"""Underlines and highlights that follow the words of a line to their new places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from woo_redact.redact.geometry import apply, invert
from woo_redact.redact.lines import Frame, Segment
from woo_redact.redact.obstacles import Shape
from woo_redact.redact.rewrite import decimal
from woo_redact.redact.streams import Instruction
from woo_redact.types import Point

NEAR = 0.6
"""Within this many em of a hole's ends, a shape was drawn for what the hole covers."""


class Stretch:
    """Maps places along the old line to places along the new one."""

    def __init__(
        self, frame: Frame, segment: Segment, placed: Sequence[tuple[float, float]]
    ) -> None:
        self.frame = frame
        self.knots: list[tuple[float, float]] = []
        for token, (start, width) in zip(segment.tokens, placed, strict=True):
            self.knots += [(token.s0, start), (token.s1, start + width)]
        self.reach = NEAR * segment.size
        self.holes = [(t.s0, t.s1) for t in segment.tokens if t.patch is not None]

    def place(self, s: float) -> float:
        if s <= self.knots[0][0]:
            return s + self.knots[0][1] - self.knots[0][0]
        for (a, fresh_a), (b, fresh_b) in pairwise(self.knots):
            if a <= s <= b:
                part = (s - a) / (b - a) if b > a else 0.0
                return fresh_a + part * (fresh_b - fresh_a)
        return s + self.knots[-1][1] - self.knots[-1][0]

    def apply(self, shape: Shape) -> None:
        """Draws the shape anew; one that was drawn for a covered text alone goes."""
        s0, _, s1, _ = self.frame.spans(shape.rect)
        edits, sub = shape.path.container.edits, shape.subpath
        for index in range(sub.first, sub.last + 1):
            edits[index] = []
        if any(a - self.reach <= s0 and s1 <= b + self.reach for a, b in self.holes):
            return
        edits[sub.first] = self._drawn(shape)

    def _drawn(self, shape: Shape) -> list[Instruction]:
        inverse = invert(shape.path.ctm)
        if inverse is None:
            return []
        drawn: list[Instruction] = []
        for number, point in enumerate(shape.subpath.points):
            s, t = self.place(self.frame.s(point)), self.frame.t(point)
            moved = Point(s * self.frame.x - t * self.frame.y, s * self.frame.y + t * self.frame.x)
            x, y = apply(inverse, *moved)
            drawn.append(([decimal(x, 4), decimal(y, 4)], "l" if number else "m"))
        return [*drawn, ([], "h")] if len(drawn) > 2 else drawn
