"""One finding per place: overlapping findings joined, in one order whatever order they came in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from woo_redact.types import Document, Finding, Kind, Tier

TIERS: tuple[Tier, ...] = ("redact", "look", "unexplained")
LISTED: tuple[Kind, ...] = ("listed", "box")
"""Kinds that people asked for: nothing else absorbs them."""
Place = tuple[int, int]


def merge(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Join what overlaps and is of one kind; drop what lies within a surer finding of another."""
    result: list[Finding] = []
    for place, group in groupby(sorted(set(findings), key=_order), key=_place):
        text = _text(document, place)
        result.extend(_merge_place(text, list(group)))
    return tuple(sorted(result, key=_order))


def _merge_place(text: str, findings: list[Finding]) -> list[Finding]:
    joined: list[Finding] = []
    for kind in sorted({finding.kind for finding in findings}):
        joined.extend(_join(text, [f for f in findings if f.kind == kind]))
    return [f for f in joined if not any(_absorbs(other, f) for other in joined)]


def _join(text: str, findings: list[Finding]) -> list[Finding]:
    """The union of overlapping findings of one kind; ``findings`` come in order."""
    result: list[Finding] = []
    for finding in findings:
        if result and finding.start < result[-1].end:
            result[-1] = _union(text, result[-1], finding)
        else:
            result.append(finding)
    return result


def _union(text: str, one: Finding, other: Finding) -> Finding:
    best, rest = sorted((one, other), key=_strength)
    start, end = min(one.start, other.start), max(one.end, other.end)
    known = best.reason.split("; ")
    reasons = known + [part for part in rest.reason.split("; ") if part not in known]
    return replace(
        best,
        start=start,
        end=end,
        text=text[start:end],
        score=max(one.score, other.score),
        reason="; ".join(reasons),
    )


def _absorbs(one: Finding, other: Finding) -> bool:
    """Does ``one`` cover ``other`` of another kind wholly and as surely? Equal places go to the
    higher score, then to the kind first in the alphabet.
    """
    if one.kind == other.kind or LISTED[0] in (one.kind, other.kind):
        return False
    if not (one.start <= other.start and other.end <= one.end):
        return False
    if TIERS.index(one.tier) > TIERS.index(other.tier):
        return False
    if (one.start, one.end) != (other.start, other.end):
        return True
    return (TIERS.index(one.tier), -one.score, one.kind) < (
        TIERS.index(other.tier),
        -other.score,
        other.kind,
    )


def _strength(finding: Finding) -> tuple[int, bool, float, str, str]:
    """Structure before statistics: what a place says of a name outlives a model's high score,
    since a cell of the colofon is covered whoever stands there.
    """
    by_model = not finding.rule.startswith("layout/")
    return (TIERS.index(finding.tier), by_model, -finding.score, finding.detector, finding.rule)


def _place(finding: Finding) -> Place:
    return (finding.page, -1 if finding.outer is None else finding.outer)


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        *_place(finding),
        finding.start,
        -finding.end,
        finding.kind,
        *_strength(finding),
        finding.reason,
    )


def _text(document: Document, place: Place) -> str:
    page, outer = place
    return document.pages[page - 1].text if page else document.outer[outer].text
