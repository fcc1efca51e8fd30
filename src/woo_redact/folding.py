"""One spelling for every spelling: how listed and found texts are looked up again.

A name may stand in a file in upper case, decomposed, with a soft hyphen, with no-break spaces,
broken over two lines, or with other dots and spaces between its initials. ``fold`` removes those
differences and remembers where each letter came from.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
)
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2212")
APOSTROPHES = frozenset("'\u2019\u2018\u02bc`\u00b4")
UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
PARTICLES = (
    "van|von|vom|zu|de|der|den|del|della|da|dos|du|la|le|el|al|bin|ibn|ben|ten|ter|te|op|in|uit|"
    "'[ts]"
)
LINE_BREAK_HYPHEN = re.compile(
    r"(?<=[^\W_])([-\u2010\u2011\u00ad])[^\S\n]*\n\s*"
    rf"(?:(?P<own>[A-ZÀ-ÖØ-Þ]|\d|(?:{PARTICLES})\b)|(?=[^\W_]))"
)
"""``own``: what follows may well be a word of its own, as in Bakker-Jansen or Bakker-van Dam."""
SEPARATOR = "[ .,\\-]{1,3}"
OPTIONAL = "[ .,\\-]{0,3}"
BEGIN, END = r"(?<![^\W_])", r"(?![^\W_])"
"""Words end at an underscore too: file names hold names."""
AFTER_NOTE = rf"(?:{BEGIN}|(?<={BEGIN}\d)|(?<={BEGIN}\d\d))"
BEFORE_NOTE = rf"(?=\d{{0,2}}{END})"
"""The number of a note stands against the word: Jansen1."""
MOST_INITIALS = 4
LEAST_TOGETHER = 6


class Folded(NamedTuple):
    """``text`` in one spelling; its character ``i`` stood at ``origins[i]`` to ``ends[i]``."""

    text: str
    origins: tuple[int, ...]
    ends: tuple[int, ...]
    closed: Folded | None = None
    """The same without hyphens that may be no part of a word: one that broke it over two lines,
    a soft hyphen that a font shows as a hyphen.
    """


def fold(text: str) -> Folded:
    """Lower case, no accents, no invisible characters, white space as one blank, words that
    were broken at a line end whole again.
    """
    dropped, doubtful = _breaks(text)
    letters: list[str] = []
    origins: list[int] = []
    ends: list[int] = []
    loose: list[int] = []
    for position, character in enumerate(text):
        if position in dropped:
            continue
        if position in doubtful or (character in HYPHENS and _inside(text, position)):
            loose.append(len(letters))
        folded = _letters(character)
        if not folded and ends and ends[-1] == position:
            ends[-1] = position + 1
        for letter in folded:
            if letter == " " and letters and letters[-1] == " ":
                continue
            letters.append(letter)
            origins.append(position)
            ends.append(position + 1)
    whole = Folded("".join(letters), tuple(origins), tuple(ends))
    return whole._replace(closed=_without(whole, loose)) if loose else whole


def find(needle: str, haystack: str) -> list[tuple[int, int]]:
    """Every place of ``needle`` in ``haystack`` as whole words, in whatever spelling."""
    return find_folded(needle, fold(haystack))


def find_folded(needle: str, folded: Folded) -> list[tuple[int, int]]:
    """Like ``find``, for a haystack that is searched many times."""
    pattern = _pattern(needle)
    if pattern is None:
        return []
    found = _search(pattern, folded)
    if folded.closed:
        found |= _search(pattern, folded.closed)
    return sorted(found)


def skeleton(text: str) -> str:
    """Only the letters and digits, folded: two spellings of one name have one skeleton."""
    return "".join(c for c in fold(text).text if c.isalnum())


def _search(pattern: re.Pattern[str], folded: Folded) -> set[tuple[int, int]]:
    return {
        (folded.origins[m.start()], folded.ends[m.end() - 1]) for m in pattern.finditer(folded.text)
    }


def _without(folded: Folded, loose: list[int]) -> Folded:
    kept = sorted(set(range(len(folded.text))).difference(loose))
    return Folded(
        "".join(folded.text[i] for i in kept),
        tuple(folded.origins[i] for i in kept),
        tuple(folded.ends[i] for i in kept),
    )


def _inside(text: str, position: int) -> bool:
    """A hyphen between two small letters, or two capitals? Bakker-Jansen keeps its own."""
    around = text[position - 1 : position] + text[position + 1 : position + 2]
    return len(around) > 1 and around.isalpha() and (around.islower() or around.isupper())


def _breaks(text: str) -> tuple[set[int], set[int]]:
    """What a line break put into words, and the hyphens that may have stood there before."""
    dropped: set[int] = set()
    doubtful: set[int] = set()
    for match in LINE_BREAK_HYPHEN.finditer(text):
        start, end = match.start(), match.start("own") if match["own"] else match.end()
        if match["own"] and match[1] != "\u00ad":
            doubtful.add(start)
            start += 1
        dropped.update(range(start, end))
    return dropped, doubtful


@lru_cache(maxsize=4096)
def _pattern(needle: str) -> re.Pattern[str] | None:
    """Words in their order. Initials may stand together or apart; other words may grow together
    only where that makes no ordinary word: ``K. Amer`` is not found in every ``kamer``.
    """
    needle = unicodedata.normalize("NFC", needle)
    words = [part for word in _words(fold(needle).text) for part in _initials(word, needle)]
    if not any(word[0].isalnum() for word in words):
        return None
    long = sum(map(len, words)) >= LEAST_TOGETHER
    pattern = re.escape(words[0])
    for before, word in pairwise(words):
        shorter, longer = sorted((len(before), len(word)))
        apart = before[-1].isalnum() and word[0].isalnum()
        touching = longer == 1 or (long and (len(words) > 2 or shorter > 1))
        pattern += (OPTIONAL if touching or not apart else SEPARATOR) + re.escape(word)
    begin = AFTER_NOTE if words[0][0].isalpha() else BEGIN
    return re.compile(begin + pattern + (BEFORE_NOTE if words[-1][-1].isalpha() else END))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s.,\-]+", text)


def _initials(word: str, needle: str) -> list[str]:
    """``JPM`` as it stands in the needle is ``J.P.M.`` elsewhere."""
    short = word.isalpha() and 1 < len(word) <= MOST_INITIALS and " " in needle.strip()
    if short and not needle.isupper() and re.search(rf"{BEGIN}{word.upper()}{END}", needle):
        return list(word)
    return [word]


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    if character in INVISIBLE:
        return ""
    if character.isspace():
        return " "
    if character in HYPHENS:
        return "-"
    if character in APOSTROPHES:
        return "'"
    small = unicodedata.normalize("NFKD", character).lower()
    plain = unicodedata.normalize("NFKD", small)
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(UNDECOMPOSED)
