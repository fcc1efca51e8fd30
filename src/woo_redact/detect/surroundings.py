"""Is the word found here the person that was meant? What stands around it decides."""

from __future__ import annotations

import re
from typing import NamedTuple

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import is_place, is_word
from woo_redact.detect.forms import Form, Name, agrees, parse
from woo_redact.detect.public import holds_office, not_a_person
from woo_redact.detect.values import Sort, sort_of
from woo_redact.detect.words import UPPER
from woo_redact.folding import skeleton
from woo_redact.types import Tier

UP = UPPER
PREFIX = r"(?:(?:van|de|der|den|ten|ter|het|'t|el|al|ben|bin|von|op|in|uit|aït)\s+)"
LEADING = re.compile(rf"^{PREFIX}+", re.IGNORECASE)
PREFIXED = re.compile(rf"(?<!\w){PREFIX}$", re.IGNORECASE)
GIVEN_BEFORE = re.compile(
    rf"(?P<given>(?:(?:[{UP}][a-z]{{0,2}}\.-?)+|[{UP}][\w'’-]+)"
    rf"(?:[ \u00a0]+(?:(?:[{UP}]\.-?)+|[{UP}][\w'’-]+))?)[ \u00a0]+{PREFIX}*$"
)
FAMILY_AFTER = re.compile(
    rf"^[ \u00a0]+(?P<family>(?i:{PREFIX})*[{UP}](?:[\w'’-]+|\.))",
)
GIVEN_AFTER = re.compile(
    rf",[ ](?P<given>[{UP}][\w'’-]+)(?:[ ](?:van|de|der|den|ten|ter|el)(?!\w))*(?![ ][{UP}])"
)
CALLED = re.compile(
    r"(?:heer|mevrouw|mw\.?|dhr\.?|collega|beste|door|met|aan|bij|van|en|voor|vraagt|zegt|volgens"
    r"|namens)\s+$",
    re.IGNORECASE,
)
ACTS = re.compile(
    r"(?i:.*(?:motie|moties|amendement|wet|voorstel|wetten|novelle|commissie|comité|kabinet|norm|normen"
    r"|arrest|akkoord|instituut|ziekte|syndroom|prijs|penning|leerstoel|lezing|fonds|bank|debat|pact"
    r"|straat|laan|plein|weg|kade|school|college|huis|museum|kazerne|tunnel|brug|stadion|gebouw|zaal"
    r"|index|schaal|curve|model|effect|wetenschap|gelden|regeling|criteria|doctrine|formule))"
)
"""Compounds that are public, or that name a thing after somebody long gone."""
COINED_FRONT = re.compile(
    r"(?<![\w-])(?P<word>[a-zà-ž]{2,20}|Team|Plan|Lijst|Notitie|Voorstel|Memo"
    r"|Dossier|Aanpak|Variant|Werkgroep|Cluster)[-\u2010\u2011][ ]?\n?$"
)
COINED_BEHIND = re.compile(r"[-\u2010\u2011]\n?(?P<word>[a-zà-ž]{3,20})(?![\w-])")
HYPHEN = "[-\u2010\u2011\u2013]"


class Known(NamedTuple):
    """What the document tells: its words without a capital, and the surnames of its people."""

    small: frozenset[str]
    families: frozenset[str]


def judge(text: str, start: int, end: int, name: Name, form: Form, known: Known) -> Tier | None:
    """``look`` where the word could also be a common one; None where it is not this person."""
    written = text[start:end]
    compound = form.shape in ("surname", "bare") and coined(text, start, end)
    if compound:
        return "redact"
    if not_a_person(text, start, end) or _turned_here(text, start, end, name):
        return None
    if form.shape == "full":
        turned = skeleton(form.text).startswith(skeleton(name.surname))
        return None if turned and "\n" in written and "," not in written else "redact"
    if form.shape == "short" and ("\n" in written or written.rstrip(".")[-1].islower()):
        return None
    capital = LEADING.sub("", written)
    if not capital[:1].isupper() or somebody_else(text, start, end, name, form, known):
        return None
    common = is_common(capital, known.small)
    if form.shape == "bare" and (common or PREFIXED.search(text[max(0, start - 8) : start])):
        return None
    if not common or capital != written:
        return "redact"
    if CALLED.search(text[max(0, start - 14) : start]):
        return "redact"
    if mid_sentence(text, start):
        return "look" if capital.lower() in known.small else "redact"
    return None if capital.lower() in known.small | lexicon.WORDS else "look"


def coined(text: str, start: int, end: int) -> bool:
    """``het plan-Sarıkaya`` and ``Sarıkaya-lijstje``: made up in the office for one
    of its own people. What parliament and the law name after somebody is left out.
    """
    if not text[start].isupper():
        return False
    front = COINED_FRONT.search(text[max(0, start - 30) : start])
    behind = COINED_BEHIND.match(text[end : end + 30])
    return any(m and not ACTS.fullmatch(m["word"]) for m in (front, behind))


