"""From what the model sees to what a reviewer gets: which words are covered as a person's name, and
which are only looked at.

The model judges a word by its neighbours. Here the rest speaks too: the dictionary, the lists of
places and organisations, the words around, and the other places in the document where the same word
stands. Every such fact is a number, and ``weights`` (learnt on real text that the model had not
seen, and kept with it) turn them into one probability.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import is_compound, is_organisation, is_place, is_word
from woo_redact.detect.words import words
from woo_redact.types import Tier

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PERSON = frozenset({"PERSON", "PER"})
CANDIDATE = 0.03
"""Below this chance the model alone does not bring a word up."""
COVER, LOOK = 0.35, 0.05
"""From which probability a name is covered, and from which a person looks at it."""
INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-z]{0,2}\.-?)+$|[A-ZÀ-Þ]{1,2}$")
FALLBACK: Mapping[str, float] = {"bias": -0.6, "chance": 0.9, "recognised": 1.2}
"""For a pipeline that brings no weights of its own."""
DETERMINERS = words("de het een 't deze dit die dat onze ons elke iedere geen hun zijn haar")
PLACE_WORDS = words("in te uit naar nabij rond vanuit richting boven onder langs tot")
LEADING = words("Van Vander Vanden Ter Ten El Al Ben Von Ver Vande Den")
CUES = words(
    """
    heer heren mevrouw meneer mw mevr dhr mr drs ir ing dr prof collega familie minister premier
    president staatssecretaris kamerlid burgemeester wethouder lid leden beste geachte hoi hallo
    dag ha groet groeten mvg gr namens volgens zegt zei aldus trainer coach advocaat rechter agent
    dokter oom tante koning koningin prins prinses paus directeur voorzitter woordvoerder
    schrijver zanger zangeres zoon dochter vader moeder broer zus vrouw man vriend vriendin
    """
)
"""Words after which a name of a person is likely."""


class Sight(NamedTuple):
    """A person seen in one text: ``text[start:end]``."""

    start: int
    end: int
    score: float
    tier: Tier


class Parsed(NamedTuple):
    """A text of the document with, for every token, the chance that it belongs to a person."""

    doc: Doc
    chances: Sequence[float]


class Candidate(NamedTuple):
    """Tokens that may be a name; ``telling`` are those that are neither particle nor initials."""

    start: int
    end: int
    telling: tuple[int, ...]
    recognised: bool


class Evidence(NamedTuple):
    """What the whole document says about a word, by its spelling."""

    small: frozenset[str]
    """Words that also stand here without a capital."""
    mean: Mapping[str, float]
    """How likely a word with a capital is part of a person, over all its places."""
    seen: Mapping[str, int]
    determined: Mapping[str, float]
    """How often a word follows an article or the like, which names of persons hardly do."""


def judge(parsed: Sequence[Parsed], weights: Mapping[str, float]) -> list[list[Sight]]:
    """The persons of every text of one document."""
    evidence = gather(parsed)
    return [list(_sights(text, evidence, weights)) for text in parsed]


def _sights(text: Parsed, evidence: Evidence, weights: Mapping[str, float]) -> Iterator[Sight]:
    for candidate in candidates(text):
        score = probability(facts(text, candidate, evidence), weights)
        tier = tier_of(score)
        if tier:
            start, end = _span(text.doc, candidate)
            yield Sight(start, end, round(score, 3), tier)


def tier_of(score: float) -> Tier | None:
    if score >= COVER:
        return "redact"
    return "look" if score >= LOOK else None


def probability(known: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in known.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def gather(parsed: Sequence[Parsed]) -> Evidence:
    """Read the whole document once."""
    small: set[str] = set()
    chances: defaultdict[str, list[float]] = defaultdict(list)
    determined: Counter[str] = Counter()
    for doc, values in parsed:
        for i, token in enumerate(doc):
            if token.is_alpha and token.text.islower():
                small.add(token.text)
            elif _capital(token):
                chances[token.text].append(values[i])
                determined[token.text] += i > 0 and doc[i - 1].text in DETERMINERS
    return Evidence(
        frozenset(small),
        {word: sum(found) / len(found) for word, found in chances.items()},
        {word: len(found) for word, found in chances.items()},
        {word: determined[word] / len(found) for word, found in chances.items()},
    )


def candidates(text: Parsed) -> Iterator[Candidate]:
    """The persons of the recogniser, and between them whatever is likely enough."""
    doc, chances = text
    taken = [False] * len(doc)
    for span in doc.ents:
        if span.label_ in PERSON:
            start, end = _widened(doc, span, chances)
            taken[start:end] = [True] * (end - start)
            yield from _made(doc, start, end, recognised=True)
    run: list[int] = []
    for i, token in enumerate(doc):
        goes_on = chances[i] >= CANDIDATE and (_capital(token) or (bool(run) and _inner(token)))
        if goes_on and not taken[i]:
            run.append(i)
        elif run:
            yield from _made(doc, run[0], run[-1] + 1, recognised=False)
            run = []
    if run:
        yield from _made(doc, run[0], run[-1] + 1, recognised=False)


def _widened(doc: Doc, span: Span, chances: Sequence[float]) -> tuple[int, int]:
    """The recogniser may stop short of a surname, or begin after the initials."""
    start, end = span.start, span.end
    while start > 0 and INITIALS.match(doc[start - 1].text) and chances[start - 1] >= 0.3:
        start -= 1
    while end < len(doc) and _capital(doc[end]) and chances[end] >= 0.5:
        end += 1
    return start, end


def _made(doc: Doc, start: int, end: int, *, recognised: bool) -> Iterator[Candidate]:
    for first, last in _parts(doc, start, end):
        telling = tuple(i for i in range(first, last) if _telling(doc[i]))
        if telling:
            yield Candidate(first, last, telling, recognised)


def _parts(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run without white space and marks at its edges, cut where a line begins something else."""
    at = start
    for i in range(start, end):
        text = doc[i].text
        if "\n" in text and (text.count("\n") > 1 or not _goes_on(doc, i, start, end)):
            yield from _trimmed(doc, at, i)
            at = i + 1
    yield from _trimmed(doc, at, end)


