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
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import is_compound, is_organisation, is_place, is_word
from woo_redact.detect.words import words
from woo_redact.types import Tier

CANDIDATE = 0.02
"""Below this chance the model alone does not bring a word up."""
COVER, LOOK = 0.35, 0.05
"""From which probability a name is covered, and from which a person looks at it."""
INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-z]{0,2}\.-?)+$|[A-ZÀ-Þ]{1,2}$")
GENITIVE = re.compile(r"['’]s$")
LIKELY, SURE = 0.3, 0.5
"""From which chance initials before and capitals behind a recognised person belong to it."""
LONGEST_ACRONYM, SHORT, CUE_REACH = 6, 3, 4
OPENERS = frozenset({".", "!", "?", ":", ";", "•", "-", "–", '"', "«", "("})
JOINTS = frozenset({"-", "–", ".", "'"})
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
    hi hey lieve dear goedemorgen goedemiddag hgr regards naam contactpersoon steller auteur
    behandelaar opsteller notulist aanwezig afwezig deelnemers getuige door
    """
)
"""Words after which a name of a person is likely."""


THING = re.compile(
    r"(?:krant|blad|tijdschrift|stadion|concern|bedrijf|firma|keten|merk|partij|club|ploeg|team|groep"
    r"|band|stad|gemeente|dorp|gehucht|wijk|provincie|regio|deelstaat|rivier|eiland|meer|berg|land"
    r"|straat|plein|school|college|universiteit|museum|theater|schip|boot|fregat|trein|station|haven"
    r"|festival|toernooi|programma|project|film|boek|roman|album|reeks|strip|lied|stuk|krantje|site"
    r"|systeem|methode|product|medicijn|vaccin|ziekte|stichting|vereniging|organisatie|beweging|bond"
    r"|vakbond|instituut|bureau|bank|ziekenhuis|kliniek|hotel|café|restaurant|kasteel|kerk|abdij|fonds"
    r"|uitgeverij|zender|omroep|persbureau|luchthaven|circuit|prijs|wet|wetsvoorstel|akkoord|verdrag"
    r"|model|type|versie|operatie|slag|paard|hond|kat)$"
)
"""Words before a name that say what kind of thing bears it."""


class Sight(NamedTuple):
    """A person seen in one text: ``text[start:end]``."""

    start: int
    end: int
    score: float
    tier: Tier


class Parsed(NamedTuple):
    """A text of the document as the model reads it: words, where they begin, the chance that each
    belongs to a person, and the ranges of words in which the recogniser sees a person or something
    else that has a name.
    """

    words: Sequence[str]
    starts: Sequence[int]
    chances: Sequence[float]
    persons: Sequence[tuple[int, int]]
    others: Sequence[tuple[int, int]] = ()


class Candidate(NamedTuple):
    """Words that may be a name; ``telling`` are those that are neither particle nor initials."""

    start: int
    end: int
    telling: tuple[int, ...]
    recognised: bool


class Evidence(NamedTuple):
    """What the whole document says about a word, by its spelling."""

    small: AbstractSet[str]
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
            last = text.words[candidate.end - 1]
            end = text.starts[candidate.end - 1] + len(GENITIVE.sub("", last))
            yield Sight(text.starts[candidate.start], end, round(score, 3), tier)


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
    for text in parsed:
        before = ""
        for word, chance in zip(text.words, text.chances, strict=True):
            if word.islower():
                small.add(word)
            elif is_capital(word):
                chances[word].append(chance)
                determined[word] += before in DETERMINERS
            before = word
    return Evidence(
        small,
        {word: sum(found) / len(found) for word, found in chances.items()},
        {word: len(found) for word, found in chances.items()},
        {word: determined[word] / len(found) for word, found in chances.items()},
    )


def candidates(text: Parsed) -> Iterator[Candidate]:
    """The persons of the recogniser, and between them whatever is likely enough."""
    taken: set[int] = set()
    for span in text.persons:
        start, end = _widened(text, *span)
        taken.update(range(start, end))
        yield from _made(text, start, end, recognised=True)
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
        yield from _made(text, run[0], end, recognised=False)


def _widened(text: Parsed, start: int, end: int) -> tuple[int, int]:
    """The recogniser may stop short of a surname, or begin after the initials."""
    words, chances = text.words, text.chances
    while start > 0 and INITIALS.match(words[start - 1]) and chances[start - 1] >= LIKELY:
        start -= 1
    while end < len(words) and is_capital(words[end]) and chances[end] >= SURE:
        end += 1
    return start, _with_initials_behind(words, end)


def _with_initials_behind(words: Sequence[str], end: int) -> int:
    """``Vries, J.P. de``: the initials after a comma belong to the surname before it."""
    at = end + 1
    if not (at < len(words) and words[end] == "," and INITIALS.match(words[at])):
        return end
    while at < len(words) and (INITIALS.match(words[at]) or words[at] in lexicon.PREFIXES):
        at += 1
    return at


def _made(text: Parsed, start: int, end: int, *, recognised: bool) -> Iterator[Candidate]:
    for first, last in _parts(text.words, start, end):
        telling = tuple(
            i
            for i in range(first, last)
            if is_capital(text.words[i]) and not INITIALS.match(text.words[i])
        )
        if telling:
            yield Candidate(first, last, telling, recognised)


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
    if before.lower() in lexicon.PREFIXES or INITIALS.match(before):
        return True
    return after.lower() in lexicon.PREFIXES or not is_word(after)


def _trimmed(words: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (_is_mark(words[start]) or _is_title(words[start])):
        start += 1
    while end > start and _is_mark(words[end - 1]):
        end -= 1
    if end > start and not any(c.isdigit() for word in words[start:end] for c in word):
        yield start, end


def facts(text: Parsed, candidate: Candidate, evidence: Evidence) -> dict[str, float]:
    """What is known about a candidate, as numbers."""
    texts = [text.words[i] for i in candidate.telling]
    every = text.words[candidate.start : candidate.end]
    single = len(texts) == 1
    before, opens = _before(text.words, candidate.start)
    own = _logit(sum(text.chances[i] for i in candidate.telling) / len(texts))
    elsewhere = _logit(sum(evidence.mean[w] for w in texts) / len(texts))
    often = min(max(evidence.seen[w] for w in texts), 8)
    word = _share(texts, is_word)
    return {
        "chance": own,
        "elsewhere": (elsewhere - own) * (often - 1) / (often + 1),
        "recognised": float(candidate.recognised),
        "other": float(any(a < candidate.end and candidate.start < b for a, b in text.others)),
        "two": float(len(texts) == 2),
        "more": float(len(texts) > 2),
        "initials": float(any(INITIALS.match(w) for w in every)),
        "cue": float(_cue(text.words, candidate.start)),
        "function": float(lexicon.FUNCTION.search(before) is not None),
        "thing": float(THING.search(before) is not None),
        "peak": _logit(max(text.chances[i] for i in candidate.telling)) - own,
        "leading": float(len(every) > 1 and every[0] in LEADING),
        "particle": float(any(w in lexicon.PREFIXES for w in every[1:])),
        "word": word,
        "word_opens": word * opens * single,
        "small": _share(texts, lambda w: w.lower() in evidence.small),
        "compound": _share(texts, lambda w: not is_word(w) and is_compound(w)),
        "place": _share(texts, is_place),
        "organisation": _share(texts, is_organisation),
        "acronym": float(single and texts[0].isupper() and len(texts[0]) <= LONGEST_ACRONYM),
        "capitals": float(all(w.isupper() for w in texts)),
        "opens": float(opens),
        "determined": sum(evidence.determined[w] for w in texts) / len(texts),
        "after_determiner": float(before in DETERMINERS),
        "after_place_word": float(before.lower() in PLACE_WORDS),
        "short": _share(texts, lambda w: len(w) <= SHORT),
    }


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(holds(text) for text in texts) / len(texts)


def _logit(chance: float) -> float:
    bounded = min(max(chance, 0.001), 0.999)
    return math.log(bounded / (1 - bounded))


def _before(words: Sequence[str], start: int) -> tuple[str, bool]:
    """The word before, unless a blank line parts the two; and whether a sentence or line opens."""
    i, opens = start - 1, False
    while i >= 0 and words[i].isspace():
        breaks = words[i].count("\n")
        opens = opens or breaks > 0
        if breaks > 1:
            return "", True
        i -= 1
    if i < 0:
        return "", True
    return words[i], opens or words[i] in OPENERS


def _cue(words: Sequence[str], start: int) -> bool:
    """Does a word stand before it, or before its comma or colon, that speaks of a person?"""
    i = start - 1
    while i >= 0 and start - i < CUE_REACH and (words[i].isspace() or words[i] in {",", ":", "."}):
        if words[i].count("\n") > 1:
            return False
        i -= 1
    return i >= 0 and words[i].lower().rstrip(".") in CUES


def is_capital(word: str) -> bool:
    """Does it begin with a capital, if need be after ``d'`` or the like?"""
    return word[:1].isupper() or (len(word) > 2 and word[1] in "'’" and word[2].isupper())


def _is_mark(word: str) -> bool:
    return not any(c.isalnum() for c in word)


def _is_title(word: str) -> bool:
    return not word.isupper() and word.lower().rstrip(".") in lexicon.TITLES


def _inner(word: str) -> bool:
    """What may stand between the parts of a name."""
    return word in lexicon.PREFIXES or word in JOINTS
