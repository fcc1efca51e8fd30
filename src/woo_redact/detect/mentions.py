"""Persons in running text that their own writing gives away: initials, a title, an inverted name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_redact.detect import lexicon
from woo_redact.detect.rule import Hit, before
from woo_redact.detect.values import Sort, sort_of

UP = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
PREFIX = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Tt]en|[Tt]er|[Hh]et|'t|’t|[Ee]l|[Aa]l|[Bb]en|[Bb]in|[Oo]p|[Ii]n|[Uu]it"
    r"|[Aa]an|[Aa]ït|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]e|[Ll]a)(?:[ \u00a0]|[ ]?\n))"
)
WORD = rf"(?:[dlDLO]['’]|[ae]l-)?{UP}[^\W\d_]+(?:['’]{UP}?[^\W\d_]{{2,}})?"
SURNAME = rf"{PREFIX}{{0,3}}{WORD}(?:[-‐‑–]{PREFIX}{{0,2}}{WORD})?"
DOTTED = rf"(?:{UP}[a-z]?\.[ \u00a0]?-?){{1,6}}"
GAP = r"(?:[ \u00a0]+|[ ]?\n)"
INITIALS = re.compile(rf"(?<![\w.@/]){DOTTED}(?:[ ]?\n)?(?:\({WORD}\)[ ])?{SURNAME}(?![\w@])")
TITLE = (
    r"(?:[Dd]e[ ]heer|[Mm]evrouw|[Mm]eneer|[Hh]eer|[Mm]w\.?|[Mm]evr\.?|[Dd]hr\.?|[Dd]rs\.|[Mm]r\.|[Ii]r\.|[Dd]r\.|[Pp]rof\.|[Ii]ng\.|[Cc]ollega"
    r"|[Jj]kvr?\.|[Jj]onkheer|[Kk]olonel|[Kk]apitein|[Mm]ajoor|[Ll]uitenant(?:-[Kk]olonel)?|[Gg]eneraal(?:-[Mm]ajoor)?|[Ss]ergeant)"
)
TITLED = re.compile(
    rf"(?<![\w-])(?:{TITLE}{GAP}){{1,4}}(?P<name>(?:{DOTTED}[ ]?)?(?:{WORD}{GAP}){{0,2}}?{SURNAME})(?![\w@])"
)
GOES_ON = (
    r"(?:van|von|de|der|den|ten|ter|het|'t|’t|el|al|ben|bin|ibn|abu|aït|da|di|dos|du|le|la|in|op|uit)[ ]"
)
INVERTED = re.compile(
    rf"(?<![\w.-])(?P<name>{WORD}(?:-{WORD})?,[ ]?(?:{UP}[a-z]?\.-?){{1,5}}(?:[ ]\({WORD}\))?"
    rf"(?:[ ](?:van|von|de|der|den|ten|ter|het|'t|el|in|op|uit|aan|El|Al|Ben|Bin|Aït|Van|De)(?!\w)){{0,3}}+)(?![ ]?(?:{GOES_ON})*(?:[dl]['’]|al-|el-)?{UP}[^\W\d_]|\w)"
)
CITED = re.compile(r"\s*(?:\(?(?:19|20)\d\d|\(red|&|e\.a\.|et al)")
COMPANY = re.compile(r"^(?:[BN]\.\s?V\.|U\.S\.|N\.[BH]\.|P\.S\.|V\.O\.F\.|C\.V\.|I\.v\.m\.|E\.e\.a|M\.b\.t)", re.I)
ENUMERATION = re.compile(rf"^{UP}\.[ ]$")


def mentions(text: str) -> Iterator[Hit]:
    yield from _initials(text)
    for m in TITLED.finditer(text):
        if _reads_as_name(m["name"]):
            yield Hit(*m.span("name"), 0.9, "redact", "patroon/aanspreking",
                      "Naam achter een aanspreking of titel.")  # fmt: skip
    for m in INVERTED.finditer(text):
        if _reads_as_name(m["name"].split(",")[0]):
            cited = CITED.match(text, m.end())
            yield Hit(*m.span("name"), 0.45 if cited else 0.85, "look" if cited else "redact",
                      "patroon/omgekeerde-naam",
                      "Achternaam met voorletters erachter.")  # fmt: skip


def _initials(text: str) -> Iterator[Hit]:
    for m in INITIALS.finditer(text):
        if COMPANY.match(m[0]) or not _reads_as_name(re.sub(rf"^{DOTTED}", "", m[0])):
            continue
        sure = not _enumerates(text, m)
        yield Hit(*m.span(), 0.9 if sure else 0.4, "redact" if sure else "look",
                  "patroon/voorletters", "Voorletters met een achternaam.")  # fmt: skip


def _enumerates(text: str, m: re.Match[str]) -> bool:
    """``A. Inleiding`` at the head of a line: a letter that counts, followed by a title."""
    opening = re.match(rf"{UP}\.[ ]", m[0])
    head = before(text, m.start(), 40).rsplit("\n", 1)[-1].strip(" \t•-–")
    if not opening or head or " " in m[0][opening.end() :]:
        return False
    return re.match(r"[ ][a-zà-ÿ]", text[m.end() :]) is not None or (
        lexicon.COMMON_ENDING.search(m[0].lower()) is not None
    )


def _reads_as_name(text: str) -> bool:
    """No word of it is a function, an office or a ministry."""
    sorts = [sort_of(word.strip(",.()")) for word in re.split(r"[\s-]+", text) if word.strip(",.()")]
    return Sort.WORD not in sorts and any(s in (Sort.NAME, Sort.UPPER) for s in sorts)
