"""Accents that were painted as glyphs of their own go back onto their letters, and lines that
run from right to left get their letters in the order of speech.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import Final

from woo_redact.read.glyphs import Ink

SPACING: Final = {
    "\u00b4": "\u0301",
    "\u0060": "\u0300",
    "\u02cb": "\u0300",
    "\u02ca": "\u0301",
    "\u00a8": "\u0308",
    "\u02c6": "\u0302",
    "\u02dc": "\u0303",
    "\u00b8": "\u0327",
    "\u02c7": "\u030c",
    "\u02da": "\u030a",
    "\u02d9": "\u0307",
    "\u02dd": "\u030b",
    "\u02db": "\u0328",
    "\u02d8": "\u0306",
    "\u00af": "\u0304",
}
"""Accents with a width of their own, as TeX paints them over a letter."""
RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


def settle(inks: list[Ink]) -> list[Ink]:
    """The glyphs of a line with every accent on its letter, in the order they are read."""
    if all(ink.glyph.text.isascii() for ink in inks):
        return inks
    if any(is_accent(ink) for ink in inks):
        inks = _hang(inks)
    return _turn(inks) if any(leftward(ink.glyph.text) for ink in inks) else inks


def leftward(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in text)


def is_accent(ink: Ink) -> bool:
    text = ink.glyph.text
    return text in SPACING or (bool(text) and unicodedata.combining(text[0]) > 0)


def _hang(inks: list[Ink]) -> list[Ink]:
    letters = [ink for ink in inks if not is_accent(ink)]
    kept: list[Ink] = []
    for i, ink in enumerate(inks):
        if not is_accent(ink):
            kept.append(ink)
            continue
        host = _host(ink, [x for x in inks[max(0, i - 4) : i + 5] if x in letters])
        if host is None:
            kept.append(ink)
        else:
            ink.mark = SPACING.get(ink.glyph.text, ink.glyph.text)
            host.extra += (ink,)
    return kept


def _host(accent: Ink, letters: list[Ink]) -> Ink | None:
    """The letter that the accent stands over."""
    middle = (accent.left + accent.right) / 2
    slack = 0.1 * accent.glyph.size
    over = [
        ink
        for ink in letters
        if not ink.blank and ink.left - slack <= middle <= ink.right + slack and _takes(ink, accent)
    ]
    return min(over, key=lambda ink: abs((ink.left + ink.right) / 2 - middle), default=None)


def _takes(ink: Ink, accent: Ink) -> bool:
    """Is there such a letter? An accent of its own over anything else stays what it is."""
    if accent.glyph.text not in SPACING:
        return True
    joined = unicodedata.normalize("NFC", ink.glyph.text + SPACING[accent.glyph.text])
    return len(joined) == len(ink.glyph.text)


def _turn(inks: list[Ink]) -> list[Ink]:
    """Reverse the stretches that run to the left, blanks between their words included."""
    done: list[Ink] = []
    pending: list[Ink] = []
    for is_left, group in groupby(inks, key=lambda ink: leftward(ink.glyph.text)):
        part = list(group)
        if is_left or (pending and all(ink.blank for ink in part)):
            pending.extend(part)
            continue
        done.extend(reversed(pending))
        pending = []
        done.extend(part)
    return [*done, *reversed(pending)]
