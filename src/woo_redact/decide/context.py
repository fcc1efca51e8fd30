"""The words around a name, with every other name in them replaced by a sign.

A function beside a name is only seen well when names do not stand in the way: ``de leden Jansen
(VVD) en Bakker`` reads as *de leden · (VVD) en X*. Line ends within a paragraph or cell become
blanks; between two of them they stay, so that a title in one cell says nothing of a name in the
next.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from woo_redact.types import Page

THIS = "\ue000"
"""Stands for the name in question."""
OTHER = "\ue001"
"""Stands for another name."""
BEFORE, BEHIND = 240, 200
"""Characters on either side that can say something of a name."""
BLANKS = re.compile(r"[^\S\n]+")
BREAKS = re.compile(r" ?\n[ \n]*")


@dataclass(frozen=True, slots=True)
class Names:
    """A text with the places of its names, in order and without overlap."""

    text: str
    blocks: str
    """The text with a line end only where a block ends; as long as ``text``."""
    spans: tuple[tuple[int, int], ...]

    def around(self, start: int, end: int) -> str:
        """The words before and behind ``text[start:end]``, which itself becomes ``THIS``."""
        front = self._signs(max(0, start - BEFORE), start)
        behind = self._signs(end, min(len(self.text), end + BEHIND))
        return BREAKS.sub("\n", BLANKS.sub(" ", front + THIS + behind))

    def _signs(self, start: int, end: int) -> str:
        pieces: list[str] = []
        position = start
        for a, b in self.spans:
            if b <= start or a >= end:
                continue
            pieces += [self.blocks[position : max(a, position)], OTHER]
            position = min(b, end)
        return "".join([*pieces, self.blocks[position:end]])


def names_of_page(page: Page, spans: Sequence[tuple[int, int]]) -> Names:
    return Names(page.text, _blocks(page), _apart(spans))


def names_of_text(text: str, spans: Sequence[tuple[int, int]]) -> Names:
    """For a text outside the pages."""
    return Names(text, text, _apart(spans))


def _blocks(page: Page) -> str:
    """The page's text in which only the ends of blocks are line ends."""
    if not page.lines:
        return re.sub(r"(?<!\n)\n(?![ \t]*\n)", " ", page.text)
    starts = [line.start for line in page.lines]
    characters = list(page.text)
    for i, character in enumerate(characters):
        if character != "\n":
            continue
        here = bisect_right(starts, i) - 1
        next_one = here + 1
        if here < 0 or next_one >= len(page.lines):
            continue
        if page.lines[here].block == page.lines[next_one].block:
            characters[i] = " "
    return "".join(characters)


def _apart(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)
