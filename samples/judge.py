"""What of a gold is left in the text of a redacted document, and what of it is lost.

Mentions are counted, not merely looked for: a surname may be a civil servant's on one line and a
minister's on the next, and then exactly the latter's mentions have to be left.
"""

from __future__ import annotations

import unicodedata
from typing import Any

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


def needles(text: str) -> set[str]:
    """The mention as a whole and each of its words, where long enough to mean something."""
    words = {squash(word) for word in text.replace("-", " ").split()} - PREFIXES
    return {word for word in words | {squash(text)} if len(word) > 2}


def _count(gold: Gold, role: str, needle: str) -> int:
    return sum(squash(text).count(needle) for text in texts(gold, role))


def survivors(gold: Gold, before: str, after: str) -> list[str]:
    """The secrets of which more is left than the mentions that may stay."""
    before, after = squash(before), squash(after)
    return [
        text
        for text in texts(gold, "redact")
        if any(
            after.count(needle) > max(0, before.count(needle) - _count(gold, "redact", needle))
            for needle in needles(text)
        )
    ]


def losses(gold: Gold, before: str, after: str) -> list[str]:
    """The public mentions of which less is left than there was, secrets put aside."""
    before, after = squash(before), squash(after)
    return [
        text
        for text in texts(gold, "keep")
        if any(
            after.count(needle)
            < before.count(needle) - _count(gold, "redact", needle) - _count(gold, "look", needle)
            for needle in needles(text)
        )
    ]
