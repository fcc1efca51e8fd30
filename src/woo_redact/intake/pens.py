"""Matrices of a content stream, and the box that a path or a clip leaves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from woo_redact.intake.letters import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
UNIT: Final = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))


def matrix(operands: Any) -> Matrix:  # noqa: ANN401 -- six PDF numbers
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def inverse(m: Matrix) -> Matrix | None:
    scale = m[0] * m[3] - m[1] * m[2]
    if abs(scale) < 1e-12:
        return None
    a, b, c, d = m[3] / scale, -m[1] / scale, -m[2] / scale, m[0] / scale
    return a, b, c, d, -(m[4] * a + m[5] * c), -(m[4] * b + m[5] * d)


def around(points: Iterable[tuple[float, float]], m: Matrix) -> Box:
    """The upright box around points that a matrix moves."""
    moved = [(x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]) for x, y in points]
    xs, ys = [x for x, _ in moved], [y for _, y in moved]
    return min(xs), min(ys), max(xs), max(ys)


def corners(box: Box) -> tuple[tuple[float, float], ...]:
    x0, y0, x1, y1 = box
    return (x0, y0), (x1, y0), (x0, y1), (x1, y1)


def common(a: Box, b: Box) -> Box | None:
    box = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return box if box[0] < box[2] and box[1] < box[3] else None


def area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
