"""How much ink can be told from its ground in a part of a rendered page."""

from __future__ import annotations

import numpy as np
from PIL import Image

from woo_redact.types import Rect
from woo_redact.verify.geometry import Frame
from woo_redact.verify.pdfium import Flags, Numbers, Pixels

PAPER = 190
"""From this brightness on a pixel counts as paper when something may look like text."""
INK = 110
PLAIN = 60
"""Colours that differ so much are plainly not the same."""
STROKES = 4
MOST_RULES = 4
GRID = np.arange(8)
"""Where in a rectangle a first look is taken, in eighths of its sides."""
LUMA = np.array((0.114, 0.587, 0.299))


class Canvas:
    """A rendered page that answers questions in user space. ``pixels``: rows of blue, green, red
    and a spare byte.
    """

    def __init__(self, pixels: Pixels, frame: Frame, scale: float) -> None:
        self.pixels, self.frame, self.scale = pixels, frame, scale

    def block(self, rect: Rect) -> Pixels | None:
        """The pixels that a rectangle touches, three bytes each; None where nothing is on the
        page. Not a copy.
        """
        left, top, right, bottom = self.frame.to_pixels(rect, self.scale)
        left, top = max(left, 0), max(top, 0)
        right, bottom = min(right, self.pixels.shape[1]), min(bottom, self.pixels.shape[0])
        if right <= left or bottom <= top:
            return None
        return self.pixels[top:bottom, left:right, :3]

    def piece(self, rect: Rect) -> Image.Image | None:
        block = self.block(rect)
        return None if block is None else Image.fromarray(np.ascontiguousarray(block[:, :, ::-1]))

    def contrast(self, rect: Rect) -> int:
        """The widest range of any colour channel, 0 to 255; 0 where nothing is on the page."""
        block = self.block(rect)
        return 0 if block is None else spread(block)

    def blank(self, rect: Rect, most: int) -> bool:
        """Is there no more contrast than this?"""
        return self.contrast(rect) <= most

    def marked(self, rects: Numbers, least: int) -> Flags:
        """Which of many rectangles show more contrast than ``least`` at a first look, at a few
        points only: those that do not may still.
        """
        left, top, right, bottom = self.frame.many_to_pixels(rects, self.scale).T
        height, width = self.pixels.shape[:2]
        left, top = np.clip(left, 0, width - 1), np.clip(top, 0, height - 1)
        right, bottom = np.clip(right, left + 1, width), np.clip(bottom, top + 1, height)
        x = left[:, None] + (right - left)[:, None] * (2 * GRID + 1) // (2 * len(GRID))
        y = top[:, None] + (bottom - top)[:, None] * (2 * GRID + 1) // (2 * len(GRID))
        green = self.pixels[:, :, 1][y[:, :, None], x[:, None, :]].reshape(len(rects), -1)
        marked: Flags = green.max(1) - green.min(1) > least
        return marked

    def keeps(self, rect: Rect, other: Canvas) -> float:
        """How much of the ink that the other canvas shows here is ink on this one too, 0 to 1."""
        mine, theirs = self._grey(rect), other._grey(rect)
        if mine is None or theirs is None or mine.shape != theirs.shape:
            return 1.0
        middle = (int(theirs.min()) + int(theirs.max())) // 2
        there, here = theirs <= middle, mine <= middle
        if there.sum() > there.size / 2:
            there, here = ~there, ~here
        total = int(there.sum())
        return int((there & here).sum()) / total if total else 1.0

    def differs(self, rect: Rect, other: Canvas) -> float:
        """How much of a rectangle has plainly another colour on the other canvas, 0 to 1."""
        mine, theirs = self.block(rect), other.block(rect)
        if mine is None or theirs is None or mine.shape != theirs.shape:
            return 1.0
        return float((np.abs(mine.astype(np.int16) - theirs).max(2) >= PLAIN).mean())

    def brightness(self, rect: Rect) -> float:
        grey = self._grey(rect)
        return 255.0 if grey is None else float(grey.mean())

    def colour(self, rect: Rect) -> tuple[float, ...]:
        """Red, green and blue, as they are on average."""
        block = self.block(rect)
        return (255.0,) * 3 if block is None else tuple(block.mean((0, 1))[::-1].tolist())

    def looks_written(self, rect: Rect) -> bool:
        """Dark strokes on light paper, as opposed to a photograph, an even tint or a few rules?"""
        grey = self._grey(rect)
        if grey is None or grey.shape[1] < 8 or grey.shape[0] < 5:
            return False
        paper, ink = grey >= PAPER, grey < INK
        return bool(
            paper.sum() >= 0.5 * grey.size
            and ink.sum() >= 0.015 * grey.size
            and _strokes(ink) >= STROKES
        )

    def _grey(self, rect: Rect) -> Pixels | None:
        block = self.block(rect)
        return None if block is None else np.rint(block @ LUMA).astype(np.uint8)


def spread(block: Pixels) -> int:
    """The widest range of any colour channel."""
    flat = block.reshape(-1, block.shape[2])
    return int((flat.max(0) - flat.min(0)).max())


def _strokes(ink: Flags) -> int:
    """How many strokes the rows cross: rows all alike cross rules, not letters."""
    mixed = ink[ink.any(1) & ~ink.all(1)]
    if len(np.unique(mixed, axis=0)) < MOST_RULES:
        return 0
    return int(((~mixed[:, :-1] & mixed[:, 1:]).sum(1) + mixed[:, 0]).max())