def is_common(written: str, small: frozenset[str]) -> bool:
    """Is the last word of it also an ordinary one?"""
    lone = written.split()[-1]
    return lone.lower() in small | lexicon.WORDS or is_word(lone) or is_place(lone)


def mid_sentence(text: str, start: int) -> bool:
    return re.search(r"[\w,;(]\s\Z", text[max(0, start - 3) : start]) is not None


def with_given(text: str, start: int, name: Name, form: Form, known: Known) -> int:
    """``Fatma`` before the surname of an F. Yılmaz is that person's first name."""
    given = _given_before(text, start, known) if form.shape == "surname" else None
    if given is None or given.word[0].upper() != name.letters[:1]:
        return start
    return given.start


def with_given_after(text: str, end: int, name: Name, form: Form) -> int:
    """``Yılmaz, Fatma``: the first name behind the comma, when it agrees."""
    m = GIVEN_AFTER.match(text[end : end + 50])
    if form.shape != "surname" or m is None or not name.letters:
        return end
    own = m["given"][0].upper() == name.letters[0] and sort_of(m["given"]) is Sort.NAME
    return end + m.end() if own and not is_word(m["given"]) else end


class Given(NamedTuple):
    word: str
    start: int


def _given_before(text: str, start: int, known: Known) -> Given | None:
    """The first name or initials in front of a surname. ``Volgens De Vries`` has none: a prefix
    with a capital follows no first name.
    """
    window = max(0, start - 45)
    m = GIVEN_BEFORE.search(text[window:start])
    prefixed = re.match(rf"(?i:{PREFIX})", text[start : start + 8]) is not None
    if m is None or (prefixed and text[start].isupper()):
        return None
    word = m["given"].split()[-1]
    position = window + m.start("given") + m["given"].rindex(word)
    if sort_of(word) not in (Sort.NAME, Sort.INITIAL) or word.lower() in known.small:
        return None
    opens = not re.search(r"[\w,;(&]\s\Z", text[max(0, position - 3) : position])
    return None if opens and is_word(word) else Given(word, position)


def somebody_else(text: str, start: int, end: int, name: Name, form: Form, known: Known) -> bool:
    """Do the words beside it make it a name that is not this person's?"""
    if holds_office(text, start, end):
        return True
    front, behind = text[max(0, start - 45) : start], text[end : end + 40]
    if _hyphenated(front, behind):
        own = _part_of(text, start, end, name)
        return not own and not _beside_family(front, behind, known)
    if form.shape in ("surname", "bare") and (given := _given_before(text, start, known)):
        return _other_given(given.word, name)
    if form.shape == "first" and (m := FAMILY_AFTER.match(behind)):
        return _other_family(text[start:end], m["family"], name)
    return False


def _other_given(given: str, name: Name) -> bool:
    other = parse(f"{given} {name.family}")
    return other is not None and not agrees(name, other)


def _other_family(first: str, family: str, name: Name) -> bool:
    last = family.split()[-1]
    if not name.surname or not last[:1].isupper() or sort_of(last) is not Sort.NAME:
        return False
    other = parse(f"{first} {family}")
    return other is not None and not agrees(name, other)


def _hyphenated(front: str, behind: str) -> bool:
    before = re.search(rf"[A-Za-zÀ-ÿĀ-ž]{HYPHEN}$", front)
    return before is not None or re.match(rf"{HYPHEN}[{UP}]", behind) is not None


def _beside_family(front: str, behind: str, known: Known) -> bool:
    """``Mailwisseling Yılmaz-De Vries`` names two people of this document."""
    after = re.match(rf"{HYPHEN}((?i:{PREFIX})*[{UP}][\w'’]+)", behind)
    ahead = re.search(rf"((?i:{PREFIX})*[{UP}][\w'’]+){HYPHEN}$", front)
    return any(m is not None and skeleton(m[1]) in known.families for m in (after, ahead))


def _part_of(text: str, start: int, end: int, name: Name) -> bool:
    """Is the hyphenated word around it one of this name's own?"""
    left, right = start, end
    while left and re.match(r"[\w'’\u2010\u2011-]", text[left - 1]):
        left -= 1
    while right < len(text) and re.match(r"[\w'’\u2010\u2011-]", text[right]):
        right += 1
    whole = skeleton(text[left:right])
    own = (part for part in (name.surname, *name.first) if "-" in part)
    return any(whole.startswith(skeleton(part)) for part in own)


def _turned_here(text: str, start: int, end: int, name: Name) -> bool:
    """``van Dijk`` in *bericht van Dijk, J. van*: the prefix in front is an ordinary word."""
    if not name.prefix or not text[start:end].lower().startswith(name.prefix.split()[0]):
        return False
    given = rf"(?:,\s?(?:[{UP}][a-z]?\.-?)+)?\s"
    closes = rf"{given}{re.escape(name.prefix)}(?!\w)(?! [{UP}])"
    return re.match(closes, text[end:]) is not None
