"""What a proposal file was made for: which source, which state of its sheet.

The state is the part of the fold that the file shows, proposals and decisions. A page that somebody
saw or a note does not make the file old.

The same two things stand in three places, since programs that save a PDF keep now this, now that:
in full in /Info and in every annotation, and their beginnings in the first half of /ID, which a
program that exports XFDF writes along.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass

from woo_redact.sheet import State

FORMAT = "woo-redact/proposal@1"
KEY = "/WooRedactProposal"
"""The entry in /Info and in annotations."""
HALF = 16
"""Hexadecimal digits of each hash in /ID."""

_WRITTEN = re.compile(re.escape(FORMAT) + r" ([0-9a-f]{64}) ([0-9a-f]{64}) (\S+)")
_ID = re.compile(rf"([0-9a-f]{{{HALF}}})([0-9a-f]{{{HALF}}})")


@dataclass(frozen=True, slots=True)
class Binding:
    """``source`` and ``state`` are sha256 in hexadecimal, or their first ``HALF`` digits when read
    from /ID, which does not tell the ``stem`` of the document either.
    """

    source: str
    state: str
    stem: str | None

    @classmethod
    def of(cls, state: State, stem: str) -> Binding:
        return cls(state.header.source.sha256, stand(state), stem)

    @property
    def written(self) -> str:
        return f"{FORMAT} {self.source} {self.state} {self.stem}"

    @property
    def id(self) -> str:
        return self.source[:HALF] + self.state[:HALF]

    def about(self, other: Binding) -> bool:
        """Is ``other``, which is whole, about the same document?"""
        same = other.source.startswith(self.source)
        return same and (self.stem is None or self.stem == other.stem)

    def holds(self, other: Binding) -> bool:
        """Does it also show the same state?"""
        return self.about(other) and other.state.startswith(self.state)


def parse(written: str | None, id_: str | None) -> Binding | None:
    """From what a file says; None when it says nothing of ours."""
    whole = _WRITTEN.fullmatch(written.strip()) if written else None
    if whole:
        return Binding(whole[1], whole[2], whole[3])
    halves = _ID.fullmatch(id_.strip().lower()) if id_ else None
    return Binding(halves[1], halves[2], None) if halves else None


def stand(state: State) -> str:
    """One hash over the marks and what was decided about them."""
    marks = [
        [m.id, m.page, m.quads, m.kind, m.verdict, m.tier, m.ground, m.reason, m.exact, m.by]
        for m in state.marks.values()
    ]
    decisions = sorted([key, d.verdict, d.ground] for key, d in state.decisions.items())
    plain = json.dumps([marks, decisions], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
