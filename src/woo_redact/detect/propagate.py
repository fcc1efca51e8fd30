"""What was found once is found everywhere, in every form in which it can be written.

A full name is looked for anywhere. A surname or a first name alone counts only where its
surroundings do not speak of somebody else: another first name, an office, a street.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import is_capital_word, is_compound, is_organisation, is_word
from woo_redact.detect.forms import Form, Name, forms, logins, paraphs, parse
from woo_redact.detect.public import public_context
from woo_redact.detect.surroundings import (
    Known,
    is_common,
    judge,
    mid_sentence,
    somebody_else,
    with_given,
    with_given_after,
)
from woo_redact.detect.values import Sort, sort_of
from woo_redact.detect.words import UPPER
from woo_redact.folding import Folded, find_folded, fold, skeleton
from woo_redact.types import Document, Finding, Kind, Tier

if TYPE_CHECKING:
    from woo_redact.policy import Policy

DETECTOR = "propagate"
REASONS = {
    "full": "Dezelfde persoon als elders in dit document, voluit of anders geschreven.",
    "surname": "Achternaam van een persoon die elders in dit document voluit staat.",
    "bare": "Achternaam, zonder voorvoegsel, van een persoon die elders in dit document staat.",
    "first": "Voornaam van een persoon die elders in dit document staat.",
    "short": "Verkorte naam van een persoon die elders in dit document staat.",
    "login": "Gebruikersnaam die bij een naam uit dit document past.",
    "paraph": "Initialen van een persoon die elders in dit document staat.",
}
SIGNED = re.compile(r"paraaf|paraf|initialen", re.IGNORECASE)
CONSENT = re.compile(r"paraaf|paraf|akkoord|gezien|initialen|\bpar\.", re.IGNORECASE)
LOGIN = re.compile(r"(?<![\w@.-])[A-Za-z][\w.-]{3,60}", re.ASCII)
SURE = 0.8
"""The score from which a lone word that only the model saw is looked for elsewhere."""
NOTE = re.compile(r"(?<=[a-z]{3})\d{1,2}(?!\w)")
WORD = re.compile(r"\w+")
INITIALS = re.compile(rf"(?<![\w-])[{UPPER}][\w']{{1,6}}(?![\w-])")
BEHIND_NAME = re.compile(rf"(?:^|\n)[{UPPER}][\w'’-]+ ?/ ?$")
"""``Fatma / ID`` fills its line."""
ONLY_SIGNS = re.compile(
    rf"[ \t]*[{UPPER}][\w']{{1,4}}(?:[ ]?(?:[/,+&]|en)[ ]?[{UPPER}][\w']{{1,4}})*$"
)
UNIT_BEFORE = re.compile(r"[A-Za-z]{3,8}[/&]$")
"""``DGKE/WO`` is a unit of a directorate, whoever signs with the same letters."""
WRITTEN = ("full", "surname", "bare", "first", "short")
CAPITAL = re.compile(f"[{UPPER}]")


Span = tuple[int, int]


class Place(NamedTuple):
    """A text of the document, as it stands and folded for searching. ``words`` and ``letters`` tell
    at once what it cannot hold, ``logins`` and ``initials`` where such tokens stand: most names
    stand on few of the pages.
    """

    page: int
    outer: int | None
    text: str
    folded: Folded
    words: frozenset[str]
    letters: str
    logins: dict[str, list[Span]]
    initials: dict[str, list[Span]]


def spread(document: Document, findings: Sequence[Finding], policy: Policy) -> Iterator[Finding]:
    """Findings for every further writing of the persons that were found, each once."""
    places = list(_places(document))
    small = _small_words(places)
    people = _people(places, findings, small)
    known = Known(small, frozenset(skeleton(name.family) for name in people))
    mailers = _mailers(findings, policy)
    found = [f for place in places for name in people for f in _of_person(place, name, known)]
    found += [f for place in places for name in mailers for f in _of_mailer(place, name, known)]
    fuller = [name for name in _people(places, found, small) if name.first and name not in people]
    for place in places:
        for name in fuller:  # an F. Yılmaz who turned out to be Fatma
            found += _of_person(place, name, known)
    signs = {f.text for f in findings if f.kind == "paraph" and f.tier == "redact"}
    found += [f for place in places for sign in sorted(signs) for f in _signed(place, sign)]
    yield from dict.fromkeys(found)


def _places(document: Document) -> Iterator[Place]:
    for page in document.pages:
        yield _place(page.number, None, page.text)
    for index, outer in enumerate(document.outer):
        yield _place(0, index, outer.text)


def _place(page: int, outer: int | None, text: str) -> Place:
    folded = _folded(text)
    letters = "".join(c for c in folded.text if c.isalnum())
    words = frozenset(WORD.findall(folded.text))
    return Place(page, outer, text, folded, words, letters, _login_index(text), _initials(text))


def _login_index(text: str) -> dict[str, list[Span]]:
    """Where each row of letters stands that could be a user name, separators left out."""
    index: dict[str, list[Span]] = defaultdict(list)
    for m in LOGIN.finditer(text):
        token = m[0].rstrip(".-_")
        if token[0].isupper() and not re.search(r"[._\d]", token):
            continue  # a capitalised word is a name, not a login
        if text.startswith("@", m.start() + len(token)):
            continue
        parts = list(re.finditer(r"[^._-]+", token))
        for first in range(min(len(parts), 12)):
            for last in range(first, min(first + 4, len(parts))):
                letters = "".join(p[0] for p in parts[first : last + 1]).lower()
                span = m.start() + parts[first].start(), m.start() + parts[last].end()
                index[letters].append(span)
    return index


def _initials(text: str) -> dict[str, list[Span]]:
    index: dict[str, list[Span]] = defaultdict(list)
    for m in INITIALS.finditer(text):
        if not UNIT_BEFORE.search(text, max(0, m.start() - 9), m.start()):
            index[m[0]].append(m.span())
    return index


def _folded(text: str) -> Folded:
    """Folded, with the marks of notes that hang on a word blanked out."""
    folded = fold(text)
    return folded._replace(text=NOTE.sub(lambda m: " " * len(m[0]), folded.text))


def _small_words(places: Iterable[Place]) -> frozenset[str]:
    """Words that this document also writes without a capital: they are words, not only names."""
    plain = re.compile(r"(?<![\w.@-])[a-zà-ÿ]{3,}(?![\w@])")
    return frozenset(word for place in places for word in plain.findall(place.text))


# Who was found


def _people(
    places: Sequence[Place], findings: Sequence[Finding], small: frozenset[str]
) -> list[Name]:
    texts = {(p.page, p.outer): p.text for p in places}
    streets = [(f.page, f.outer, f.start, f.end) for f in findings if f.kind == "address"]
    found: dict[Name, None] = {}
    for finding in findings:
        if finding.kind != "person" or finding.tier != "redact" or finding.public:
            continue
        text = texts[finding.page, finding.outer]
        if public_context(text, finding.start, finding.end) or _within(finding, streets):
            continue
        name = _read(text, finding)
        if name and _tells(name, small) and _is_witness(text, finding, name):
            found[name] = None
    return list(found)


def _within(finding: Finding, streets: Iterable[tuple[int, int | None, int, int]]) -> bool:
    """``Laan van Kronenburg 12`` is an address, whatever the model says of it."""
    place = finding.page, finding.outer
    return any((p, o) == place and a <= finding.start < b for p, o, a, b in streets)


def _read(text: str, finding: Finding) -> Name | None:
    """The name that was found. ``Anders Fatma.`` opens with a word of the sentence; ``Fatma D.``
    has a first name only.
    """
    words = finding.text.split()
    opens = len(words) > 1 and is_word(words[0]) and not mid_sentence(text, finding.start)
    if opens and finding.rule.startswith("names/"):
        words = words[1:]
    name = parse(" ".join(words))
    if name and name.first and len(skeleton(name.surname)) == 1:
        return replace(name, prefix="", surname="")
    return name


def _whole(name: Name) -> bool:
    return bool(name.surname) and bool(name.letters)


def _is_witness(text: str, finding: Finding, name: Name) -> bool:
    """Is what the model saw sure enough to be looked for? Its place or a cue makes it so, or a full
    name; not ordinary words, nor the capital at the head of a sentence.
    """
    if finding.rule.startswith(("layout/", "patroon/")):
        return True
    if _whole(name):
        parts = (*name.first, *name.surname.split("-"))
        return bool(name.initials) or not all(is_word(p) or is_compound(p) for p in parts)
    sure = finding.score >= SURE and mid_sentence(text, finding.start)
    plain = is_compound(finding.text) or is_capital_word(finding.text)
    return sure and not plain and not is_organisation(finding.text)


def _tells(name: Name, small: frozenset[str]) -> bool:
    """May this be looked for elsewhere? A lone common word or an abbreviation may not."""
    parts = [part for part in (*name.first, name.surname) if len(part) > 1]
    if any(sort_of(p) in (Sort.WORD, Sort.OTHER) and not p.isupper() for p in parts):
        return False
    lone = name.surname or name.first[0]
    if lone.isupper() and (lexicon.CODE.match(lone) or lone in lexicon.ACRONYMS):
        return False
    if lone.lower() in lexicon.PREFIXES:
        return False
    short = len(lone) < 3 or (lone.isupper() and len(lone) < 6)
    return _whole(name) or not (is_common(lone, small) or short)


def _mailers(findings: Sequence[Finding], policy: Policy) -> list[Name]:
    """``f.yilmaz@`` says that an F. Yılmaz exists, unless it is the box of a department."""
    boxes = {box.lower() for box in policy.mailboxes}
    names: dict[Name, None] = {}
    for finding in findings:
        local = re.sub(r"\s", "", finding.text.split("@")[0].lower())
        parts = [part for part in re.split(r"[._]", local) if part]
        if finding.kind != "email" or len(parts) < 2 or boxes & set(re.split(r"[._-]", local)):
            continue
        family, given = "".join(parts[1:]), parts[0]
        words = Sort.WORD in (sort_of(part.capitalize()) for part in parts)
        if len(family) > 3 and len(given) <= 14 and local.isascii() and not words:
            short = len(given) < 3
            first = () if short else (given.capitalize(),)
            names[Name(given.upper() if short else "", first, "", family)] = None
    return [name for name in names if name.surname.isalpha()]


# Where they stand


def _of_person(place: Place, name: Name, known: Known) -> Iterator[Finding]:
    parts = (*name.surname.split("-"), *name.first)
    if any(skeleton(part) in place.letters for part in parts if part):
        yield from _by_forms(place, name, known)
    yield from _paraphs(place, name)


def _by_forms(place: Place, name: Name, known: Known) -> Iterator[Finding]:
    for form in forms(name):
        if form.shape in WRITTEN:
            yield from _written(place, name, form, known)
            yield from _set_apart(place, name, form)
    yield from _logins(place, name)


def _written(place: Place, name: Name, form: Form, known: Known) -> Iterator[Finding]:
    *front, last = WORD.findall(fold(form.text).text)
    if not place.words.issuperset(word for word in front if len(word) > 1):
        return
    for ending in ("",) if form.text.endswith(".") else ("", "s", "'s"):
        if len(last) > 1 and not place.words & {last, last + ending}:
            continue
        for start, end in find_folded(form.text + ending, place.folded):
            start, end = _trimmed(place.text, start, end)
            tier = judge(place.text, start, end, name, form, known)
            if tier and not place.text.startswith("@", end):
                start = with_given(place.text, start, name, form, known)
                end = with_given_after(place.text, end, name, form)
                yield _finding(place, start, end, "person", form.shape, tier)


def _set_apart(place: Place, name: Name, form: Form) -> Iterator[Finding]:
    """``Cla rion``: a name with a blank where no blank belongs, as OCR leaves it."""
    words = fold(form.text).text.split()
    whole = place.words.issuperset(WORD.findall(fold(form.text).text))
    if form.shape == "short" or whole or max(map(len, words)) < 5:
        return
    if skeleton(form.text) not in place.letters:
        return
    loose = "[ .-]{1,2}".join(" ?".join(map(re.escape, word)) for word in words)
    for m in re.finditer(rf"(?<!\w){loose}(?!\w)", place.folded.text):
        if m[0].count(" ") < len(words):
            continue
        start, end = place.folded.origins[m.start()], place.folded.origins[m.end() - 1] + 1
        if place.text[start].isupper():
            yield _finding(place, start, end, "person", form.shape, "redact")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A form that ends in a letter and a dot takes its dot along."""
    closes = end < len(text) and text[end] == "." and re.search(r"(?:^|[\s.])\w$", text[start:end])
    return start, end + 1 if closes else end


