"""Where else the text of a mark stands, and whether it fares differently there.

A name that is covered here and open two pages further is a leak, and nobody sees both at once. So
the card of a mark says it, for this document and for the others of the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from woo_redact.errors import WooRedactError
from woo_redact.review.cards import Card, Order, same_text
from woo_redact.review.session import Session, away
from woo_redact.review.standing import Standing, standing
from woo_redact.review.sweeping import marked
from woo_redact.sheet import State

MOST = 5
OPPOSED: dict[Standing, tuple[Standing, ...]] = {
    "open": ("niet", "blijft"),
    "akkoord": ("niet", "blijft", "open"),
    "niet": ("akkoord",),
    "blijft": ("akkoord",),
}
"""What is said beside a mark that stands so: the same text that fares otherwise."""
TOLD: dict[Standing, str] = {
    "open": "nog niet beslist",
    "akkoord": "wordt gelakt",
    "niet": "blijft staan",
    "blijft": "blijft staan",
}


@dataclass(frozen=True, slots=True)
class Clash:
    """The same text in another place. ``name`` is the other document, None for this one."""

    id: str
    page: int
    mark: str
    name: str | None
    stands: str


@dataclass(frozen=True, slots=True)
class Clashes:
    """``documents``: how many others have a mark over this text. ``loose``: on how many places of
    this document the text has none; only known for a mark made by hand.
    """

    shown: tuple[Clash, ...] = ()
    more: int = 0
    documents: int = 0
    loose: int = 0


async def clashes(session: Session, id_: str, state: State, ordered: Order, card: Card) -> Clashes:
    opposed = OPPOSED[card.standing]
    others = session.cabinet.elsewhere(state.marks[card.id].text, id_)
    found = list(_here(id_, state, ordered, card, opposed))
    for key, mentions in others.items():
        found += [
            Clash(key, one.page, one.mark, session.cabinet.name(key), TOLD[one.standing])
            for one in mentions
            if one.standing in opposed
        ]
    return Clashes(
        tuple(found[:MOST]),
        max(0, len(found) - MOST),
        len(others),
        await _loose(session, id_, state, card) if card.own and card.covered else 0,
    )


def _here(
    id_: str, state: State, ordered: Order, card: Card, opposed: tuple[Standing, ...]
) -> Iterator[Clash]:
    same = set(same_text(state, state.marks[card.id].text)) - {card.id}
    for key in ordered.keys if same else ():
        if key in same and standing(state, key) in opposed:
            yield Clash(id_, state.marks[key].page, key, None, TOLD[standing(state, key)])


async def _loose(session: Session, id_: str, state: State, card: Card) -> int:
    """Detectors cover what they find everywhere; what a person points out they did not find."""
    try:
        ask = session.cabinet.ask(id_)
        places = await away(session.pages.found, ask, state.marks[card.id].text)
    except WooRedactError:
        return 0
    return sum(not marked(state, *place) for place in places)
