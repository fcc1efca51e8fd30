"""How good a model is: per word token, and per mention with all its tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from synth import Text

Spans = list[tuple[int, int]]
Finder = Callable[[str], Spans]


@dataclass(slots=True)
class Score:
    """Counts of person tokens and mentions."""

    gold: int = 0
    found: int = 0
    right: int = 0
    mentions: int = 0
    covered: int = 0

    @property
    def recall(self) -> float:
        return 100 * self.right / max(1, self.gold)

    @property
    def precision(self) -> float:
        return 100 * self.right / max(1, self.found)

    @property
    def whole(self) -> float:
        """Mentions of which every token was found."""
        return 100 * self.covered / max(1, self.mentions)

    def __str__(self) -> str:
        return (
            f"token recall {self.recall:.1f}, token precision {self.precision:.1f}, "
            f"mentions whole {self.whole:.1f} ({self.mentions})"
        )


def score(texts: Iterable[Text], find: Finder, label: str = "PERSON") -> Score:
    total = Score()
    for text in texts:
        gold = [(a, b) for a, b, kind in text.spans if kind == label]
        add(total, text.text, gold, find(text.text))
    return total


def add(total: Score, text: str, gold: Spans, found: Spans) -> None:
    """Count one text. Tokens are runs of letters and digits."""
    wanted, seen = _tokens(text, gold), _tokens(text, found)
    total.gold += len(wanted)
    total.found += len(seen)
    total.right += len(wanted & seen)
    for span in gold:
        tokens = _tokens(text, [span])
        total.mentions += 1
        total.covered += tokens <= seen


def _tokens(text: str, spans: Spans) -> set[int]:
    """Where the words that these spans touch begin."""
    starts = set()
    for start, end in spans:
        at = start
        while at < end:
            if text[at].isalnum():
                first = at
                while first > 0 and text[first - 1].isalnum():
                    first -= 1
                starts.add(first)
                while at < end and text[at].isalnum():
                    at += 1
            else:
                at += 1
    return starts
