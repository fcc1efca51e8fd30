"""Where words end: from the gaps between glyphs, not from the blanks a producer put in.

Some producers put a blank inside a word ("Pagin a"), some none between words, and some set a
blank after every letter ("P a g i n a"). The gap that the eye sees decides.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from woo_redact.read.glyphs import Ink
from woo_redact.read.pieces import Piece

BLANK_GAP: Final = 0.1
"""In em: with a blank between them, glyphs this far apart are of two words."""
BARE_GAP: Final = 0.17
"""The same without a blank."""
FALSE_BLANK: Final = 0.06
SPREAD_RUN: Final = 4


def breaks(piece: Piece) -> list[bool]:
    """For every glyph of the piece that is no blank: does a new word begin with it?"""
    solid: list[Ink] = []
    blank_before: list[bool] = []
    pending = False
    for ink in piece.inks:
        if ink.blank:
            pending = True
            continue
        solid.append(ink)
        blank_before.append(pending)
        pending = False
    gaps = [(b.left - a.right) / max(a.glyph.size, b.glyph.size, 0.1) for a, b in pairwise(solid)]
    blanks = sorted(g for g, blank in zip(gaps, blank_before[1:], strict=True) if blank)
    trusted = bool(blanks) and blanks[len(blanks) // 2] > 0.15
    letter = _letter_gap(gaps, blank_before)
    starts = [True]
    for gap, blank in zip(gaps, blank_before[1:], strict=True):
        if blank:
            starts.append(not trusted or gap - letter > FALSE_BLANK)
        else:
            starts.append(gap - letter > BARE_GAP)
    _gather_spread(solid, gaps, starts)
    return starts


def _letter_gap(gaps: list[float], blank_before: list[bool]) -> float:
    """The usual gap between letters: more than nothing where a line is letter-spaced."""
    inner = sorted(g for g, blank in zip(gaps, blank_before[1:], strict=True) if not blank)
    if len(inner) < SPREAD_RUN:
        return 0.0
    return max(0.0, inner[len(inner) // 2])


def _gather_spread(solid: list[Ink], gaps: list[float], starts: list[bool]) -> None:
    """Close up words that were set letter by letter with a blank in between."""
    start = 0
    while start < len(solid):
        end = start + 1
        while end < len(solid) and starts[end]:
            end += 1
        # solid[start:end-1] are single letters; the last may open an ordinary word
        if end < len(solid):
            end -= 1
        if end - start >= SPREAD_RUN:
            _close_up(solid, gaps, starts, start, end)
        start = max(end, start + 1)


def _close_up(
    solid: list[Ink], gaps: list[float], starts: list[bool], start: int, end: int
) -> None:
    inner = gaps[start : end - 1]
    narrow = min(inner)
    small = sum(ink.glyph.text.islower() for ink in solid[start:end])
    if small < 2 or narrow > 1.0:
        return
    for i in range(start + 1, end):
        if gaps[i - 1] <= narrow + 0.12:
            starts[i] = False
