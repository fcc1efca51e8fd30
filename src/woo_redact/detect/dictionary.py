"""What speaks against a name: ordinary Dutch words, places, organisations.

The words are a sorted list of 200,000, searched where it lies: as a set it would cost ten times
the memory.
"""

from __future__ import annotations

import lzma
from functools import lru_cache
from importlib.resources import files

NEWLINE = 10


@lru_cache(maxsize=8192)
def is_word(text: str) -> bool:
    """Does the list know this word in lower case, whatever case it is written in here?"""
    word = text.lower().encode()
    lines = _lines()
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        end = lines.index(NEWLINE, start)
        found = lines[start:end]
        if found == word:
            return True
        if found < word:
            low = end + 1
        else:
            high = start
    return False


@lru_cache(maxsize=1)
def _lines() -> bytes:
    packed = files("woo_redact") / "data" / "words" / "nl.txt.xz"
    return lzma.decompress(packed.read_bytes())


def is_place(text: str) -> bool:
    """Is it, spelt like this, a place that we know?"""
    return text in _listed("places")


def is_organisation(text: str) -> bool:
    """Is it, spelt like this, an organisation that we know?"""
    return text in _listed("organisations")


@lru_cache(maxsize=2)
def _listed(name: str) -> frozenset[str]:
    path = files("woo_redact") / "data" / "words" / f"{name}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = {e.strip() for line in lines if not line.startswith("#") for e in line.split(";")}
    return frozenset(entries - {""})