def _of_mailer(place: Place, name: Name, known: Known) -> Iterator[Finding]:
    """A name known only from a mail address: the surname's letters in whatever words they stand."""
    joined = "[ '.-]{0,2}".join(re.escape(c) for c in name.surname)
    given = re.escape(name.first[0].lower() if name.first else name.initials[:1].lower())
    rest = "" if name.first else r"\w*"
    front = rf"(?P<given>{given}{rest}[ .]{{1,2}}(?:\w\.? ?){{0,4}})?"
    for m in re.finditer(rf"(?<![\w@]){front}{joined}(?:'?s)?(?![\w@])", place.folded.text):
        origins = place.folded.origins
        start, end = origins[m.start()], origins[m.end() - 1] + 1
        if m["given"] and not _is_given(place.text[start : origins[m.end("given")]]):
            start = origins[m.end("given")]
        written = place.text[start:end]
        if "@" in written or not CAPITAL.search(written.split()[-1][:3]):
            continue
        form = Form(written, "surname")
        alone = start != origins[m.start()] or m["given"] is None
        other = somebody_else(place.text, start, end, name, form, known)
        if not alone or not (is_common(written, known.small) or other):
            yield _finding(place, start, end, "person", "full", "redact")
    for first in name.first:
        yield from _written(place, name, Form(first, "first"), known)


