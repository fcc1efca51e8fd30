"""Invented persons: names drawn from lists by origin, and the forms in which notas write them."""

from __future__ import annotations

import hashlib
import random
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

PREFIXES = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "'t",
        "te",
        "ter",
        "ten",
        "tot",
        "op",
        "in",
        "aan",
        "von",
        "zu",
        "el",
        "al",
        "ben",
        "abu",
        "aït",
        "oulad",
        "ait",
        "da",
        "do",
        "dos",
        "la",
        "le",
        "lo",
        "fo",
    ]
)

WEIGHTS = {"dutch": 8, "frisian": 2, "turkish": 3, "moroccan": 3, "hindustani": 3}


def reserved(token: str) -> bool:
    """Is this name token kept apart for samples and benches? The models train on the others."""
    digest = hashlib.sha256(token.lower().encode()).hexdigest()
    return int(digest[:8], 16) % 5 == 0


def _allowed(name: str) -> bool:
    tokens = [token for token in re.split(r"[\s-]+", name) if token]
    return (
        bool(tokens)
        and all(token.lower() in PREFIXES or reserved(token) for token in tokens)
        and not all(token.lower() in PREFIXES for token in tokens)
    )


def _faker_names(locale: str, attribute: str) -> list[str]:
    from faker import Faker

    provider = next(
        p
        for p in Faker(locale).get_providers()
        if type(p).__module__.startswith("faker.providers.person")
    )
    return list(getattr(provider, attribute, ()))


@cache
def origins() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Per origin the given names and the surnames that samples may use."""
    table = tomllib.loads((DATA / "names.toml").read_text(encoding="utf-8"))
    names = {}
    for origin, entry in table.items():
        lists = []
        for key, attribute in (("first", "first_names"), ("last", "last_names")):
            found = [" ".join(name.split()) for name in entry[key].split(",")]
            locale = entry.get("faker") or (entry.get("faker_first") if key == "first" else None)
            if locale:
                found += _faker_names(locale, attribute)
            lists.append(tuple(sorted({n for n in found if len(n) > 1 and _allowed(n)})))
        names[origin] = (lists[0], lists[1])
    return names


@dataclass(frozen=True, slots=True)
class Person:
    origin: str
    first: str
    middle: tuple[str, ...]
    prefix: str
    """Lower case, such as ``van der``; empty for most."""
    surname: str
    female: bool
    titles: str

    @property
    def initials(self) -> str:
        letters = []
        for name in (self.first, *self.middle):
            letters += [part[0] for part in re.split(r"[\s-]+", name) if part]
        return "".join(f"{letter}." for letter in letters)

    @property
    def family(self) -> str:
        """As after a first name: ``van der Meer``."""
        return f"{self.prefix} {self.surname}".strip()

    @property
    def capital(self) -> str:
        """As without a first name: ``Van der Meer``."""
        family = self.family
        return family[0].upper() + family[1:] if family[0] != "'" else family

    @property
    def full(self) -> str:
        return f"{self.first} {self.family}"

    @property
    def formal(self) -> str:
        return f"{self.initials} {self.family}"

    @property
    def titled(self) -> str:
        return f"{self.titles} {self.formal}".strip()

    @property
    def both(self) -> str:
        return f"{self.initials} ({self.first}) {self.family}"

    @property
    def inverted(self) -> str:
        return ", ".join([self.surname, f"{self.initials} {self.prefix}".strip()])

    @property
    def shouted(self) -> str:
        """As forms hold it: ``VAN DER MEER A.B.``"""
        return f"{self.family.upper()} {self.initials}"

    @property
    def mailname(self) -> str:
        """As Outlook writes it: ``Meer, Anna van der``."""
        return ", ".join([self.surname, f"{self.first} {self.prefix}".strip()])

    @property
    def short(self) -> str:
        return f"{self.first} {self.family[0] if self.prefix else self.surname[0]}."

    @property
    def genitive(self) -> str:
        ending = "'" if self.capital[-1].lower() in "sxz" else "s"
        return self.capital + ending

    @property
    def paraph(self) -> str:
        """Initials as a parafenroute holds them: ``AvdM``."""
        letters = self.first[0] + "".join(p[0] for p in self.prefix.split()) + self.surname[0]
        return letters

    @property
    def local(self) -> str:
        """The part of an e-mail address before the at sign."""
        return f"{plain(self.initials[0])}.{plain(self.prefix + self.surname)}"

    @property
    def login(self) -> str:
        return (plain(self.surname) + plain(self.first[0]))[:12]

    @property
    def courtesy(self) -> str:
        return "mevrouw" if self.female else "de heer"


def plain(text: str) -> str:
    """Only a to z, as in a login name."""
    text = text.lower().translate(
        str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ß": "ss", "ə": "e", "ø": "o"})
    )
    folded = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^a-z]", "", folded)


TITLES = ("", "", "", "", "", "", "mr.", "dr.", "drs.", "ir.", "prof. dr.", "mr. dr.", "ing.")


def invent(rng: random.Random, origin: str | None = None) -> Person:
    """A new person of the given origin, or of one drawn by weight."""
    table = origins()
    if origin is None:
        choices = sorted(table)
        origin = rng.choices(choices, [WEIGHTS.get(name, 1) for name in choices])[0]
    firsts, lasts = table[origin]
    first = rng.choice(firsts)
    middle = tuple(rng.choice(firsts) for _ in range(rng.choice((0, 0, 0, 1, 1, 2))))
    surname = rng.choice(lasts)
    if rng.random() < 0.06:
        surname = f"{surname}-{rng.choice(table[rng.choice(('dutch', origin))][1])}"
    prefix, bare = _split(surname)
    return Person(origin, first, middle, prefix, bare, rng.random() < 0.5, rng.choice(TITLES))


def _split(surname: str) -> tuple[str, str]:
    """Prefix and rest; only Dutch prefixes are written in lower case after a first name."""
    tokens = surname.split()
    dutch = [
        "van",
        "de",
        "der",
        "den",
        "het",
        "'t",
        "te",
        "ter",
        "ten",
        "tot",
        "op",
        "in",
        "aan",
        "von",
    ]
    count = 0
    while count < len(tokens) - 1 and tokens[count].lower() in dutch:
        count += 1
    return " ".join(tokens[:count]).lower(), " ".join(tokens[count:])
