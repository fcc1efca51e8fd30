"""Presidio recognisers for what Dutch writing marks by its form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from presidio_analyzer import EntityRecognizer, RecognizerResult

from woo_redact.detect import addresses, mails, mentions, numbers, phones, plates, special
from woo_redact.detect.rule import Finder, Hit
from woo_redact.detect.wraps import over_line_ends


class PatternFinder(EntityRecognizer):
    """One finder as Presidio sees it. Rule, reason and tier travel in ``recognition_metadata``,
    which the engine keeps, where it drops the explanations.
    """

    name: str

    def __init__(self, entity: str, find: Finder) -> None:
        self.find = find
        super().__init__(
            supported_entities=[entity], supported_language="nl", name=f"nl_{entity.lower()}"
        )

    def load(self) -> None:
        """Nothing to load: the patterns are compiled on import."""

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: object = None,
    ) -> list[RecognizerResult]:
        return [self._result(hit) for hit in self.find(text)]

    def _result(self, hit: Hit) -> RecognizerResult:
        return RecognizerResult(
            entity_type=self.supported_entities[0],
            start=hit.start,
            end=hit.end,
            score=hit.score,
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                "rule": hit.rule,
                "reason": hit.reason,
                "tier": hit.tier,
            },
        )


def recognisers() -> list[EntityRecognizer]:
    """A live recogniser for every kind that has a form of its own."""
    return [PatternFinder(entity, find) for entity, find in _finders().items()]


def _finders() -> Mapping[str, Finder]:
    return {
        "PERSON": mentions.mentions,
        "EMAIL": mails.emails,
        "USERNAME": mails.usernames,
        "BSN": _wrapped(numbers.bsn),
        "PHONE": _wrapped(phones.phones),
        "IBAN": _wrapped(_all(numbers.iban, numbers.account)),
        "ADDRESS": _wrapped(addresses.addresses),
        "DATE_OF_BIRTH": _wrapped(numbers.birth),
        "LICENCE_PLATE": _wrapped(plates.plates),
        "PERSONNEL_NUMBER": _wrapped(numbers.personnel),
        "ROOM": _wrapped(numbers.room),
        "SPECIAL_CATEGORY": special.special,
        "IDENTITY_DOCUMENT": _wrapped(numbers.document),
    }


def _all(*finders: Callable[[str], Iterable[Hit]]) -> Finder:
    def find(text: str) -> Iterator[Hit]:
        return chain.from_iterable(finder(text) for finder in finders)

    return find


def _wrapped(finder: Finder) -> Finder:
    """Also what a line end cuts in two; names and mail addresses know of line ends themselves."""

    def find(text: str) -> Iterator[Hit]:
        return chain(finder(text), over_line_ends(finder, text))

    return find
