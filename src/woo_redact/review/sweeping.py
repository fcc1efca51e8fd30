"""One decision for more than one place: a text or a block, in the document or in the whole case.

What somebody already decided by itself is left alone. Over the case every document is written
under its own lock; those that somebody else has are skipped, and the answer says so::

    text ──▶ marks over it, and places where it stands without one ─┐
    block ─▶ marks that the same rule of layout proposed ───────────┴▶ one deed per document
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from woo_redact.errors import Locked, UsageError, WooRedactError
from woo_redact.review import deeds
from woo_redact.review.blocks import block_at, members
from woo_redact.review.cards import same_text
from woo_redact.review.session import Session, away, documents
from woo_redact.review.standing import folded
from woo_redact.sheet import Sheet, State
from woo_redact.types import Kind, Mark, Verdict

ELSEWHERE_OTHER: frozenset[Kind] = frozenset({"paraph", "signature", "room"})
"""Kinds whose letters mean something else in running text: *BZ* is a paraph here, a ministry there.
Of those only what was proposed is decided; who wants more can search.
"""
WIDE = ("zaak", "blok-zaak")
"""The scopes that go beyond the document."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """What is swept: the mark it started from, as it stands, and how far."""

    like: Mark
    scope: str
    verdict: Verdict | None
    block: str | None = None
    """The block that the mark lies in."""

    @classmethod
    def of(cls, state: State, key: str, scope: str, verdict: Verdict | None) -> Self:
        return cls(state.final(key), scope, verdict, block_at(state, key))

    def marks(self, state: State) -> list[str]:
        """The marks of a document that it is about and that nobody decided by itself."""
        match self.scope:
            case "tekst" | "zaak":
                found = same_text(state, self.like.text)
            case "blok":
                found = self._of_block(state, self.like.page)
            case "blok-document" | "blok-zaak":
                found = self._of_block(state, None)
            case _:
                raise UsageError("Dit formulier klopt niet; ververs de pagina.", reason="form")
        return [key for key in found if key not in state.decisions]

    def _of_block(self, state: State, page: int | None) -> tuple[str, ...]:
        return members(state, self.block, page) if self.block else ()

    @property
    def draws(self) -> bool:
        """Does it also cover the text where nothing was proposed?"""
        covers = self.verdict == "redact" and self.scope in ("tekst", "zaak")
        return covers and self.like.kind not in ELSEWHERE_OTHER and bool(folded(self.like.text))


@dataclass(slots=True)
class Outcome:
    """What became of a deed over several documents."""

    touched: int = 0
    marks: int = 0
    drawn: int = 0
    busy: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Documents that could not be searched."""

    @property
    def kind(self) -> str:
        return "let-op" if self.busy or self.unread else "goed"


async def drawn(session: Session, key: str, state: State, sweep: Sweep) -> tuple[Mark, ...]:
    """Marks for the places of a document where the text stands without one."""
    if not sweep.draws:
        return ()
    ask = session.cabinet.ask(key)
    places = await away(session.pages.found, ask, sweep.like.text)
    free = [place for place in places if not marked(state, *place)]
    like = sweep.like
    return tuple(
        replace(mark, kind=like.kind, ground=like.ground, person=like.person)
        for mark in await away(session.pages.spanned, ask, free)
    )


def marked(state: State, page: int, start: int, end: int) -> bool:
    """Does a mark lie over any of these characters?"""
    return any(
        mark.page == page and mark.start < end and start < mark.end for mark in state.marks.values()
    )


async def everywhere(
    session: Session, here: str, key: str, sweep: Sweep, ground: str | None, note: str | None
) -> Outcome:
    """Carry the sweep, which started at mark ``key`` of document ``here``, through the case."""
    outcome, name = Outcome(), secrets.token_hex(6)
    sure = _having(session, sweep) | {here}
    for other in session.cabinet.entries if sweep.draws else sorted(sure):
        try:
            if other not in sure and not await _holds(session, other, sweep.like.text):
                continue
            with session.cabinet.borrowed(other) as sheet:
                keys = sweep.marks(sheet.state)
                if other == here and key not in keys:
                    keys.append(key)
                new = await drawn(session, other, sheet.state, sweep)
                if keys or new:
                    deeds.decide(
                        sheet,
                        keys,
                        sweep.verdict,
                        session.by,
                        defaults=session.cabinet.policy.grounds,
                        ground=ground,
                        note=note,
                        sweep=name,
                        drawn=new,
                    )
                    outcome.touched += 1
                    outcome.marks += len(keys)
                    outcome.drawn += len(new)
        except Locked:
            outcome.busy.append(other)
        except WooRedactError:
            outcome.unread.append(other)
    return outcome


def _having(session: Session, sweep: Sweep) -> set[str]:
    """The documents with a mark that the sweep is about."""
    if sweep.scope == "zaak":
        return session.cabinet.with_text(sweep.like.text)
    return session.cabinet.with_block(sweep.block or "")


async def _holds(session: Session, key: str, text: str) -> bool:
    """Does the text stand in a document? Asked before its lock is: a document without the text is
    not one that was skipped.
    """
    return bool(await away(session.pages.found, session.cabinet.ask(key), text))


def elsewhere(
    session: Session, keys: Iterable[str], do: Callable[[Sheet], bool]
) -> tuple[int, list[str]]:
    """Do the same in other documents: how many were touched, and which somebody else has."""
    touched, busy = 0, []
    for key in keys:
        try:
            with session.cabinet.borrowed(key) as sheet:
                touched += do(sheet)
        except Locked:
            busy.append(key)
    return touched, busy


def told(session: Session, outcome: Outcome) -> str:
    """The outcome in words, without what was decided."""
    parts = [f"{outcome.marks} voorstel{'' if outcome.marks == 1 else 'len'}"]
    if outcome.drawn:
        parts.append(f"{outcome.drawn} nieuwe plaats{'' if outcome.drawn == 1 else 'en'}")
    return f"In {documents(outcome.touched)}, {' en '.join(parts)}"


def skipped(session: Session, busy: Sequence[str], unread: Sequence[str] = ()) -> str:
    """Which documents were passed over, and why."""
    cabinet, text = session.cabinet, ""
    if busy:
        names = ", ".join(f"{cabinet.name(key)} ({cabinet.who(key)})" for key in busy)
        text += f" Overgeslagen, want iemand anders werkt eraan: {names}."
    if unread:
        names = ", ".join(cabinet.name(key) for key in unread)
        text += f" Niet doorzocht, want niet te lezen: {names}."
    return text
