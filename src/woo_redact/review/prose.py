"""A page as text with the marks as buttons in it, for screen readers and for fast readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from woo_redact.review.cards import Card
from woo_redact.review.reading import Leaf


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line: plain text, or the text of a card."""

    text: str
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A word to choose by hand."""

    text: str
    start: int
    end: int
    covered: bool


Paragraph = tuple[tuple[Run, ...], ...]


def paragraphs(leaf: Leaf, cards: Sequence[Card]) -> tuple[Paragraph, ...]:
    """Blocks of lines of runs. Where marks overlap, the first one has the text."""
    free = _apart(cards)
    blocks: dict[int, list[tuple[Run, ...]]] = {}
    for start, end, block in leaf.lines:
        blocks.setdefault(block, []).append(tuple(_runs(leaf.text, start, end, free)))
    return tuple(tuple(lines) for lines in blocks.values())


def choices(leaf: Leaf, cards: Sequence[Card]) -> tuple[tuple[Choice, ...], ...]:
    """The words per line."""
    covered = [(card.start, card.end) for card in cards if card.covered and card.start < card.end]
    lines = []
    for first, last, _ in leaf.lines:
        words = [
            Choice(
                leaf.text[start:end],
                start,
                end,
                any(start < b and a < end for a, b in covered),
            )
            for start, end in leaf.words
            if first <= start < last
        ]
        lines.append(tuple(words))
    return tuple(lines)


def _apart(cards: Sequence[Card]) -> list[Card]:
    free: list[Card] = []
    for card in sorted(cards, key=lambda card: (card.start, -card.end)):
        if card.start < card.end and (not free or card.start >= free[-1].end):
            free.append(card)
    return free


def _runs(text: str, start: int, end: int, cards: Sequence[Card]) -> Iterator[Run]:
    place = start
    for card in cards:
        first, last = max(card.start, start), min(card.end, end)
        if first >= last:
            continue
        if place < first:
            yield Run(text[place:first])
        yield Run(text[first:last], card)
        place = last
    if place < end:
        yield Run(text[place:end])
