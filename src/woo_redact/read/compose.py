"""Blocks become text with, for every character, the glyphs that paint it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from woo_redact.read.blocks import Block
from woo_redact.read.glyphs import Ink
from woo_redact.read.pieces import Piece
from woo_redact.read.spacing import breaks
from woo_redact.types import Glyph, Line, Rect, Word

SPLIT: Final = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u0132": "IJ",
        "\u0133": "ij",
    }
)
"""Letters that were cast as one piece of type, as people spell them."""


class Composer:
    """Collects characters, their glyphs, words and lines."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.first: list[int] = []
        self.stop: list[int] = []
        self.glyphs: list[Glyph] = []
        self.words: list[Word] = []
        self.lines: list[Line] = []

    @property
    def text(self) -> str:
        return "".join(self.letters)

    def write(self, blocks: Iterable[Block]) -> None:
        start = self.lines[-1].block + 1 if self.lines else 0
        for number, block in enumerate(blocks, start):
            if self.letters:
                self._blank("\n")
                self._blank("\n")
            for i, piece in enumerate(block.pieces):
                if i:
                    self._blank("\n")
                self._line(piece, number)

    def _line(self, piece: Piece, block: int) -> None:
        begin = len(self.letters)
        words: list[tuple[int, int, Rect]] = []
        starts = iter(breaks(piece))
        word_begin = begin
        rect: Rect | None = None
        bold = solid = 0
        for i, ink in enumerate(piece.inks):
            if ink.blank:
                if rect is not None:
                    self._hang(ink)
                continue
            if next(starts) and rect is not None:
                words.append((word_begin, len(self.letters), rect))
                word_begin = self._space()
                rect = None
            self._letter(ink, piece.copies.get(i, ()), word_begin)
            rect = ink.shown if rect is None else rect.union(ink.shown)
            solid += 1
            bold += ink.glyph.bold
        if rect is None:
            return
        words.append((word_begin, len(self.letters), rect))
        whole = words[0][2]
        for start, end, part in words:
            self.words.append(Word(start=start, end=end, rect=part))
            whole = whole.union(part)
        self.lines.append(
            Line(
                start=begin,
                end=len(self.letters),
                rect=whole,
                size=round(piece.size, 2),
                bold=2 * bold > solid,
                block=block,
            )
        )

    def _letter(self, ink: Ink, copies: Iterable[Ink], word_begin: int) -> None:
        first = len(self.glyphs)
        self.glyphs.append(ink.glyph)
        self.glyphs.extend(copy.glyph for copy in copies)
        text = ink.glyph.text.translate(SPLIT)
        if len(self.letters) > word_begin:
            joined = unicodedata.normalize("NFC", self.letters[-1] + text)
            if len(joined) == len(text) and joined != text:
                self.letters[-1] = joined[0]
                self.stop[-1] = len(self.glyphs)
                text = joined[1:]
                first = self.first[-1]
        for letter in unicodedata.normalize("NFC", text):
            self.letters.append(letter)
            self.first.append(first)
            self.stop.append(len(self.glyphs))

    def _space(self) -> int:
        """The blank between two words, with the glyphs that hang on the word before it."""
        self._blank(" ")
        return len(self.letters)

    def _hang(self, ink: Ink) -> None:
        """A painted blank belongs to the character before it until a word break claims it."""
        self.glyphs.append(ink.glyph)
        self.stop[-1] = len(self.glyphs)

    def _blank(self, character: str) -> None:
        self.letters.append(character)
        self.first.append(len(self.glyphs))
        self.stop.append(len(self.glyphs))
