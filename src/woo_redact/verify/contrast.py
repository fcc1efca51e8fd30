"""How much ink can be told from its ground in a part of a rendered page."""

from __future__ import annotations

from PIL import Image

from woo_redact.types import Rect
from woo_redact.verify.geometry import Frame

PAPER = 190
"""From this brightness on a pixel counts as paper when something may look like text."""


class Canvas:
    """A rendered page that answers questions in user space."""

    def __init__(self, picture: Image.Image, frame: Frame, scale: float) -> None:
        self.picture, self.frame, self.scale = picture, frame, scale

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

    def brightness(self, rect: Rect) -> float:
        piece = self.piece(rect)
        if piece is None:
            return 255.0
        grey = piece.convert("L")
        histogram = grey.histogram()
        return sum(i * n for i, n in enumerate(histogram)) / max(sum(histogram), 1)

    def looks_written(self, rect: Rect) -> bool:
        """Dark strokes on light paper, as opposed to a photograph or an even tint?"""
        piece = self.piece(rect)
        if piece is None or piece.width < 8 or piece.height < 5:
            return False
        histogram = piece.convert("L").histogram()
        total = sum(histogram)
        paper = sum(histogram[PAPER:])
        ink = sum(histogram[:110])
        return paper >= 0.5 * total and ink >= 0.015 * total
