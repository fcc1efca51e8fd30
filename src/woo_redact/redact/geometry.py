"""Between the coordinates of a plan (top left of the crop box) and those of a PDF page."""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Object, Page

from woo_redact.types import Point, Quad, Rect

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does ``first`` and then ``then`` (PDF row vectors)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def invert(matrix: Matrix) -> Matrix | None:
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    if abs(size) < 1e-12:
        return None
    return (
        d / size,
        -b / size,
        -c / size,
        a / size,
        (c * f - d * e) / size,
        (b * e - a * f) / size,
    )


def apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return Point(a * x + c * y + e, b * x + d * y + f)


def bounds(points: list[Point]) -> Rect:
    xs, ys = [p.x for p in points], [p.y for p in points]
    return Rect(min(xs), min(ys), max(xs), max(ys))


def transformed(matrix: Matrix, rect: Rect) -> Rect:
    """The upright rectangle around a transformed one."""
    corners = ((rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x0, rect.y1), (rect.x1, rect.y1))
    return bounds([apply(matrix, x, y) for x, y in corners])


@dataclass(frozen=True, slots=True)
class PageSpace:
    """Where a page's crop box lies in PDF user space, and how large a unit is."""

    left: float
    top: float
    unit: float

    @staticmethod
    def of(page: Page) -> PageSpace:
        crop, media = _box(page.cropbox), _box(page.mediabox)
        shown = crop if crop.intersects(media) else media
        unit = page.obj.get("/UserUnit", 1)
        return PageSpace(max(shown.x0, media.x0), min(shown.y1, media.y1), float(unit) or 1.0)

    def point(self, point: Point) -> Point:
        return Point(self.left + point.x / self.unit, self.top - point.y / self.unit)

    def rect(self, rect: Rect) -> Rect:
        """A rectangle of the plan in PDF user space."""
        return bounds([self.point(Point(rect.x0, rect.y0)), self.point(Point(rect.x1, rect.y1))])

    def back(self, rect: Rect) -> Rect:
        """A rectangle in PDF user space in the plan's coordinates."""
        return Rect(
            (rect.x0 - self.left) * self.unit,
            (self.top - rect.y1) * self.unit,
            (rect.x1 - self.left) * self.unit,
            (self.top - rect.y0) * self.unit,
        )

    def quad(self, quad: Quad) -> Quad:
        return Quad(*(self.point(corner) for corner in quad))


def _box(box: Object) -> Rect:
    x0, y0, x1, y1 = (float(number) for number in box)
    return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
