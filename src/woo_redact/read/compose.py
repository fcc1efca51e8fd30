"""Blocks become text with, for every character, the glyphs that paint it."""

from __future__ import annotations

from collections.abc import Iterable

from woo_redact.read.blocks import Block
from woo_redact.read.glyphs import Ink
from woo_redact.read.letters import Letters
from woo_redact.read.marks import settle
from woo_redact.read.pieces import Piece
from woo_redact.read.spacing import breaks
from woo_redact.types import Glyph, Line, Rect, Word


class Composer:
    """Collects characters, their glyphs, words and lines of a page."""

    def __init__(self) -> None:
        self.letters = Letters()
        self.glyphs: list[Glyph] = []
        self.words: list[Word] = []
        self.lines: list[Line] = []
        self._blanks: list[Glyph] = []
        """Painted blanks that wait for the gap to tell whether they part words."""

    def write(self, blocks: Iterable[Block]) -> None:
        """Lines of a block on lines of the text, an empty line between blocks."""
        start = self.lines[-1].block + 1 if self.lines else 0
        for number, block in enumerate(blocks, start):
            if len(self.letters):
                self._blank("\n")
                self._blank("\n")
            for i, piece in enumerate(block.pieces):
                if i:
                    self._blank("\n")
                self._line(piece, number)

    def _line(self, piece: Piece, block: int) -> None:
        begin = len(self.letters)
        inks = settle(piece.inks)
        starts = iter(breaks(inks))
        parts: list[list[Ink]] = []
        spans: list[tuple[int, int]] = []
        for ink in inks:
            if ink.blank:
                self._blanks.append(ink.glyph)
                continue
            if next(starts):
                if parts:
                    self._blank(" ")
                parts.append([])
                spans.append((len(self.letters), 0))
            self._hang_blanks()
            parts[-1].append(ink)
            self._letter(ink)
            spans[-1] = (spans[-1][0], len(self.letters))
        rects = [_around(part) for part in parts]
        self.words.extend(
            Word(start=start, end=end, rect=rect)
            for (start, end), rect in zip(spans, rects, strict=True)
        )
        solid = [ink for part in parts for ink in part]
        self.lines.append(
            Line(
                start=begin,
                end=len(self.letters),
                rect=_around(solid),
                size=round(piece.size, 2),
                bold=2 * sum(ink.glyph.bold for ink in solid) > len(solid),
                block=block,
            )
        )

    def _letter(self, ink: Ink) -> None:
        first = len(self.glyphs)
        self.glyphs.append(ink.glyph)
        self.glyphs.extend(extra.glyph for extra in ink.extra)
        marks = "".join(extra.mark for extra in ink.extra)
        self.letters.add(ink.glyph.text + marks, first, len(self.glyphs))

    def _hang_blanks(self) -> None:
        """Blanks inside a word go with the letter before them."""
        if self._blanks:
            self.glyphs.extend(self._blanks)
            self.letters.hang(len(self.glyphs))
            self._blanks = []

    def _blank(self, character: str) -> None:
        first = len(self.glyphs)
        self.glyphs.extend(self._blanks)
        self._blanks = []
        self.letters.blank(character, first, len(self.glyphs))


def _around(inks: list[Ink]) -> Rect:
    return Rect(
        min(ink.shown.x0 for ink in inks),
        min(ink.shown.y0 for ink in inks),
        max(ink.shown.x1 for ink in inks),
        max(ink.shown.y1 for ink in inks),
    )
