"""The paragraph in which a beslisnota itself says what was left out, and whether it is right.

Ministries head it "Informatie die niet openbaar gemaakt kan worden" or a form of that; some leave
it out, and some write that nothing applies while names are gone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from woo_redact.policy import Policy
from woo_redact.types import BurntBox, Document

HEADING = re.compile(
    r"informatie\s+die\s+niet\s+openbaar\s*(?:gemaakt\s+(?:kan|kon|mag|zal)?\s*(?:worden|is|wordt)|"
    r"(?:wordt|is)\s+gemaakt|is)",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"\b(?:niet\s+van\s+toepassing|n\.?\s?v\.?\s?t\b|geen\b|alle\s+informatie\s+(?:is|wordt)\s+openbaar)",
    re.IGNORECASE,
)
SOMETHING = re.compile(
    r"persoonsgegeven|persoonlijke\s+levenssfeer|herleidba|anonimi|gelakt|weggela|onleesbaar|5\.1",
    re.IGNORECASE,
)
REACH = 600
"""So many characters after the heading belong to the paragraph."""

Finding = Literal["right", "nothing", "silent", "absent", "needless", "unneeded"]
VERDICTS: dict[Finding, str] = {
    "right": "De nota bevat deze paragraaf en noemt daarin wat niet openbaar is gemaakt.",
    "nothing": "De nota zegt in deze paragraaf dat er niets is weggelaten, maar er is wel gelakt. "
    "Pas de paragraaf aan.",
    "silent": "De nota bevat deze paragraaf, maar noemt daarin niet wat is gelakt. Vul haar aan.",
    "absent": "De nota bevat deze paragraaf niet, terwijl er is gelakt. Voeg haar toe.",
    "needless": "De nota noemt in deze paragraaf weggelaten gegevens, maar er is niets gelakt. "
    "Ga na of dat klopt.",
    "unneeded": "Er is niets gelakt, dus de nota hoeft niets te vermelden.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFive:
    """``page`` is where the heading stands, None when it is nowhere. ``proposal`` is a sentence
    for the nota, None when none is needed.
    """

    finding: Finding
    verdict: str
    page: int | None
    proposal: str | None


def inspect(document: Document, boxes: Sequence[BurntBox], policy: Policy) -> SectionFive:
    """Does the nota say what was left out, and does that match the boxes?"""
    page, paragraph = _paragraph(document)
    finding = _judge(paragraph, bool(boxes))
    wanted = finding in ("nothing", "silent", "absent")
    return SectionFive(
        finding=finding,
        verdict=VERDICTS[finding],
        page=page,
        proposal=policy.sentences["paragraaf_5"] if wanted else None,
    )


def _paragraph(document: Document) -> tuple[int | None, str]:
    """The text after the last such heading: earlier ones may stand in a table of contents."""
    for page in reversed(document.pages):
        found = list(HEADING.finditer(page.text))
        if found:
            return page.number, page.text[found[-1].end() :][:REACH]
    return None, ""


def _judge(paragraph: str, redacted: bool) -> Finding:
    if not redacted:
        return "needless" if SOMETHING.search(paragraph) else "unneeded"
    if not paragraph:
        return "absent"
    something, nothing = SOMETHING.search(paragraph), NOTHING.search(paragraph)
    if nothing and (not something or nothing.start() < something.start()):
        return "nothing"
    return "right" if something else "silent"
