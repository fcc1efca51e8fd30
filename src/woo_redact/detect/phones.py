"""Telephone numbers in every way that Dutch offices write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from woo_redact.detect.rule import Hit, before, digits, names_a_file

REASON = "Telefoonnummer."
BLANK = r"[ \u00a0\u2009.\-\u2010\u2011\u2013_/()]"
GAP = rf"(?:{BLANK}{{0,4}}|{BLANK}{{0,3}}\n{BLANK}{{0,2}})"
DUTCH = re.compile(
    rf"(?<![\w/€@])(?<!\d[.,-])(?:\(?\+{GAP}31|\(?0031|\(?[0O])(?:{GAP}[\dOolI]){{8,10}}(?!\w"
    rf"|[.-]\d)"
)
LABEL = re.compile(
    r"(?:\b(?:tel(?:efoon)?(?:nummer|nr)?s?|mobiel(?:e nummer|nummer)?|mob|gsm|fax|faxnummer|"
    r"doorkies(?:nummer|nr)?|bereikbaar|bellen|bel|nummer|06-?(?:nummer|nr)|phone|direct)\b"
    r"|(?:^|[\s(|/])[TMF]\b|☎|✆|📞)[\s.:=]{0,4}(?:(?:is|op|via|onder|naar|met)\s+)?$",
    re.IGNORECASE | re.MULTILINE,
)
STRONG_LABEL = re.compile(
    r"(?:\b(?:tel(?:efoon)?(?:nummer|nr)?|mobiel(?:nummer)?|mob|gsm|fax(?:nummer)?"
    r"|doorkies(?:nummer|nr)?|06-?(?:nummer|nr))\b|(?:^|[|(/]"
    r"|\s{2})\s*[TMF]\b(?=[ :.]))[\s.:=]{0,4}$",
    re.MULTILINE | re.IGNORECASE,
)
LABELLED = re.compile(r"(?<![\w.,/€-])[+(]?\d(?:[ .\-\u2013()/]{0,3}\d){5,13}(?![\w,]|[.-]\d)")
EXTENSION = re.compile(
    r"\b(?:toestel(?:nummer|nr)?|tst|ext(?:ensie)?|doorkies(?:nummer|nr)?|intern(?:e? nummer)?"
    r"|kort ?nummer|verkort)\b[\s.:=]{0,4}(?P<v>(?:x ?)?\d(?:[ .-]?\d){2,6})(?![\w,]|[.-]\d)",
    re.IGNORECASE,
)
PUBLIC_NUMBER = re.compile(r"^(?:0?800|0?90[069]|14\d{2,4}|116\d{3}|1[01]\d|144)\d*$")
DATE_FIRST = re.compile(r"^\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d(?!\d)")
FOOTNOTE = re.compile(r"\d{5}$")
"""``9618 04082``: the mark of a note hangs on the last group of four."""
DATE_LAST = re.compile(r"(?<!\d)\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d$")
"""``0.1  11-01-2021``: a version and its date."""
HOURS = re.compile(r"^\d\d[.]\d\d\s?[-\u2013/]\s?\d\d[.]\d\d(?!\d)")
MONEY_AFTER = re.compile(r"\s?(?:euro|EUR|€|%|miljoen|mln|miljard|mld)\b|\s?[€%]")


def phones(text: str) -> Iterator[Hit]:
    taken: list[tuple[int, int]] = []
    for find in (_by_library, _by_shape, _by_label, _extensions):
        for hit in find(text):
            if any(hit.start < end and start < hit.end for start, end in taken):
                continue
            taken.append((hit.start, hit.end))
            yield hit


def _by_library(text: str) -> Iterator[Hit]:
    for m in phonenumbers.PhoneNumberMatcher(text, "NL", leniency=phonenumbers.Leniency.VALID):
        labelled = LABEL.search(before(text, m.start, 30)) is not None
        if m.raw_string.lstrip("(")[:1] not in "0+" and not labelled:
            continue
        if _plausible(text, m.start, m.end, labelled=labelled):
            yield Hit(
                m.start, m.end, 0.95 if labelled else 0.9, "redact", "patroon/telefoon", REASON
            )


def _by_shape(text: str) -> Iterator[Hit]:
    """Ten digits in Dutch groups, also those no operator hands out, and OCR's ``O6-``."""
    for m in DUTCH.finditer(text):
        number = re.sub(r"^(?:0031|31)0?", "0", digits(m[0]))
        labelled = LABEL.search(before(text, m.start(), 30)) is not None
        noted = re.fullmatch(r"06\d{9}", number) and FOOTNOTE.search(m[0])
        span = (m.start(), m.end() - bool(noted))
        regular = noted or re.fullmatch(r"0[1-9]\d{8}", number)
        if not regular or sum(c.isdigit() for c in m[0]) < 6 or m[0].count("\n") > 1:
            continue
        if _plausible(text, *span, labelled=labelled):
            yield Hit(*span, 0.9, "redact", "patroon/telefoon", REASON)


def _by_label(text: str) -> Iterator[Hit]:
    """Whatever number stands behind ``Tel.``, ``M`` or ``Fax``, however it is written."""
    for m in LABELLED.finditer(text):
        if STRONG_LABEL.search(before(text, m.start(), 25)) and _plausible(
            text, *m.span(), labelled=True
        ):
            yield Hit(
                *m.span(),
                0.85,
                "redact",
                "patroon/telefoon-label",
                "Nummer achter het woord telefoon of een afkorting daarvan.",
            )


def _extensions(text: str) -> Iterator[Hit]:
    for m in EXTENSION.finditer(text):
        yield Hit(*m.span("v"), 0.85, "redact", "patroon/toestel", "Toestel- of doorkiesnummer.")


def _plausible(text: str, start: int, end: int, *, labelled: bool) -> bool:
    raw = text[start:end]
    if PUBLIC_NUMBER.match(re.sub(r"^(?:\+31|0031)", "0", re.sub(r"[^\d+]", "", raw))):
        return False  # service numbers reach an organisation, never a person
    dated = DATE_FIRST.match(raw) or DATE_LAST.search(raw)
    if dated or HOURS.match(raw) or MONEY_AFTER.match(text, end):
        return False
    if before(text, start, 2).strip().endswith(("€", "$")):
        return False
    front = before(text, start, 11)
    glued = re.search(r"\w\Z|\d[-./,]\Z|[/\\]\Z|\d\d[ .-]?[A-Za-z]{4}[ .-]?\Z", front)
    return not glued and (labelled or not names_a_file(text, start))
