"""How much ink can be told from its ground in a part of a rendered page."""

from __future__ import annotations

from PIL import Image

from woo_redact.types import Rect
from woo_redact.verify.geometry import Frame

PAPER = 190
"""From this brightness on a pixel counts as paper when something may look like text."""
INK = 110
STROKES = 4
MOST_RULES = 4


class Canvas:
    """A rendered page that answers questions in user space."""

    def __init__(self, picture: Image.Image, frame: Frame, scale: float) -> None:
        self.picture, self.frame, self.scale = picture, frame, scale
        self._grey = picture.convert("L")

    def blank(self, rect: Rect, most: int) -> bool:
        """Is there no more contrast than this? Brightness alone answers that for most letters;
        colour is only looked at where it does not.
        """
        left, top, right, bottom = self.frame.to_pixels(rect, self.scale)
        box = (
            max(left, 0),
            max(top, 0),
            min(right, self._grey.width),
            min(bottom, self._grey.height),
        )
        if box[0] >= box[2] or box[1] >= box[3]:
            return True
        low, high = self._grey.crop(box).getextrema()
        if int(high) - int(low) > most:  # type: ignore[arg-type]
            return False
        return self.contrast(rect) <= most

    def piece(self, rect: Rect) -> Image.Image | None:
        left, top, right, bottom = self.frame.to_pixels(rect, self.scale)
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, self.picture.width), min(bottom, self.picture.height)
        if right <= left or bottom <= top:
            return None
        return self.picture.crop((left, top, right, bottom))

    def contrast(self, rect: Rect) -> int:
        """The widest range of any colour channel, 0 to 255; 0 where nothing is on the page."""
        piece = self.piece(rect)
        if piece is None:
            return 0
        ranges = piece.getextrema()
        return max(int(high) - int(low) for low, high in ranges)  # type: ignore[misc]

    def keeps(self, rect: Rect, other: Canvas) -> float:
        """How much of the ink that the other canvas shows here is ink on this one too, 0 to 1."""
        mine, theirs = self.piece(rect), other.piece(rect)
        if mine is None or theirs is None or mine.size != theirs.size:
            return 1.0
        grey = theirs.convert("L")
        low, high = grey.getextrema()
        middle = (int(low) + int(high)) // 2  # type: ignore[arg-type]
        dark = [int(value <= middle) for value in range(256)]
        there, here = grey.point(dark).tobytes(), mine.convert("L").point(dark).tobytes()
        ink = 1 if there.count(1) <= there.count(0) else 0
        total = there.count(ink)
        kept = sum(a == ink == b for a, b in zip(there, here, strict=True))
        return kept / total if total else 1.0

    def brightness(self, rect: Rect) -> float:
        piece = self.piece(rect)
        if piece is None:
            return 255.0
        grey = piece.convert("L")
        histogram = grey.histogram()
        return sum(i * n for i, n in enumerate(histogram)) / max(sum(histogram), 1)

    def looks_written(self, rect: Rect) -> bool:
        """Dark strokes on light paper, as opposed to a photograph, an even tint or a few rules?"""
        piece = self.piece(rect)
        if piece is None or piece.width < 8 or piece.height < 5:
            return False
        grey = piece.convert("L")
        histogram = grey.histogram()
        total = sum(histogram)
        paper = sum(histogram[PAPER:])
        ink = sum(histogram[:INK])
        return paper >= 0.5 * total and ink >= 0.015 * total and _strokes(grey) >= STROKES


def _strokes(grey: Image.Image) -> int:
    """How many strokes the rows cross: rows all alike cross rules, not letters."""
    width, height = grey.size
    bits = grey.point([1] * INK + [0] * (256 - INK)).tobytes()
    rows = [bits[y * width : (y + 1) * width] for y in range(height)]
    different = {row for row in rows if b"\1" in row and b"\0" in row}
    if len(different) < MOST_RULES:
        return 0
    return max(row.count(b"\0\1") + (row[0] == 1) for row in different)
