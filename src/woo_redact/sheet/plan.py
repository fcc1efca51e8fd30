"""From decided marks to what will be burnt, to what may not survive, and to what may.

The same letters can be a civil servant here and a minister there. What stays open by decision is
given to verification with a word of its surroundings, so that it excuses this place and no other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from woo_redact.folding import find_folded, fold, skeleton
from woo_redact.policy import Policy
from woo_redact.types import Box, Document, Kind, Mark, Plan

SMALL: frozenset[Kind] = frozenset({"paraph", "signature", "box", "room"})
"""Kinds whose text often means something else elsewhere: *BZ* under a box is a person's paraph and
two lines further a ministry. It is a secret only when it stands nowhere openly.
"""
SHORT = 3
DOMAIN = re.compile(r"\s?@\s?[\w-]+(?:\.[\w-]+)+")
TELLING_LOCAL = re.compile(r"\w[._-]\w")
WORD = re.compile(r"\w[\w'’-]*")
SHARED = 4
"""A capitalised word of so many letters in both a secret and an open text makes them touch."""

Span = tuple[int, int]


def plan_of(
    document: Document,
    marks: Iterable[Mark],
    policy: Policy,
    *,
    exact: frozenset[str] = frozenset(),
    unreviewed: bool = False,
    approved_by: str | None = None,
) -> Plan:
    """What the marks burn into the document; those in ``exact`` were drawn by hand.

    ``unreviewed``: only tier *redact* is burnt, what a person should look at stays as it is.
    """
    marks = tuple(marks)
    burnt = [mark for mark in marks if _burns(mark, unreviewed)]
    texts = _Texts(document, burnt)
    secrets = tuple(dict.fromkeys((*texts.secrets(), *_listed(policy))))
    return Plan(
        source_sha256=document.source.sha256,
        policy_sha256=policy.sha256,
        boxes=tuple(_box(mark, exact) for mark in burnt if mark.page > 0),
        style=policy.style,
        secrets=secrets,
        open_texts=texts.open(secrets, [mark for mark in marks if mark not in burnt]),
        approved_by=approved_by,
    )


def _listed(policy: Policy) -> list[str]:
    """What the redact list names may survive nowhere, found on the pages or not: it may hide
    where no mark can be made.
    """
    return [" ".join(text.split()) for text in policy.redact_texts if text.strip()]


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


class _Texts:
    """The texts of the pages and what is burnt in each."""

    def __init__(self, document: Document, burnt: list[Mark]) -> None:
        self._burnt = burnt
        self._pages = {page.number: page.text for page in document.pages}
        self._folded = {number: fold(text) for number, text in self._pages.items()}
        self._gone: dict[int, list[Span]] = {}
        for mark in burnt:
            spans = _spans(document, mark) if mark.page > 0 else []
            self._gone.setdefault(mark.page, []).extend(spans)

    def secrets(self) -> tuple[str, ...]:
        found = [text for mark in self._burnt for text in self._of(mark)]
        return tuple(dict.fromkeys(found))

    def open(self, secrets: tuple[str, ...], left: list[Mark]) -> tuple[str, ...]:
        """The texts of marks that stay, as far as they touch a secret."""
        skeletons = [skeleton(secret) for secret in secrets]
        words = {word for secret in secrets for word in _names(secret)}
        found: list[str] = []
        for mark in left:
            if self._under(mark):
                continue
            own = skeleton(mark.text)
            if own and any(other in own for other in skeletons):
                found.append(self._phrase(mark))
            elif words & _names(mark.text):
                found.append(" ".join(mark.text.split()))
        return tuple(dict.fromkeys(text for text in found if text))

    def _of(self, mark: Mark) -> Iterator[str]:
        text = " ".join(mark.text.split())
        if not text:
            return
        if mark.kind == "email":
            yield from self._address(mark, text)
        elif (mark.kind not in SMALL and len(skeleton(text)) > SHORT) or not self._stands(text):
            yield text

    def _address(self, mark: Mark, text: str) -> Iterator[str]:
        """A bare *jan* is a month too: what may not survive is the whole address, and the part
        before the sign when it says enough.
        """
        behind = DOMAIN.match(self._text(mark)[mark.end :])
        if behind:
            yield text + "".join(behind[0].split())
        if not behind or TELLING_LOCAL.search(text):
            yield text

    def _under(self, mark: Mark) -> bool:
        """Does it go all the same, under a box that somebody drew over it?"""
        text, gone = self._text(mark), self._gone.get(mark.page, ())
        return mark.start < mark.end and all(
            any(a <= i < b for a, b in gone)
            for i in range(mark.start, mark.end)
            if not text[i : i + 1].isspace()
        )

    def _stands(self, text: str) -> bool:
        """Does it stand openly somewhere, in the same letters but for accents?"""
        return any(
            _plain(self._pages[number][start:end]) == _plain(text)
            for number, folded in self._folded.items()
            for start, end in find_folded(text, folded)
            if not any(start < b and a < end for a, b in self._gone.get(number, ()))
        )

    def _text(self, mark: Mark) -> str:
        return self._pages.get(mark.page, mark.text)

    def _phrase(self, mark: Mark) -> str:
        """The text with the word before and the word behind it on its line, as far as they stay."""
        text = self._pages.get(mark.page)
        if text is None:
            return mark.text
        gone = self._gone.get(mark.page, [])
        first = text.rfind("\n", 0, mark.start) + 1
        last = text.find("\n", mark.end)
        last = len(text) if last < 0 else last
        first = max([first, *(b for _, b in gone if b <= mark.start)])
        last = min([last, *(a for a, _ in gone if a >= mark.end)])
        before = list(WORD.finditer(text, first, mark.start))
        behind = WORD.search(text, mark.end, last)
        start = before[-1].start() if before else mark.start
        end = behind.end() if behind else mark.end
        return " ".join(text[start:end].split())


def _plain(text: str) -> str:
    """Without accents and with single blanks; capitals stay."""
    letters = unicodedata.normalize("NFKD", " ".join(text.split()))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _spans(document: Document, mark: Mark) -> list[Span]:
    """The characters under a mark: its own, or for a box by hand those whose glyph it covers."""
    if mark.start < mark.end:
        return [(mark.start, mark.end)]
    page = document.pages[mark.page - 1]
    rects = [quad.rect for quad in mark.quads]
    return [
        (i, i + 1)
        for i in range(len(page.text))
        for glyph in page.glyphs[page.first[i] : page.stop[i]]
        if any(rect.contains(glyph.quad.rect.centre) for rect in rects)
    ]


def _names(text: str) -> set[str]:
    """The capitalised words of a text, folded."""
    words = re.findall(rf"[^\W\d_]{{{SHARED},}}", text)
    return {skeleton(word) for word in words if word[0].isupper()}
