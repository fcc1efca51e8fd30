"""Dutch number plates in all series since 1951."""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_redact.detect.rule import Hit, before, names_a_file

SERIES = (
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9",
    "9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
)  # fmt: skip
SEPARATOR = r"[-\u2010\u2011\u2013 ·.]"
CUE = re.compile(
    r"kenteken|nummerplaat|voertuig|dienstauto|personenauto|bestelauto|bestelbus|geparkeerd"
    r"|leaseauto"
    r"|\bauto\b|motorfiets|aanhanger|parkeer|bromfiets|taxi\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?:kenteken|nummerplaat)(?:nummer|nr)?s?\W{0,4}(?:(?:is|met|van|nummer)\W{1,2})?$",
    re.IGNORECASE,
)


def _series(separator: str) -> str:
    def one(series: str) -> str:
        groups = [g.replace("X", "[A-Z]").replace("9", r"\d") for g in series.split("-")]
        return separator.join(groups)

    return "(?:" + "|".join(map(one, SERIES)) + ")"


HYPHENED = re.compile(rf"(?<![\w/.-]){_series(SEPARATOR)}(?![\w/]|[-.]\w)")
GLUED = re.compile(rf"(?<![\w/.-]){_series('')}(?![\w/]|[-.]\w)", re.IGNORECASE)


def plates(text: str) -> Iterator[Hit]:
    for m in HYPHENED.finditer(text):
        if names_a_file(text, m.start()):
            continue
        window = before(text, m.start(), 80) + text[m.end() : m.end() + 40]
        if CUE.search(window):
            yield Hit(*m.span(), 0.9, "redact", "patroon/kenteken", "Kenteken van een voertuig.")
        elif "-" in m[0]:
            yield Hit(
                *m.span(),
                0.4,
                "look",
                "patroon/kenteken-onzeker",
                "Vorm van een kenteken, zonder woord dat het zegt.",
            )
    for m in GLUED.finditer(text):
        if LABEL.search(before(text, m.start(), 30)):
            yield Hit(*m.span(), 0.9, "redact", "patroon/kenteken", "Kenteken van een voertuig.")
