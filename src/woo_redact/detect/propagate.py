"""What was found once is found everywhere, in every form in which it can be written.

A full name is looked for anywhere. A surname or a first name alone counts only where its
surroundings do not speak of somebody else: another first name, an office, a street.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from woo_redact.detect import lexicon
from woo_redact.detect.forms import Form, Name, agrees, forms, logins, parse
from woo_redact.detect.public import holds_office, not_a_person
from woo_redact.detect.values import Sort, sort_of
from woo_redact.folding import Folded, find_folded, fold, skeleton
from woo_redact.types import Document, Finding, Kind, Tier

if TYPE_CHECKING:
    from woo_redact.policy import Policy

DETECTOR = "propagate"
REASONS = {
    "full": "Dezelfde persoon als elders in dit document, voluit of anders geschreven.",
    "surname": "Achternaam van een persoon die elders in dit document voluit staat.",
    "first": "Voornaam van een persoon die elders in dit document staat.",
    "short": "Verkorte naam van een persoon die elders in dit document staat.",
    "login": "Gebruikersnaam die bij een naam uit dit document past.",
    "paraph": "Initialen van een persoon die elders in dit document staat.",
}
PARAPH_CUE = re.compile(r"paraaf|paraf|akkoord|gezien|initialen|\bpar\.", re.IGNORECASE)
GIVEN_BEFORE = re.compile(
    r"(?P<given>(?:(?:[A-ZÀ-ÞŠŽ][a-z]{0,2}\.-?)+|[A-ZÀ-ÞŠŽ][\w'’-]+)"
    r"(?:[ \u00a0]+(?:(?:[A-ZÀ-ÞŠŽ]\.-?)+|[A-ZÀ-ÞŠŽ][\w'’-]+))?)[ \u00a0]+"
    r"(?:(?:van|de|der|den|ten|ter|het|'t|el|von|op|in)[ \u00a0]+)*$"
)
FAMILY_AFTER = re.compile(
    r"^[ \u00a0]+(?P<family>(?:(?:van|de|der|den|ten|ter|het|'t|el|al|bin|von|op|in)[ \u00a0]+)*"
    r"[A-ZÀ-ÞŠŽ](?:[\w'’-]+|\.))",
    re.IGNORECASE,
)
CALLED = re.compile(
    r"(?:heer|mevrouw|mw\.?|dhr\.?|collega|beste|door|met|aan|bij|van|en|voor|vraagt|zegt|volgens|namens)\s+$",
    re.IGNORECASE,
)
LOGIN = re.compile(r"(?<![\w@.-])[A-Za-z][\w.-]{3,60}")
GIVEN = frozenset({"full", "surname", "first", "short"})


class Place(NamedTuple):
    page: int
    outer: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """One person with all that is known of the name, and how sure it was found."""

    name: Name
    tier: Tier
    kinds: frozenset[str]


def spread(document: Document, findings: Sequence[Finding], policy: Policy) -> Iterator[Finding]:
    """Findings for every further writing of the persons that were found."""
    places = list(_places(document))
    small = _small_words(places)
    people = _people(places, findings, small) + _from_mail(findings, policy)
    found: list[Finding] = []
    for folded in ((place, fold(place.text)) for place in places):
        for person in people:
            found.extend(_in_place(*folded, person, small))
    yield from found
    known = {person.name for person in people}
    for person in _people(places, found, small):
        if person.name not in known and person.name.first:
            for place in places:
                yield from _in_place(place, fold(place.text), person, small)


def _places(document: Document) -> Iterator[Place]:
    for page in document.pages:
        yield Place(page.number, None, page.text)
    for index, outer in enumerate(document.outer):
        yield Place(0, index, outer.text)


def _small_words(places: Iterable[Place]) -> frozenset[str]:
    """Words that this document also writes without a capital: they are words, not only names."""
    return frozenset(
        w for p in places for w in re.findall(r"(?<![\w.@-])[a-zà-ÿ]{3,}(?![\w@])", p.text)
    )


# Who was found


def _people(
    places: Sequence[Place], findings: Sequence[Finding], small: frozenset[str]
) -> list[Person]:
    texts = {(p.page, p.outer): p.text for p in places}
    found: dict[Name, Person] = {}
    for finding in findings:
        if finding.kind != "person" or finding.tier != "redact" or finding.public:
            continue
        text = texts[finding.page, finding.outer]
        if holds_office(text, finding.start, finding.end) or not_a_person(
            text, finding.start, finding.end
        ):
            continue
        name = parse(finding.text)
        if name and _tells(name, small) and (_whole(name) or _is_witness(text, finding)):
            found.setdefault(name, Person(name, "redact", GIVEN))
    return list(found.values())


def _whole(name: Name) -> bool:
    return bool(name.surname) and bool(name.letters)


def _is_witness(text: str, finding: Finding) -> bool:
    """A lone word opens a sentence with a capital anyway: only its place or a cue makes it a name."""
    by_place = finding.rule.startswith(("layout/", "patroon/"))
    return by_place or _mid_sentence(text, finding.start)


def _tells(name: Name, small: frozenset[str]) -> bool:
    """May this be looked for elsewhere? A lone common word may not."""
    parts = [*name.first, name.surname] if name.surname else list(name.first)
    lone = (name.surname or name.first[0]).lower()
    if any(
        sort_of(part) in (Sort.WORD, Sort.OTHER) and not part.isupper()
        for part in parts
        if len(part) > 1
    ):
        return False
    return _whole(name) or not (lone in lexicon.WORDLIKE or lone in small or len(lone) < 3)


def _from_mail(findings: Sequence[Finding], policy: Policy) -> list[Person]:
    """``f.yilmaz@`` says that an F. Yılmaz exists, unless it is the box of a department."""
    boxes = {box.lower() for box in policy.mailboxes}
    people: dict[Name, Person] = {}
    for finding in findings:
        if finding.kind != "email" or "@" not in finding.text:
            continue
        local = re.sub(r"\s", "", finding.text.split("@")[0].lower())
        parts = [p for p in re.split(r"[._]", local) if p]
        if (
            len(parts) < 2
            or boxes & set(re.split(r"[._-]", local))
            or any(c.isdigit() for c in local)
        ):
            continue
        family = "".join(parts[1:])
        known = [sort_of(part.capitalize()) for part in parts]
        if len(family) > 3 and len(parts[0]) <= 14 and Sort.WORD not in known:
            first = () if len(parts[0]) < 3 else (parts[0].capitalize(),)
            initials = parts[0].upper() if len(parts[0]) < 3 else ""
            name = Name(initials, first, "", family)
            people.setdefault(name, Person(name, "redact", frozenset({"mail"})))
    return list(people.values())


# Where they stand


def _in_place(
    place: Place, folded: Folded, person: Person, small: frozenset[str]
) -> Iterator[Finding]:
    if "mail" in person.kinds:
        yield from _by_letters(place, folded, person.name, small)
        return
    for form in forms(person.name):
        if form.shape in GIVEN:
            yield from _written(place, folded, person.name, form, small)
    yield from _logins(place, person.name)
    yield from _paraphs(place, person.name)


def _written(
    place: Place, folded: Folded, name: Name, form: Form, small: frozenset[str]
) -> Iterator[Finding]:
    if fold(form.text.rstrip(".").split()[-1]).text not in folded.text:
        return
    for ending in ("",) if form.text.endswith(".") else ("", "s", "'s"):
        for start, end in find_folded(form.text + ending, folded):
            start, end = _trimmed(place.text, start, end)
            tier = _judge(place.text, start, end, name, form, small)
            if tier:
                start = _with_given(place.text, start, name, form)
                yield _finding(place, start, end, "person", form.shape, tier)


def _with_given(text: str, start: int, name: Name, form: Form) -> int:
    """``Fatma`` before the surname of an F. Yılmaz is that person's first name."""
    m = GIVEN_BEFORE.search(text[max(0, start - 45) : start])
    if form.shape != "surname" or m is None:
        return start
    given = m["given"].split()[-1]
    own = sort_of(given) in (Sort.NAME, Sort.INITIAL) and given[0].upper() == name.letters[:1]
    return start - (len(m[0]) - m[0].rindex(given)) if own else start


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A form that ends in a letter and a dot takes its dot along."""
    closes = end < len(text) and text[end] == "." and re.search(r"(?:^|[\s.])\w$", text[start:end])
    return start, end + 1 if closes else end


def _judge(
    text: str, start: int, end: int, name: Name, form: Form, small: frozenset[str]
) -> Tier | None:
    """Is this the person? ``look`` where the word could also be a common one."""
    written = text[start:end]
    if not_a_person(text, start, end) or _turned_here(text, start, end, name):
        return None
    if form.shape == "full":
        turned = skeleton(form.text).startswith(skeleton(name.surname))
        return None if turned and "\n" in written and "," not in written else "redact"
    capital = re.sub(
        r"^(?:(?:van|de|der|den|ten|ter|het|'t|el|al|von|op|in)\s+)+", "", written, flags=re.I
    )
    if not capital[:1].isupper() or _somebody_else(text, start, end, name, form):
        return None
    common = _common(capital, small)
    if not common or (name.prefix and form.shape == "surname" and capital != written):
        return "redact"
    if CALLED.search(text[max(0, start - 14) : start]):
        return "redact"
    return "look" if _mid_sentence(text, start) else None


def _turned_here(text: str, start: int, end: int, name: Name) -> bool:
    """``van Dijk`` in *bericht van Dijk, J. van*: the prefix in front is an ordinary word."""
    if not name.prefix or not text[start:end].lower().startswith(name.prefix.split()[0]):
        return False
    given = r"(?:,\s?(?:[A-ZÀ-Þ][a-z]?\.-?)+)?\s"
    return re.match(rf"{given}{re.escape(name.prefix)}(?!\w)(?! [A-ZÀ-Þ])", text[end:]) is not None


def _somebody_else(text: str, start: int, end: int, name: Name, form: Form) -> bool:
    """Do the words beside it make it a name that is not this person's?"""
    if holds_office(text, start, end):
        return True
    front, behind = text[max(0, start - 45) : start], text[end : end + 40]
    if re.match(r"[-\u2010\u2011][A-ZÀ-Þ]", behind) or re.search(
        r"[A-Za-zÀ-ÿ][-\u2010\u2011]$", front
    ):
        return not _part_of(text, start, end, name)
    if form.shape == "surname" and (m := GIVEN_BEFORE.search(front)):
        given = m["given"].split()[-1]
        if sort_of(given) in (Sort.NAME, Sort.INITIAL) and given.lower() not in ("de", "van"):
            other = parse(f"{given} {name.family}")
            return other is not None and not agrees(name, other)
    if form.shape == "first" and (m := FAMILY_AFTER.match(behind)):
        last = m["family"].split()[-1]
        if last[:1].isupper() and sort_of(last) is Sort.NAME:
            other = parse(f"{text[start:end]} {m['family']}")
            return bool(name.surname) and other is not None and not agrees(name, other)
    return False


