"""How wide the names of the reference list are in the font of a line."""

from __future__ import annotations

import ctypes
from functools import lru_cache
from importlib import resources

import numpy as np
import pypdfium2.raw as raw
from pdfminer.fontmetrics import FONT_METRICS

from woo_redact.verify.needles import unaccented
from woo_redact.verify.pdfium import Handle, Numbers, View

HELVETICA = {str(name): float(width) for name, width in FONT_METRICS["Helvetica"][1].items()}
NOWHERE = 0xE123
"""A character that no font has: as wide as this is every letter that a font does not have."""


class Metrics:
    """The widths of letters in a line, in points."""

    def __init__(self, widths: dict[str, float]) -> None:
        self.widths = widths
        usual = sum(_helvetica(c) for c in widths)
        self._ratio = sum(widths.values()) / usual if usual else 0.0

    @staticmethod
    def plain(size: float) -> Metrics:
        """Helvetica of a size."""
        return Metrics({c: size * _helvetica(c) / 1000 for c in _alphabet()[0]})

    def of(self, letter: str) -> float:
        """What the font does not have is as wide as in Helvetica, made wider or narrower as the
        other letters are.
        """
        return self.widths.get(letter) or self._ratio * _helvetica(letter)

    def names(self) -> Numbers:
        """The widths of the 5,000 reference names."""
        letters, counts = _alphabet()
        found: Numbers = counts @ np.array([self.of(c) for c in letters])
        return found


def of_line(view: View, index: int) -> Metrics | None:
    """The font of one character of the page, in the size it has there. Widths come from the page's
    other characters in that font, else from the font itself; None where neither says anything.
    """
    chars = view.chars()
    font = _Font(chars.owners[index])
    wide, high = view.advance(index)
    if not font.name or wide <= 0 or high <= 0:
        return None
    alike = {owner for owner in set(chars.owners) if owner and _Font(owner).name == font.name}
    seen: dict[str, float] = {}
    for other, (text, owner) in enumerate(zip(chars.texts, chars.owners, strict=True)):
        if owner in alike and text not in seen:
            width, height = view.advance(other)
            if width > 0 and height > 0:
                seen[text] = width / height * high
    em = wide / (font.width(chars.texts[index]) or 1.0)
    for letter in set(_alphabet()[0]) - seen.keys():
        if font.has(letter):
            seen[letter] = font.width(letter) * em
    return Metrics(seen)


class _Font:
    """The font of a text object, as pdfium knows it."""

    def __init__(self, owner: int) -> None:
        self._handle: Handle = raw.FPDFTextObj_GetFont(ctypes.cast(owner, raw.FPDF_PAGEOBJECT))
        name = ctypes.create_string_buffer(256)
        size = raw.FPDFFont_GetBaseFontName(self._handle, name, 256) if self._handle else 0
        self.name = name.value if size else b""

    def width(self, letter: str) -> float:
        """As a part of the font size; 0 where it cannot be told."""
        found = ctypes.c_float()
        if len(letter) != 1 or not raw.FPDFFont_GetGlyphWidth(
            self._handle, ord(letter), 1.0, found
        ):
            return 0.0
        return found.value

    def has(self, letter: str) -> bool:
        return self.width(letter) not in (0.0, self.width(chr(NOWHERE)))


@lru_cache(maxsize=1)
def _alphabet() -> tuple[list[str], Numbers]:
    """The letters that the reference names are written with, and how many of each every name
    has.
    """
    names = resources.files("woo_redact.verify").joinpath("reference_names.txt").read_text("utf-8")
    letters = sorted(set(names) - {"\n"})
    places = {letter: place for place, letter in enumerate(letters)}
    lines = names.splitlines()
    counts = np.zeros((len(lines), len(letters)), np.float64)
    for row, name in enumerate(lines):
        for letter in name:
            counts[row, places[letter]] += 1
    return letters, counts


@lru_cache(maxsize=4096)
def _helvetica(character: str) -> float:
    """The width in thousandths of the font size."""
    plain = unaccented(character)[:1] or character
    return HELVETICA.get(character, HELVETICA.get(plain, 556.0))
