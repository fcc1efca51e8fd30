"""A rendered page, asked where it shows anything."""

from __future__ import annotations

from typing import Final

import pymupdf

from woo_redact.intake.letters import Box

DOTS: Final = 96
LEAST_CONTRAST: Final = 6
"""In levels of 256: what differs less from its ground, nobody sees."""
LARGEST: Final = 4_000_000
"""Pixels; a poster is rendered coarser."""


class Glance:
    """Pixels of a page that stands upright, in unrotated page points."""

    def __init__(self, page: pymupdf.Page, dots: int = DOTS) -> None:
        area = max(page.rect.width * page.rect.height, 1.0)
        self.scale = min(dots / 72, (LARGEST / area) ** 0.5)
        pixels = page.get_pixmap(
            matrix=pymupdf.Matrix(self.scale, self.scale), colorspace=pymupdf.csRGB, annots=False
        )
        self.width: int = pixels.width
        self.height: int = pixels.height
        self.rows = bytes(pixels.samples)

    def blank(self, box: Box) -> bool:
        """Is the page of one colour there?"""
        left, right, lines = self._span(box)
        if right <= left or not lines:
            return True
        low, high = [255] * 3, [0] * 3
        for y in lines:
            row = self.rows[y * self.width * 3 + left * 3 : y * self.width * 3 + right * 3]
            for channel in range(3):
                values = row[channel::3]
                low[channel] = min(low[channel], min(values))
                high[channel] = max(high[channel], max(values))
                if high[channel] - low[channel] > LEAST_CONTRAST:
                    return False
        return True

    def alike(self, other: Glance, box: Box) -> bool:
        """Do two renderings of the page look the same there?"""
        left, right, lines = self._span(box)
        for y in lines:
            part = slice(y * self.width * 3 + left * 3, y * self.width * 3 + right * 3)
            mine, theirs = self.rows[part], other.rows[part]
            if mine != theirs and _differ(mine, theirs) > LEAST_CONTRAST:
                return False
        return True

    def changed(self, other: Glance, least: int) -> int:
        """How many colour values differ by more than ``least`` levels."""
        if (self.width, self.height) != (other.width, other.height):
            return len(self.rows)
        if self.rows == other.rows:
            return 0
        step = self.width * 3
        changed = 0
        for y in range(0, len(self.rows), step):
            mine, theirs = self.rows[y : y + step], other.rows[y : y + step]
            if mine != theirs:
                changed += sum(abs(a - b) > least for a, b in zip(mine, theirs, strict=True))
        return changed

    def _span(self, box: Box) -> tuple[int, int, list[int]]:
        """Columns and rows of a box, from the middle row outwards: most ink is there."""
        x0, y0, x1, y1 = (value * self.scale for value in box)
        left, right = max(int(x0), 0), min(int(x1) + 1, self.width)
        top, bottom = max(int(y0), 0), min(int(y1) + 1, self.height)
        middle = (top + bottom) // 2
        return left, right, [*range(middle, bottom), *range(middle - 1, top - 1, -1)]


def _differ(mine: bytes, theirs: bytes) -> int:
    return max(abs(a - b) for a, b in zip(mine, theirs, strict=True))