def _part_of(text: str, start: int, end: int, name: Name) -> bool:
    """Is the hyphenated word around it one of this name's own?"""
    left, right = start, end
    while left and re.match(r"[\w'’\u2010\u2011-]", text[left - 1]):
        left -= 1
    while right < len(text) and re.match(r"[\w'’\u2010\u2011-]", text[right]):
        right += 1
    whole = skeleton(text[left:right])
    return any(
        whole.startswith(skeleton(part)) for part in (name.surname, *name.first) if "-" in part
    )


def _mid_sentence(text: str, start: int) -> bool:
    return re.search(r"[\wà-ÿ,;(]\s$", text[max(0, start - 3) : start]) is not None


def _by_letters(
    place: Place, folded: Folded, name: Name, small: frozenset[str]
) -> Iterator[Finding]:
    """A name known only from a mail address: the surname's letters in whatever words they stand."""
    joined = "[ '.-]{0,2}".join(re.escape(c) for c in name.surname)
    given = re.escape(name.first[0].lower()) if name.first else name.initials[:1].lower()
    rest = "" if name.first else r"\w*"
    front = rf"(?P<given>{given}{rest}[ .]{{1,2}}(?:\w\.? ?){{0,4}})?"
    for m in re.finditer(rf"(?<![\w@]){front}{joined}(?:'?s)?(?![\w@])", folded.text):
        start, end = folded.origins[m.start()], folded.origins[m.end() - 1] + 1
        if m["given"] and not place.text[start].isupper():
            start = folded.origins[m.end("given")]
        written = place.text[start:end]
        if "@" in written or not re.search(r"[A-ZÀ-ÞĀ-Ž]", written.split()[-1][:3]):
            continue
        if m["given"] or not _common(written, small):
            if not m["given"] and _somebody_else(place.text, start, end, name, Form("", "surname")):
                continue
            yield _finding(place, start, end, "person", "full", "redact")
    for first in name.first:
        yield from _written(place, folded, name, Form(first, "first"), small)


