"""Persons in running text that their own writing gives away: initials, titles, inversion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import is_compound, is_organisation, is_place, is_word
from woo_redact.detect.public import not_a_person
from woo_redact.detect.rule import Hit, before
from woo_redact.detect.values import Sort, sort_of
from woo_redact.detect.words import UPPER, words

UP = f"[{UPPER}]"
PREFIX = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Tt]en|[Tt]er|[Hh]et|'t|’t|[Ee]l|[Aa]l|[Bb]en"
    r"|[Bb]in|[Aa]bu"
    r"|[Aa]ït|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]e|[Ll]a|(?:[Oo]p|[Ii]n|[Uu]it|[Aa]an"
    r"|[Oo]ver)(?=[ ](?:de|het|'t|’t|ten)))"
    r"(?:[ \u00a0]|[ ]?\n))"
)
WORD = rf"(?:[dlDLO]['’]|[ae]l-)?{UP}[^\W\d_]+(?:['’]{UP}?[^\W\d_]{{2,}})?(?:[-‐]\n[a-zà-ž]+)?"
SURNAME = rf"{PREFIX}{{0,3}}{WORD}(?:[-‐‑–](?:[ ]?\n)?{PREFIX}{{0,2}}{WORD})?"
LETTER = rf"(?:{UP}|Th|Ph|Ch|Chr|IJ|Ij|Yv|Tj|Sj|Joh|Fr)\."
DOTTED = rf"(?:{LETTER}[ \u00a0]?-?){{1,6}}"
GAP = r"(?:[ \u00a0]+|[ ]?\n)"
INITIALS = re.compile(
    rf"(?<![\w.@/]){DOTTED}(?:[ ]?\n)?(?:\({WORD}\)[ ])?{SURNAME}(?![^\W\d]|\d{{3}}|@)"
)
TITLE = (
    r"(?:[Dd]e[ ]heer|[Dd]e[ ]heren|[Dd]e[ ]dames|[Mm]evrouw|[Mm]eneer|[Hh]eer|[Mm]w\.?"
    r"|[Mm]evr\.?|[Dd]hr\.?|[Dd]rs\.|[Mm]r\.|[Ii]r\.|[Dd]r\.|[Pp]rof\.|[Ii]ng\.|[Cc]ollega"
    r"|[Jj]kvr?\.|[Jj]onkheer|[Kk]olonel|[Kk]apitein|[Mm]ajoor|[Ll]uitenant(?:-[Kk]olonel)?"
    r"|[Gg]eneraal(?:-[Mm]ajoor)?|[Ss]ergeant)"
)
TITLED = re.compile(
    rf"(?<![\w-])(?:{TITLE}{GAP}){{1,4}}"
    rf"(?P<name>(?:{DOTTED}[ ]?)?(?:{WORD}{GAP}){{0,2}}{SURNAME})(?![^\W\d]|\d{{3}}|@)"
)
GOES_ON = (
    r"(?:van|von|de|der|den|ten|ter|het|'t|’t|el|al|ben|bin|ibn|abu|aït|da|di|dos|du|le|la|in|op|uit)"
    r"[ ]"
)
INVERTED = re.compile(
    rf"(?<![\w.-])(?P<name>{WORD}(?:-\n?{WORD})?,[ ]?(?:{UP}[a-z]?\.-?){{1,5}}(?:[ ]\({WORD}\))?"
    rf"(?:[ ](?:van|von|de|der|den|ten|ter|het|'t|el|in|op|uit|aan|El|Al|Ben|Bin|Aït|Van|De|ben"
    rf"|bin|ibn|al)(?!\w)){{0,3}}+(?:[ ]\({WORD}\))?+)"
    rf"(?![ ]?(?:{GOES_ON})*(?:[dl]['’]|al-|el-)?{UP}[^\W\d_]|\w)"
)
LABEL = (
    r"(?i:contact(?:persoon|personen)?|steller|opsteller|auteur|behandelaar|behandeld door"
    r"|opgesteld door"
    r"|notulist|aanspreekpunt|inlichtingen(?: bij)?|actiehouder|dossierhouder|secretaris|redactie)"
)
LABELLED = re.compile(
    rf"(?<![\w-]){LABEL}[ ]?:[ ](?P<name>(?:{DOTTED}[ ]?)?(?:{WORD}{GAP}){{0,2}}{SURNAME})"
    rf"(?![^\W\d]|\d{{3}}|@)"
)
BROKEN = re.compile(r"[-‐]\n[ ]*(?=[a-zà-ž])")
RANK = re.compile(r"collega|kolonel|kapitein|majoor|luitenant|generaal|sergeant", re.IGNORECASE)
"""After these a small ``van`` rather opens a place: *collega van Financiën*."""
WORDS = re.compile(r"\S+?(?:[-‐]\n[a-zà-ž]+)?(?=\s|$)")
PAIR = re.compile(
    rf"(?<![\w.-])(?P<name>{WORD}, {WORD})(?: {PREFIX})? / (?P<other>{WORD}, {WORD})(?![^\W\d]"
    rf"|\d{{3}}|@)"
)
CITED = re.compile(r"\s*(?:\(?(?:19|20)\d\d|\(red|&|e\.a\.|et al)")
COMPANY = re.compile(
    r"^(?:[BN]\.\s?V\.|U\.S\.|F\.C\.|V\.O\.F\.|C\.V\.|I\.v\.m\.|E\.e\.a|M\.b\.t)", re.I
)


STAFF = (
    r"(?i:(?:senior |junior |coördinerend |strategisch |juridisch |financieel )?"
    r"(?:\w*(?:medewerk(?:st)?er|adviseur|adviseuse|jurist|projectleider|teamleider|afdelingshoofd"
    r"|clusterhoofd|coördinator|assistent|secretaresse|contactpersoon)|controller"
    r"|programmamanager|kwartiermaker"
    r"|accountmanager|projectmanager|rayonmanager|(?:eind)?redacteur|archivaris|planner"
    r"|stagiaire?|trainee|dossierhouder|ambtenaar|notulist|steller))"
)
PRIVATE = (
    r"(?i:echtgeno(?:ot|te)|partner|weduwe|weduwnaar|(?:schoon)?(?:vader|moeder|zoon|dochter"
    r"|broer|zus)"
    r"|gemachtigde|cliënte?|klager|klaagster|verzoeker|verzoekster|slachtoffer|verdachte"
    r"|appellante?"
    r"|eiser(?:es)?|buurvrouw|buurman|patiënte?)"
)
SINGLE = rf"(?:{DOTTED}[ ]?)?(?:{WORD}{GAP}){{0,3}}{SURNAME}"
NAME = (
    rf"(?P<name>(?:{DOTTED}[ ]?|{WORD}{GAP})(?:{WORD}{GAP}){{0,2}}{SURNAME})(?![^\W\d]|\d{{3}}|@)"
)
BY_FUNCTION = re.compile(rf"(?<![\w-]){STAFF}(?:[ ]|[ ]?\n){NAME}")
ROLE = (
    r"(?:trekker|secretaris|notulist|penvoerder|projectleider|contactpersoon|steller|opsteller"
    r"|coördinator|plv\.|waarnemend|vervanger|regio|tel\b|tst\b|toestel)"
)
FOLLOWED = re.compile(
    rf"(?<![\w.@-]){NAME}(?=,?[ ][(<\[]?(?:(?i:tel\b|toestel|tst|mobiel|geb\.|geboren)|[TM]:? [0+]"
    rf"|06[- ]?\d|\+31|[\w.+-]+@[\w-]|\d{{1,2}}[-/. ][\w]+[-/. ]19\d\d\))|[ ]\({ROLE}|,[ ]{STAFF})"
)
PARTIES = words(
    "VVD PVV CDA SP SGP CU GL NSC BBB DENK FVD PVDA PVDD D66 VOLT JA21 BIJ1 BVNL OPNL EU VN NAVO"
)
UNIT_FIRST = re.compile(rf"(?<!\w)(?P<unit>[A-Z][A-Za-z&]{{1,6}})[ ]\((?P<name>{SINGLE})\)")
UNIT_LAST = re.compile(rf"(?<![\w.@-]){NAME}[ ]\((?P<unit>[A-Z][A-Za-z&]{{1,6}}(?:/[A-Z&]+)*)\)")
HEIRS = re.compile(rf"(?<!\w)(?i:erven|familie|gezin|echtpaar)[ ](?P<name>{SURNAME})(?![^\W\d])")
EXCHANGE = re.compile(
    rf"(?i:(?:e-?)?mailwisseling|briefwisseling|correspondentie)[ ](?P<name>{SURNAME}[-‐]{SURNAME})"
)
ROW = re.compile(
    rf"(?<![\w-])[Dd]e{GAP}(?:heren|dames){GAP}(?P<row>(?:{DOTTED}[ ]?)?{SURNAME}"
    rf"(?:(?:,{GAP}|,?{GAP}(?:en|&){GAP})(?:{DOTTED}[ ]?)?{SURNAME})*)"
)
IN_ROW = re.compile(rf"(?:{DOTTED}[ ]?)?{SURNAME}")
BY_KIN = re.compile(rf"(?<![\w-]){PRIVATE}(?:[ ]|[ ]?\n){NAME}")


def mentions(text: str) -> Iterator[Hit]:
    """Streets and schools that are named after somebody are left out at once."""
    return (hit for hit in _mentions(text) if not not_a_person(text, hit.start, hit.end))


def _mentions(text: str) -> Iterator[Hit]:
    yield from _initials(text)
    yield from _led_by(TITLED, text, "patroon/aanspreking", "Naam achter een aanspreking of titel.")
    yield from _led_by(
        LABELLED,
        text,
        "patroon/functielabel",
        "Naam achter een woord als contactpersoon of steller.",
    )
    yield from _led_by(BY_FUNCTION, text, "patroon/functie", "Naam achter een ambtelijke functie.")
    yield from _led_by(
        FOLLOWED,
        text,
        "patroon/contactgegevens",
        "Naam voor een telefoonnummer, e-mailadres, geboortedatum of functie.",
    )
    yield from _led_by(HEIRS, text, "patroon/betrokkene", "Naam van een gezin of van erfgenamen.")
    yield from _with_unit(text)
    for row in ROW.finditer(text):
        for m in IN_ROW.finditer(text, *row.span("row")):
            reason = "Naam in een rij achter een aanspreking."
            yield Hit(*m.span(), 0.9, "redact", "patroon/aanspreking", reason)
    for m in PAIR.finditer(text):
        if not all(_ordinary(w) for w in re.findall(r"\w+", m[0])):
            yield Hit(
                *m.span(),
                0.85,
                "redact",
                "patroon/omgekeerde-naam",
                "Twee namen, elk met de voornaam achter de komma.",
            )
    yield from _led_by(EXCHANGE, text, "patroon/mailwisseling", "Namen van wie elkaar schreven.")
    yield from _led_by(
        BY_KIN,
        text,
        "patroon/betrokkene",
        "Naam achter een woord als echtgenoot, gemachtigde of verzoeker.",
    )
    for m in INVERTED.finditer(text):
        if _reads_as_name(m["name"].split(",")[0]):
            cited = CITED.match(text, m.end())
            yield Hit(
                *m.span("name"),
                0.45 if cited else 0.85,
                "look" if cited else "redact",
                "patroon/omgekeerde-naam",
                "Achternaam met voorletters erachter.",
            )


def _with_unit(text: str) -> Iterator[Hit]:
    """``DUO (Fatma Demir)`` and ``Fatma Demir (DCO)``, but no explained abbreviation."""
    for pattern in (UNIT_FIRST, UNIT_LAST):
        for m in pattern.finditer(text):
            words_ = re.findall(r"[^\W\d_]+", m["name"])
            explains = "".join(w[0] for w in words_).upper().startswith(m["unit"].upper()[:2])
            office = m["unit"].upper() in PARTIES or not any(c.isupper() for c in m["unit"][1:])
            start, length = _opening(m["name"])
            if length and not (explains or office or all(_ordinary(w) for w in words_)):
                begin = m.start("name") + start
                yield Hit(
                    begin,
                    m.start("name") + length,
                    0.85,
                    "redact",
                    "patroon/onderdeel",
                    "Naam met het onderdeel of de organisatie erbij.",
                )


def _ordinary(word: str) -> bool:
    return is_word(word) or is_place(word) or is_organisation(word) or is_compound(word)


def _opening(text: str) -> tuple[int, int]:
    """Where the name begins and ends: a common word at the head of a sentence stays out."""
    start = 0
    words_ = list(re.finditer(r"\S+", text))
    while len(words_) > 1 and _leads(words_[0][0], len(words_)):
        words_.pop(0)
        start = words_[0].start()
    length = _name_length(text[start:])
    return start, start + length if length else 0


def _leads(word: str, count: int) -> bool:
    """A word of the sentence; a town may be a first name when a surname is all that follows."""
    plain = is_word(word) or word.lower() in lexicon.WORDS
    return plain or (count > 2 and _ordinary(word))


def _led_by(pattern: re.Pattern[str], text: str, rule: str, reason: str) -> Iterator[Hit]:
    for m in pattern.finditer(text):
        start, end = _opening(m["name"]) if pattern is FOLLOWED else (0, _name_length(m["name"]))
        loose = m["name"][0].islower() and RANK.match(m[0]) is not None
        if end and not loose:
            place = m.start("name")
            yield Hit(place + start, place + end, 0.9, "redact", rule, reason)


def _name_length(text: str) -> int:
    """How far the words read as a name: up to a function, an office or a ministry."""
    end, named, before = 0, 0, Sort.BREAK
    for word in WORDS.finditer(text):
        plain = BROKEN.sub("", word[0]).strip(",.()")
        sort = sort_of(plain) if len(word[0]) > 2 else Sort.INITIAL
        if named == 1 and before is Sort.PREFIX and is_place(plain):
            sort = Sort.NAME  # Van Rijswijk
        before = sort
        unit = named and sort is Sort.UPPER and len(plain) < 6
        if sort in (Sort.WORD, Sort.OTHER) or unit:
            break
        if sort in (Sort.NAME, Sort.UPPER):
            end, named = word.end(), named + 1
    return end if named else 0


def _initials(text: str) -> Iterator[Hit]:
    for m in INITIALS.finditer(text):
        if COMPANY.match(m[0]) or not _reads_as_name(re.sub(rf"^{DOTTED}", "", m[0])):
            continue
        sure = not _enumerates(text, m)
        yield Hit(
            *m.span(),
            0.9 if sure else 0.4,
            "redact" if sure else "look",
            "patroon/voorletters",
            "Voorletters met een achternaam.",
        )


def _enumerates(text: str, m: re.Match[str]) -> bool:
    """``A. Inleiding`` at the head of a line: a letter that counts, when the next or the one
    before it heads a line too.
    """
    opening = re.match(r"([A-Z])\.[ ](?=\w{2})", m[0])
    head = before(text, m.start(), 40).rsplit("\n", 1)[-1].strip(" \t•-–")
    if not opening or head:
        return False
    neighbours = "B" if opening[1] == "A" else chr(ord(opening[1]) - 1)
    return re.search(rf"(?m)^[ \t•–-]*{neighbours}\.[ ]", text) is not None


def _reads_as_name(text: str) -> bool:
    """No word of it is a function, an office or a ministry."""
    parts = [part.strip(",.()") for part in re.split(r"[\s-]+", BROKEN.sub("", text))]
    sorts = [sort_of(part) for part in parts if part]
    return Sort.WORD not in sorts and any(s in (Sort.NAME, Sort.UPPER) for s in sorts)
