"""A mark in the making, and settling where two of them lie over each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from woo_redact.types import Document, Kind, Rect, Tier, Verdict

DETECTED, OFFICE, KEEP_LIST, REDACT_LIST = range(4)
"""Who speaks: a detector; the address or number of an office, which beats what is seen inside it;
the keep list; the redact list.
"""
TIERS: tuple[Tier, ...] = ("redact", "look", "unexplained")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    page: int
    outer: int | None
    start: int
    end: int
    kind: Kind
    verdict: Verdict
    tier: Tier
    rule: str
    reason: str
    detectors: tuple[str, ...]
    voice: int = DETECTED
    person: str | None = None
    area: Rect | None = None

    @property
    def place(self) -> tuple[int, int | None]:
        return self.page, self.outer

    @property
    def covers(self) -> bool:
        """Will it surely be covered?"""
        return self.verdict == "redact" and self.tier == "redact"


def text_at(document: Document, page: int, outer: int | None) -> str:
    """The text that offsets of this place count in."""
    return document.pages[page - 1].text if outer is None else document.outer[outer].text


def settle(document: Document, drafts: Iterable[Draft]) -> list[Draft]:
    """No two left over the same characters: the stronger voice has its place, the weaker what is
    left of its own. Two that both cover become one, so that no box lies over a box.
    """
    standing: list[Draft] = []
    for draft in sorted(set(drafts), key=_strength):
        if draft.area is not None:
            standing.append(draft)
            continue
        text = text_at(document, *draft.place)
        for piece in _remains(draft, standing, text):
            joined = [other for other in standing if _join(piece, other)]
            for other in joined:
                standing.remove(other)
                piece = _union(other, piece)
            standing.append(piece)
    return sorted(standing, key=_order)


def _remains(draft: Draft, standing: list[Draft], text: str) -> list[Draft]:
    """What stronger drafts leave of this one: a keep is given up when touched, a box is cut."""
    above = [other for other in standing if _overlap(draft, other) and not _join(draft, other)]
    if not above:
        return [draft]
    if draft.verdict == "keep":
        return []
    pieces = [(draft.start, draft.end)]
    for other in above:
        pieces = [part for piece in pieces for part in _without(piece, other)]
    trimmed = (_trim(text, start, end) for start, end in pieces)
    return [
        replace(draft, start=start, end=end)
        for start, end in trimmed
        if any(character.isalnum() for character in text[start:end])
    ]


def _without(piece: tuple[int, int], other: Draft) -> list[tuple[int, int]]:
    start, end = piece
    if other.end <= start or end <= other.start:
        return [piece]
    parts = [(start, other.start), (other.end, end)]
    return [(a, b) for a, b in parts if a < b]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in ".)"):
        end -= 1
    return start, end


def _overlap(one: Draft, other: Draft) -> bool:
    same = one.place == other.place and other.area is None
    return same and one.start < other.end and other.start < one.end


def _join(one: Draft, other: Draft) -> bool:
    return one.covers and other.covers and _overlap(one, other)


def _union(strong: Draft, weak: Draft) -> Draft:
    reasons = strong.reason.split("; ")
    reasons += [part for part in weak.reason.split("; ") if part not in reasons]
    return replace(
        strong,
        start=min(strong.start, weak.start),
        end=max(strong.end, weak.end),
        reason="; ".join(reasons),
        detectors=tuple(sorted({*strong.detectors, *weak.detectors})),
        person=strong.person or weak.person,
    )


def _strength(draft: Draft) -> tuple[object, ...]:
    """A total order: voice, then what surely covers, then keeps, then what somebody looks at."""
    if draft.covers:
        call = 0
    elif draft.verdict == "keep" and draft.tier != "unexplained":
        call = 1
    else:
        call = 2 + TIERS.index(draft.tier)
    return (-draft.voice, call, -(draft.end - draft.start), *_order(draft))


def _order(draft: Draft) -> tuple[object, ...]:
    return (
        draft.page,
        -1 if draft.outer is None else draft.outer,
        draft.start,
        draft.end,
        draft.area or (),
        draft.kind,
        draft.rule,
        draft.reason,
        draft.detectors,
        draft.person or "",
    )