def _common(written: str, small: frozenset[str]) -> bool:
    lone = written.split()[-1].lower()
    return lone in lexicon.WORDLIKE or lone in small or lone in lexicon.WORDS


def _logins(place: Place, name: Name) -> Iterator[Finding]:
    made = set(logins(name))
    if not made:
        return
    for m in LOGIN.finditer(place.text):
        token = m[0].rstrip(".-_")
        if token[0].isupper() and token.isalpha():
            continue  # a capitalised word is a name, not a login
        if place.text[m.start() + len(token) : m.start() + len(token) + 1] == "@":
            continue
        parts = list(re.finditer(r"[^._-]+", token))
        for i in range(len(parts)):
            for j in range(i, min(i + 4, len(parts))):
                if skeleton("".join(p[0] for p in parts[i : j + 1])) in made:
                    span = m.start() + parts[i].start(), m.start() + parts[j].end()
                    yield _finding(place, *span, "username", "login", "redact")


def _paraphs(place: Place, name: Name) -> Iterator[Finding]:
    made = {form.text for form in forms(name) if form.shape == "paraph"} - lexicon.ACRONYMS
    for m in re.finditer(r"(?<![\w-])[A-Z][\w']{1,6}(?![\w-])", place.text):
        if m[0] not in made:
            continue
        mixed = len(m[0]) > 2 and not m[0].isupper()
        line = place.text[place.text.rfind("\n", 0, m.start()) + 1 :][:200].split("\n")[0]
        if mixed or PARAPH_CUE.search(line):
            yield _finding(place, m.start(), m.end(), "paraph", "paraph", "redact")


def _finding(place: Place, start: int, end: int, kind: Kind, shape: str, tier: Tier) -> Finding:
    return Finding(
        page=place.page,
        outer=place.outer,
        start=start,
        end=end,
        kind=kind,
        text=place.text[start:end],
        detector=DETECTOR,
        rule=f"propagate/{shape}",
        score=0.9 if tier == "redact" else 0.45,
        tier=tier,
        reason=REASONS[shape],
    )
