"""Is it the same place, and how far do two places overlap? In the user space of a PDF page.

Programs write the corners of a quad in any order, round numbers, and move /Rect without the quads.
"""

from __future__ import annotations

from collections.abc import Sequence

from woo_redact.acrobat.annots import Annot
from woo_redact.types import Point, Quad, Rect

NEAR = 0.5
"""What rounding may shift a corner; nobody moves a box by less."""
BORDER = 2.0
"""What a program may add to /Rect for the outline."""


def same(one: Sequence[Quad], two: Sequence[Quad]) -> bool:
    """The same quads, in whatever order."""
    left = list(two)
    for quad in one:
        match = next((other for other in left if _alike(quad, other)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def now(before: Annot, after: Annot) -> tuple[Quad, ...]:
    """Where an annotation lies that was written as ``before``. Where only /Rect was moved, the
    quads go along.
    """
    still = same(before.quads, after.quads)
    shift = max(abs(a - b) for a, b in zip(before.rect, after.rect, strict=True))
    if not still or shift <= BORDER:
        return after.quads
    return tuple(_carried(quad, before.rect, after.rect) for quad in after.quads)


def overlap(one: Sequence[Quad], two: Sequence[Quad]) -> float:
    """The part of the smaller that both cover, 0 to 1."""
    common = sum(_common(a.rect, b.rect) for a in one for b in two)
    least = min(_size(one), _size(two))
    return min(common / least, 1.0) if least > 0 else 0.0


def _alike(one: Quad, two: Quad) -> bool:
    return all(any(_near(p, q) for q in two) for p in one) and all(
        any(_near(q, p) for p in one) for q in two
    )


def _near(p: Point, q: Point) -> bool:
    return abs(p.x - q.x) <= NEAR and abs(p.y - q.y) <= NEAR


def _carried(quad: Quad, old: Rect, new: Rect) -> Quad:
    across = new.width / old.width if old.width else 1.0
    up = new.height / old.height if old.height else 1.0
    return Quad(
        *(Point(new.x0 + (p.x - old.x0) * across, new.y0 + (p.y - old.y0) * up) for p in quad)
    )


def _common(one: Rect, two: Rect) -> float:
    width = min(one.x1, two.x1) - max(one.x0, two.x0)
    height = min(one.y1, two.y1) - max(one.y0, two.y0)
    return max(width, 0.0) * max(height, 0.0)


def _size(quads: Sequence[Quad]) -> float:
    return sum(quad.rect.width * quad.rect.height for quad in quads)
