"""The words that nothing explains: with a capital, in no dictionary, no place, no organisation, no
name that stays, and not found by any detector. A short list that a second reader can read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import (
    is_capital_word,
    is_compound,
    is_organisation,
    is_place,
    is_word,
)
from woo_redact.detect.words import UPPER
from woo_redact.types import Finding

if TYPE_CHECKING:
    from woo_redact.policy import Policy

WORD = re.compile(rf"(?<![\w.@/&'’-])[{UPPER}][^\W\d_]+(?:['’][^\W\d_]+)?(?![\w@/&]|\.\w|-[a-z\d])")
SMALL = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
LONGEST_ACRONYM = 6
REASON = "Woord met een hoofdletter dat geen woordenlijst verklaart."


class Reading(NamedTuple):
    """A text of the document and the places in it that are explained already."""

    page: int
    outer: int | None
    text: str
    explained: Sequence[tuple[int, int]]


def unexplained(readings: Sequence[Reading], policy: Policy) -> Iterator[Finding]:
    """Every such word once, where it stands first."""
    kept = _kept(policy)
    small = _small(reading.text for reading in readings)
    shown: set[str] = set()
    for reading in readings:
        for match in WORD.finditer(reading.text):
            word = match[0]
            if word in shown or word in kept or _is_explained(word, small):
                continue
            if any(a < match.end() and match.start() < b for a, b in reading.explained):
                continue
            shown.add(word)
            yield _finding(reading, match)


def _is_explained(word: str, small: Counter[str]) -> bool:
    plain = re.sub(r"['’]s$", "", word)
    if plain.isupper() and len(plain) <= LONGEST_ACRONYM:
        return True
    if plain.lower() in small or plain.lower() in lexicon.WORDS:
        return True
    if plain.isupper() and (is_place(plain.capitalize()) or is_organisation(plain.capitalize())):
        return True
    known = is_word(plain) or is_compound(plain) or is_capital_word(plain)
    return known or is_place(plain) or is_organisation(plain)


def _small(texts: Iterable[str]) -> Counter[str]:
    """The words that the document also writes without a capital."""
    return Counter(word for text in texts for word in SMALL.findall(text) if word.islower())


def _kept(policy: Policy) -> frozenset[str]:
    """The words of names that stay by policy."""
    texts = [*policy.keep_texts, *_in_national_office(policy), *policy.addresses]
    if policy.publisher:
        texts.append(policy.publisher.name)
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text))


def _in_national_office(policy: Policy) -> Iterator[str]:
    return (holder.name for holder in policy.holders if not holder.organisation)


def _finding(reading: Reading, match: re.Match[str]) -> Finding:
    return Finding(
        page=reading.page,
        outer=reading.outer,
        start=match.start(),
        end=match.end(),
        kind="person",
        text=match[0],
        detector="residue",
        rule="rest/onverklaard",
        score=0.02,
        tier="unexplained",
        reason=REASON,
    )
