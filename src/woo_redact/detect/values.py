"""Which words of a colofon value, a list entry or a mail head are a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import is_organisation, is_place, is_word
from woo_redact.detect.words import UPPER, words
from woo_redact.folding import fold

TOKEN = re.compile(r"[^\s,;:/|()<>\[\]{}\"“”„•‣▪●→=&+*☐☒☑✓]+|[,;:/|()<>\[\]{}&+•\n]")
LETTER = rf"(?:[{UPPER}]|Th|Ph|Ch|Chr|IJ|Ij|Yv|Tj|Sj|Joh|Fr|Alb|Ant|Aug|Corn|Jac|Wm)\."
INITIALS = re.compile(rf"(?:{LETTER}-?)+[{UPPER}]?\.?$|[{UPPER}]$")
COMPANY = words("B.V. N.V. BV NV V.O.F. VOF C.V. U.A. Inc Ltd GmbH S.A. LLP Holding Group Groep")
WORD = re.compile(r"(?:[dlDLO]['’])?[^\W\d_]+(?:[-'’´`.][^\W\d_]+)*['’.]?$")
FOOTNOTE = re.compile(r"(?<=[^\W\d_]{3})\d{1,2}$")
"""``Bakker2``: the mark of a note hangs on the name."""
QUOTE = re.compile(r"['’‘](?=\w{2})(?![st]\b|[st]-)")
"""A name between quotes, not ``'t Hart``."""
GLUED_PREFIX = re.compile(rf"(?:[dl]['’]|(?:al|el|ben|bin|ibn|ter|van|de)-)[{UPPER}]")
LONGEST = 60
"""Characters: nobody's name is one word of this length."""
DASHES = frozenset("-–—")
"""On their own, as in ``Directie Europa – Fatma Demir``."""
GIVES_BREAK = frozenset(",;:/|()<>[]{}&+•\n")


PLACE = re.compile(
    r"[1-9]\d{3}[ \u00a0]?[A-Z]{2}(?!\w)[^,;\n]{0,60}|\b(?:Den (?:Haag|Bosch|Helder|Burg|Ham"
    r"|Dolder)"
    r"|De (?:Bilt"
    r"|Meern|Lier|Rijp|Ronde Venen|Wolden|Fryske Marren))(?!\w)|['’][st]-[A-Z][\w-]{1,30}"
    r"|\bPostbus \d+"
    r"|[A-Z][\w'’.-]{0,30}(?: [A-Zvd][\w'’.-]{0,30}){0,4}?(?:straat|laan|weg|plein|kade|gracht"
    r"|singel|dijk"
    r"|markt|hof|dreef)"
    r" \d+\w?"
)
"""Addresses and towns that open like a surname."""


MINISTRY = re.compile(r"[A-Z][a-z]?(?:en|&)[A-Z]\w?$")
"""``IenW``, ``JenV``."""
PARAPH = re.compile(rf"[{UPPER}]{{1,3}}[a-z']{{1,4}}[{UPPER}]{{1,2}}$")
"""``JdV``: a person's initials, but no name."""
TERM = re.compile(r"\w-[a-zà-ž]{4,}$")
"""``Pareto-optimum``."""
STREET = re.compile(r"\w{3}(?:straat|laan|plein|kade|gracht|singel|plantsoen)$")


PREPOSITIONS = words("op in uit aan over onder voor bij")
ARTICLES = words("de den der het 't ’t ten")


class Sort(Enum):
    NAME = auto()
    UPPER = auto()
    INITIAL = auto()
    PREFIX = auto()
    TITLE = auto()
    WORD = auto()
    BREAK = auto()
    OTHER = auto()


PARTS = frozenset({Sort.NAME, Sort.UPPER, Sort.INITIAL, Sort.PREFIX, Sort.TITLE})


class Token(NamedTuple):
    start: int
    end: int
    text: str
    sort: Sort


class NameSpan(NamedTuple):
    """``text[start:end]`` reads as a name; ``sure`` when more than one capitalised word says so,
    ``ordinary`` when all of them are dictionary words, towns or organisations.
    """

    start: int
    end: int
    sure: bool
    ordinary: bool = False


def names_in(text: str) -> list[NameSpan]:
    """Names in a short text that is not a sentence."""
    plain = PLACE.sub(lambda m: ";" * len(m[0]), text)
    read = _without_prepositions(list(_without_months(list(_with_towns(tokens_of(plain))))))
    tokens = list(_outside_organisations(read))
    return [span for run in _runs(tokens) if (span := _span(run, text)) is not None]


def tokens_of(text: str) -> Iterator[Token]:
    for m in TOKEN.finditer(text):
        quote = QUOTE.match(m[0])
        start, whole = (m.start() + 1, m[0][1:]) if quote else (m.start(), m[0])
        word = whole if whole in GIVES_BREAK else _without_end(whole)
        yield Token(start, start + len(word), word, sort_of(word))
        if whole[len(word) :].startswith((".", "!", "?")) and sort_of(word) is not Sort.TITLE:
            yield Token(m.end() - 1, m.end(), m[0][-1], Sort.BREAK)


