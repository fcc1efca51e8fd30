"""Folding the lines of a sheet to what holds now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from woo_redact.sheet.lines import (
    Approve,
    Decide,
    Header,
    Line,
    MarkLine,
    Note,
    PageLine,
    PageState,
    Result,
    Undo,
    mark_of,
)
from woo_redact.types import Mark

UNDOABLE = (MarkLine, PageLine, Decide, Note, Undo)


@dataclass(frozen=True, kw_only=True)
class State:
    """What holds after the last line. ``marks`` are as proposed, in the order of the sheet."""

    header: Header
    marks: Mapping[str, MarkLine]
    decisions: Mapping[str, Decide]
    """Per mark the decision that holds; a mark put off until later has none."""
    pages: Mapping[int, PageLine]
    notes: tuple[Note, ...]
    results: tuple[Result, ...]
    signed: Approve | None
    """The last approval, unless anything but a result came after it."""

    @cached_property
    def digest(self) -> str:
        """What an approval signs. Only made when asked for: a reviewer decides far more often."""
        return _digest(self)

    @property
    def approval(self) -> Approve | None:
        """Only while it signs exactly this state."""
        return self.signed if self.signed and self.signed.state == self.digest else None

    @property
    def open_marks(self) -> tuple[str, ...]:
        """Proposals to cover that nobody decided; a keep or an unexplained word is no proposal."""
        return tuple(
            key for key, mark in self.marks.items() if _proposed(mark) and key not in self.decisions
        )

    def page_state(self, page: int) -> PageState:
        line = self.pages.get(page)
        return line.state if line else "unseen"

    def final(self, key: str) -> Mark:
        """The mark as it now stands: the decision laid over the proposal."""
        mark = mark_of(self.marks[key])
        decision = self.decisions.get(key)
        if decision is None or decision.verdict == "later":
            return mark
        if decision.verdict == "keep":
            return replace(mark, verdict="keep", ground=None)
        return replace(mark, verdict="redact", ground=decision.ground or mark.ground)

    def burnt(self) -> tuple[Mark, ...]:
        """The marks that the last result covered: those decided, or what was proposed surely when
        nobody reviewed.
        """
        reviewed = not self.results or self.results[-1].reviewed
        marks = self.decided() if reviewed else tuple(self.final(key) for key in self.marks)
        return tuple(
            mark
            for mark in marks
            if mark.verdict == "redact" and (reviewed or mark.tier == "redact")
        )

    def proposed(self) -> tuple[Mark, ...]:
        """The marks as the program proposed them, whatever people decided since."""
        return tuple(mark_of(mark) for mark in self.marks.values() if mark.by is None)

    def decided(self) -> tuple[Mark, ...]:
        """Every mark as it now stands; open proposals are left out, hand-drawn ones are not."""
        waiting = set(self.open_marks)
        return tuple(self.final(key) for key in self.marks if key not in waiting)


def _proposed(mark: MarkLine) -> bool:
    return mark.verdict == "redact" and mark.by is None and not mark.exact


def fold(lines: Sequence[Line]) -> State:
    """The state after ``lines``, which begin with a header and are numbered."""
    header = next(line for line in reversed(lines) if isinstance(line, Header))
    marks: dict[str, MarkLine] = {}
    decisions: dict[str, Decide] = {}
    about: dict[str, str] = {}
    pages: dict[int, PageLine] = {}
    notes: list[Note] = []
    for line in active(lines):
        if isinstance(line, Header):
            marks = {key: mark for key, mark in marks.items() if mark.by is not None}
            pages = {}
        elif isinstance(line, MarkLine):
            if line.by is None and about.get(line.id, line.text) != line.text:
                decisions.pop(line.id, None)  # the place is the same, what stands there is not
            if line.by is not None or line.id not in marks or marks[line.id].by is None:
                marks[line.id] = line  # a new proposal never undoes what somebody drew
        elif isinstance(line, PageLine):
            pages[line.page] = line
        elif isinstance(line, Note):
            notes.append(line)
        elif isinstance(line, Decide):
            _decide(decisions, line)
            about.update((key, marks[key].text) for key in line.marks if key in marks)
    held = {key: value for key, value in decisions.items() if key in marks}
    return State(
        header=header,
        marks=MappingProxyType(marks),
        decisions=MappingProxyType(held),
        pages=MappingProxyType(pages),
        notes=tuple(notes),
        results=tuple(line for line in lines if isinstance(line, Result)),
        signed=_signed(lines),
    )


def active(lines: Sequence[Line]) -> list[Line]:
    """The lines that no undo takes back. An undo names an earlier line, so the last line is
    surely active and, going back, each line knows its fate.
    """
    undone: set[int] = set()
    kept: list[Line] = []
    for line in reversed(lines):
        if isinstance(line, UNDOABLE) and line.seq in undone:
            continue
        if isinstance(line, Undo) and line.of < line.seq:
            undone.add(line.of)
        kept.append(line)
    return kept[::-1]


def _decide(decisions: dict[str, Decide], line: Decide) -> None:
    for key in line.marks:
        if line.verdict == "later":
            decisions.pop(key, None)
        else:
            decisions[key] = line


def _signed(lines: Sequence[Line]) -> Approve | None:
    for line in reversed(lines):
        if isinstance(line, Approve):
            return line
        if not isinstance(line, Result):
            return None
    return None


def _digest(state: State) -> str:
    header = state.header
    content = [
        [header.source.sha256, header.policy, header.profile],
        [_content(mark) for mark in state.marks.values()],
        sorted([key, d.verdict, d.ground, d.note, d.by] for key, d in state.decisions.items()),
        sorted([page, line.state, line.by] for page, line in state.pages.items()),
        [[n.text, n.page, n.mark, n.by] for n in state.notes],
    ]
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _content(mark: MarkLine) -> list[object]:
    place = [mark.id, mark.page, mark.start, mark.end, mark.quads]
    return [*place, mark.kind, mark.text, mark.verdict, mark.tier, mark.ground, mark.exact]
