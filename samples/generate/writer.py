"""Fills sentence templates: slots for persons, subjects, dates and terms become marked text."""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from typing import Any

from samples.generate import personal
from samples.generate.cast import Cast
from samples.generate.people import DATA

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_SLOT = re.compile(r"\{([a-z]+\d*)(?:\.([a-z]+))?\}")


@cache
def data(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


class Writer:
    """Writes for one document: one ministry, one subject, one cast."""

    def __init__(
        self, rng: random.Random, cast: Cast, ministry: dict[str, Any], topic: dict[str, str]
    ) -> None:
        self.rng = rng
        self.cast = cast
        self.ministry = ministry
        self.topic = topic
        self.year = rng.randrange(2022, 2026)
        self.month = rng.randrange(12)
        self.day = rng.randrange(1, 28)
        self._taken: set[str] = set()
        self._fresh = 0
        self.aliases: dict[str, str] = {}
        """Names of slots for this moment, such as ``to`` and ``cc`` of the mail being written."""

    @property
    def date(self) -> str:
        return f"{self.day} {MONTHS[self.month]} {self.year}"

    def fill(self, template: str) -> str:
        """One template as marked text. A bare ``{o1}`` lets chance pick the form of the name."""
        return _SLOT.sub(lambda m: self._slot(m[1], m[2]), template)

    def _slot(self, name: str, form: str | None) -> str:
        if name in self.topic:
            return self.topic[name]
        if name in ("committee", "minister", "abbreviation", "short", "domain", "site"):
            return str(self.ministry[name])
        if form == "rank":
            return self.rng.choice(("Kolonel", "Majoor", "Luitenant-kolonel", "Kapitein ter zee"))
        if form == "title":
            return self._title(name)
        private = self._private(name)
        if private:
            return private
        if name in data("terms")["named"]:
            return self.term(name)
        if name in ("place", "othermin", "club"):
            return str(self.rng.choice(data("terms")[name]))
        simple = self._plain(name)
        if simple:
            return simple
        who = self.aliases.get(name) or self._someone(name)
        return self.cast.slot(who, form) if form else self.cast.natural(who)

    def _someone(self, name: str) -> str:
        """A bare letter draws a person: officials and Kamerleden come back, others do not."""
        if name[-1].isdigit() or name in ("m", "s"):
            return name
        if name in ("p", "x"):
            self._fresh += 1
            return f"{name}{90 + self._fresh}"
        return f"{name}{self.rng.randrange(1, {'o': 9, 'k': 5, 'd': 3}[name])}"

    def _title(self, name: str) -> str:
        """An office without its holder."""
        if name == "m":
            return f"de {self.ministry['minister']}"
        if name == "s":
            return f"de staatssecretaris van {self.ministry['abbreviation']}"
        return f"de minister van {self.rng.choice(data('terms')['othermin'])}"

    def _plain(self, name: str) -> str:
        rng = self.rng
        match name:
            case "date":
                year = self.year - rng.choice((0, 0, 0, 1))
                return f"{rng.randrange(1, 29)} {rng.choice(MONTHS)} {year}"
            case "soon":
                return f"{rng.randrange(1, 29)} {MONTHS[(self.month + 1) % 12]}"
            case "month":
                return f"{rng.choice(MONTHS)} {self.year}"
            case "year":
                return str(self.year - rng.randrange(3))
            case "next":
                return str(self.year + 1)
            case "next2":
                return str((self.year + 1) % 100)
            case "amount":
                whole = rng.choice((1, 2, 3, 5, 8, 12, 15, 20, 45, 60, 120))
                return f"€ {whole}{rng.choice(('', ',5'))} miljoen"
            case "day":
                return f"{rng.randrange(1, 29)}/{self.month + 1}"
            case "count":
                return str(rng.randrange(3, 90))
            case "percent":
                return f"{rng.randrange(4, 90)}%"
            case "dossier":
                number = f"{rng.randrange(28, 37)} {rng.randrange(100, 999)}"
                return f"{number}, nr. {rng.randrange(2, 240)}"
        return ""

    def street(self) -> tuple[str, str]:
        """A home address in two parts, as on an envelope."""
        street, postcode = personal.value("address", self.rng, self.year).rsplit(", ", 1)
        return street, postcode

    def _private(self, name: str) -> str:
        """Values that are personal by themselves, written in one of the ways people write them."""
        value = personal.value(name, self.rng, self.year)
        kind = personal.KINDS.get(name)
        if not kind:
            return ""
        if name == "address":
            town = self.rng.choice(data("terms")["place"])
            return f"[[{kind}:redact|{value}]] [[{kind}:look|{town}]]"
        return f"[[{kind}:redact|{value}]]"

    def term(self, kind: str) -> str:
        """Something public that carries a person's name; its article is no part of the mark."""
        text = self.rng.choice(data("terms")["named"][kind])
        article, _, rest = text.partition(" ")
        if article in ("de", "het"):
            return f"{article} [[term:keep|{rest}]]"
        return f"[[term:keep|{text}]]"

    def some(self, pool: list[str], count: int) -> list[str]:
        """Different templates of a pool, not used before in this document, filled."""
        fresh = [template for template in pool if template not in self._taken]
        chosen = self.rng.sample(fresh, min(count, len(fresh)))
        self._taken |= set(chosen)
        return [capitalised(self.fill(template)) for template in chosen]


def capitalised(marked: str) -> str:
    """Upper case for the first letter of a sentence, unless a mention opens it."""
    return marked[:1].upper() + marked[1:] if marked and not marked.startswith("[[") else marked
