"""What is covered in one place may not stand open in another.

The detectors have looked everywhere; this makes sure of it for each covered text as it is written.
Where the same letters are an ordinary word, that is a keep with its reason, so that a reviewer
sees it and verification knows of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from woo_redact.decide.draft import Draft, text_at
from woo_redact.decide.names import parse
from woo_redact.folding import Folded, find_folded, fold, skeleton
from woo_redact.types import Document, Finding, Kind

NOT_REPEATED: frozenset[Kind] = frozenset({"paraph", "signature", "box", "room"})
"""Too short or too common to mean the same thing elsewhere."""
MODEL = ("names",)
"""Only the language model saw it: one word that it took for a name here and more often did not is
a word.
"""
ELSEWHERE = "elders in dit document gelakt"
ON_A_PAGE = "op een pagina gelakt"
BESIDE = "staat tegen een gelakte naam aan"
BETWEEN = re.compile(r"[^\S\n]|,[^\S\n]")
PUBLIC = ("functie/", "lijst/", "naam/", "persoon/", "document/", "herhaling/gewoon-woord")
WORD = "dezelfde letters als een gelakte tekst, maar hier een gewoon woord"
SHORTEST = 3
SURE_DIGITS = 5
SENTENCE_START = re.compile(r"(?:^|[.!?:•–]\s*|\n\s*)[\"'“‘(]*$")


def echoes(document: Document, drafts: Iterable[Draft]) -> Iterator[Finding]:
    """A further finding for every open place of a text that is covered elsewhere, to be judged
    like any other: there it may be a minister's name.
    """
    settled = list(drafts)
    covered = _texts(document, settled)
    if not covered:
        return
    small = _small_words(document)
    folded = {place: fold(text_at(document, *place)) for place in _places(document)}
    for needle, source in covered.items():
        places = list(_open_places(folded, needle, settled))
        sure = source.kind == "listed" or _strong(needle)
        seen = sum(_text(document, d).split() == needle.split() for d in settled if d.covers)
        doubted = source.detectors == MODEL and len(places) > seen
        for page, outer, start, end in places:
            text = text_at(document, page, outer)
            if _chance(needle, text[start:end]):
                continue
            word = not sure and (doubted or _common(text, start, end, small))
            yield Finding(
                page=page,
                outer=outer,
                start=start,
                end=end,
                kind=source.kind,
                text=text[start:end],
                detector="herhaling",
                rule="herhaling/gewoon-woord" if word else f"herhaling/{source.rule}",
                score=0.5,
                tier="unexplained" if word else "redact",
                reason=WORD if word else f"dezelfde tekst als elders: {source.reason}",
                person=None if word else source.person,
            )


def _open_places(
    folded: Mapping[tuple[int, int | None], Folded], needle: str, settled: list[Draft]
) -> Iterator[tuple[int, int | None, int, int]]:
    """Where a covered text stands without any mark over it."""
    for (page, outer), text in folded.items():
        marked = [d for d in settled if d.place == (page, outer) and d.area is None]
        for start, end in find_folded(needle, text):
            if not any(d.start < end and start < d.end for d in marked):
                yield page, outer, start, end


def raised(document: Document, drafts: Iterable[Draft]) -> list[Draft]:
    """Who is covered in one place is not left to *look at this* in another, and of a name no part
    is left beside the part that is covered.
    """
    settled = list(drafts)
    covered = _Covered(document, [d for d in settled if d.covers and d.area is None])
    return [
        replace(draft, verdict="redact", tier="redact", reason=f"{draft.reason}; {reason}")
        if draft.area is None and (reason := covered.reason(draft)) is not None
        else draft
        for draft in settled
    ]


class _Covered:
    """What is surely covered in a document."""

    def __init__(self, document: Document, drafts: list[Draft]) -> None:
        self._document = document
        self._people = [d for d in drafts if d.kind == "person"]
        self._texts = {skeleton(_text(document, d)) for d in drafts}
        self._keys = {d.person for d in self._people if d.person}
        self._names = [parse(_text(document, d)) for d in self._people]
        self._given = {name.given for name in self._names if name.full_given}

    def reason(self, draft: Draft) -> str | None:
        """Why a draft that was left to a person is covered all the same; None when it is not."""
        if self._burnt_on_a_page(draft):
            return ON_A_PAGE
        if draft.tier == "redact" or draft.kind != "person":
            same = draft.verdict == "redact" and skeleton(self._text(draft)) in self._texts
            return ELSEWHERE if same and draft.tier == "look" else None
        if self._part_of_a_name(draft):
            return BESIDE
        if draft.verdict == "keep" or draft.tier != "look":
            return None
        name = parse(self._text(draft))
        known = draft.person in self._keys or any(name.equals(other) for other in self._names)
        first = name.words[0] in self._given if len(name.words) == 1 else False
        return ELSEWHERE if known or first or skeleton(self._text(draft)) in self._texts else None

    def _burnt_on_a_page(self, draft: Draft) -> bool:
        """A title or bookmark says nothing that the pages do not say: who is covered there is
        covered here, also beside a minister of that name.
        """
        if draft.outer is None or draft.kind != "person" or draft.verdict != "keep":
            return False
        name = parse(self._text(draft))
        same = skeleton(self._text(draft)) in self._texts
        return same or any(name.equals(other) for other in self._names)

    def _part_of_a_name(self, draft: Draft) -> bool:
        """Does only a blank, or the comma of a name written backwards, part it from a covered one?
        Not for whoever has a public role.
        """
        if draft.rule.startswith(PUBLIC) or not self._text(draft)[:1].isupper():
            return False
        text = text_at(self._document, *draft.place)
        return any(
            BETWEEN.fullmatch(text[min(draft.end, other.end) : max(draft.start, other.start)])
            for other in self._people
            if other.place == draft.place
            and (
                draft.end <= other.start <= draft.end + 2
                or other.end <= draft.start <= other.end + 2
            )
        )

    def _text(self, draft: Draft) -> str:
        return _text(self._document, draft)


def _apart(one: Draft, other: Draft) -> int:
    """How many characters stand between the two; less than nothing where they overlap."""
    return max(one.start, other.start) - min(one.end, other.end)


def _texts(document: Document, drafts: list[Draft]) -> dict[str, Draft]:
    """What is covered, longest first, each with the draft that covers it."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        if not draft.covers or draft.kind in NOT_REPEATED or draft.area is not None:
            continue
        text = " ".join(_text(document, draft).split())
        if len(skeleton(text)) >= SHORTEST and _tells(text, draft.kind):
            found.setdefault(text, draft)
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def _tells(text: str, kind: Kind) -> bool:
    """A lone first name before an at sign is no search word: *jan* is a month as well."""
    return kind not in ("email", "username") or bool(re.search(r"[\d._@-]", text.strip("._-")))


