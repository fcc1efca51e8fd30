"""What is known about words that may be a person's name, as numbers.

Beside what the model says of a word: the dictionary, the lists of places and organisations, the
words around, and the other places in the document where the same word stands.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import (
    SURNAME_END,
    is_capital_word,
    is_compound,
    is_organisation,
    is_place,
    is_word,
)
from woo_redact.detect.words import words

INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-z]{0,2}\.-?)+$|[A-ZÀ-Þ]{1,2}$")
LONGEST_ACRONYM, SHORT, CUE_REACH = 6, 3, 4
OPENERS = frozenset({".", "!", "?", ":", ";", "•", "-", "–", '"', "«", "("})
DETERMINERS = words("de het een 't deze dit die dat onze ons elke iedere geen hun zijn haar")
PLACE_WORDS = words("in te uit naar nabij rond vanuit richting boven onder langs tot")
LEADING = words("Van Vander Vanden Ter Ten El Al Ben Von Ver Vande Den")
PARTS_OF_SURNAMES = LEADING | words("De Het Der Op In")
"""Words with a capital before a surname that say nothing by themselves."""
AFTER_VERB = words(
    """
    ik je jij u hij ze zij we wij jullie het dit dat de een er men iemand die deze dan nog ook niet
    """
)
"""Before these a capital that opens a sentence is a verb's or an adverb's: *Zou je dit*."""
HYPHENS = frozenset("-\u2010\u2011–")
TERM = re.compile(r"\w[-\u2010\u2011–][a-zà-ž]{3,}$")
"""*Pandy-affaire*: what is named after a person."""
AND = words(", en & of / ; alsmede plus met")
"""What stands between the names of a list."""
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


OFFICE = (lexicon.WORDS | CUES) - words("lieve man prins koning jan")
"""Words of letters and forms that open a line: *Mvg*, *Zou*; without those that are names too."""


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
    full: AbstractSet[str] = frozenset()
    """Words that stand somewhere in a recognised name of more than one word."""
    named: Mapping[str, float] = {}
    """How often a word stands in the name of something else."""


def gather(parsed: Sequence[Parsed]) -> Evidence:
    """Read the whole document once."""
    small: set[str] = set()
    chances: defaultdict[str, list[float]] = defaultdict(list)
    determined: Counter[str] = Counter()
    named: Counter[str] = Counter()
    full: set[str] = set()
    for text in parsed:
        full.update(_in_full_names(text))
        named.update(text.words[i] for start, end in text.others for i in range(start, end))
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
        full,
        {word: named[word] / len(found) for word, found in chances.items()},
    )


def _in_full_names(text: Parsed) -> Iterator[str]:
    for start, end in text.persons:
        telling = [w for w in text.words[start:end] if is_capital(w) and len(w) > 1]
        if len(telling) > 1 and telling[0] not in PARTS_OF_SURNAMES:
            yield from telling


def facts(text: Parsed, candidate: Candidate, evidence: Evidence) -> dict[str, float]:
    """What is known about a candidate, as numbers."""
    texts = [text.words[i] for i in candidate.telling]
    every = text.words[candidate.start : candidate.end]
    single = len(texts) == 1
    before, opens = _before(text.words, candidate.start)
    own = _logit(sum(text.chances[i] for i in candidate.telling) / len(texts))
    elsewhere = _logit(sum(evidence.mean[w] for w in texts) / len(texts))
    often = min(max(evidence.seen[w] for w in texts), 8)
    names = [w for w in texts if w not in PARTS_OF_SURNAMES] or texts
    word = _share(names, is_word)
    other = any(a < candidate.end and candidate.start < b for a, b in text.others)
    return {
        "chance": own,
        "elsewhere": (elsewhere - own) * (often - 1) / (often + 1),
        "recognised": float(candidate.recognised),
        "other": float(other),
        "named": max(evidence.named[w] for w in texts) - other,
        "full": float(single and texts[0] in evidence.full),
        "beside": _beside(text, candidate),
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
        "inverts": float(opens and single and _next(text.words, candidate.end) in AFTER_VERB),
        "proper": _share(names, is_capital_word),
        "ending": float(not is_word(names[-1]) and SURNAME_END.search(names[-1]) is not None),
        "office": float(len(every) == 1 and every[0].lower() in OFFICE),
        "body": float(len(every) > 1 and every[0].lower() in lexicon.ORGANISATION_HEADS),
        "small": _share(names, lambda w: w.lower() in evidence.small),
        "compound": _share(names, lambda w: not is_word(w) and is_compound(w)),
        "place": _share(names, is_place),
        "organisation": _share(names, is_organisation),
        "acronym": float(single and texts[0].isupper() and len(texts[0]) <= LONGEST_ACRONYM),
        "capitals": float(all(w.isupper() for w in texts)),
        "opens": float(opens),
        "determined": sum(evidence.determined[w] for w in texts) / len(texts),
        "after_determiner": float(before in DETERMINERS),
        "after_place_word": float(before.lower() in PLACE_WORDS),
        "joined": float(_joined(text, candidate.start)),
        "term": float(TERM.search(names[-1]) is not None),
        "spelt_out": float(_spelt_out(text.words, candidate.end, texts)),
        "short": _share(names, lambda w: len(w) <= SHORT),
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


def _next(words: Sequence[str], end: int) -> str:
    """The word behind it on its line."""
    return words[end].lower() if end < len(words) else ""


def _beside(text: Parsed, candidate: Candidate) -> float:
    """How likely what stands beside it in a list is a person: *Warners, Valkenburg en Dam*."""
    words, chances, best = text.words, text.chances, 0.0
    for joint, name in (
        (candidate.start - 1, candidate.start - 2),
        (candidate.end, candidate.end + 1),
    ):
        if min(joint, name) >= 0 and max(joint, name) < len(words) and words[joint] in AND:
            if words[name] in PARTS_OF_SURNAMES or words[name] in lexicon.PREFIXES:
                name += 1 if name > joint else 0
            if name < len(words) and is_capital(words[name]):
                best = max(best, chances[name])
    return best


def _joined(text: Parsed, start: int) -> bool:
    """Does a small word hang on it, as in *commissie-Lemstra*?"""
    words, starts = text.words, text.starts
    if start < 2 or words[start - 1] not in HYPHENS or not words[start - 2].islower():
        return False
    return starts[start - 2] + len(words[start - 2]) + 1 == starts[start]


def _spelt_out(words: Sequence[str], end: int, names: Sequence[str]) -> bool:
    """*Youth Self Report (YSR)*: an abbreviation behind it has its letters."""
    if end + 1 >= len(words) or words[end] != "(" or len(words[end + 1]) < 2:
        return False
    return words[end + 1].startswith("".join(name[0] for name in names)) and len(names) > 1


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
