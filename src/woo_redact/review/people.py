"""Personen: one row per person over all documents of the case, and one decision for all of them."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter, defaultdict
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from woo_redact.errors import UsageError
from woo_redact.review import deeds
from woo_redact.review.acting import TOLD
from woo_redact.review.forms import Form
from woo_redact.review.session import Session, documents, go
from woo_redact.review.standing import Mention, person_of
from woo_redact.review.sweeping import elsewhere, skipped
from woo_redact.sheet import Sheet
from woo_redact.sheet.lines import MarkLine

SHOWS = {"alles": "iedereen", "strijd": "met tegenspraak", "open": "met open voorstellen"}
ROWS = 100
"""Persons on one screen; more are behind a link."""
PARTS = 30
"""Documents shown of one person; more are behind a link."""


@dataclass(frozen=True, slots=True)
class Part:
    """A person in one document."""

    id: str
    name: str
    pages: tuple[int, ...]
    first: str
    covered: int
    left: int
    open: int

    @property
    def stands(self) -> str:
        """In words: what a reader of this document gets to see."""
        told = []
        if self.covered:
            told.append(f"gelakt ({self.covered})")
        if self.left:
            told.append(f"open ({self.left})")
        if self.open:
            told.append(f"voorstel ({self.open})")
        return ", ".join(told)


@dataclass(frozen=True, slots=True)
class Person:
    """``id`` stands for the key in forms: the key is made of the name."""

    id: str
    forms: tuple[str, ...]
    parts: tuple[Part, ...]
    sweeps: tuple[str, ...]

    @property
    def open(self) -> int:
        return sum(part.open for part in self.parts)

    @property
    def conflict(self) -> str | None:
        """Covered in one place and open in another: a reader could put the two together."""
        covered = [part for part in self.parts if part.covered or part.open]
        left = [part for part in self.parts if part.left]
        if not covered or not left:
            return None
        word = "gelakt" if covered[0].covered else "voorgesteld"
        other = next((part for part in left if part is not covered[0]), None)
        if other is None:
            return f"in {covered[0].name} zowel {word} als open"
        return f"in {covered[0].name} {word}, in {other.name} open"


async def show(session: Session, request: Request) -> Response:
    everybody = people(session)
    chosen = request.query_params.get("toon", "alles")
    start = request.query_params.get("vanaf", "0")
    first = int(start) if start.isdigit() and len(start) < 7 else 0
    alone = request.query_params.get("wie")
    if alone is not None:
        shown = [person for person in everybody if person.id == alone]
    else:
        shown = [person for person in everybody if _belongs(person, chosen)]
    return session.page(
        "personen.html",
        request,
        people=shown[first : first + ROWS],
        total=len(shown),
        conflicts=sum(person.conflict is not None for person in everybody),
        shows=SHOWS,
        chosen=chosen if chosen in SHOWS else "alles",
        first=first,
        rows=ROWS,
        alone=alone is not None,
        parts=PARTS if alone is None else None,
    )


def _belongs(person: Person, chosen: str) -> bool:
    match chosen:
        case "strijd":
            return person.conflict is not None
        case "open":
            return person.open > 0
    return True


def people(session: Session) -> list[Person]:
    """Everybody, conflicts on top, then who still has open proposals, then by name."""
    mentions: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, str] = {}
    for key, summary, mention in session.cabinet.mentions():
        names[key] = summary.name
        if mention.person:
            mentions[mention.person][key].append(mention)
    everybody = [_person(key, found, names) for key, found in mentions.items()]
    everybody.sort(key=lambda p: (p.conflict is None, p.open == 0, p.forms[0].casefold()))
    return everybody


async def decide(session: Session, request: Request) -> Response:
    """One decision about a person in every document but the exceptions; one deed to undo."""
    form = await Form.of(request)
    verdict = form.verdict()
    wanted = form.text("persoon")
    excepted = set(form.all("behalve"))
    if verdict == "keep" and not form.maybe("reden"):
        raise UsageError(
            "Geef een reden als een persoon open blijft; zij komt bij elk besluit te staan.",
            reason="reason-empty",
        )
    ground, note, sweep = form.ground(), form.maybe("reden"), secrets.token_hex(6)

    def one(sheet: Sheet) -> bool:
        marks = [key for key, mark in sheet.state.marks.items() if _is(mark, wanted)]
        deeds.decide(
            sheet,
            marks,
            verdict,
            session.by,
            defaults=session.cabinet.policy.grounds,
            ground=ground,
            note=note,
            sweep=sweep,
        )
        return True

    touched, busy = elsewhere(session, _documents(session, wanted) - excepted, one)
    session.tell(
        f"Eén besluit in {documents(touched)}: {TOLD[verdict]}.{skipped(session, busy)}",
        "let-op" if busy else "goed",
    )
    return go("/personen", f"#p-{wanted}", toon=form.text("toon"), vanaf=form.text("vanaf"))


async def undo(session: Session, request: Request) -> Response:
    """Take back the last decision about a person, in all documents."""
    form = await Form.of(request)
    sweep = form.text("veeg")
    touched, busy = elsewhere(
        session,
        session.cabinet.with_sweep(sweep),
        lambda sheet: deeds.undo_sweep(sheet, sweep, session.by),
    )
    if not touched and not busy:
        raise UsageError("Er is niets om ongedaan te maken.", reason="nothing-done")
    session.tell(
        f"In {documents(touched)} ongedaan gemaakt.{skipped(session, busy)}",
        "let-op" if busy else "goed",
    )
    return go("/personen", f"#p-{form.text('persoon')}", toon=form.text("toon"))


def _documents(session: Session, wanted: str) -> set[str]:
    found = {
        key
        for key, _, mention in session.cabinet.mentions()
        if mention.person and _id(mention.person) == wanted
    }
    if not found:
        raise UsageError("Deze persoon staat niet in de zaak.", reason="no-person")
    return found


def _is(mark: MarkLine, wanted: str) -> bool:
    person = person_of(mark)
    return person is not None and _id(person) == wanted


def _person(key: str, found: dict[str, list[Mention]], names: dict[str, str]) -> Person:
    every = [mention for mentions in found.values() for mention in mentions]
    forms = Counter(mention.text for mention in every if mention.text)
    ordered = sorted(forms, key=lambda text: (-len(text), text))
    parts = tuple(
        _part(one, names[one], found[one]) for one in sorted(found, key=lambda one: names[one])
    )
    sweeps = tuple(dict.fromkeys(mention.sweep for mention in every if mention.sweep))
    return Person(_id(key), tuple(ordered) or ("(geen tekst)",), parts, sweeps)


def _part(key: str, name: str, mentions: list[Mention]) -> Part:
    stands = Counter(mention.standing for mention in mentions)
    return Part(
        id=key,
        name=name,
        pages=tuple(sorted({mention.page for mention in mentions})),
        first=min(mentions, key=lambda mention: mention.page).mark,
        covered=stands["akkoord"],
        left=stands["niet"] + stands["blijft"],
        open=stands["open"],
    )


def _id(person: str) -> str:
    return hashlib.sha256(person.encode()).hexdigest()[:12]
