"""From what the model sees to what a reviewer gets: which of its persons are covered, which are looked
at, and which are a heading, an acronym, a town after all.

The model judges a word by its neighbours. Here the whole document speaks: a word that is also written
small is no name, and a word that is surely a name in one place is likely one in another.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import is_organisation, is_place, is_word
from woo_redact.types import Tier

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PERSON = frozenset({"PERSON", "PER"})
OTHERS = frozenset({"ORG", "LOC", "GPE", "FAC"})
SURE, LIKELY, POSSIBLE = 0.6, 0.35, 0.06
"""From which probability a person is covered although ordinary words speak against it, covered, looked at."""
INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-z]{0,2}\.-?)+$|[A-ZÀ-Þ]$")
CUES = frozenset(
    ["heer", "heren", "mevrouw", "meneer", "mw", "mw.", "mevr", "mevr.", "dhr", "dhr.", "mr.", "mr", "drs.", "drs", "ir.", "ir", "ing.", "dr.", "dr", "prof.", "collega", "familie", "minister", "staatssecretaris", "kamerlid", "burgemeester", "wethouder", "lid", "beste", "geachte", "hoi", "hallo", "dag", "groet", "groeten", "mvg", "gr.", "namens"]
)
"""Words after which an ordinary word with a capital is a name."""


class Sight(NamedTuple):
    """A person seen in one text: ``text[start:end]``."""

    start: int
    end: int
    score: float
    tier: Tier
    rule: str
    reason: str


class Evidence(NamedTuple):
    """What the whole document says about a word, by its spelling."""

    small: frozenset[str]
    """Words that also stand here without a capital."""
    mean: dict[str, float]
    """How likely a word with a capital is part of a person, over all its places."""
    seen: Counter[str]


Parsed = tuple["Doc", Sequence[float]]
"""A text of the document with, for every token, the probability that it belongs to a person."""


def judge(parsed: Sequence[Parsed]) -> list[list[Sight]]:
    """The persons of every text of one document."""
    evidence = _gather(parsed)
    return [list(_judge_text(doc, chances, evidence)) for doc, chances in parsed]


def _gather(parsed: Sequence[Parsed]) -> Evidence:
    small: Counter[str] = Counter()
    chances: defaultdict[str, list[float]] = defaultdict(list)
    for doc, probabilities in parsed:
        for token, chance in zip(doc, probabilities, strict=True):
            if token.is_alpha and token.text.islower():
                small[token.text] += 1
            elif _capital(token):
                chances[token.text].append(chance)
    return Evidence(
        frozenset(small),
        {word: sum(values) / len(values) for word, values in chances.items()},
        Counter({word: len(values) for word, values in chances.items()}),
    )


def _judge_text(doc: Doc, chances: Sequence[float], evidence: Evidence) -> Iterator[Sight]:
    for start, end, by_model in _candidates(doc, chances):
        for first, last in _parts(doc, start, end):
            sight = _weigh(doc, first, last, chances, evidence, by_model=by_model)
            if sight:
                yield sight


def _candidates(doc: Doc, chances: Sequence[float]) -> Iterator[tuple[int, int, bool]]:
    """Runs of tokens: the persons of the recogniser, and between them what is likely enough."""
    taken = [False] * len(doc)
    for span in doc.ents:
        if span.label_ in PERSON:
            start, end = _widened(doc, span, chances)
            for i in range(start, end):
                taken[i] = True
            yield start, end, True
    run: list[int] = []
    for i, token in enumerate(doc):
        if not taken[i] and chances[i] >= POSSIBLE and (_capital(token) or (run and _inner(token))):
            run.append(i)
            continue
        if run:
            yield run[0], run[-1] + 1, False
        run = []
    if run:
        yield run[0], run[-1] + 1, False


def _widened(doc: Doc, span: Span, chances: Sequence[float]) -> tuple[int, int]:
    """The recogniser may stop short of a surname, or begin after the initials."""
    start, end = span.start, span.end
    while start > 0 and INITIALS.match(doc[start - 1].text) and chances[start - 1] >= LIKELY:
        start -= 1
    while end < len(doc) and _capital(doc[end]) and chances[end] >= SURE:
        end += 1
    return start, end


def _parts(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run without the white space and marks at its edges, cut where a new line begins something else."""
    at = start
    for i in range(start, end):
        text = doc[i].text
        if "\n" in text and (text.count("\n") > 1 or not _goes_on(doc, i, start, end)):
            yield from _trimmed(doc, at, i)
            at = i + 1
    yield from _trimmed(doc, at, end)


