"""Enough of a name to tell whether two writings can be one person, and whether one holds office."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from woo_redact.folding import fold, skeleton
from woo_redact.policy import Holder

ADDRESS = re.compile(
    r"^(?:(?:de\s+heer|heer|mevrouw|meneer|mevr|mw|dhr|prof|dr|drs|mr|ir|ing|jhr|jkvr|ds|bc|msc|ma|llm|em)\b\.?,?\s*)+",
    re.IGNORECASE,
)
DEGREES = re.compile(r",?\s+(?:MSc|MA|LLM|LL\.M\.|PhD|MBA|BSc|BA|RA|MPA|MPM|EMIA)\.?$")
PREFIXES = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "ten",
        "ter",
        "te",
        "'t",
        "op",
        "in",
        "von",
        "zu",
        "el",
        "al",
        "ben",
        "bin",
        "la",
        "le",
        "du",
        "d'",
        "da",
        "dos",
        "di",
    ]
)
INITIALS = re.compile(r"(?:[A-ZÀ-ÞŠŽ][a-z]{0,2}\.[\s-]?)+|[A-ZÀ-ÞŠŽ]{1,4}(?=\s)")
MARGIN = timedelta(days=120)
"""Papers speak of somebody a while before and after the time in office."""


@dataclass(frozen=True, slots=True)
class Name:
    """``given`` are initials as letters, or a first name; ``family`` the surname without its
    prefixes. All folded.
    """

    given: str
    full_given: bool
    family: str
    words: tuple[str, ...]

    def fits(self, other: Name) -> bool:
        """Can both be one person? A surname alone fits everybody of that name."""
        if self.ends(other) or other.ends(self):
            return True
        if not self._same_family(other):
            return False
        if not self.given or not other.given:
            return True
        if self.full_given and other.full_given:
            return self.given == other.given
        return self.given[0] == other.given[0]

    def equals(self, other: Name) -> bool:
        """Are both written with a given name or initials, and the same?"""
        return bool(self.given and other.given) and self.fits(other)

    def ends(self, other: Name) -> bool:
        """Is this the surname of the other, one of two words such as *Bruins Slot*?"""
        return len(self.words) > 1 and other.words[1:] == self.words

    def _same_family(self, other: Name) -> bool:
        mine, theirs = self.family.split("-"), other.family.split("-")
        if not (self.family and other.family):
            return False
        part = (len(mine) == 1 and mine[0] in theirs) or (len(theirs) == 1 and theirs[0] in mine)
        return mine == theirs or mine[0] == theirs[0] or part


def parse(text: str) -> Name:
    """The parts of one name as it stands in a text."""
    plain = DEGREES.sub("", ADDRESS.sub("", " ".join(text.split()))).strip(" ,;:")
    if "," in plain:
        family, _, given = plain.partition(",")
        plain = f"{given.strip()} {family.strip()}"
    words = plain.split()
    folded = tuple(fold(word).text for word in words)
    match = INITIALS.match(plain)
    rest = plain[match.end() :].strip() if match else ""
    if match and rest and ("." in match[0] or not plain.isupper()):
        return Name(_letters(match[0]), False, _family(rest), folded)
    if len(words) < 2 or _prefix(words[0]):
        return Name("", False, _family(plain), folded)
    return Name(folded[0], True, _family(" ".join(words[1:])), folded)


def _family(text: str) -> str:
    """The surname after its prefixes and after further first names."""
    words = text.split()
    for i in range(len(words) - 1, -1, -1):
        if _prefix(words[i]):
            words = words[i + 1 :]
            break
    else:
        words = words[-1:]
    return "-".join(skeleton(part) for word in words for part in word.split("-") if skeleton(part))


def _prefix(word: str) -> bool:
    return fold(word).text.strip("’'") in PREFIXES or fold(word).text in PREFIXES


def _letters(initials: str) -> str:
    return skeleton(re.sub(r"(?<=[A-ZÀ-Þ])[a-z]+", "", initials))


class Holders:
    """The office holders of a policy, by surname."""

    def __init__(self, holders: Iterable[Holder]) -> None:
        self._by_family: dict[str, list[tuple[Name, Holder]]] = {}
        for holder in holders:
            name = parse(holder.name)
            self._by_family.setdefault(name.family.split("-")[0], []).append((name, holder))

    def find(
        self, text: str, day: date | None, named: Callable[[str], bool] = bool
    ) -> Holder | None:
        """Who holds office under this name on that day, written with a first name, or with two
        initials or more that all agree. One initial is anybody's. ``named`` says whether the
        document names an organisation.
        """
        name = parse(text)
        if not name.given:
            return None
        for own, holder in self._by_family.get(name.family.split("-")[0], []):
            if not _in_office(holder, day):
                continue
            called = name.full_given and own.full_given and name.fits(own)
            initials = _letters(holder.initials)
            spelt = not name.full_given and len(name.given) > 1 and name.given == initials
            if (called or spelt) and (not holder.organisation or named(holder.organisation)):
                return holder
        return None


@lru_cache(maxsize=8)
def holders_of(holders: tuple[Holder, ...]) -> Holders:
    """Indexed once per policy."""
    return Holders(holders)


def _in_office(holder: Holder, day: date | None) -> bool:
    if day is None:
        return True
    begun = holder.since is None or holder.since - MARGIN <= day
    return begun and (holder.until is None or day <= holder.until + MARGIN)
