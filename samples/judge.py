"""What of a gold is left in the text of a redacted document, and what of it is lost.

Mentions are counted, not merely looked for: a surname may be a civil servant's on one line and a
minister's on the next, and then exactly the latter's mentions have to be left.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

SHORT = 6
PREFIXES = frozenset(["van", "von", "der", "den", "het", "ten", "ter", "dos"])
Gold = dict[str, Any]


def squash(text: str) -> str:
    """Letters and digits alone, without case, accents and what line breaking adds."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in folded if char.isalnum())


def texts(gold: Gold, role: str, *, outer: bool = False) -> list[str]:
    """The mentions of a role, on the pages or outside them."""
    mentions = gold["mentions"]
    return [m["text"] for m in mentions if m["role"] == role and (m["page"] == 0) == outer]


def words_of(text: str) -> set[str]:
    """The words of a mention that are long enough to mean something."""
    words = {squash(word) for word in text.replace("-", " ").split()} - PREFIXES
    return {word for word in words if len(word) > 2}


def needles(text: str) -> set[str]:
    """The mention as a whole and each of its words."""
    whole = squash(text)
    return words_of(text) | ({whole} if len(whole) > 2 else set())


class _Text:
    """A text to count in. Short words only count whole: squashed, ``s en`` would read as Şen."""

    def __init__(self, text: str) -> None:
        self.squashed = squash(text)
        self.words = Counter(squash(word) for word in re.findall(r"[^\W_]+", _joined(text)))

    def count(self, needle: str) -> int:
        return self.words[needle] if len(needle) < SHORT else self.squashed.count(needle)


def _joined(text: str) -> str:
    """Accents composed, so that no letter falls apart; soft hyphens gone."""
    return unicodedata.normalize("NFC", text).replace("\u00ad", "")


def _count(gold: Gold, role: str, needle: str) -> int:
    return sum(_Text(text).count(needle) for text in texts(gold, role))


def survivors(gold: Gold, before: str, after: str) -> list[str]:
    """The secrets of which more is left than the mentions that may stay."""
    old, new = _Text(before), _Text(after)
    return [
        text
        for text in texts(gold, "redact")
        if any(
            new.count(needle) > max(0, old.count(needle) - _count(gold, "redact", needle))
            for needle in needles(text)
        )
    ]


def losses(gold: Gold, before: str, after: str) -> list[str]:
    """The public mentions of which less is left than there was, secrets put aside. By the word:
    a reader may put the parts of a line apart once there is a box between them.
    """
    old, new = _Text(before), _Text(after)
    return [
        text
        for text in texts(gold, "keep")
        if any(
            new.count(needle)
            < old.count(needle) - _count(gold, "redact", needle) - _count(gold, "look", needle)
            for needle in words_of(text)
        )
    ]