def _goes_on(doc: Doc, i: int, start: int, end: int) -> bool:
    """Does a name that is broken at this line end go on behind it?"""
    before, after = doc[i - 1], doc[i + 1] if i + 1 < end else None
    if i <= start or after is None:
        return False
    if before.text.lower() in lexicon.PREFIXES or INITIALS.match(before.text):
        return True
    return not is_word(after.text) or after.text.lower() in lexicon.PREFIXES


def _trimmed(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (doc[start].is_space or doc[start].is_punct or _title(doc[start])):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    if end > start:
        yield start, end


def _weigh(
    doc: Doc, start: int, end: int, chances: Sequence[float], evidence: Evidence, *, by_model: bool
) -> Sight | None:
    telling = [i for i in range(start, end) if _capital(doc[i]) and not INITIALS.match(doc[i].text)]
    if not telling or any(c.isdigit() for i in range(start, end) for c in doc[i].text):
        return None
    score = _score(doc, telling, chances, evidence)
    initials = any(INITIALS.match(doc[i].text) for i in range(start, end))
    cued = initials or _cued(doc, start)
    explained = not cued and all(_explained(doc, i, evidence) for i in telling)
    tier = _tier(score, by_model=by_model, cued=cued, explained=explained)
    if tier is None:
        return None
    first, last = doc[start], doc[end - 1]
    stop = last.idx + len(last.text.removesuffix("'s").removesuffix("’s"))
    rule = "names/model" if tier == "redact" else "names/look"
    return Sight(first.idx, stop, round(score, 3), tier, rule, REASONS[rule])


REASONS = {
    "names/model": "Door het taalmodel als naam van een persoon herkend.",
    "names/look": "Misschien een naam: alleen het gevoelige taalmodel ziet hier een persoon.",
}


def _tier(score: float, *, by_model: bool, cued: bool, explained: bool) -> Tier | None:
    if explained:
        return "look" if by_model and score >= SURE else None
    if cued and (by_model or score >= LIKELY):
        return "redact"
    if (by_model and score >= LIKELY) or score >= SURE:
        return "redact"
    return "look" if by_model or score >= POSSIBLE else None


def _score(
    doc: Doc, telling: Iterable[int], chances: Sequence[float], evidence: Evidence
) -> float:
    """The mean chance of the telling words, drawn towards what they are elsewhere in the document."""
    values = []
    for i in telling:
        own, word = chances[i], doc[i].text
        often = min(evidence.seen[word], 6)
        weight = (often - 1) / (often + 3) if often > 1 else 0.0
        values.append((1 - weight) * own + weight * evidence.mean.get(word, own))
    return sum(values) / len(values)


def _explained(doc: Doc, i: int, evidence: Evidence) -> bool:
    """Is this word something else than a name, as far as one word can tell?"""
    text = doc[i].text
    word = text.lower()
    if text.isupper() and len(text) <= 6:
        return True
    if text in lexicon.ACRONYMS or is_organisation(text) or is_place(text):
        return True
    return word in evidence.small or is_word(word)


def _cued(doc: Doc, start: int) -> bool:
    before = start - 1
    while before >= 0 and doc[before].is_space and "\n\n" not in doc[before].text:
        before -= 1
    return before >= 0 and (doc[before].lower_ in CUES or doc[before].lower_ in lexicon.TITLES)


def _title(token: Token) -> bool:
    return token.lower_.rstrip(".") in lexicon.TITLES and not token.text.isupper()


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() or (len(token) > 2 and token.text[1] in "'’" and token.text[2].isupper())


def _inner(token: Token) -> bool:
    """What may stand between the parts of a name."""
    return token.lower_ in lexicon.PREFIXES or token.text in {"-", "–", ".", "'"}


def sentence_starts(doc: Doc) -> list[bool]:
    """Which tokens open a sentence or a line, as far as marks and line ends tell."""
    starts = [True] * min(1, len(doc))
    starts.extend(before.text in ".!?:•-" or "\n" in before.text for before, _ in pairwise(doc))
    return starts
