"""From the coordinates of ``types`` to those of PDF and to pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pikepdf

from woo_redact.types import Rect

LETTER = (0.0, 0.0, 612.0, 792.0)
"""What viewers assume for a page without a usable media box."""
DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Frame:
    """What is visible of a page, in its user space, and how it is turned."""

    x0: float
    y0: float
    x1: float
    y1: float
    rotation: int
    unit: float

    @staticmethod
    def of(page: pikepdf.Object) -> Frame:
        media = _box(_inherited(page, "/MediaBox")) or LETTER
        crop = _box(_inherited(page, "/CropBox")) or media
        visible = (
            max(media[0], crop[0]),
            max(media[1], crop[1]),
            min(media[2], crop[2]),
            min(media[3], crop[3]),
        )
        if visible[0] >= visible[2] or visible[1] >= visible[3]:
            visible = media
        return Frame(*visible, _rotation(page), _unit(page))

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def to_user(self, rect: Rect) -> Rect:
        """User space of PDF (y up) for a rectangle of ``types`` (origin top left, y down)."""
        return Rect(
            self.x0 + rect.x0 / self.unit,
            self.y1 - rect.y1 / self.unit,
            self.x0 + rect.x1 / self.unit,
            self.y1 - rect.y0 / self.unit,
        )

    def to_pixels(self, rect: Rect, scale: float) -> tuple[int, int, int, int]:
        """The pixels of a rendered page (as displayed) that a user space rectangle touches."""
        left, right = rect.x0 - self.x0, rect.x1 - self.x0
        top, bottom = self.y1 - rect.y1, self.y1 - rect.y0
        if self.rotation == 0:
            pass
        elif self.rotation == 90:
            left, top, right, bottom = self.height - bottom, left, self.height - top, right
        elif self.rotation == 180:
            left, top, right, bottom = (
                self.width - right,
                self.height - bottom,
                self.width - left,
                self.height - top,
            )
        elif self.rotation == 270:
            left, top, right, bottom = top, self.width - right, bottom, self.width - left
        return (
            math.floor(left * scale),
            math.floor(top * scale),
            math.ceil(right * scale),
            math.ceil(bottom * scale),
        )

    def many_to_pixels(self, rects: npt.NDArray[np.float64], scale: float) -> npt.NDArray[np.int64]:
        """As ``to_pixels``, for rows of left, bottom, right and top."""
        left, right = rects[:, 0] - self.x0, rects[:, 2] - self.x0
        top, bottom = self.y1 - rects[:, 3], self.y1 - rects[:, 1]
        if self.rotation == 90:
            left, top, right, bottom = self.height - bottom, left, self.height - top, right
        elif self.rotation == 180:
            left, right = self.width - right, self.width - left
            top, bottom = self.height - bottom, self.height - top
        elif self.rotation == 270:
            left, top, right, bottom = top, self.width - right, bottom, self.width - left
        start = np.floor(np.column_stack((left, top)) * scale)
        end = np.ceil(np.column_stack((right, bottom)) * scale)
        return np.hstack((start, end)).astype(np.int64)

    def shows(self, x: float, y: float, slack: float = 0.0) -> bool:
        return self.x0 - slack <= x <= self.x1 + slack and self.y0 - slack <= y <= self.y1 + slack


def grown(rect: Rect, by: float) -> Rect:
    """The rectangle with ``by`` added (or taken, if negative) on every side."""
    return Rect(rect.x0 - by, rect.y0 - by, rect.x1 + by, rect.y1 + by)


def _inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    node: pikepdf.Object | None = page
    for _ in range(DEEPEST):
        if not isinstance(node, pikepdf.Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _box(raw: pikepdf.Object | None) -> tuple[float, float, float, float] | None:
    if not isinstance(raw, pikepdf.Array) or len(raw) != 4:
        return None
    try:
        a, b, c, d = (float(n) for n in raw)
    except (TypeError, ValueError):
        return None
    box = (min(a, c), min(b, d), max(a, c), max(b, d))
    return box if box[0] < box[2] and box[1] < box[3] else None


def _rotation(page: pikepdf.Object) -> int:
    try:
        return int(_inherited(page, "/Rotate") or 0) % 360 // 90 * 90
    except (TypeError, ValueError):
        return 0


def _unit(page: pikepdf.Object) -> float:
    try:
        unit = float(page.get("/UserUnit", 1) or 1)
    except (TypeError, ValueError):
        return 1.0
    return unit if 0.01 <= unit <= 10_000 else 1.0
