"""Word lists, written as running text, and the capitals of every Latin alphabet."""

from __future__ import annotations

UPPER = "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isupper())
"""For use inside a character class: names in the Netherlands begin with ``Ș`` and ``Đ`` too."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())
