"""From findings to marks: cover it or leave it, under which ground, by which rule.

Mention by mention, context first, lists second. Redact beats keep, a list beats a detector, and
nothing that is kept is forgotten: a keep is a mark too.
"""

from __future__ import annotations

from collections.abc import Iterable

from woo_redact.decide.place import mark_id, quads_of
from woo_redact.policy import Policy
from woo_redact.types import Document, Finding, Mark


def decide(document: Document, findings: Iterable[Finding], policy: Policy) -> tuple[Mark, ...]:
    """Every finding of a kind that the policy names, as a mark with its verdict."""
    return tuple(
        _mark(document, finding, policy) for finding in findings if finding.kind in policy.grounds
    )


def _mark(document: Document, finding: Finding, policy: Policy) -> Mark:
    quads = quads_of(document, finding.page, finding.start, finding.end)
    return Mark(
        id=mark_id(finding.page, finding.start, finding.end, finding.kind, finding.outer),
        page=finding.page,
        start=finding.start,
        end=finding.end,
        quads=quads,
        kind=finding.kind,
        text=finding.text,
        verdict="redact",
        tier=finding.tier,
        ground=policy.grounds[finding.kind],
        rule=finding.rule,
        reason=finding.reason,
        detectors=(finding.detector,),
    )