def _goes_on(doc: Doc, i: int, start: int, end: int) -> bool:
    """Does a name that is broken at this line end go on behind it?"""
    if i <= start or i + 1 >= end:
        return False
    before, after = doc[i - 1].text, doc[i + 1].text
    if before.lower() in lexicon.PREFIXES or INITIALS.match(before):
        return True
    return after.lower() in lexicon.PREFIXES or not is_word(after)


def _trimmed(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (doc[start].is_space or _mark(doc[start]) or _title(doc[start])):
        start += 1
    while end > start and (doc[end - 1].is_space or _mark(doc[end - 1])):
        end -= 1
    if end > start and not any(c.isdigit() for token in doc[start:end] for c in token.text):
        yield start, end


def facts(text: Parsed, candidate: Candidate, evidence: Evidence) -> dict[str, float]:
    """What is known about a candidate, as numbers."""
    doc, chances = text
    texts = [doc[i].text for i in candidate.telling]
    tokens = doc[candidate.start : candidate.end]
    before = _before(doc, candidate.start)
    opens = before is None or before.text in '.!?:;•-–"«(' or "\n" in doc[candidate.start - 1].text
    own = _logit(sum(chances[i] for i in candidate.telling) / len(texts))
    elsewhere = _logit(sum(evidence.mean[w] for w in texts) / len(texts))
    often = min(max(evidence.seen[w] for w in texts), 8)
    initials = any(INITIALS.match(t.text) for t in tokens)
    word = _share(texts, is_word)
    return {
        "chance": own,
        "elsewhere": (elsewhere - own) * (often - 1) / (often + 1),
        "recognised": float(candidate.recognised),
        "other": float(any(t.ent_type_ and t.ent_type_ not in PERSON for t in tokens)),
        "two": float(len(texts) == 2),
        "more": float(len(texts) > 2),
        "initials": float(initials),
        "cue": float(before is not None and before.lower_.rstrip(".") in CUES),
        "leading": float(len(tokens) > 1 and tokens[0].text in LEADING),
        "particle": float(any(t.text in lexicon.PREFIXES for t in tokens[1:])),
        "word": word,
        "word_opens": word * opens * (len(texts) == 1),
        "small": _share(texts, lambda w: w.lower() in evidence.small),
        "compound": _share(texts, lambda w: not is_word(w) and is_compound(w)),
        "place": _share(texts, is_place),
        "organisation": _share(texts, is_organisation),
        "acronym": _share(texts, lambda w: w.isupper() and len(w) <= 6 and len(texts) == 1),
        "capitals": float(all(w.isupper() for w in texts)),
        "opens": float(opens),
        "determined": sum(evidence.determined[w] for w in texts) / len(texts),
        "after_determiner": float(before is not None and before.text in DETERMINERS),
        "after_place_word": float(before is not None and before.lower_ in PLACE_WORDS),
        "short": _share(texts, lambda w: len(w) <= 3),
    }


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(holds(text) for text in texts) / len(texts)


def _logit(chance: float) -> float:
    bounded = min(max(chance, 0.001), 0.999)
    return math.log(bounded / (1 - bounded))


def _before(doc: Doc, start: int) -> Token | None:
    """The word before, on the same line or the line above, unless a blank line parts them."""
    i = start - 1
    while i >= 0 and doc[i].is_space and doc[i].text.count("\n") < 2:
        i -= 1
    return doc[i] if i >= 0 and not doc[i].is_space else None


def _span(doc: Doc, candidate: Candidate) -> tuple[int, int]:
    """Where the name stands, without the ``'s`` of its genitive."""
    last = doc[candidate.end - 1]
    return doc[candidate.start].idx, last.idx + len(re.sub(r"['’]s$", "", last.text))


def _telling(token: Token) -> bool:
    return _capital(token) and not INITIALS.match(token.text)


def _mark(token: Token) -> bool:
    return not any(c.isalnum() for c in token.text)


def _title(token: Token) -> bool:
    return token.lower_.rstrip(".") in lexicon.TITLES and not token.text.isupper()


def _capital(token: Token) -> bool:
    text = token.text
    return text[:1].isupper() or (len(text) > 2 and text[1] in "'’" and text[2].isupper())


def _inner(token: Token) -> bool:
    """What may stand between the parts of a name."""
    return token.text in lexicon.PREFIXES or token.text in {"-", "–", ".", "'"}
