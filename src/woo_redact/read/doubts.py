"""Why a person should look at a page: text that the program may have read wrong, or not at all.

Each doubt is one Dutch sentence that tells what is the matter and holds none of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from woo_redact.read.marks import leftward
from woo_redact.types import Glyph

UNKNOWN: Final = "\ufffd"
BULLETS: Final = ("symbol", "dingbat", "webding", "wingding", "bullet", "icon", "awesome")
"""Fonts of signs: their private characters are no text."""
VOWELS: Final = frozenset("aeiouy")
ENOUGH: Final = 60
VARIETY: Final = 12
"""Characters, and different words or signs, before a font is judged."""
FEW: Final = 20
SLACK: Final = 5


def about(glyphs: Sequence[Glyph], unread: int) -> tuple[str, ...]:
    found = []
    if undecodable(glyphs):
        found.append(
            "Een deel van de tekst is niet te ontcijferen; vergelijk het beeld met de tekst."
        )
    if _scrambled(glyphs):
        found.append(
            "De tekst van een lettertype leest als willekeurige letters; "
            "vergelijk het beeld met de tekst."
        )
    if leftward("".join({glyph.text for glyph in glyphs})):
        found.append("Er staat tekst die van rechts naar links loopt; beoordeel die zelf.")
    if unread == 1:
        found.append("Er staat een afbeelding zonder tekstlaag op; kijk of er iets te lakken valt.")
    elif unread:
        found.append(
            f"Er staan {unread} afbeeldingen zonder tekstlaag op; kijk of er iets te lakken valt."
        )
    return tuple(found)


def undecodable(glyphs: Iterable[Glyph]) -> int:
    """How many glyphs of text have no character that means something."""
    return sum(_meaningless(glyph.text) and not _of_signs(glyph.font) for glyph in glyphs)


def hopeless(glyphs: Sequence[Glyph]) -> bool:
    """Can most of the page not be read as text at all?"""
    letters = [glyph for glyph in glyphs if not glyph.text.isspace()]
    return len(letters) >= FEW and undecodable(letters) > len(letters) / 2


@lru_cache(maxsize=4096)
def _meaningless(text: str) -> bool:
    return any(c == UNKNOWN or unicodedata.category(c) in ("Co", "Cn") for c in text)


@lru_cache(maxsize=1024)
def _of_signs(font: str) -> bool:
    return any(sign in font.lower() for sign in BULLETS)


def _scrambled(glyphs: Sequence[Glyph]) -> bool:
    """Does a font say other characters than it shows? Then they follow no language."""
    fonts: dict[str, list[str]] = {}
    for glyph in glyphs:
        fonts.setdefault(glyph.font, []).append(glyph.text)
    return any(
        _unlike_language("".join(letters)) for font, letters in fonts.items() if not _of_signs(font)
    )


def _unlike_language(text: str) -> bool:
    signs = [c for c in text if not c.isspace() and not c.isalnum()]
    if len(signs) > 0.6 * len(text) and len(set(signs)) >= VARIETY and len(text) >= ENOUGH:
        return True
    plain = unicodedata.normalize("NFD", text.lower())
    words = set(re.findall(r"[a-z]{3,}", plain))
    if len(words) < VARIETY or sum(map(len, words)) < ENOUGH or len(set("".join(words))) < 10:
        return False
    return sum(not VOWELS.isdisjoint(word) for word in words) < 0.7 * len(words)


def missed(ours: Iterable[Glyph], theirs: str) -> str | None:
    """Does another engine read letters on the page that this one does not?"""
    mine = _letters(glyph.text for glyph in ours)
    other = _letters(theirs)
    extra = sum((other - mine).values())
    if extra > SLACK and extra > 0.02 * sum(other.values()):
        return "Een ander programma leest op deze bladzijde meer tekst; vergelijk beeld en tekst."
    return None


def _letters(texts: Iterable[str]) -> Counter[str]:
    counts = Counter(unicodedata.normalize("NFKD", "".join(texts)).lower())
    return Counter({letter: number for letter, number in counts.items() if letter.isalnum()})
