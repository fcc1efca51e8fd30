"""Whether each name is a public person's or not: mention by mention.

Context first: what the words around this mention say. Then lists: office holders with their dates.
Then the rest of the document: a bare surname goes with the person it can only be. Whoever is left
is covered, since a name without a public role is what has to be covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from woo_redact.decide.context import THIS, Names, names_of_page, names_of_text
from woo_redact.decide.names import Name, holders_of, parse
from woo_redact.decide.roles import Role, Roles
from woo_redact.policy import Policy
from woo_redact.types import Document, Finding, Tier

Call = Literal["redact", "keep"]
CELLS = frozenset(
    {
        "layout/colofon",
        "layout/contactblok",
        "layout/parafenroute",
        "layout/paraaf",
        "layout/mailkop",
        "layout/handtekening",
    }
)
"""Rules of findings in colofon, parafenroute and the like: covered whole, whoever stands there,
save who holds an office that the policy lets stand in cells.
"""
AUTHORS = frozenset({"layout/colofon", "layout/contactblok"})
"""Cells that ask for the writer: a list says nothing there, since no minister is the writer."""
ALONE = re.compile(rf"(?:^|\n) ?(?:[a-zà-ÿ]{{1,5}}\. ?)*{THIS} ?(?:\n|$)")
"""A name that is all of its block is a cell's, whoever found it: nothing there cites or quotes."""
NEAR = 150
"""Within so many characters a bare surname still goes with the public person named before it."""
STREET = re.compile(
    r"\w(?:straat|laan|plein|kade|gracht|singel|dreef|plantsoen|park|brug|tunnel|sluis|haven|weg|hof)$"
)
STREET_FRONT = re.compile(r"\b(?:de|het)\s", re.IGNORECASE)
STREET_BEHIND = re.compile(r"\s\d{1,4}\b")
STREET_REASON = "straat of plein dat naar iemand is genoemd"
PARLIAMENTARY = re.compile(
    r"\bkst-\d{5}|\bISSN 0921\s?-\s?7371"
    r"|(?:Tweede|Eerste) Kamer der Staten-Generaal\s+(?:\w\s+)?Vergaderjaar\s+20\d\d"
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of one mention, and why. ``firm``: it speaks for other mentions too."""

    call: Call
    tier: Tier
    rule: str
    reason: str
    firm: bool


@dataclass(frozen=True, slots=True)
class _Mention:
    finding: Finding
    name: Name
    order: int


class People:
    """The persons of one document."""

    def __init__(
        self, document: Document, findings: Iterable[Finding], policy: Policy, roles: Roles
    ) -> None:
        self._roles = roles
        self._holders = holders_of(policy.holders)
        self._day = _day(document.date)
        self._mentions = [
            _Mention(finding, parse(finding.text), order)
            for order, finding in enumerate(f for f in findings if f.kind == "person")
        ]
        self._texts = self._names(document)
        self._parliamentary = _is_parliamentary(document, self._mentions)

    def judge(self) -> Mapping[Finding, Judgement]:
        """Every person finding with its judgement."""
        known = {m.order: j for m in self._mentions if (j := self._by_itself(m))}
        for bare in (False, True):
            waiting = [m for m in self._mentions if m.order not in known]
            firm = [(m, known[m.order]) for m in self._mentions if _is_firm(m, known)]
            for mention in waiting:
                if bare or mention.name.given:
                    known[mention.order] = self._by_others(mention, firm)
        return {m.finding: known[m.order] for m in self._mentions}

    def _names(self, document: Document) -> dict[tuple[int, int | None], Names]:
        spans: dict[tuple[int, int | None], list[tuple[int, int]]] = {}
        for mention in self._mentions:
            finding = mention.finding
            place = spans.setdefault((finding.page, finding.outer), [])
            if finding.tier != "unexplained":  # a word that may be no name speaks for itself
                place.append((finding.start, finding.end))
        return {
            (page, outer): names_of_page(document.pages[page - 1], found)
            if outer is None
            else names_of_text(document.outer[outer].text, found)
            for (page, outer), found in spans.items()
        }

    def _by_itself(self, mention: _Mention) -> Judgement | None:
        """What this mention's own surroundings say; None when they say nothing."""
        finding = mention.finding
        in_cell = finding.rule in CELLS
        if finding.tier == "unexplained":
            return _as_found(finding)
        if finding.public and not in_cell:
            return Judgement("keep", finding.tier, "naam/vernoemd", finding.public, False)
        if not in_cell and self._names_a_street(finding):
            return Judgement("keep", finding.tier, "naam/vernoemd", STREET_REASON, False)
        role = self._role(finding, in_cell)
        if role is not None:
            return _by_role(role, finding)
        if in_cell:
            listed = finding.rule not in AUTHORS and self._holders.find(finding.text, self._day)
            return _by_list(finding, listed.role) if listed else _by_cell(finding)
        return None

    def _names_a_street(self, finding: Finding) -> bool:
        """*de Jan Jansenstraat* or *Jan Jansenlaan 5*; Verlaan without either is a person."""
        text = self._texts[finding.page, finding.outer].text
        if not STREET.search(finding.text):
            return False
        front, behind = text[max(0, finding.start - 12) : finding.start], text[finding.end :][:6]
        article = STREET_FRONT.search(front[-4:]) or STREET_FRONT.match(finding.text[:4])
        return bool(article or STREET_BEHIND.match(behind))

    def _role(self, finding: Finding, in_cell: bool) -> Role | None:
        names = self._texts[finding.page, finding.outer]
        words = names.around(finding.start, finding.end)
        return self._roles.of(words, in_cell=in_cell or ALONE.search(words) is not None)

    def _by_others(self, mention: _Mention, firm: list[tuple[_Mention, Judgement]]) -> Judgement:
        """What lists and the rest of the document say."""
        finding = mention.finding
        same = [(m, j) for m, j in firm if _linked(mention, m)]
        covered = [(m, j) for m, j in same if j.call == "redact"]
        public = [(m, j) for m, j in same if j.call == "keep" and _speaks(m, mention)]
        if any(m.name.equals(mention.name) or _same_key(m, mention) for m, _ in covered):
            return _as_found(finding)
        if public and (not covered or _follows(mention, public, covered)):
            return Judgement(
                "keep",
                finding.tier,
                "persoon/openbaar",
                f"dezelfde persoon als elders in dit document: {public[0][1].reason}",
                False,
            )
        holder = self._holders.find(finding.text, self._day)
        if holder and not covered:
            return _by_list(finding, holder.role)
        if self._parliamentary:
            reason = "staat in een Kamerstuk, dat al openbaar is"
            return Judgement("keep", finding.tier, "document/kamerstuk", reason, False)
        return _as_found(finding)


def _is_firm(mention: _Mention, known: Mapping[int, Judgement]) -> bool:
    """Does what is known of this mention speak for others: its own words, or its full name?"""
    judgement = known.get(mention.order)
    if judgement is None:
        return False
    full = bool(mention.name.given) and judgement.tier == "redact"
    return judgement.firm or (full and judgement.rule == mention.finding.rule)


def _by_role(role: Role, finding: Finding) -> Judgement:
    function = role.function
    rule = f"functie/{function.name.replace(' ', '-')}"
    if function.decision == "keep":
        return Judgement("keep", finding.tier, rule, function.reason, True)
    if function.decision == "look":
        return Judgement("redact", "look", rule, function.reason, False)
    return Judgement("redact", "redact", rule, function.reason, True)


def _by_list(finding: Finding, role: str) -> Judgement:
    return Judgement("keep", finding.tier, "lijst/bewindspersoon", f"was of is {role}", True)


def _by_cell(finding: Finding) -> Judgement:
    return Judgement("redact", finding.tier, finding.rule, finding.reason, finding.tier == "redact")


def _as_found(finding: Finding) -> Judgement:
    if finding.tier == "unexplained":
        return Judgement("keep", finding.tier, finding.rule, finding.reason, False)
    return Judgement("redact", finding.tier, finding.rule, finding.reason, False)


def _linked(one: _Mention, other: _Mention) -> bool:
    return _same_key(one, other) or one.name.fits(other.name)


def _speaks(public: _Mention, mention: _Mention) -> bool:
    """Does this public person stand for the mention? *het lid Bos* says nothing of a Jan Bos, who
    may be anybody of that name.
    """
    return not mention.name.given or public.name.equals(mention.name)


def _same_key(one: _Mention, other: _Mention) -> bool:
    return one.finding.person is not None and one.finding.person == other.finding.person


def _follows(
    mention: _Mention,
    public: list[tuple[_Mention, Judgement]],
    covered: list[tuple[_Mention, Judgement]],
) -> bool:
    """Two persons share the name: does the public one stand last before this, and close by?"""
    before = [m for m, _ in (*public, *covered) if m.order < mention.order]
    if not before or mention.name.given:
        return False
    last = max(before, key=lambda m: m.order)
    here, there = mention.finding, last.finding
    close = (here.page, here.outer) == (there.page, there.outer) and here.start - there.end < NEAR
    return close and any(last is m for m, _ in public)


def _is_parliamentary(document: Document, mentions: list[_Mention]) -> bool:
    """A paper printed by parliament itself: marked as one, and without a colofon."""
    if not document.pages or any(m.finding.rule in CELLS for m in mentions):
        return False
    return PARLIAMENTARY.search(document.pages[0].text) is not None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
