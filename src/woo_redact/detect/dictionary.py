"""What speaks against a name: ordinary Dutch words, places, organisations.

The words are a sorted list of 200,000, searched where it lies: as a set it would cost ten times
the memory.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from woo_redact.detect.words import words

NEWLINE = 10
SHORTEST_PART, SHORTEST_HEAD = 4, 5
ENDINGS = tuple(
    sorted(
        words(
            """
            jes tjes etje etjes je tje innen ende enden end heden ste sten ster ers der ere er eren
            den ten de te en es e s n d t
            """
        )
    )
)
PARTICIPLE = re.compile(r"(?:ge|\w{2,5}ge)(\w{3,})(?:d|t|de|te)$")
OPEN_SYLLABLE = re.compile(r"([^aeiou]|^)([aeou])([bcdfgklmnprstvwz])$")
SURNAME_END = re.compile(
    r"(?:berg|bergen|veld|dijk|dyk|huis|huizen|kamp|mans?|hof|bos|bosch|beek|broek|horst|burg|dorp"
    r"|meer|laan|kerk|zijl|water|poort|brink|doorn|bloem|donk|dam|dal|daal|stein|steen|stra|sma|inga"
    r"|boer|maker|bakker|smit|kooi|zand|zee|voort|wijk|hout|woud|stad|haar|hoek|molen|weg|rijk|hart)$"
)


@lru_cache(maxsize=8192)
def is_word(text: str) -> bool:
    """Is it an ordinary word or a form of one, whatever its case?"""
    word = text.lower()
    return _known(word) or any(_known(base) for base in _bases(word))


@lru_cache(maxsize=8192)
def is_headword(text: str) -> bool:
    """Is it, just so, an ordinary word? *Lotte* is the form of one but a name."""
    return _known(text.lower())


@lru_cache(maxsize=8192)
def is_compound(text: str) -> bool:
    """Does it end in a long ordinary word, as ``Laurusformules`` does? Surnames such as Veldkamp do
    too: endings that make surnames do not count.
    """
    word = text.lower()
    if SURNAME_END.search(word):
        return False
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_HEAD + 1)
    return any(is_word(word[cut:]) for cut in cuts)


def all_words() -> list[str]:
    """Every word of the list, in its order."""
    return _lines().decode().split()


def is_place(text: str) -> bool:
    """Is it, spelt like this, a place that we know?"""
    return text in _listed("places")


def is_organisation(text: str) -> bool:
    """Is it, spelt like this, an organisation that we know?"""
    return text in _listed("organisations")


def is_capital_word(text: str) -> bool:
    """Is it a word that Dutch writes with a capital though it names nobody: ``Belgische``?"""
    return text in _listed("capitals")


def organisations_in(text: str) -> list[tuple[int, int]]:
    """Where organisations stand that we know by a name of several words."""
    return [match.span() for match in _long_organisations().finditer(text)]


@lru_cache(maxsize=1)
def _long_organisations() -> re.Pattern[str]:
    names = sorted((n for n in _listed("organisations") if " " in n), key=len, reverse=True)
    written = [r"[ \n]".join(map(re.escape, name.split())) for name in names]
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)")


def _bases(word: str) -> Iterator[str]:
    """What the word may be a form of: ``hackers``, ``reducerende``, ``gestandaardiseerd``."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_PART - 1:
            yield from _stems(word[: -len(ending)])
    participle = PARTICIPLE.match(word)
    if participle:
        yield from _stems(participle[1])


def _stems(stem: str) -> Iterator[str]:
    yield stem
    yield stem + "en"
    if len(stem) > SHORTEST_PART - 1 and stem[-1] == stem[-2]:
        yield stem[:-1]
    if OPEN_SYLLABLE.search(stem):
        yield stem[:-1] + stem[-2] + stem[-1]
    if stem[-3:-1] in ("aa", "ee", "oo", "uu"):
        yield stem[:-2] + stem[-1] + "en"


def _known(word: str) -> bool:
    wanted = word.encode()
    lines = _lines()
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        end = lines.index(NEWLINE, start)
        found = lines[start:end]
        if found == wanted:
            return True
        if found < wanted:
            low = end + 1
        else:
            high = start
    return False


@lru_cache(maxsize=1)
def _lines() -> bytes:
    packed = files("woo_redact") / "data" / "words" / "nl.txt.xz"
    return lzma.decompress(packed.read_bytes())


@lru_cache(maxsize=4)
def _listed(name: str) -> frozenset[str]:
    path = files("woo_redact") / "data" / "words" / f"{name}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    entries = {e.strip() for line in lines if not line.startswith("#") for e in line.split(";")}
    return frozenset(entries - {""})