def _is_given(text: str) -> bool:
    """A first name or initials: capital first, on one line, and no ordinary word."""
    word = text.split()[0]
    known = len(word) > 2 and (is_word(word) or is_compound(word))
    return text[0].isupper() and "\n" not in text.strip() and not known


def _logins(place: Place, name: Name) -> Iterator[Finding]:
    for login in logins(name):
        for start, end in place.logins.get(login, ()):
            yield _finding(place, start, end, "username", "login", "redact")


def _paraphs(place: Place, name: Name) -> Iterator[Finding]:
    """``JdV`` anywhere; ``JV``, which may be an abbreviation, only beside words of consent."""
    for paraph in paraphs(name):
        for start, end in place.initials.get(paraph, ()):
            mixed = len(paraph) > 2 and not paraph.isupper()
            line = place.text[place.text.rfind("\n", 0, start) + 1 :][:200].split("\n")[0]
            cue = (SIGNED if paraph in lexicon.ACRONYMS else CONSENT).search(line)
            cue = cue or BEHIND_NAME.search(place.text, max(0, start - 30), start)
            if mixed or cue:
                yield _finding(place, start, end, "paraph", "paraph", "redact")


def _signed(place: Place, sign: str) -> Iterator[Finding]:
    """Initials that the document uses for somebody, wherever they stand on their own; those that
    are an abbreviation too only where nothing but initials stands.
    """
    for start, end in place.initials.get(sign, ()):
        plain = sign not in lexicon.ACRONYMS and not is_word(sign)
        if plain or _only_signs(place.text, start):
            yield _finding(place, start, end, "paraph", "paraph", "redact")


def _only_signs(text: str, start: int) -> bool:
    line = text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
    return ONLY_SIGNS.match(line) is not None


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