def _without_end(word: str) -> str:
    """Without the marks that close a sentence; an initial keeps its own dot."""
    if word.endswith(".."):
        return _without_end(word[:-1])
    word = FOOTNOTE.sub("", word)
    bare = word.rstrip(".,!?…'’-\u2010\u00ad")
    if INITIALS.match(word) or not bare:
        return word
    dotted = word.startswith(bare + ".") and INITIALS.match(bare + ".")
    return bare + "." if dotted and ("." in bare or len(bare) == 1) else bare


def sort_of(word: str) -> Sort:
    plain = word.lower().rstrip(".")
    if word in GIVES_BREAK or word in DASHES:
        return Sort.BREAK
    if len(word) > LONGEST:
        return Sort.OTHER
    initials = word.isupper() and len(word) == 2 and plain not in lexicon.SUFFIXES
    if plain in lexicon.TITLES | lexicon.SUFFIXES and not initials:
        return Sort.TITLE
    if plain in lexicon.PREFIXES and len(plain) > 1:
        return Sort.PREFIX
    if INITIALS.match(word):
        return Sort.INITIAL
    if not WORD.match(word) or lexicon.CODE.match(word) or MINISTRY.match(word):
        return Sort.OTHER
    if PARAPH.match(word) or STREET.search(plain):
        return Sort.OTHER
    if TERM.search(word):
        return Sort.WORD
    if word.isupper() and len(word) > 1:
        return Sort.WORD if _no_name(plain) or word in lexicon.ACRONYMS else Sort.UPPER
    if not word[0].isupper() and not GLUED_PREFIX.match(word):
        return Sort.WORD
    return Sort.WORD if _no_name(plain) else Sort.NAME


def _no_name(plain: str) -> bool:
    parts = [plain, *(part for part in plain.split("-") if part not in lexicon.PREFIXES)]
    if any(part in lexicon.WORDS or part in lexicon.ORGANISATION_HEADS for part in parts):
        return True
    return lexicon.FUNCTION.search(plain) is not None


def _with_towns(tokens: Iterable[Token]) -> Iterator[Token]:
    """``Fatma van Rijswijk`` is called after the town, ``Fatma Demir van Rijswijk`` is from it."""
    sorts: list[Sort] = []
    for token in tokens:
        if token.sort is Sort.WORD and sorts[-1:] == [Sort.PREFIX] and is_place(token.text):
            named = [s for s in sorts[:-1][-3:] if s is not Sort.TITLE]
            if named[-1:] in ([Sort.NAME], [Sort.INITIAL]) and named[-2:-1] != [Sort.NAME]:
                token = token._replace(sort=Sort.NAME)
        sorts.append(token.sort)
        yield token


def _without_months(tokens: list[Token]) -> Iterator[Token]:
    """``Jan`` beside a figure is a month; so is ``Maart`` wherever no name goes on after it."""
    for i, token in enumerate(tokens):
        around = [t for t in (tokens[i - 1] if i else None, *tokens[i + 1 : i + 2]) if t]
        if token.text.lower().rstrip(".") in lexicon.MONTHS and (
            any(t.text[:1].isdigit() for t in around)
            or (token.text.lower() != "jan" and not any(t.sort is Sort.NAME for t in around))
        ):
            token = token._replace(sort=Sort.WORD)
        yield token


def _without_prepositions(tokens: list[Token]) -> Iterator[Token]:
    """``op`` belongs to a name in ``op den Kamp``, not in ``Jansen op Urk``."""
    for i, token in enumerate(tokens):
        loose = token.text.lower() in PREPOSITIONS
        joined = any(t.text.lower() in ARTICLES for t in tokens[i + 1 : i + 2])
        yield token._replace(sort=Sort.WORD) if loose and not joined else token


def _outside_organisations(tokens: Iterable[Token]) -> Iterator[Token]:
    """A word such as ``Directie`` makes a name of an organisation out of all that follows it."""
    inside = False
    for token in tokens:
        if token.sort is Sort.BREAK:
            inside = inside and token.text in "/&"
        elif fold(token.text).text in lexicon.ORGANISATION_HEADS:
            inside = True
        sort = Sort.WORD if inside and token.sort in (Sort.NAME, Sort.UPPER) else token.sort
        yield token._replace(sort=sort)


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """Maximal rows of tokens that may form one name."""
    run: list[Token] = []
    for i, token in enumerate(tokens):
        if token.sort in PARTS or (run and _joins(token, run, tokens[i + 1 : i + 6])):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joins(token: Token, run: list[Token], after: list[Token]) -> bool:
    """The comma of an inverted name, and the brackets around a first name behind initials."""
    if token.text == ",":
        return _inverts(run, after)
    if token.text == "(":
        return run[-1].sort is Sort.INITIAL and _first_name_in_brackets(after[:2])
    return token.text == ")" and any(t.text == "(" for t in run)


