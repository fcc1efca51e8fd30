"""The ways in which one person's name is written.

::

    drs. J.P.M. (Jan) de Vries-Bos MSc
         └ initials └ first └ prefix └ surname
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from woo_redact.detect import lexicon
from woo_redact.folding import skeleton

Shape = Literal["full", "surname", "bare", "first", "short", "login", "paraph"]
PREFIX_LETTERS = {"van": "v", "von": "v", "de": "d", "der": "d", "den": "d", "het": "h", "el": "e"}


DOUBLE = re.compile(r"\w-(?:van|de|der|den|ter|ten|el|al|von|'t)$")
GENITIVE = re.compile(r"(?<=\w)['’]s$")
UNIT = re.compile(r"[A-Z]{3,5}")
"""A directorate behind a name: ``Fatma van DCO``."""


class Form(NamedTuple):
    """``full``: names this person alone; ``surname`` and ``first``: only a part, so its
    surroundings must agree; ``bare``: a surname without its prefix, as in ``plan-Zwaag`` for a Van
    der Zwaag; ``short``: ``Jan de V.``; ``login``: ``jdevries``; ``paraph``: ``JdV``.
    """

    text: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Name:
    initials: str = ""
    first: tuple[str, ...] = ()
    prefix: str = ""
    surname: str = ""

    @property
    def key(self) -> str:
        """The same for every full writing of this name; a lone word stands for itself."""
        if not self.surname:
            return f"{skeleton(self.first[0])}/"
        return f"{skeleton(self.prefix + self.surname)}/{self.letters.lower()[:1]}"

    @property
    def letters(self) -> str:
        """The initials, also of someone who is only written with first names."""
        return self.initials or "".join(name[0] for name in self.first).upper()

    @property
    def family(self) -> str:
        return f"{self.prefix} {self.surname}".strip()


def parse(text: str) -> Name | None:
    """Read a written name; None when there is no surname and no first name in it."""
    words = _words(GENITIVE.sub("", text))
    if "," in words:
        words = _turned(words)
    given, prefix, surname = _split(words)
    initials = "".join(_initials(word) for word in given if _is_initials(word))
    first = tuple(word for word in given if not _is_initials(word))
    if not surname and not first:
        return None
    return Name(initials, first, prefix, surname)


@lru_cache(maxsize=2048)
def forms(name: Name) -> tuple[Form, ...]:
    """All writings of the name, the most telling first, none twice."""
    return tuple(dict.fromkeys(form for form in _forms(name) if len(skeleton(form.text)) > 1))


def agrees(name: Name, other: Name) -> bool:
    """Can both be the same person? Equal surname, and given names that do not contradict."""
    if skeleton(name.family) != skeleton(other.family) and skeleton(name.surname) != skeleton(
        other.surname
    ):
        return False
    if name.first and other.first:
        return skeleton(name.first[0]) == skeleton(other.first[0])
    mine, theirs = name.letters.lower(), other.letters.lower()
    return not mine or not theirs or mine[0] == theirs[0]


def _words(text: str) -> list[str]:
    plain = re.sub(r"[\u00ad\u200b]", "", text)
    plain = re.sub(r"-[ \t]*\n[ \t]*", "-", plain)
    plain = re.sub(r"\s+-\s+", "-", plain)
    words = re.findall(r",|[^\s,()]+", plain)
    mixed = any(w.istitle() and len(w) > 2 for w in words)
    unit = next((i for i, w in enumerate(words) if i and mixed and UNIT.fullmatch(w)), None)
    words = words[:unit]
    while len(words) > 1 and unit is not None and words[-1].lower() in lexicon.PREFIXES:
        words.pop()
    return [w for w in words if w.lower().strip(".") not in lexicon.TITLES | lexicon.SUFFIXES]


def _turned(words: list[str]) -> list[str]:
    """``Vries, J. de`` and ``Vries de, Jan`` in reading order."""
    comma = words.index(",")
    family, given = words[:comma], [w for w in words[comma + 1 :] if w != ","]
    prefixes: list[str] = []
    while given and given[-1].lower() in lexicon.PREFIXES and not _is_initials(given[-1]):
        prefixes.insert(0, given.pop())
    while len(family) > 1 and family[-1].lower() in lexicon.PREFIXES:
        prefixes.insert(0, family.pop())
    return [*given, *prefixes, *family]


def _split(words: list[str]) -> tuple[list[str], str, str]:
    """Given names, prefix, surname."""
    double = next((i for i, w in enumerate(words) if i and DOUBLE.search(w)), None)
    if double is not None:  # Hiller-van de Plas
        given, prefix, first = _split([*words[:double], words[double].split("-")[0]])
        rest = " ".join([words[double].split("-", 1)[1], *words[double + 1 :]])
        return given, prefix, f"{first}-{rest}"
    start = next(
        (i for i, w in enumerate(words) if w.lower() in lexicon.PREFIXES and not _is_initials(w)),
        None,
    )
    if start is not None:
        stop = start
        while stop < len(words) - 1 and words[stop].lower() in lexicon.PREFIXES:
            stop += 1
        if words[stop:]:
            return words[:start], " ".join(words[start:stop]).lower(), " ".join(words[stop:])
    named = [w for w in words if not _is_initials(w)]
    if len(named) == 1 and len(words) == 1:
        return words, "", ""
    return words[:-1], "", words[-1] if named else ""


def _is_initials(word: str) -> bool:
    return bool(re.fullmatch(r"(?:[^\W\d_][a-z]{0,2}\.-?)+[^\W\d_]?|[^\W\d_]|[A-Z]{2,3}", word))


def _initials(word: str) -> str:
    parts = re.findall(r"[^\W\d_]+", word)
    return word if word.isupper() and "." not in word else "".join(p[0].upper() for p in parts)


def _forms(name: Name) -> Iterator[Form]:
    if not name.surname:
        yield from (Form(first, "first") for first in name.first)
        return
    yield from _whole(name)
    yield Form(name.family, "surname")
    if name.prefix:
        yield Form(name.surname, "bare")
    parts = name.surname.split("-")
    for i, part in enumerate(parts if len(parts) > 1 else ()):
        if len(part.strip()) > 2:
            yield Form(part if i else f"{name.prefix} {part}".strip(), "surname")
    yield from (Form(first, "first") for first in name.first if len(first) > 1)
    yield from _shortened(name)
    yield from (Form(login, "login") for login in logins(name))
    yield from (Form(paraph, "paraph") for paraph in paraphs(name))


def _whole(name: Name) -> Iterator[Form]:
    dotted = ".".join(name.letters) + "." if name.letters else ""
    given = [" ".join(name.first), *name.first[:1], dotted, dotted[:2]]
    for g in dict.fromkeys(g for g in given if g):
        yield Form(f"{g} {name.family}", "full")
        yield Form(f"{name.surname} {g} {name.prefix}".strip(), "full")
        yield Form(f"{name.family} {g}", "full")
        yield Form(f"{name.surname} {name.prefix} {g}", "full")


def _shortened(name: Name) -> Iterator[Form]:
    for first in name.first[:1]:
        yield Form(f"{first} {name.prefix} {name.surname[0]}.".replace("  ", " "), "short")
        yield Form(f"{first} {name.surname[0]}.", "short")


@lru_cache(maxsize=2048)
def logins(name: Name) -> tuple[str, ...]:
    """User names and local parts of mail addresses, as offices make them."""
    if not name.surname:
        return ()
    family, surname = skeleton(name.family), skeleton(name.surname)
    letters = name.letters.lower()
    first = skeleton(name.first[0]) if name.first else ""
    made = [f"{g}{f}" for f in (family, surname) for g in (letters, letters[:1], first) if g]
    made += [f"{f}{g}" for f in (family, surname) for g in (letters, letters[:1], first) if g]
    return tuple(login for login in dict.fromkeys(made) if len(login) >= 5)


@lru_cache(maxsize=2048)
def paraphs(name: Name) -> tuple[str, ...]:
    """Initials as people sign with them: ``JdV``, ``JV``, ``JPMdV``."""
    middle = "".join(PREFIX_LETTERS.get(w, w[:1]) for w in name.prefix.split())
    family = "".join(
        part.split()[-1][0].upper() for part in name.surname.split("-") if part.strip()
    )
    letters = name.letters
    if not letters or not family:
        return ()
    made = [
        f"{given}{m}{f}"
        for given in (letters, letters[0])
        for m in (middle, middle.upper(), "")
        for f in (family, family[0])
    ]
    return tuple(dict.fromkeys(made))
