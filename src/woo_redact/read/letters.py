"""Text in one normal form, with for every character where it came from.

``first[i]`` and ``stop[i]`` bound the units (glyphs, or characters of a file) that make up
character ``i``. A ligature gives several characters one unit; a letter whose accent is a
character of its own gives one character several units.
"""

from __future__ import annotations

import unicodedata
from typing import Final

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
"""Letters cast as one piece of type, as people spell them."""
UNSEEN: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")


class Letters:
    """Characters in NFC, collected one unit after another."""

    def __init__(self) -> None:
        self.characters: list[str] = []
        self.first: list[int] = []
        self.stop: list[int] = []
        self._base = 0
        """The last letter, which may still take an accent; accents may stand behind it."""

    def __len__(self) -> int:
        return len(self.characters)

    def __str__(self) -> str:
        return "".join(self.characters)

    def add(self, text: str, first: int, stop: int) -> None:
        """Letters that the units from ``first`` to ``stop`` stand for."""
        if text.isascii():
            for character in text:
                self._append(character, first, stop)
            return
        spelled = unicodedata.normalize("NFC", text.translate(SPLIT))
        before = "".join(self.characters[self._base :])
        joined = unicodedata.normalize("NFC", before + spelled)
        if joined != before + spelled:
            first = min([first, *self.first[self._base :]])
            for kept in (self.characters, self.first, self.stop):
                del kept[self._base :]
            spelled = joined
        for character in spelled:
            self._append(character, first, stop)

    def blank(self, character: str, first: int, stop: int) -> None:
        """White space; nothing joins over it."""
        self._append(character, first, stop)
        self._base = len(self.characters)

    def hang(self, stop: int) -> None:
        """Units that show nothing belong to the character before them."""
        if self.stop:
            self.stop[-1] = stop

    def _append(self, character: str, first: int, stop: int) -> None:
        if not unicodedata.combining(character):
            self._base = len(self.characters)
        self.characters.append(character)
        self.first.append(first)
        self.stop.append(stop)
