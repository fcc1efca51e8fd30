"""Who takes part in one document, and the slots of a template that name them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from samples.generate.people import Person, invent

PARTIES = (
    "VVD",
    "CDA",
    "D66",
    "PVV",
    "SP",
    "GroenLinks-PvdA",
    "BBB",
    "NSC",
    "ChristenUnie",
    "SGP",
    "PvdD",
    "Volt",
    "JA21",
    "DENK",
    "FVD",
)

PROVIDERS = ("gmail.com", "hotmail.com", "ziggo.nl", "xs4all.nl", "kpnmail.nl", "outlook.com")

ROLES = {
    "o": "redact",
    "x": "redact",
    "m": "keep",
    "s": "keep",
    "k": "keep",
    "p": "keep",
    "d": "look",
}
"""First letter of a slot: official, private person, minister, state secretary, Kamerlid, other
public person; d is a director or higher named in running text, which a reviewer decides."""


@dataclass(slots=True)
class Cast:
    rng: random.Random
    domain: str
    persons: dict[str, Person] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    """Who was already named in full."""

    def person(self, who: str) -> Person:
        """The person behind a slot; a new one has no name token in common with the others."""
        if who not in self.persons:
            while True:
                person = invent(self.rng)
                tokens = {
                    token.lower()
                    for token in re.split(r"[\s-]+", f"{person.first} {person.surname}")
                }
                if not tokens & self.used:
                    break
            self.used |= tokens
            self.persons[who] = person
        return self.persons[who]

    def namesake(self, who: str, of: str) -> None:
        """Give ``who`` the surname of ``of``: two persons, one name, two decisions."""
        other, person = self.person(of), self.person(who)
        self.persons[who] = replace(person, prefix=other.prefix, surname=other.surname)

    def party(self, who: str) -> str:
        return self.parties.setdefault(who, self.rng.choice(PARTIES))

    def phone(self, who: str) -> str:
        """A number in one of the ways in which people write them."""
        if who not in self.phones:
            mobile = "".join(str(self.rng.randrange(10)) for _ in range(8))
            fixed = f"{self.rng.randrange(200, 999)}{self.rng.randrange(1000, 9999)}"
            self.phones[who] = self.rng.choice(
                (
                    f"06-{mobile}",
                    f"06 {mobile[:2]} {mobile[2:4]} {mobile[4:6]} {mobile[6:]}",
                    f"06 - {mobile[:4]} {mobile[4:]}",
                    f"+31 6 {mobile[:4]} {mobile[4:]}",
                    f"+31(0)6 {mobile}",
                    f"(06) {mobile}",
                    f"070-{fixed}",
                    f"070 {fixed[:3]} {fixed[3:5]} {fixed[5:]}",
                )
            )
        return self.phones[who]

    def slot(self, who: str, form: str) -> str:
        """The marked text of one mention."""
        person = self.person(who)
        role = ROLES[who[0]]
        if form in ("full", "both", "mailname"):
            self.known.add(who)

        def mark(text: str, kind: str = "person") -> str:
            return f"[[{kind}:{role}:{person.origin}|{text}]]"

        plain_forms = {
            "full": person.full,
            "formal": person.formal,
            "titled": person.titled,
            "sur": person.capital,
            "gen": person.genitive,
            "first": person.first,
            "short": person.short,
            "inverted": person.inverted,
            "both": person.both,
            "mailname": person.mailname,
            "shouted": person.shouted,
        }
        if form in plain_forms:
            if form == "titled" and person.titles:
                return f"{person.titles} {mark(person.formal)}"
            return mark(plain_forms[form])
        builders: dict[str, Callable[[], str]] = {
            "court": lambda: f"{person.courtesy} {mark(person.capital)}",
            "dhr": lambda: f"{'mw.' if person.female else 'dhr.'} {mark(person.formal)}",
            "lid": lambda: f"het lid {mark(person.capital)} ({self.party(who)})",
            "kamerlid": lambda: f"Kamerlid {mark(person.capital)} ({self.party(who)})",
            "pty": lambda: self.party(who),
            "party": lambda: f"{mark(person.full)} ({self.party(who)})",
            "motie": lambda: f"motie-{mark(person.capital)} c.s.",
            "paraph": lambda: mark(person.paraph, "paraph"),
            "mail": lambda: f"{mark(person.local, 'email')}[[domain:keep|@{self.domain}]]",
            "phone": lambda: mark(self.phone(who), "phone"),
            "own": lambda: (
                f"{mark(person.local, 'email')}[[domain:keep|@{self.rng.choice(PROVIDERS)}]]"
            ),
            "login": lambda: mark(person.login, "username"),
        }
        return builders[form]()

    def natural(self, who: str) -> str:
        """A mention as running text has it. A first name alone only where the person is known."""
        forms = ("full", "formal", "court", "dhr", "titled", "sur", "first", "short")
        weights = (4, 3, 5, 2, 1, 4, 5, 1) if who in self.known else (8, 4, 3, 3, 2, 0, 0, 0)
        return self.slot(who, self.rng.choices(forms, weights)[0])
