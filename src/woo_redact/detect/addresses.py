"""Postal addresses. Whose address it is, the policy decides: a ministry's own stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_redact.detect.rule import Hit, before

UP = r"[A-ZÀ-ÖØ-ÞŠŽĲ]"
SUFFIX = (
    r"(?:straat|str\.|laan|weg|plein|kade|gracht|singel|dijk|hof|pad|steeg|dreef|plantsoen|park"
    r"|ring|wal|markt|baan|burg|haven|kamp|veld|oord|hout|donk|meent|werf|allee|boulevard|pleintje"
    r"|straatje|laantje|poort|brink|akker|weide|horst|hoek|zoom|rand|vaart|sluis|brug|stede|erf"
    r"|eind|einde|zijde|dam|es|esch|kolk|hoeve|tuin|oever|polder|lei|steijn|stein|duin|zand)"
)
STREET = (
    rf"(?:(?:{UP}[\w'’.-]*|'[st]-?|de|den|der|van|het|ten|ter|te|aan|op|over|in|[1-9]e)[ ]){{0,5}}"
    rf"(?:{UP}?[\w'’-]*{SUFFIX}"
    rf"|{UP}[\w'’-]+)"
)
NAMED_STREET = (
    rf"(?:(?:{UP}[\w'’.-]*|'[st]-?|de|den|der|van|het|ten|ter)[ ]){{0,4}}{UP}[\w'’-]*{SUFFIX}"
    rf"|(?:(?:{UP}[\w'’.-]*|'[st]-?)[ ]){{1,4}}{SUFFIX}"
    rf"|(?:Laan|Plein|Weg|Hof|Park|Kade|Singel|Dreef)[ ](?:van|der|den|de|aan|op|het|1|[0-9])[ ]?(?:(?:de|den|der|het)[ ])?[\w'’ -]{{2,30}}?"
)
NUMBER = r"\d{1,5}(?:[ ]?(?:[a-zA-Z]{1,2}|bis|hs|[IVX]{1,3}))?(?:[ ]?[-/][ ]?\d{1,4}[a-zA-Z]?)?(?![\d%]|[.,]\d)"
LETTERS = r"(?!S[ADS])[A-Z]{2}"
CITY = (
    rf"(?:'s-)?(?:(?:Den|De|Het|Sint|St\.?|Nieuw|Oud|Nieuwe|Oude|Capelle|Hoek|Klein|Groot|'t)[ -])?"
    rf"{UP}[\w'’-]+(?:[ -](?:(?:aan|op|bij|in|over|a/d|a\.d\.|van)[ -](?:(?:de|den|der|het|'t)[ -])?){UP}?[\w'’]+)?"
)
POSTCODE = rf"[1-9]\d{{3}}[ \u00a0]?{LETTERS}(?![\w])"
FULL = re.compile(
    rf"(?<![\w-])(?P<street>{STREET})[ \u00a0]+{NUMBER}[ ]?(?:,|\n|[ ]|–|-|\|)[ ,\t\n]{{0,4}}"
    rf"(?P<postcode>{POSTCODE})(?:[ \u00a0,\n]{{1,3}}{CITY})?"
)
POSTBUS = re.compile(
    rf"\b(?:Postbus|Antwoordnummer|P\.?O\.?[ ]Box)[ ]\d[\d ]{{1,5}}\d(?:[ ]?(?:,|\n|[ ])[ ,\t\n]{{0,4}}{POSTCODE}"
    rf"(?:[ \u00a0,\n]{{1,3}}{CITY})?)?",
    re.IGNORECASE,
)
WITH_CITY = re.compile(
    rf"(?<![\w-])(?:{NAMED_STREET})[ \u00a0]+{NUMBER}(?:,|\n|[ ]te|[ ]in|,?[ ]te)[ \n]+{CITY}"
)
STREET_ONLY = re.compile(rf"(?<![\w-])(?:{NAMED_STREET})[ \u00a0]+{NUMBER}(?!\w)")
ZIP = re.compile(rf"(?<![\w.,/-])(?P<postcode>{POSTCODE})(?:[ \u00a0]{{1,2}}(?P<city>{CITY}))?")
LIVES = re.compile(
    r"\b(?:woon(?:t|achtig|plaats|adres|de)|wonende|verblijf\w*|(?:post|woon|huis|bezoek|correspondentie|privé)?adres"
    r"|p/a|per adres|ingeschreven|(?:ver|in)?huis(?:de|t)|gevestigd)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
ZIP_CUE = re.compile(r"(?:postcode|adres|woonplaats|wonende|woont|\d[a-z]?)\W{0,6}$", re.IGNORECASE)
YEAR_WORD = re.compile(
    r"\b(?:in|van|sinds|jaar|tot|uit|medio|eind|begin|vanaf|per|over|najaar|voorjaar|zomer|en|"
    + r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|nr\.?)\W{1,3}$",
    re.IGNORECASE,
)
ROADS = re.compile(r"^(?:Rijks|Snel|Provinciale ?|Auto|Spoor|Water|Vaar)weg", re.IGNORECASE)
REASON = "Adres met postcode."


def addresses(text: str) -> Iterator[Hit]:
    taken: list[tuple[int, int]] = []
    for find in (_boxes, _full, _with_city, _zips, _streets):
        for hit in find(text):
            if any(hit.start < end and start < hit.end for start, end in taken):
                continue
            taken.append((hit.start, hit.end))
            yield hit


def _boxes(text: str) -> Iterator[Hit]:
    for m in POSTBUS.finditer(text):
        yield Hit(*m.span(), 0.5, "look", "patroon/postbus",
                  "Postbus: meestal van een organisatie, soms van een persoon.")  # fmt: skip


def _full(text: str) -> Iterator[Hit]:
    for m in FULL.finditer(text):
        yield Hit(m.start(), m.end(), 0.95, "redact", "patroon/adres", REASON)


def _with_city(text: str) -> Iterator[Hit]:
    for m in WITH_CITY.finditer(text):
        if not ROADS.match(m[0]):
            yield Hit(*m.span(), 0.8, "redact", "patroon/adres-plaats", "Adres met plaatsnaam.")


def _zips(text: str) -> Iterator[Hit]:
    for m in ZIP.finditer(text):
        front = before(text, m.start(), 30)
        glued = text[m.start() + 4] not in " \u00a0"
        year = m[0][:2] in ("19", "20") and not glued
        cue = ZIP_CUE.search(front) is not None
        if YEAR_WORD.search(front) and not cue:
            continue
        if (
            cue
            or (not year and (m["city"] or glued))
            or (year and m["city"] and front.endswith("\n"))
        ):
            yield Hit(
                *m.span(), 0.85, "redact", "patroon/postcode", "Postcode met of zonder plaats."
            )


def _streets(text: str) -> Iterator[Hit]:
    for m in STREET_ONLY.finditer(text):
        if ROADS.match(m[0]):
            continue
        if LIVES.search(before(text, m.start(), 60)):
            yield Hit(*m.span(), 0.85, "redact", "patroon/adres-straat",
                      "Straat en huisnummer, naar de woorden ervoor een woonadres.")  # fmt: skip
        else:
            yield Hit(*m.span(), 0.5, "look", "patroon/adres-straat",
                      "Straat en huisnummer zonder postcode: woonadres of plaatsaanduiding?")  # fmt: skip
