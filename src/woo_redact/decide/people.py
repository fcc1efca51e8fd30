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
from woo_redact.folding import find_folded, fold
from woo_redact.policy import Holder, Policy
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
SENTENCE = 300
STOP = re.compile(r"(?<!\b[A-ZÀ-Þ])(?<!c\.s)[.!?](?:\s|$)|[;•]|\n")
STREET = re.compile(
    r"\w(?:straat|laan|plein|kade|gracht|singel|dreef|plantsoen|park|brug|tunnel|sluis|haven|weg|hof)$"
)
STREET_FRONT = re.compile(r"\b(?:de|het)\s", re.IGNORECASE)
STREET_BEHIND = re.compile(r"\s\d{1,4}\b")
NAMED_AFTER = "naam/vernoemd"
OF = "van "
STREET_REASON = "straat of plein dat naar iemand is genoemd"
NOTION_REASON = "begrip, bedrijf of iemand uit de geschiedenis, geen persoon in dit document"
CALLED = re.compile(
    r"\b(?:heer|mevrouw|mevr\.?|mw\.?|dhr\.?|meneer|collega|beste|geachte|drs\.|mr\.|ir\."
    r"|[A-Z]\.) $",
    re.IGNORECASE,
)
SENTENCE_GOES_ON = re.compile(r"(?:[ ][a-zà-ÿ]+){5}")
BODY = re.compile(
    r"^(?:gemeente|provincie|waterschap|hoogheemraadschap(?: van)?|ministerie van"
    r"|openbaar lichaam) | der staten-generaal$",
    re.IGNORECASE,
)
"""Before what an organisation is called in a text."""
PARLIAMENTARY = re.compile(
    r"\bkst-\d{5}|\bISSN 0921\s?-\s?7371"
    r"|(?:Tweede|Eerste) Kamer der Staten-Generaal\s+(?:\w\s+)?Vergaderjaar\s+20\d\d"
)