def _inverts(run: list[Token], after: list[Token]) -> bool:
    """``Vries, J. de`` is one name, ``Vries, Yılmaz`` are two."""
    if any(t.sort is Sort.INITIAL or t.text == "," for t in run) or not after:
        return False
    given = list(after)
    for position, token in enumerate(given):
        if token.sort is Sort.BREAK and token.text != "(":
            given = given[:position]
            break
    if not given:
        return False
    named = [t for t in given if t.sort in (Sort.NAME, Sort.UPPER)]
    if given[0].sort is Sort.INITIAL:
        return not named or given[1].text == "("
    surnames = [t for t in run if t.sort in (Sort.NAME, Sort.UPPER)]
    if given[0].sort is not Sort.NAME or len(surnames) > 2:
        return False
    return given[-1].sort is Sort.PREFIX or (len(named) == 1 and len(surnames) == 1)


def _first_name_in_brackets(after: list[Token]) -> bool:
    return len(after) == 2 and after[0].sort is Sort.NAME and after[1].text == ")"


def _span(run: list[Token], text: str) -> NameSpan | None:
    titled = [i for i, t in enumerate(run) if t.sort is Sort.TITLE and t.text.islower()]
    if titled and all(t.sort is Sort.PREFIX for t in run[: titled[0]]):
        run = run[titled[0] :]
    while run and (run[0].sort is Sort.TITLE or run[0].text in ",)("):
        run = run[1:]
    while len(run) > 1 and run[0].sort is Sort.PREFIX and run[1].sort is Sort.INITIAL:
        run = run[1:]
    while run and (run[-1].sort is Sort.TITLE or run[-1].text in ",("):
        run = run[:-1]
    run = _without_unit(run)
    names = [t for t in run if t.sort in (Sort.NAME, Sort.UPPER)]
    initials = [t for t in run if t.sort is Sort.INITIAL]
    prefixes = [t for t in run if t.sort is Sort.PREFIX]
    if not names or run[-1].text in COMPANY:
        return None
    only_upper = all(t.sort is Sort.UPPER for t in names)
    if only_upper and not initials and ((len(names) == 1 and not prefixes) or _short(names)):
        return None
    while run and run[0].sort is Sort.PREFIX and run[0].text.islower() and not _opens(run[0]):
        run = run[1:]
    while run[-1].sort is Sort.PREFIX and not _inverted(run):
        run = run[:-1]
    if run[-1].sort is Sort.PREFIX and run[0].text == "van":
        run = run[1:]
    if _comes_from(run) or _has_rank(run):
        run = run[1:]
    opens_small = run[0].sort is Sort.PREFIX and run[0].text.islower()
    sure = bool(initials) or len(names) > 1 or (bool(prefixes) and not opens_small)
    ordinary = not initials and all(_ordinary(t.text) for t in names)
    return NameSpan(run[0].start, run[-1].end, sure and not ordinary, ordinary)


def _comes_from(run: list[Token]) -> bool:
    """``van Fatma Demir``: a small *van* before a first and a last name is a word of its own."""
    sorts = [t.sort for t in run[1:]]
    first = run[0].text == "van" and sorts[:1] == [Sort.NAME]
    return first and (sorts[1:2] == [Sort.NAME] or sorts[1:2] == [Sort.PREFIX])


def _has_rank(run: list[Token]) -> bool:
    """``LTZ S.C. Demir``"""
    sorts = [t.sort for t in run]
    return sorts[:2] == [Sort.UPPER, Sort.INITIAL] and Sort.NAME in sorts and len(run[0].text) < 6


def _ordinary(word: str) -> bool:
    return is_word(word) or is_place(word) or is_organisation(word)


def _without_unit(run: list[Token]) -> list[Token]:
    """``Fatma van DCO``: small capitals behind a name in ordinary letters are her directorate."""
    if not any(t.sort is Sort.NAME for t in run):
        return run
    unit = next((i for i, t in enumerate(run) if t.sort is Sort.UPPER and len(t.text) < 6), None)
    named = unit is not None and any(t.sort is Sort.NAME for t in run[:unit])
    return run[:unit] if named else run


def _short(names: list[Token]) -> bool:
    return all(len(t.text) <= 4 for t in names)


def _opens(token: Token) -> bool:
    return token.text.lower() in lexicon.SURNAME_OPENERS


def _inverted(run: list[Token]) -> bool:
    """Does the closing prefix belong to an inverted name, ``Vries J. de``?"""
    before = [t for t in run if t.sort is not Sort.PREFIX]
    return (
        any(t.text == "," for t in run) or before[-1].sort is Sort.INITIAL or before[-1].text == ")"
    )
