"""Which part of what a detector took for a name is the name.

Detectors take along the title before it (*Staatssecretaris Bakker*), the word that was named after
it (*motie-Bakker*), a party behind it, or join two names by a slash. A name is judged by its own
surroundings, so those words have to be outside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from woo_redact.policy import Function, Policy
from woo_redact.types import Finding

NAMED = re.compile(
    r"^(?:motie|amendement|subamendement|initiatiefwet|initiatiefnota|commissie|staatscommissie|"
    r"kabinet|rapport|advies|wet)(?:-|\s+(?:van\s+)?(?:het\s+lid\s+|de\s+leden\s+)?)",
    re.IGNORECASE,
)
BEHIND = re.compile(r"(?:\s+c\.\s?s\.|\s+(?:van|de|der|den|voor|bij|en|is|heeft|met|op|in))$")
JOINT = re.compile(r"\s?/\s?(?=[A-ZÀ-ÞŠŽ]|(?:van|de|der|den|ter|ten|'t|’t|el|al)\s)", re.IGNORECASE)
TWO = re.compile(r"(?<=[a-zà-ÿ])-(?=(?:Van|De|Den|Der|Ter|Ten|El|Al) )")
"""Two surnames, the second with its prefix: *Jansen-De Wit* beside a motion."""
LONG = 9
"""A title of so many letters alone is no name; *Koning* and *Prins* are."""


class Spans:
    """Cuts findings of persons down to the names in them, by a policy's titles and parties."""

    def __init__(self, policy: Policy) -> None:
        self._title, self._only_title = _titles(policy.functions)
        self._party = _party(policy.parties)

    def names(self, finding: Finding) -> Iterator[Finding]:
        """The names in a finding of a person, each as a finding; other findings as they are."""
        if finding.kind != "person" or "@" in finding.text:
            yield finding
            return
        if self._only_title.fullmatch(finding.text):
            return
        start, text = self._bare(finding.text)
        position = 0
        joint = TWO if TWO.search(text.partition(" ")[0] + " ") else JOINT
        for piece in joint.split(text):
            at = text.index(piece, position)
            position = at + len(piece)
            begin, bare = self._bare(piece)
            if bare:
                yield _cut(finding, start + at + begin, bare)

    def _bare(self, text: str) -> tuple[int, str]:
        """Where the name begins in the text, and the name."""
        start = 0
        while match := self._title.match(text[start:]) or NAMED.match(text[start:]):
            if match.end() == len(text) - start:
                break
            start += match.end()
        end = len(text)
        turned = "," in text  # in *Kempen, J. van* the last word is the name's
        while match := self._party.search(text[start:end]) or BEHIND.search(text[start:end]):
            if match.start() == 0 or turned:
                break
            end = start + match.start()
        return start, text[start:end]


def _cut(finding: Finding, start: int, text: str) -> Finding:
    begin = finding.start + start
    return replace(finding, start=begin, end=begin + len(text), text=text)


@lru_cache(maxsize=8)
def _titles(functions: tuple[Function, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A title before a name, and a title alone."""
    titles = {title for function in functions for title in (*function.titles, *function.plurals)}
    longest = sorted(titles, key=lambda title: (-len(title), title))
    words = [re.escape(title).replace(r"\*", r"[\w-]*") for title in longest]
    alone = [word for title, word in zip(longest, words, strict=True) if len(title) >= LONG]
    article = r"(?:(?:de|het)\s+)?"
    return (
        re.compile(rf"^{article}(?:{'|'.join(words)})\s+(?=\S)", re.IGNORECASE),
        re.compile(rf"{article}(?:{'|'.join(alone)})", re.IGNORECASE),
    )


@lru_cache(maxsize=8)
def _party(parties: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s*\((?:{'|'.join(parties)})\)?$")
