"""One decision per person over the documents of a case.

A civil servant whose name stands in the colofon of one nota may be named in the body of another,
where nothing but that colofon says who it is. Full names only: half of the Netherlands is called
De Vries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from woo_redact.folding import find_folded, fold
from woo_redact.types import Document, Mark

CERTAIN = ("layout/", "patroon/contactgegevens")
"""Rules that tell a civil servant by the place of the name, not by the looks of it."""
SHORTEST_SURNAME = 4
WORD = re.compile(r"[^\W\d_]+")

Span = tuple[int, int]


def full_names(marks: Iterable[Mark]) -> frozenset[str]:
    """The full names of the persons that these marks surely cover."""
    return frozenset(
        " ".join(mark.text.split())
        for mark in marks
        if mark.kind == "person"
        and mark.verdict == "redact"
        and mark.tier == "redact"
        and mark.rule.startswith(CERTAIN)
        and _is_full(mark.text)
    )


def unmarked(document: Document, marks: Sequence[Mark], names: Iterable[str]) -> tuple[str, ...]:
    """Those of ``names`` that stand somewhere on a page where no mark says what to do."""
    pages = [
        (fold(page.text), [(m.start, m.end) for m in marks if m.page == page.number])
        for page in document.pages
    ]
    words = {word for folded, _ in pages for word in WORD.findall(folded.text)}
    return tuple(
        name
        for name in sorted(names)
        if _longest_word(name) in words
        and any(
            not any(start < stop and begin < end for begin, stop in taken)
            for folded, taken in pages
            for start, end in find_folded(name, folded)
        )
    )


def _is_full(text: str) -> bool:
    """A first name or initials, and a surname that is no single common word."""
    words = [word for word in WORD.findall(text) if word[0].isupper()]
    longest = max(map(len, words), default=0)
    return len(words) > 1 and longest >= SHORTEST_SURNAME and "\n" not in text.strip()


def _longest_word(name: str) -> str:
    return max((str(word) for word in WORD.findall(fold(name).text)), key=len)
