"""One spelling for every spelling: how listed and found texts are looked up again.

A name may stand in a file in upper case, decomposed, with a soft hyphen, with no-break spaces,
broken over two lines, or with other dots and spaces between its initials. ``fold`` removes those
differences and remembers where each letter came from.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
)
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2212")
APOSTROPHES = frozenset("'\u2019\u2018\u02bc`\u00b4")
UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
LINE_BREAK_HYPHEN = re.compile(r"[-\u2010\u2011\u00ad][ \t]*\n[ \t]*(?=\w)")
GAP = "[ .,\\-]{0,3}"


class Folded(NamedTuple):
    """``text`` in one spelling; ``origins[i]`` is where its character ``i`` began."""

    text: str
    origins: tuple[int, ...]


def fold(text: str) -> Folded:
    """Lower case, no accents, no invisible characters, white space as one blank, words that
    were broken at a line end whole again.
    """
    broken = {i for m in LINE_BREAK_HYPHEN.finditer(text) for i in range(*m.span())}
    letters: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        if position in broken or character in INVISIBLE:
            continue
        for letter in _letters(character):
            if letter == " " and letters and letters[-1] == " ":
                continue
            letters.append(letter)
            origins.append(position)
    return Folded("".join(letters), tuple(origins))


def find(needle: str, haystack: str) -> list[tuple[int, int]]:
    """Every place of ``needle`` in ``haystack`` as whole words, in whatever spelling."""
    return find_folded(needle, fold(haystack))


def find_folded(needle: str, folded: Folded) -> list[tuple[int, int]]:
    """Like ``find``, for a haystack that is searched many times."""
    pattern = _pattern(needle)
    if pattern is None:
        return []
    return [
        (folded.origins[m.start()], folded.origins[m.end() - 1] + 1)
        for m in pattern.finditer(folded.text)
    ]


def skeleton(text: str) -> str:
    """Only the letters and digits, folded: two spellings of one name have one skeleton."""
    return "".join(c for c in fold(text).text if c.isalnum())


@lru_cache(maxsize=4096)
def _pattern(needle: str) -> re.Pattern[str] | None:
    words = re.findall(r"\w+|[^\w\s.,\-]+", fold(needle).text)
    if not any(word[0].isalnum() for word in words):
        return None
    return re.compile(r"(?<!\w)" + GAP.join(re.escape(word) for word in words) + r"(?!\w)")


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    if character.isspace():
        return " "
    if character in HYPHENS:
        return "-"
    if character in APOSTROPHES:
        return "'"
    plain = unicodedata.normalize("NFKD", character.lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(UNDECOMPOSED)
