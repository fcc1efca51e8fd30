"""Where a person's name begins and ends.

Two detectors may see the halves of one name, and a model takes the word that opens the sentence
along: *Kuş* beside *Tulun* is one person, *Filosoof Chantal Kok* is Chantal Kok. Cells of a layout
are left as they are: their place says what is in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import is_headword, is_place
from woo_redact.detect.public import holds_office
from woo_redact.detect.words import UPPER
from woo_redact.types import Document, Finding

BLANK, COMMA = re.compile(r"[ \u00a0]"), re.compile(r",?[ \u00a0]")
GAP = r"(?:[ \u00a0]|[ ]?\n)"
PARTICLES = re.compile(rf"{GAP}(?:(?:van|de|der|den|het|ter|ten|te|el|al|von|'t|’t){GAP}){{1,3}}")
ARTICLES = frozenset({"De", "Het"})
FIGURES, POSTCODE = re.compile(r"(?<!\d)[1-9]\d{3} ?$"), re.compile(r"[A-Z]{2}(?!\w)")
"""*2500 EA DEN HAAG*: the letters of a postcode are no initials."""
DASH = re.compile(r"[^\n]{2,40} [–-] ")
UNIT = re.compile(r"(?:[A-Z]{2,4}|[A-Z]+[&/-][A-Za-z&/-]*[A-Z]),[ \u00a0]")
OF = re.compile(r"(?:van|aan|door|met|bij)[ \u00a0](?!(?:de|der|den|het|'t)\b)")
CALLED = re.compile(
    rf"(?:(?i:heer|mevrouw|meneer|mw\.?|dhr\.?|mevr\.?)|\b[{UPPER}][\w'’.-]*)[ \u00a0]$"
)
_THING = (
    r"(?:wezen|toets|tocht|secretariaat|tekst|voorstel|kantoor|verordening|overzicht|analyse|rapport"
    r"|verslag|notitie|agenda|schema|planning|begroting|regeling|heid|iteit|satie|schap|meldpunt"
    r"|loket|dienst|bureau|wedstrijd|festival|herdenking|lezing|prijs)"
)
THING = re.compile(rf"^(?:het|\w{{4,}}{_THING})$")
THING_OF = re.compile(rf"\w{{3,}}{_THING} (?:van |door )", re.IGNORECASE)
OF_THING = re.compile(rf" (?:van|bij) \w{{3,}}{_THING}$")
BEHIND_DASH = re.compile(r"(?<=[^\W\d_]) [–-] [A-Z][^,\n]*$")
OFFICE_WORD = re.compile(
    r"(?i:team|plan|lijst|lijstje|notitie|nota|memo|voorstel|werkgroep|project|dossier|variant|mail"
    rf"|overleg|stuk|tekst|versie|lijn)[-\u2010\u2011](?=[{UPPER}])"
)
"""*Team-Kok*: what the office calls after one of its people."""
OF_TOWN = re.compile(
    rf"(.*[{UPPER}][\w'’-]*) (?:van|uit|te) ([{UPPER}][\w'’-]*(?: [{UPPER}][\w'’-]*)?)"
)
CERTAIN = 0.85
OPENING = "Gewoon woord aan het begin van een zin, dat het taalmodel voor een naam houdt."
FULL_LINE = 34
"""Characters: a line of a paragraph is longer, one of a colofon or a list hardly ever."""
OPENS = re.compile(r"(?:[.!?:;•–>]|\n[-o*]|\d[.)])\s*[\"'“‘(]*$")
"""The text before a word with the capital of its sentence."""
FIRST_WORD = re.compile(r"(\S+)[ \u00a0]+(?=\S)")
TOWN = re.compile(rf"((?:['’]s-)?[{UPPER}][\w'’-]+(?: [{UPPER}][\w'’-]+)?),[ \u00a0](?=[{UPPER}])")
CAPITALS = re.compile(rf"(?<![\w'’.-])(?:[{UPPER}]\.-?)+|(?<![\w'’-])[{UPPER}][\w'’-]+")
LONGEST_ACRONYM = 4
LONGEST_NAME = 5


def trim(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, each cut down to the name in it."""
    texts = _texts(document)
    for finding in findings:
        yield _cut(texts[finding.page, finding.outer], finding) if _is_loose(finding) else finding