OFFICE_ABOVE = re.compile(r"\n\n(D[Ee] [^\n]{4,90}(?:\n[^\n]{1,70})?,)[ ]*(?=\n\n|\Z)")
"""A block of a letter that is the office of who signs."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of one mention, and why. ``firm``: it speaks for other mentions too."""

    call: Call
    tier: Tier
    rule: str
    reason: str
    firm: bool
    weak: bool = False
    """Kept by a turn of phrase alone, which the colofon contradicts."""


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
        self._notions = frozenset(fold(notion).text for notion in policy.notions)
        self._day = _day(document.date)
        self._pages = [page.text for page in document.pages]
        self._folded = [fold(page.text) for page in document.pages]
        self._bodies: dict[str, bool] = {}
        self._mentions = [
            _Mention(finding, parse(finding.text), order)
            for order, finding in enumerate(f for f in findings if f.kind == "person")
        ]
        self._texts = self._names(document)
        self._parliamentary = _is_parliamentary(document, self._mentions)

    def judge(self) -> Mapping[Finding, Judgement]:
        """Every person finding with its judgement."""
        known = {m.order: j for m in self._mentions if (j := self._by_itself(m))}
        known |= self._of_staff(known)
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
            if finding.tier == "redact":  # a word that may be no name speaks for itself
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
        if not in_cell and self._names_a_street(finding):
            return Judgement("keep", finding.tier, NAMED_AFTER, STREET_REASON, False)
        role = self._role(finding, in_cell) or self._told(finding, in_cell)
        if finding.public and not in_cell and not self._is_holders(finding, role):
            return Judgement("keep", finding.tier, NAMED_AFTER, finding.public, False)
        if role is not None:
            return _by_role(role, finding)
        if in_cell:
            listed = finding.rule not in AUTHORS and self._holder(finding)
            return _by_list(finding, listed.role) if listed else _by_cell(finding)
        return None

    def _told(self, finding: Finding, in_cell: bool) -> Role | None:
        """*Auteur X van het rapport vertelde …* begins with the label of a cell and is a sentence:
        what it says of X holds when X stays by it.
        """
        text = self._texts[finding.page, finding.outer].blocks
        if not in_cell or not SENTENCE_GOES_ON.match(text, finding.end):
            return None
        role = self._role(finding, in_cell=False)
        return role if role and role.function.decision == "keep" else None

    def _is_holders(self, finding: Finding, role: Role | None) -> bool:
        """Is what is named after somebody that person's own doing, as a motion is? Then the name
        speaks for that person elsewhere; a *Burgemeester Boslaan* does not.
        """
        behind = self._texts[finding.page, finding.outer].text[finding.end : finding.end + 1]
        return role is not None and role.function.decision == "keep" and not behind.isalpha()

    def _of_staff(self, known: Mapping[int, Judgement]) -> dict[int, Judgement]:
        """Whose full name stands in a cell is not public elsewhere by a turn of phrase: *Jansen
        (2021)* may be a paper's author, but the writer of this nota is not.
        """
        cells = [
            m
            for m in self._mentions
            if m.finding.rule in CELLS and m.order in known and known[m.order].call == "redact"
        ]
        return {
            m.order: _as_found(m.finding)
            for m in self._mentions
            if m.order in known
            and known[m.order].weak
            and any(m.name.equals(other.name) for other in cells)
        } | {
            m.order: _as_found(m.finding)
            for m in self._mentions
            if m.order in known and known[m.order].rule == NAMED_AFTER and self._is_whole(m)
            if any(
                o.order not in known and o.finding.text == m.finding.text for o in self._mentions
            )
        }

    def _is_whole(self, mention: _Mention) -> bool:
        """Does a full name stand by itself, not as part of the name of a street or a motion?"""
        finding = mention.finding
        text = self._texts[_place(finding)].text
        front, behind = text[max(0, finding.start - 1) : finding.start], text[finding.end :][:1]
        apart = not behind.isalpha() and "-" not in (front, behind)
        return bool(mention.name.given) and apart and not finding.rule.startswith("layout/")

    def _names_a_street(self, finding: Finding) -> bool:
        """*de Jan Jansenstraat* or *Jan Jansenlaan 5*; Verlaan without either is a person."""
        text = self._texts[finding.page, finding.outer].text
        if not STREET.search(finding.text):
            return False
        front, behind = text[max(0, finding.start - 12) : finding.start], text[finding.end :][:6]
        article = STREET_FRONT.search(front[-4:]) or STREET_FRONT.match(finding.text[:4])
        return bool(article or STREET_BEHIND.match(behind))

    def _follows(
        self,
        mention: _Mention,
        public: list[tuple[_Mention, Judgement]],
        covered: list[tuple[_Mention, Judgement]],
    ) -> bool:
        """Two persons share the name: is it the public one's sentence, or does that one stand last
        before this, and close by?
        """
        if mention.name.given:
            return False
        theirs, others = ([m for m, _ in group] for group in (public, covered))
        if any(self._one_sentence(mention, m) for m in theirs):
            return not any(self._one_sentence(mention, m) for m in others)
        before = [m for m in (*theirs, *others) if m.order < mention.order]
        last = max(before, key=lambda m: m.order, default=None)
        if last is None:
            return False
        here, there = mention.finding, last.finding
        close = _place(here) == _place(there) and here.start - there.end < NEAR
        return close and any(last is m for m in theirs)

    def _one_sentence(self, one: _Mention, other: _Mention) -> bool:
        first, second = sorted((one.finding, other.finding), key=lambda f: f.start)
        if _place(first) != _place(second) or second.start - first.end > SENTENCE:
            return False
        between = self._texts[_place(first)].blocks[first.end : second.start]
        return STOP.search(between) is None

    def _holder(self, finding: Finding) -> Holder | None:
        return self._holders.find(finding.text, self._day, self._names_body)

    def _names_body(self, organisation: str) -> bool:
        """Does the document name this municipality, province or ministry?"""
        if organisation not in self._bodies:
            core = BODY.sub("", organisation)
            self._bodies[organisation] = any(find_folded(core, text) for text in self._folded)
        return self._bodies[organisation]

    def _is_notion(self, mention: _Mention) -> bool:
        """*Thorbecke* alone, of whom nobody here bears the name."""
        finding = mention.finding
        text = self._texts[finding.page, finding.outer].text
        called = CALLED.search(text[max(0, finding.start - 20) : finding.start])
        return fold(finding.text).text in self._notions and not called

    def _role(self, finding: Finding, in_cell: bool) -> Role | None:
        names = self._texts[finding.page, finding.outer]
        words = names.around(finding.start, finding.end)
        if finding.outer is None and not names.text[: finding.start].strip():
            words = f"{self._signed_above(finding.page)}\n{words}"
        cell = in_cell or ALONE.search(words) is not None
        role = self._roles.of(words, in_cell=cell)
        if role is None and finding.text.startswith(OF):
            # *bij monde van Bos*, of which a detector took the preposition for a prefix
            role = self._roles.of(words.replace(THIS, OF + THIS), in_cell=cell)
        return role

    def _signed_above(self, page: int) -> str:
        """The office over a signature that a page break parts from its name."""
        before = self._pages[page - 2] if page > 1 else ""
        offices = OFFICE_ABOVE.findall(before)
        return str(offices[-1]) if offices else ""

    def _by_others(self, mention: _Mention, firm: list[tuple[_Mention, Judgement]]) -> Judgement:
        """What lists and the rest of the document say."""
        finding = mention.finding
        same = [(m, j) for m, j in firm if _linked(mention, m)]
        covered = [(m, j) for m, j in same if j.call == "redact"]
        public = [(m, j) for m, j in same if j.call == "keep" and _speaks(m, mention)]
        if any(m.name.equals(mention.name) for m, _ in covered):
            return _as_found(finding)
        if public and (not covered or self._follows(mention, public, covered)):
            return Judgement(
                "keep",
                finding.tier,
                "persoon/openbaar",
                f"dezelfde persoon als elders in dit document: {public[0][1].reason}",
                False,
            )
        if any(_same_key(m, mention) for m, _ in covered):
            return _as_found(finding)
        holder = self._holder(finding)
        if holder and not covered:
            return _by_list(finding, holder.role)
        if not covered and self._is_notion(mention):
            return Judgement("keep", finding.tier, "naam/begrip", NOTION_REASON, False)
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
        office = bool(function.titles)  # whoever a law is named after holds none
        weak = not role.titled
        return Judgement("keep", finding.tier, rule, function.reason, office, weak)
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


def _place(finding: Finding) -> tuple[int, int | None]:
    return finding.page, finding.outer


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
