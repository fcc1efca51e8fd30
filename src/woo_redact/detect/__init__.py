"""Find what may have to be covered: every detector over the whole document, one list of findings.

::

    texts ─▶ Presidio (models, patterns) ─┐
    geometry ─▶ layout ───────────────────┼─▶ propagate ─▶ merge ─▶ findings
    lists of the policy ──────────────────┘           │
                          what nothing explains ──────┘
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

from woo_redact import folding
from woo_redact.detect import beside, layout, lexicon, names, patterns, propagate
from woo_redact.detect.analyzer import Engine
from woo_redact.detect.edges import tidy, trim
from woo_redact.detect.labels import label_spans
from woo_redact.detect.merge import merge
from woo_redact.detect.persons import link
from woo_redact.detect.residue import Reading, unexplained
from woo_redact.detect.torn import torn_words
from woo_redact.errors import SetupError
from woo_redact.types import Document, Finding, Kind, Tier

if TYPE_CHECKING:
    from presidio_analyzer import RecognizerResult

    from woo_redact.policy import Policy

BY_PEOPLE: frozenset[Kind] = frozenset({"listed", "box"})
"""Kinds that no detector finds: people list or draw them."""
SURE = 0.5
"""The score from which a result is covered; below it a person looks."""

UNSURE = 0.3
POSTCODE = re.compile(r"[1-9]\d{3}[ \u00a0]?$")
SURNAME_OPENS = re.compile(r"(?<!\w)(?:van (?:den|der)|(?:in|van|op) ['’]t) $")
ACRONYM = re.compile(r"[A-Z]{2,4}")


Span = tuple[int, int]


class Place(NamedTuple):
    """A text of the document: of a page, or of ``Document.outer`` (then page is 0)."""

    page: int
    outer: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Detector:
    """All detectors that a policy asks for, loaded and ready."""

    policy: Policy
    engine: Engine

    def find(self, document: Document, *, known: Sequence[str] = ()) -> tuple[Finding, ...]:
        """What every detector sees, joined where they overlap, in one fixed order. ``known`` are
        names of persons that other documents of the case gave away.
        """
        places = list(_places(document))
        seen, others = self._analyzed(places)
        seen = list(trim(document, _without_labels(seen, document)))
        found = [
            *seen,
            *layout.find(document, self.policy),
            *_listed(places, self.policy.redact_texts),
            *_known(places, known),
        ]
        found.extend(beside.cued(document, seen))
        found.extend(beside.named_with(document, found))
        found.extend(propagate.spread(document, tuple(found), self.policy))
        merged = tidy(document, merge(document, found))
        rest = unexplained(_readings(places, merged, others), self.policy)
        return link(document, merge(document, (*merged, *rest)))

    def _analyzed(self, places: list[Place]) -> tuple[list[Finding], list[list[Span]]]:
        """What the recognisers found, and per text where the model sees no person but something
        else that has a name.
        """
        results = self.engine.analyze([place.text for place in places])
        found = [
            _finding(place, result)
            for place, group in zip(places, results, strict=True)
            for result in group
            if result.entity_type not in names.OTHERS
        ]
        others = [
            [(r.start, r.end) for r in group if r.entity_type in names.OTHERS] for group in results
        ]
        return found, others


def _without_labels(seen: list[Finding], document: Document) -> list[Finding]:
    """What the model sees on a line that is a label alone is no person, nor is half a word."""
    spans = {page.number: [*label_spans(page), *torn_words(page.text)] for page in document.pages}
    texts = {page.number: page.text for page in document.pages}
    return [
        _doubted(finding) if ACRONYM.fullmatch(finding.text) else _widened(texts, finding)
        for finding in seen
        if not _is_nobody(texts, finding)
        if not finding.rule.startswith("names/")
        or not any(a <= finding.start and finding.end <= b for a, b in spans.get(finding.page, ()))
    ]


def _is_nobody(texts: dict[int, str], finding: Finding) -> bool:
    """Parliament, a directorate, or the letters of a postal code with the town behind them."""
    if not finding.rule.startswith("names/"):
        return False
    text = texts.get(finding.page, "")
    coded = POSTCODE.search(text, max(0, finding.start - 5), finding.start)
    letters = re.match(r"[A-Z]{2}(?!\w)", finding.text)
    codes = all(lexicon.CODE.match(word) for word in finding.text.split())
    return bool(coded and letters) or codes or finding.text in ("Kamer", "Kamers")


def _widened(texts: dict[int, str], finding: Finding) -> Finding:
    """``van den Oetelaar``: two small words that open nothing but a surname belong to it."""
    text = texts.get(finding.page, "")
    front = SURNAME_OPENS.search(text, max(0, finding.start - 9), finding.start)
    if not finding.rule.startswith("names/") or front is None or finding.text[:1] in "'’":
        return finding
    return replace(finding, start=front.start(), text=text[front.start() : finding.end])


def _doubted(finding: Finding) -> Finding:
    """Some capitals alone rather are a directorate; who signs with them is found by the layout."""
    if finding.rule != "names/model":
        return finding
    rule, reason = names.RULES["look"]
    return replace(finding, tier="look", score=min(finding.score, UNSURE), rule=rule, reason=reason)


def models(policy: Policy) -> tuple[names.Model, ...]:
    """The weights that a policy asks for, without loading them."""
    return (names.fingerprint(policy.model),)


def load(policy: Policy) -> Detector:
    """Load the model and the recognisers; every kind of the policy must have a live detector."""
    nlp = names.load_pipeline(policy.model)
    persons = names.NameRecogniser(nlp)
    engine = Engine(nlp, [persons, *patterns.recognisers()], persons.prepare)
    _check_kinds(policy, engine)
    return Detector(policy, engine)


def _check_kinds(policy: Policy, engine: Engine) -> None:
    by_text = {entity.lower() for entity in engine.entities}
    for kind in sorted(policy.kinds):
        if kind not in by_text | layout.KINDS | BY_PEOPLE:
            raise SetupError(
                f"Geen enkele detector vindt de soort {kind} in Nederlandse tekst; "
                "haal de soort uit het beleid of installeer een detector ervoor.",
                reason="detector-missing",
            )


def _readings(
    places: list[Place], found: Sequence[Finding], others: list[list[Span]]
) -> list[Reading]:
    taken: dict[tuple[int, int | None], list[Span]] = defaultdict(list)
    for finding in found:
        taken[finding.page, finding.outer].append((finding.start, finding.end))
    return [
        Reading(place.page, place.outer, place.text, (*taken[place.page, place.outer], *spans))
        for place, spans in zip(places, others, strict=True)
    ]


def _places(document: Document) -> Iterator[Place]:
    for page in document.pages:
        yield Place(page.number, None, page.text)
    for index, outer in enumerate(document.outer):
        yield Place(0, index, outer.text)


def _finding(place: Place, result: RecognizerResult) -> Finding:
    """A Presidio result as a finding: entities are named after kinds, in capitals."""
    kind = result.entity_type.lower()
    if kind not in get_args(Kind):
        raise SetupError(f"De detector voor {kind} vindt een onbekende soort.", reason="kind")
    about = result.recognition_metadata
    tier: Tier = "redact" if result.score >= SURE else "look"
    return Finding(
        page=place.page,
        outer=place.outer,
        start=result.start,
        end=result.end,
        kind=cast(Kind, kind),
        text=place.text[result.start : result.end],
        detector=about["recognizer_name"],
        rule=about.get("rule", about["recognizer_name"]),
        score=result.score,
        tier=about.get("tier", tier),
        reason=about.get("reason", "past bij het patroon van deze soort gegevens"),
    )


def _known(places: list[Place], names: Sequence[str]) -> Iterator[Finding]:
    """Persons that other documents of the case gave away."""
    for place, start, end in _written(places, names):
        yield Finding(
            page=place.page,
            outer=place.outer,
            start=start,
            end=end,
            kind="person",
            text=place.text[start:end],
            detector="case",
            rule="zaak/persoon",
            score=0.9,
            tier="redact",
            reason="Dezelfde persoon is in een ander document van deze zaak gelakt.",
        )


def _listed(places: list[Place], texts: Sequence[str]) -> Iterator[Finding]:
    """The texts that people asked to cover."""
    for place, start, end in _written(places, texts):
        yield Finding(
            page=place.page,
            outer=place.outer,
            start=start,
            end=end,
            kind="listed",
            text=place.text[start:end],
            detector="list",
            rule="list/redact",
            score=1.0,
            tier="redact",
            reason="staat op de lijst van te lakken teksten",
        )


def _written(places: list[Place], texts: Sequence[str]) -> Iterator[tuple[Place, int, int]]:
    """Where any of the texts stands, in whatever spelling."""
    for place in places if texts else ():
        folded = folding.fold(place.text)
        for text in texts:
            for start, end in folding.find_folded(text, folded):
                yield place, start, end
