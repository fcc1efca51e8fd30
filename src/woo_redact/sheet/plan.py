"""From decided marks to what will be burnt, and to what may not survive it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from woo_redact import folding
from woo_redact.policy import Policy
from woo_redact.types import Box, Document, Mark, Plan

SHORTEST_SECRET = 3
"""Letters and digits: a single initial or a house number says nothing by itself and stands
everywhere, so only its box is checked, not the whole file."""


def plan_of(
    document: Document,
    marks: Iterable[Mark],
    policy: Policy,
    *,
    boxes: Sequence[Box] = (),
    exact: frozenset[str] = frozenset(),
    unreviewed: bool = False,
    approved_by: str | None = None,
) -> Plan:
    """What the marks and the boxes drawn by hand burn into the document.

    ``unreviewed``: only tier *redact* is burnt, what a person should look at stays as it is.
    """
    marks = tuple(marks)
    burnt = [mark for mark in marks if _burns(mark, unreviewed)]
    kept = [mark for mark in marks if not _burns(mark, unreviewed)]
    placed = [_box(mark, exact) for mark in burnt if mark.page > 0]
    everything = (*placed, *boxes)
    secrets = _unique([*(mark.text for mark in burnt), *(box.text for box in boxes)])
    secrets = tuple(text for text in secrets if len(folding.skeleton(text)) >= SHORTEST_SECRET)
    return Plan(
        source_sha256=document.source.sha256,
        policy_sha256=policy.sha256,
        boxes=everything,
        style=policy.style,
        secrets=secrets,
        open_texts=_open(kept, secrets),
        approved_by=approved_by,
    )


def _burns(mark: Mark, unreviewed: bool) -> bool:
    return mark.verdict == "redact" and (mark.tier == "redact" or not unreviewed)


def _box(mark: Mark, exact: frozenset[str]) -> Box:
    return Box(
        mark=mark.id,
        page=mark.page,
        quads=mark.quads,
        text=mark.text,
        ground=mark.ground or "",
        kind=mark.kind,
        exact=mark.id in exact,
    )


def _open(kept: list[Mark], secrets: tuple[str, ...]) -> tuple[str, ...]:
    texts = _unique(mark.text for mark in kept)
    return tuple(text for text in texts if any(folding.find(secret, text) for secret in secrets))


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in (t.strip() for t in texts) if text))
