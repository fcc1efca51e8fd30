"""Fills sentence templates: slots for persons, subjects, dates and terms become marked text."""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from typing import Any

from samples.generate.cast import Cast
from samples.generate.people import DATA

MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]
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

    @property
    def date(self) -> str:
        return f"{self.day} {MONTHS[self.month]} {self.year}"

    def fill(self, template: str) -> str:
        """One template as marked text. A bare ``{o1}`` lets chance pick the form of the name."""
        return _SLOT.sub(lambda m: self._slot(m[1], m[2]), template)

    def _slot(self, name: str, form: str | None) -> str:
        rng = self.rng
        if name in self.topic:
            return self.topic[name]
        if name in ("committee", "minister", "abbreviation", "short"):
            return str(self.ministry[name])
        match name:
            case "date":
                return f"{rng.randrange(1, 29)} {rng.choice(MONTHS)} {self.year - rng.choice((0, 0, 0, 1))}"
            case "soon":
                return f"{rng.randrange(1, 29)} {MONTHS[min(11, self.month + 1)]}"
            case "month":
                return f"{rng.choice(MONTHS)} {self.year}"
            case "year":
                return str(self.year - rng.randrange(3))
            case "next":
                return str(self.year + 1)
            case "amount":
                return f"€ {rng.choice((1, 2, 3, 5, 8, 12, 15, 20, 45, 60, 120))}{rng.choice(('', ',5'))} miljoen"
            case "count":
                return str(rng.randrange(3, 90))
            case "percent":
                return f"{rng.randrange(4, 90)}%"
            case "dossier":
                return f"{rng.randrange(28, 37)} {rng.randrange(100, 999)}, nr. {rng.randrange(2, 240)}"
            case "term" | "terms":
                return self.term()
            case "place":
                return str(rng.choice(data("terms")["places"]))
            case "othermin":
                return str(rng.choice(data("terms")["ministries"]))
            case "party" | "club":
                return str(rng.choice(data("terms")["partners"]))
        return self.cast.slot(name, form) if form else self.cast.natural(name)

    def term(self) -> str:
        """Something public that carries a person's name."""
        kinds = data("terms")["named"]
        text = self.rng.choice(kinds[self.rng.choice(sorted(kinds))])
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
