"""Decisions made in Acrobat or another PDF program, taken in as lines of the sheet.

Only what differs from the proposal file becomes a decision; a file that nobody edited changes
nothing. All lines of one file are written at once and are one deed: one step back undoes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from woo_redact import acrobat
from woo_redact.case import Case, source_bytes
from woo_redact.desk import told_aside
from woo_redact.errors import InputError, ReviewError, UsageError, WooRedactError
from woo_redact.flow import load
from woo_redact.review.edits import Lines, Told
from woo_redact.sheet import Sheet, State
from woo_redact.types import Document

__all__ = ["Taken", "Told", "take_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of a file. Pages are listed once per decision. Of the ``accepted`` some were
    ``doubtful``, of tier *look*; ``seen`` are pages that were not yet; ``unread`` counts remarks
    and shapes per page and type; ``open`` are proposals nobody decided on yet, ``outside`` those
    of them in no page; ``unreasoned`` decisions that need a reason before release.
    """

    document: str
    moved: tuple[int, ...] = ()
    rejected: tuple[int, ...] = ()
    added: tuple[int, ...] = ()
    regrounded: tuple[int, ...] = ()
    remarks: tuple[int, ...] = ()
    accepted: int = 0
    doubtful: int = 0
    seen: tuple[int, ...] = ()
    unread: Mapping[tuple[int, str], int]
    open: int = 0
    outside: int = 0
    unreasoned: int = 0
    voided: bool = False
    aside: str = ""

    @property
    def nothing(self) -> bool:
        made = (self.moved, self.rejected, self.added, self.regrounded, self.remarks)
        return not any(made) and not self.accepted and not self.seen


def take_in(case: Case, data: bytes, name: str, told: Told) -> Taken:
    """Take in a proposal file called ``name``. Nothing is written when it cannot be relied on:
    raises ``InputError``, ``ReviewError`` for one of another version or state, ``UsageError`` and
    ``Locked``.
    """
    back = acrobat.read(data, name)
    path = _sheet_of(case, back, name)
    policy = case.rules().policy()
    with Sheet.open(path, by=told.by) as sheet:
        state = sheet.state
        document, basis = _basis(case, path, state)
        sheet.check(document.source, policy)
        _check_state(back, state, path, name)
        changes, unread = acrobat.changed(back, data, basis, state, policy, name)
        _check_some_left(back, changes, name, told)
        lines = Lines(sheet, document, basis, policy, told)
        lines.write(changes)
        taken = _taken(state, changes, unread, lines)
        if lines.made:
            sheet.extend(lines.made)
            taken = _with_rest(taken, sheet.state, voided=state.approval is not None)
            made = acrobat.files(basis, sheet.state, path.parent.name, policy)
            aside = told_aside(case.offer(path, made, done=data))
            taken = replace(taken, aside=aside)
        return _with_rest(taken, sheet.state, voided=taken.voided)


def _sheet_of(case: Case, back: acrobat.Returned, name: str) -> Path:
    """The sheet of the document that a file was made for."""
    found = [path for path in case.sheets() if _about(back, path)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"{name} past bij meer dan een document van deze zaak; verwerk de bewerkte PDF in "
            "plaats van de XFDF.",
            reason="several-documents",
        )
    stem = back.binding.stem if back.binding else None
    if stem is None:
        raise InputError(
            f"{name} is geen voorstel uit de zaak {case.root.name}; verwerk de bewerkte "
            "-voorstel.pdf van een document, of de XFDF die u daaruit uitvoerde.",
            reason="not-a-proposal",
        )
    known = any(path.parent.name == stem for path in case.sheets())
    raise ReviewError(
        f"{name} is gemaakt voor een andere versie van {stem}; doe het voorstel opnieuw en breng "
        "de wijzigingen daarin aan."
        if known
        else f"{name} is gemaakt voor {stem}, en dat document staat niet in de zaak "
        f"{case.root.name}; kies de juiste zaak.",
        reason="other-source",
    )


def _about(back: acrobat.Returned, path: Path) -> bool:
    """Is a sheet the one that a file speaks of? A damaged one is not."""
    with suppress(WooRedactError):
        state = Sheet.open(path, readonly=True).state
        return back.binding is not None and back.binding.about(
            acrobat.Binding.of(state, path.parent.name)
        )
    return False


def _basis(case: Case, path: Path, state: State) -> tuple[Document, acrobat.Basis]:
    source = state.header.source
    data = source_bytes(case.source(path), source)
    document, normal = load(data, source)
    return document, acrobat.Basis.of(data, normal.pdf, normal.pages)


def _check_state(back: acrobat.Returned, state: State, path: Path, name: str) -> None:
    if back.binding and not back.binding.holds(acrobat.Binding.of(state, path.parent.name)):
        raise ReviewError(
            f"{name} hoort bij een eerdere stand van {state.header.source.name}: daarna is opnieuw "
            "voorgesteld of beslist, misschien met dit bestand zelf; ga verder met de "
            f"{path.parent.name}-voorstel.pdf die woo-redact propose nu maakt.",
            reason="older-state",
        )


def _check_some_left(
    back: acrobat.Returned, changes: acrobat.Changes, name: str, told: Told
) -> None:
    """Where nothing of ours came back, not even rejected, it may well have been lost."""
    came_back = changes.standing or changes.edits or any(annot.status for annot in back.annots)
    if changes.gone and not came_back and not told.none_left:
        raise UsageError(
            f"In {name} staat geen enkel voorstel meer; zo zouden er {len(changes.gone)} worden "
            "afgewezen. Klopt dat, geef dan --none-left; anders heeft het programma waarmee u "
            "opsloeg de vakken weggelaten.",
            reason="none-left",
        )


def _taken(
    state: State,
    changes: acrobat.Changes,
    unread: Mapping[tuple[int, str], int],
    lines: Lines,
) -> Taken:
    edits = changes.edits
    noted: list[acrobat.Edit | acrobat.New] = [*edits, *changes.new]
    return Taken(
        document=state.header.source.name,
        moved=tuple(edit.page for edit in edits if edit.rects),
        rejected=tuple(state.marks[key].page for key in changes.gone),
        added=tuple(new.page for new in changes.new),
        regrounded=tuple(edit.page for edit in edits if edit.ground),
        remarks=tuple(one.page for one in noted if one.remark),
        accepted=len(lines.accepted),
        doubtful=sum(state.marks[key].tier == "look" for key in lines.accepted),
        seen=tuple(lines.seen),
        unread=unread,
        unreasoned=lines.unreasoned(),
    )


def _with_rest(taken: Taken, state: State, *, voided: bool) -> Taken:
    waiting = [state.marks[key] for key in state.open_marks]
    return replace(
        taken,
        open=len(waiting),
        outside=sum(mark.page == 0 for mark in waiting),
        voided=voided,
    )
