"""Where words end: from the gaps between glyphs, not from the blanks a producer put in.

Some producers put a blank inside a word ("Pagin a"), some none between words, and some set a
blank after every letter ("P a g i n a"). The gap that the eye sees decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from woo_redact.read.glyphs import Ink

TRUSTED: Final = 0.15
"""In em: where most blanks are at least this wide, a much narrower one is false."""
FALSE_BLANK: Final = 0.06
BARE_GAP: Final = 0.17
"""In em: without a blank, glyphs this far apart are of two words."""
SPREAD_RUN: Final = 4
"""So many letters on their own, one after another, are one word set wide."""


def breaks(inks: Sequence[Ink]) -> list[bool]:
    """For every glyph that is no blank: does a word begin with it?"""
    solid: list[Ink] = []
    blank_before: list[bool] = []
    pending = False
    for ink, after in pairwise([*inks, None]):
        assert ink is not None  # noqa: S101 - only the last partner is None
        if ink.blank:
            pending = pending or not _hides(ink, after)
            continue
        solid.append(ink)
        blank_before.append(pending)
        pending = False
    gaps = [_gap(a, b) for a, b in pairwise(solid)]
    blanked = blank_before[1:]
    letter = _letter_gap([gap for gap, blank in zip(gaps, blanked, strict=True) if not blank])
    widths = sorted(gap for gap, blank in zip(gaps, blanked, strict=True) if blank)
    trusted = bool(widths) and widths[len(widths) // 2] > TRUSTED
    starts = [True]
    for gap, blank in zip(gaps, blanked, strict=True):
        wide = FALSE_BLANK if blank else BARE_GAP
        starts.append(gap - letter > wide or (blank and not trusted))
    _gather_spread(solid, gaps, starts)
    return starts


def _hides(ink: Ink, after: Ink | None) -> bool:
    """Is it painted where the next letter stands, so that nobody sees it? A soft hyphen inside a
    word is, and in some fonts it reads as a blank.
    """
    return after is not None and 0 <= after.left - ink.left < FALSE_BLANK * ink.glyph.size


def _gap(a: Ink, b: Ink) -> float:
    """In em, whichever of the two is read first."""
    distance = max(b.left - a.right, a.left - b.right)
    return distance / max(a.glyph.size, b.glyph.size, 0.1)


def _letter_gap(gaps: list[float]) -> float:
    """The usual gap between letters: more than nothing where a line is letter-spaced."""
    if len(gaps) < SPREAD_RUN:
        return 0.0
    return max(0.0, sorted(gaps)[len(gaps) // 2])


def _gather_spread(solid: list[Ink], gaps: list[float], starts: list[bool]) -> None:
    """Close up words that were set letter by letter with a blank in between."""
    begin = 0
    for i in range(1, len(solid) + 1):
        if i < len(solid) and starts[i]:
            continue
        # solid[begin:i] stand alone, save that the last may open an ordinary word
        end = i if i == len(solid) else i - 1
        if end - begin >= SPREAD_RUN:
            _close_up(solid[begin:end], gaps, starts, begin)
        begin = i


def _close_up(letters: list[Ink], gaps: list[float], starts: list[bool], begin: int) -> None:
    narrow = min(gaps[begin : begin + len(letters) - 1])
    if narrow > 1.0 or sum(ink.glyph.text.islower() for ink in letters) < 2:
        return
    for i in range(begin + 1, begin + len(letters)):
        if gaps[i - 1] <= narrow + 0.12:
            starts[i] = False
