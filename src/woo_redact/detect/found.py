"""How the layout detectors write down what they saw."""

from __future__ import annotations

import re

from woo_redact.types import Finding, Kind, Page, Tier

BROKEN = re.compile(r"[-\u2010\u00ad][ ]?\n[ ]*[a-zà-öø-ÿā-ž]+")
"""The rest of a name that was hyphenated at the end of its line."""
DETECTOR = "layout"
SCORES: dict[Tier, float] = {"redact": 0.95, "look": 0.45, "unexplained": 0.2}


def found(
    page: Page, span: tuple[int, int], kind: Kind, rule: str, reason: str, tier: Tier = "redact"
) -> Finding:
    start, end = span
    if kind == "person" and (rest := BROKEN.match(page.text, end)):
        end = rest.end()
    return Finding(
        page=page.number,
        start=start,
        end=end,
        kind=kind,
        text=page.text[start:end],
        detector=DETECTOR,
        rule=rule,
        score=SCORES[tier],
        tier=tier,
        reason=reason,
    )
