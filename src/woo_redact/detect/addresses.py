"""Postal addresses. Whose address it is, the policy decides: a ministry's own stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_redact.detect.dictionary import is_place
from woo_redact.detect.rule import Hit, before

UP = r"[A-ZÀ-ÖØ-ÞŠŽĲ]"
SUFFIX = (
    r"(?:straat|str\.|laan|weg|plein|kade|gracht|singel|dijk|hof|pad|steeg|dreef|plantsoen|park"
    r"|ring|wal|markt|baan|burg|haven|kamp|veld|oord|hout|donk|meent|werf|allee|boulevard|pleintje"
    r"|straatje|laantje|poort|brink|akker|weide|horst|hoek|zoom|rand|vaart|sluis|brug|stede|erf"
    r"|eind|einde|zijde|dam|es|esch|kolk|hoeve|tuin|oever|polder|lei|steijn|stein|duin|zand)"
)
WORD_SUFFIX = (
    r"(?:straat|laan|weg|plein|kade|gracht|singel|dijk|hof|park|dreef|markt|haven|wal|ring"
    r"|boulevard"
    r"|steeg|pad)"
)
INSIDE = rf"(?:{UP}[\w'’.-]{{0,30}}|['’][st]-?|de|den|der|van|het|ten|ter|te|aan|op|over|in)[ ]"
OPENS = rf"(?:{UP}[\w'’.-]{{0,30}}|['’][st](?:-{UP}[\w-]{{0,30}})?|[1-9]e)[ ]"
BROKEN_FRONT = rf"{UP}\w{{1,20}}[\u2010-]\n[a-z]\w{{1,20}}[ ]"
"""``Burge-`` at the end of a line and ``meester Boslaan`` on the next."""
STREET = (
    rf"(?:{BROKEN_FRONT})?(?:{OPENS}(?:{INSIDE}){{0,4}})?"
    rf"{UP}?[\w'’-]{{0,30}}(?:[\u2010-]\n[a-z]\w{{0,20}})?"
    rf"(?:{SUFFIX}"
    rf"|(?<={UP})[\w'’-]{{1,30}}|[\w'’-]{{3,}})"
)
NAMED_STREET = (
    rf"(?:(?:{OPENS}(?:{INSIDE}){{0,3}})?{UP}[\w'’-]{{1,30}}{SUFFIX}"
    rf"|(?:{OPENS}){{1,4}}{WORD_SUFFIX}"
    rf"|(?:Laan|Plein|Weg|Hof|Park|Kade|Singel|Dreef)[ ](?:van|der|den|de|aan|op|het)[ ]"
    rf"(?:(?:de|den|der|het)[ ])?{UP}[\w'’ -]{{1,30}}?)"
)
NUMBER = (
    r"\d{1,5}(?:[a-zA-Z]{1,2}(?!\w)|[ ]?(?:bis|hs)(?!\w)|[ ](?:[A-H]|[IVX]{1,3})(?!\w))?"
    r"(?:[ ]?[-/][ ]?\d{1,4}[a-zA-Z]?)?(?![\d%]|[.,]\d)"
)
LETTERS = r"(?!S[ADS])[A-Z]{2}"
POSTCODE = rf"[1-9]\d{{3}}[ \u00a0]?{LETTERS}(?!\w)"
BROKEN_POSTCODE = rf"[1-9]\d{{3}}[ \u00a0]?\n?{LETTERS}(?!\w)"
LONG_CITY = (
    r"(?:Alphen|Bergen|Capelle|Krimpen|Nieuwerkerk|Ouderkerk|Katwijk|Egmond|Wijk|Hoek|Koog"
    r"|Noordwijk"
    r"|Berkel|Loon|Hardinxveld|Rhenen|Wijchen|Oud|Nieuw|Beek|Horst|Aarle|Heeze|Puth|Bruinisse"
    r"|Ammer)"
    r"[ \n-](?:aan|op|bij|van|en|over|a/d|a\.d\.|op 't)(?:[ \n](?:de|den|der|het|'t))?[ \n]"
    rf"{UP}[\w'’-]{{1,30}}"
)
CAPITALS = rf"{UP}{{3,30}}(?:[ -](?:(?:AAN|OP|BIJ|DEN|DE|VAN)[ ])*{UP}{{2,30}})?(?![a-z])"
CITY = (
    rf"(?:{LONG_CITY}|{CAPITALS}|(?:'s|’s)-{UP}[\w-]{{1,30}}|(?:Den|De|Het|Sint|St\.?|'t|Nieuw|Oud|Nieuwe"
    rf"|Oude|Ter"
    rf"|Ten|Klein"
    rf"|Groot)[ \n-]{UP}[\w'’-]{{1,30}}|{UP}[\w'’-]{{1,30}})"
)
BROKEN_STREET = (
    r"(?:(?:Nieuwe|Oude|Grote|Kleine|Lange|Korte|Eerste|Tweede|Hoge|Lage|Prins|Prinses|Koning"
    r"|Koningin"
    r"|Burgemeester|Dokter|Professor|Pastoor|Sint|Jan|Johan|Willem|Laan van|Van)[ ]?\n)?"
)
FULL = re.compile(
    rf"(?<![\w'’-])(?P<street>{BROKEN_STREET}{STREET})[ \u00a0]{{1,3}}{NUMBER}[ ]?(?:,|\n|[ ]|–|-"
    rf"|\|)[ ,\t\n]{{0,4}}"
    rf"(?P<postcode>{BROKEN_POSTCODE})(?:[ \u00a0,\n]{{1,3}}{CITY})?"
)
ANY_POSTCODE = re.compile(BROKEN_POSTCODE)
LONGEST_STREET, LONGEST_CITY = 400, 200
"""Characters before and behind a postcode that can belong to its address."""
POSTBUS = re.compile(
    rf"\b(?:[Pp]ostbus|[Aa]ntwoordnummer|P\.?O\.?[ ]Box)[ ]\d(?:[ ]?\d){{1,5}}(?!\d)"
    rf"(?:[ ]?(?:,|\n|[ ])[ ,\t\n]{{0,4}}{BROKEN_POSTCODE}(?:[ \u00a0,\n]{{1,3}}{CITY})?)?"
)
WITH_CITY = re.compile(
    rf"(?<![\w-])(?:{NAMED_STREET})[ \u00a0]{{1,3}}{NUMBER}(?:,|\n|[ ]te|[ ]in"
    rf"|,[ ]te)[ \n]{{1,3}}{CITY}"
)
STREET_ONLY = re.compile(rf"(?<![\w-])(?:{NAMED_STREET})[ \u00a0]{{1,3}}{NUMBER}(?!\w)")
ZIP = re.compile(rf"(?<![\w.,/-])(?P<postcode>{POSTCODE})(?:[ \u00a0]{{1,2}}(?P<city>{CITY}))?")
LIVES = re.compile(
    r"\b(?:woon(?:t|achtig|plaats|adres|de)|wonende|verblijf\w*|p/a|per adres|ingeschreven"
    r"|(?:post|woon|huis|bezoek|correspondentie|privé)?adres|(?:ver|in)?huis(?:de|t)|gevestigd)\b"
    r"[^.;]{0,30}$",
    re.IGNORECASE,
)
ZIP_CUE = re.compile(r"(?:postcode|adres|woonplaats|wonende|woont|\d[a-z]?)\W{0,6}$", re.IGNORECASE)
YEAR_WORD = re.compile(
    r"\b(?:in|van|sinds|jaar|tot|uit|medio|eind|begin|vanaf|per|over|najaar|voorjaar|zomer|en"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|nr\.?)\W{1,3}$",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:1[89]|20)\d\d$")
ROADS = re.compile(r"^(?:Rijks|Snel|Provinciale ?|Auto|Spoor|Water|Vaar)weg", re.IGNORECASE)


def addresses(text: str) -> Iterator[Hit]:
    taken: list[tuple[int, int]] = []
    for find in (_boxes, _full, _with_city, _zips, _streets):
        for hit in find(text):
            if any(hit.start < end and start < hit.end for start, end in taken):
                continue
            taken.append((hit.start, hit.end))
            yield hit


def _boxes(text: str) -> Iterator[Hit]:
    reason = "Postbus: meestal van een organisatie, soms van een persoon."
    for m in POSTBUS.finditer(text):
        yield Hit(*m.span(), 0.45, "look", "patroon/postbus", reason)


def _full(text: str) -> Iterator[Hit]:
    for m in _around_postcodes(text):
        yield Hit(*m.span(), 0.95, "redact", "patroon/adres", "Adres met postcode.")


def _around_postcodes(text: str) -> Iterator[re.Match[str]]:
    """The whole addresses, looked for only where a postcode stands: the pattern is a slow one."""
    at = 0
    for code in ANY_POSTCODE.finditer(text):
        if code.start() < at:
            continue
        found = FULL.search(text, max(at, code.start() - LONGEST_STREET), code.end() + LONGEST_CITY)
        if found:
            yield found
            at = found.end()


def _with_city(text: str) -> Iterator[Hit]:
    for m in WITH_CITY.finditer(text):
        if not ROADS.match(m[0]):
            yield Hit(*m.span(), 0.8, "redact", "patroon/adres-plaats", "Adres met plaatsnaam.")


def _zips(text: str) -> Iterator[Hit]:
    reason = "Postcode met of zonder plaats."
    for m in ZIP.finditer(text):
        front = before(text, m.start(), 30)
        glued = text[m.start() + 4] not in " \u00a0"
        year = m[0][:2] in ("19", "20") and not glued
        cue = ZIP_CUE.search(front) is not None
        own_line = front.endswith("\n") or not front
        if YEAR_WORD.search(front) and not cue:
            continue
        if cue or (not year and (m["city"] or glued)) or (year and m["city"] and own_line):
            yield Hit(*m.span(), 0.85, "redact", "patroon/postcode", reason)


def _streets(text: str) -> Iterator[Hit]:
    lives = "Straat en huisnummer, naar de woorden ervoor een woonadres."
    doubt = "Straat en huisnummer zonder postcode: woonadres of plaatsaanduiding?"
    for m in STREET_ONLY.finditer(text):
        street, number = m[0].rsplit(maxsplit=1)
        if ROADS.match(m[0]) or is_place(street.split()[-1]) or YEAR.match(number):
            continue
        if LIVES.search(before(text, m.start(), 60)):
            yield Hit(*m.span(), 0.85, "redact", "patroon/adres-straat", lives)
        else:
            yield Hit(*m.span(), 0.45, "look", "patroon/adres-straat", doubt)