def tidy(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, in the order they came, with those of persons cut and joined."""
    return tuple(_tidied(_texts(document), findings))


def _texts(document: Document) -> dict[tuple[int, int | None], str]:
    texts: dict[tuple[int, int | None], str] = {(p.number, None): p.text for p in document.pages}
    return texts | {(0, index): outer.text for index, outer in enumerate(document.outer)}


def _tidied(
    texts: dict[tuple[int, int | None], str], findings: Iterable[Finding]
) -> Iterator[Finding]:
    last: Finding | None = None
    for finding in findings:
        if not _is_loose(finding):
            if last:
                yield last
            last = None
            yield finding
            continue
        text = texts[finding.page, finding.outer]
        if _only_opens(text, finding) or _is_unit(finding):
            continue
        cut = _doubted(text, _cut(text, finding))
        if last and _touch(text, last, cut, COMMA) and _is_no_part(text, last, cut):
            last = cut
            continue
        if last and _is_one(text, last, cut):
            last = _cut(text, _joined(text, last, cut))
            continue
        if last:
            yield last
        last = cut
    if last:
        yield last


def _is_loose(finding: Finding) -> bool:
    """Was it found in running text, and is it sure enough to be part of a name?"""
    return (
        finding.kind == "person"
        and finding.tier != "unexplained"
        and not finding.rule.startswith(("layout/", "zaak/"))
        and "@" not in finding.text
    )


def _cut(text: str, finding: Finding) -> Finding:
    """Without the town, the unit or the word of the sentence in front of a full name."""
    for front in (DASH, UNIT, OF):
        match = front.match(finding.text)
        if match and _is_full(finding.text[match.end() :]):
            called = front is OF and CALLED.search(text[max(0, finding.start - 20) : finding.start])
            return finding if called else _from(finding, match.end())
    town = TOWN.match(finding.text)
    if town and is_place(town[1]) and _is_full(finding.text[town.end() :]):
        return _from(finding, town.end())
    first = FIRST_WORD.match(finding.text)
    if first and _is_function(first[1]) and finding.text[first.end()].isupper():
        return _from(finding, first.end())
    if first and _is_ordinary(text, finding, first[1]):
        rest = finding.text[first.end() :]
        if _is_full(rest) or (_is_no_name(first[1]) and rest[0].isupper()):
            return _from(finding, first.end())
    thing = THING_OF.match(finding.text)
    if thing and _is_full(finding.text[thing.end() :]):
        return _from(finding, thing.end())
    office = OFFICE_WORD.match(finding.text)
    if office:
        return _from(finding, office.end())
    unit = OF_THING.search(finding.text) or BEHIND_DASH.search(finding.text)
    if unit and unit.start():
        return replace(finding, end=finding.start + unit.start(), text=finding.text[: unit.start()])
    town = OF_TOWN.fullmatch(finding.text)
    if (
        town
        and is_place(town[2])
        and holds_office(text, finding.start, finding.start + town.end(1))
    ):
        return replace(finding, end=finding.start + town.end(1), text=town[1])
    return finding


def _doubted(text: str, finding: Finding) -> Finding:
    """An ordinary word that opens a sentence wants a second witness before it is covered."""
    alone = finding.rule == "names/model" and finding.score < CERTAIN and finding.text.isalpha()
    if alone and _opens(text, finding.start) and is_headword(finding.text):
        return replace(finding, tier="look", reason=OPENING)
    return finding


def _from(finding: Finding, offset: int) -> Finding:
    return replace(finding, start=finding.start + offset, text=finding.text[offset:])


def _is_full(name: str) -> bool:
    """A first name or initials, and a surname."""
    return len(CAPITALS.findall(name)) > 1


def _is_function(word: str) -> bool:
    return len(word) > LONGEST_ACRONYM and lexicon.FUNCTION.search(word) is not None


def _is_no_name(word: str) -> bool:
    return len(word) > LONGEST_ACRONYM and word.lower() in lexicon.WORDS | lexicon.OPENERS


def _is_ordinary(text: str, finding: Finding, word: str) -> bool:
    """A function in capitals, such as CEO, or a word with the capital of its sentence."""
    if word.isupper() and word.isalpha() and 1 < len(word) <= LONGEST_ACRONYM:
        return word in lexicon.ACRONYMS or word in lexicon.OFFICES
    return _opens(text, finding.start) and word.isalpha() and is_headword(word)


def _only_opens(text: str, finding: Finding) -> bool:
    """*Kan*, *Heb*, *Let op* where a sentence begins, or *Majoor* alone, which only the model takes
    for a name.
    """
    words = finding.text.lower().split()
    if not finding.rule.startswith("names/"):
        return False
    if POSTCODE.match(finding.text) and FIGURES.search(text[: finding.start][-6:]):
        return True
    if all(word in lexicon.RANKS for word in words):
        return True
    return all(word in lexicon.OPENERS for word in words) and _opens(text, finding.start)


def _is_unit(finding: Finding) -> bool:
    """*Team Bezwaar*, *Uitvoeringstoets het Loodswezen*: what only the model takes for a name and
    holds no word that could be one.
    """
    words = finding.text.split()
    if not finding.rule.startswith("names/") or len(words) < 2:
        return False
    head, *rest = (word.lower() for word in words)
    plain = all(is_headword(word) or THING.search(word) for word in rest)
    return plain and (head in lexicon.ORGANISATION_HEADS or THING.search(head) is not None)


def _opens(text: str, start: int) -> bool:
    """Does a sentence, a bullet or a cell begin here? A line of a paragraph does not."""
    if OPENS.search(text[max(0, start - 6) : start]):
        return True
    line = text[max(0, start - FULL_LINE - 2) : start].rstrip(" ")
    if not line.endswith("\n"):
        return start == 0
    before = line[:-1].rpartition("\n")[2]
    return len(before) < FULL_LINE and before.rpartition(" ")[2] not in lexicon.PREFIXES


def _touch(text: str, one: Finding, other: Finding, gap: re.Pattern[str]) -> bool:
    same = (one.page, one.outer) == (other.page, other.outer)
    return same and gap.fullmatch(text[one.end : other.start]) is not None


def _is_no_part(text: str, one: Finding, other: Finding) -> bool:
    """Is the first of two neighbours a word, and the second a name without it?"""
    if len(one.text.split()) > 1 or not _is_ordinary(text, one, one.text):
        return False
    return _is_no_name(one.text) or _is_full(other.text)


def _is_one(text: str, one: Finding, other: Finding) -> bool:
    """A first name and a surname, or a row of first names: one of the two is a single word. With
    *van* between them the first is: who has a surname already comes from there.
    """
    words = one.text.split()
    if words[0] in ARTICLES or _is_ordinary(text, one, words[0]):
        words = words[1:] or words
    more = other.text.split()
    few = len(words) + len(more) <= LONGEST_NAME and one.text[-1].isalpha()
    if not few or "\n" in one.text + other.text:
        return False
    if _touch(text, one, other, BLANK):
        return 1 in (len(words), len(more))
    return len(words) == 1 and len(words[0]) > 1 and _touch(text, one, other, PARTICLES)


def _joined(text: str, one: Finding, other: Finding) -> Finding:
    strong = one if one.tier == "redact" or other.tier != "redact" else other
    return replace(
        strong,
        start=one.start,
        end=other.end,
        text=text[one.start : other.end],
        score=max(one.score, other.score),
    )