def _chance(needle: str, written: str) -> bool:
    """Three letters that are not quite the same are nothing: *Văn* is no *van*."""
    return len(skeleton(needle)) <= SHORTEST and written.split() != needle.split()


def _common(text: str, start: int, end: int, small: frozenset[str]) -> bool:
    """Is it a word here: without a capital, or with the capital of a sentence?"""
    written = text[start:end]
    if not any(character.isupper() for character in written):
        return True
    opens = SENTENCE_START.search(text[max(0, start - 6) : start]) is not None
    return opens and written.lower() in small


def _strong(text: str) -> bool:
    """Can this be nothing else: a name of several words, an address, or a long number?"""
    capitals = re.findall(r"(?<![^\W\d_])[^\W\d_]", text)
    digits = sum(character.isdigit() for character in text)
    return sum(c.isupper() for c in capitals) > 1 or "@" in text or digits >= SURE_DIGITS


def _small_words(document: Document) -> frozenset[str]:
    """Words that the document also writes without a capital."""
    return frozenset(
        word for page in document.pages for word in re.findall(r"\b[a-zà-ÿ]{3,}\b", page.text)
    )


def _places(document: Document) -> Iterator[tuple[int, int | None]]:
    for page in document.pages:
        yield page.number, None
    for index in range(len(document.outer)):
        yield 0, index


def _text(document: Document, draft: Draft) -> str:
    return text_at(document, *draft.place)[draft.start : draft.end]
