"""From what the model sees to what a reviewer gets: which words are covered as a person's name, and
which are only looked at.

The model judges a word by its neighbours. Here the rest speaks too: every fact of ``evidence`` is a
number, and ``weights`` (learnt on real text that the model had not seen, and kept with it) turn
them into one probability.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import is_place, is_word
from woo_redact.detect.evidence import (
    INITIALS,
    Candidate,
    Evidence,
    Parsed,
    facts,
    gather,
    is_capital,
)
from woo_redact.detect.words import words
from woo_redact.types import Tier

CANDIDATE = 0.02
"""Below this chance the model alone does not bring a word up."""
COVER, LOOK = 0.35, 0.05
"""From which probability a name is covered, and from which a person looks at it."""
LIKELY, SURE = 0.3, 0.5
"""From which chance initials before and capitals behind a recognised person belong to it."""
BODIES = words(
    """
    gemeente provincie ministerie stichting vereniging commissie directie afdeling universiteit
    hogeschool rechtbank gerechtshof waterschap veiligheidsregio
    """
)
"""What opens the name of a body: *Gemeente Oosterveld* is nobody."""
STOPS = frozenset({".", "!", "?", ":", ";", ")"})
JOINTS = frozenset({"-", "–", ".", "'"})
FALLBACK: Mapping[str, float] = {"bias": -0.6, "chance": 0.9, "recognised": 1.2}
"""For a pipeline that brings no weights of its own."""
PREPOSITIONS = words("aan in over onder uit voor bij op y")
ARTICLES = words("de het 't ’t")
ROMAN = re.compile(r"[IVX]{1,5}$")
PART, PARTICLE = 0.05, 0.1
"""From which chance a surname behind its particle belongs to a first name, and a small particle to
the surname behind it."""


class Sight(NamedTuple):
    """A person seen in one text: ``text[start:end]``."""

    start: int
    end: int
    score: float
    tier: Tier


def judge(parsed: Sequence[Parsed], weights: Mapping[str, float]) -> list[list[Sight]]:
    """The persons of every text of one document."""
    evidence = gather(parsed)
    return [list(_sights(text, evidence, weights)) for text in parsed]


def _sights(text: Parsed, evidence: Evidence, weights: Mapping[str, float]) -> Iterator[Sight]:
    for candidate in candidates(text):
        score = probability(facts(text, candidate, evidence), weights)
        tier = tier_of(score)
        if tier:
            end = text.starts[candidate.end - 1] + len(text.words[candidate.end - 1])
            yield Sight(text.starts[candidate.start], end, round(score, 3), tier)


def tier_of(score: float) -> Tier | None:
    if score >= COVER:
        return "redact"
    return "look" if score >= LOOK else None


def probability(known: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in known.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def candidates(text: Parsed) -> Iterator[Candidate]:
    """The persons of the recogniser, and between them whatever is likely enough."""
    taken: set[int] = set()
    for span in text.persons:
        start, end = _widened(text, *span)
        taken.update(range(start, end))
        yield from _made(text, start, end, span)
    likely = (i for i, chance in enumerate(text.chances) if chance >= CANDIDATE and i not in taken)
    run: list[int] = []
    for i in likely:
        word = text.words[i]
        if run and i == run[-1] + 1 and (is_capital(word) or _inner(word)):
            run.append(i)
            continue
        yield from _from_run(text, run)
        run = [i] if is_capital(word) else []
    yield from _from_run(text, run)


def _from_run(text: Parsed, run: list[int]) -> Iterator[Candidate]:
    if run:
        end = _with_initials_behind(text.words, run[-1] + 1)
        yield from _made(text, run[0], end)


def _widened(text: Parsed, start: int, end: int) -> tuple[int, int]:
    """The recogniser may stop short of a surname, or begin after the initials."""
    words, chances = text.words, text.chances
    while start > 0 and INITIALS.match(words[start - 1]) and chances[start - 1] >= LIKELY:
        start -= 1
    start = _with_particle(text, start, end)
    end = _with_surname(text, end)
    while end < len(words) and is_capital(words[end]) and chances[end] >= SURE:
        end += 1
    if end < len(words) and ROMAN.match(words[end]):
        end += 1
    return start, _with_initials_behind(words, end)


def _with_particle(text: Parsed, start: int, end: int) -> int:
    """``minister`` *van* ``Boxtel``: a small particle belongs to a surname alone, and a recognised
    one before a first name does not: ``de brief`` *van* ``Jan Smit``.
    """
    words, chances = text.words, text.chances
    while start + 2 < end and words[start] in lexicon.PREFIXES and chances[start] < LIKELY:
        if not (is_capital(words[start + 1]) and is_capital(words[start + 2])):
            break
        start += 1
    alone = sum(_tells(word) for word in words[start:end]) == 1
    while alone and start > 0 and words[start - 1] in lexicon.PREFIXES - PREPOSITIONS:
        if chances[start - 1] < PARTICLE:
            break
        start -= 1
    return start


def _with_surname(text: Parsed, end: int) -> int:
    """``Louis`` *van Gaal*: the surname behind a particle, unless it names a place or the like."""
    at = end
    while at < len(text.words) and text.words[at] in lexicon.PREFIXES:
        at += 1
    if at == end or at >= len(text.words) or text.words[at - 1] in PREPOSITIONS:
        return end
    word = text.words[at]
    article = text.words[end] in ARTICLES and is_word(word)
    other = is_place(word) or any(a <= at < b for a, b in text.others)
    sure = text.chances[at] >= (LIKELY if article else PART)
    return at + 1 if is_capital(word) and sure and not other else end


def _with_initials_behind(words: Sequence[str], end: int) -> int:
    """``Vries, J.P. de``: the initials after a comma belong to the surname before it."""
    at = end + 1
    if not (at < len(words) and words[end] == "," and INITIALS.match(words[at])):
        return end
    while at < len(words) and (INITIALS.match(words[at]) or words[at] in lexicon.PREFIXES):
        at += 1
    return at


def _made(
    text: Parsed, start: int, end: int, core: tuple[int, int] | None = None
) -> Iterator[Candidate]:
    """``core`` is what the recogniser saw of it: words that were only joined to that do not count
    against it.
    """
    first_seen, last_seen = core or (start, end)
    for first, last in _parts(text.words, start, end):
        telling = tuple(
            i
            for i in range(first, last)
            if _tells(text.words[i]) and (first_seen <= i < last_seen or text.chances[i] >= LIKELY)
        )
        body = text.words[first].lower() in BODIES and len(telling) < 3
        if telling and not body:
            yield Candidate(first, last, telling, core is not None)


def _tells(word: str) -> bool:
    return is_capital(word) and not INITIALS.match(word) and not ROMAN.match(word)


def _parts(words: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run without white space and marks at its edges, cut where a line begins something else."""
    at = start
    for i in range(start, end):
        breaks = words[i].count("\n")
        if breaks and (breaks > 1 or not _goes_on(words, i, start, end)):
            yield from _trimmed(words, at, i)
            at = i + 1
    yield from _trimmed(words, at, end)


def _goes_on(words: Sequence[str], i: int, start: int, end: int) -> bool:
    """Does a name that is broken at this line end go on behind it?"""
    if i <= start or i + 1 >= end:
        return False
    before, after = words[i - 1], words[i + 1]
    if before in STOPS:
        return False
    if before.lower() in lexicon.PREFIXES or (INITIALS.match(before) and i - 1 == start):
        return True
    return after.lower() in lexicon.PREFIXES or not is_word(after)


def _trimmed(words: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (_is_mark(words[start]) or _is_title(words[start])):
        start += 1
    loose = "," not in words[start:end]
    while end > start and (_is_mark(words[end - 1]) or (loose and words[end - 1].islower())):
        end -= 1
    if end > start and not any(c.isdigit() for word in words[start:end] for c in word):
        yield start, end


def _is_mark(word: str) -> bool:
    return not any(c.isalnum() for c in word)


def _is_title(word: str) -> bool:
    return not word.isupper() and word.lower().rstrip(".") in lexicon.TITLES


def _inner(word: str) -> bool:
    """What may stand between the parts of a name."""
    return word in lexicon.PREFIXES or word in JOINTS
