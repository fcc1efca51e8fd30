"""How the layout detectors write down what they saw."""

from __future__ import annotations

from woo_redact.types import Finding, Kind, Page, Tier

DETECTOR = "layout"
SCORES: dict[Tier, float] = {"redact": 0.95, "look": 0.45, "unexplained": 0.2}


def found(
    page: Page, span: tuple[int, int], kind: Kind, rule: str, reason: str, tier: Tier = "redact"
) -> Finding:
    start, end = span
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
