"""The sheet ``<name>.lak.jsonl``: everything proposed and decided about one document.

Append-only, one JSON object per line, bound to the sha256 of source and policy. What holds is the
fold of the lines; taking something back is a new line. The file holds every secret of the document
and is readable by its owner alone.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from woo_redact import program
from woo_redact.errors import InputError, Locked, ReviewError, UsageError, WooRedactError, why
from woo_redact.policy import Policy
from woo_redact.sheet import holder
from woo_redact.sheet.checks import blockers
from woo_redact.sheet.lines import (
    Approve,
    Header,
    Line,
    MarkLine,
    Undo,
    damaged,
    dump,
    read,
    schema,
)
from woo_redact.sheet.plan import plan_of
from woo_redact.sheet.state import UNDOABLE, State, fold
from woo_redact.types import Document, Mark, Plan, Source

__all__ = ["SUFFIX", "Sheet", "State", "plan_of", "schema"]

SUFFIX = ".lak.jsonl"
L = TypeVar("L", bound=Line)


class Sheet:
    """One open sheet. For writing it is locked: a second opener gets ``Locked`` or reads only."""

    def __init__(self, path: Path, descriptor: int | None, lines: list[Line], count: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._lines = lines
        self._count = count
        self._state: State | None = None

    @classmethod
    def create(
        cls,
        path: Path,
        source: Source,
        policy: Policy,
        marks: Iterable[Mark],
        *,
        exact: frozenset[str] = frozenset(),
        tool: str | None = None,
    ) -> Self:
        """A new sheet with its proposals, complete or not there at all. Marks whose id is in
        ``exact`` were drawn by hand. ``tool`` says what proposed: this program unless told.
        """
        if path.exists():
            raise UsageError(
                f"Het lakblad {path.name} bestaat al; open het of kies een andere zaak.",
                reason="sheet-exists",
            )
        lines = _numbered(_proposal(source, policy, marks, exact, tool or program.version()), 0)
        staged = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            _write_new(staged, b"".join(dump(line) for line in lines))
            staged.rename(path)
        except OSError as error:
            raise _unwritable(path, error) from None
        finally:
            staged.unlink(missing_ok=True)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, readonly: bool = False, by: str | None = None) -> Self:
        """Open for writing, or ``readonly`` beside whoever is writing. ``by`` is who another
        opener is told has it: your login name unless told.
        """
        try:
            descriptor = os.open(path, os.O_RDONLY if readonly else os.O_RDWR | os.O_APPEND)
        except OSError:
            raise InputError(
                f"Het lakblad {path.name} kan niet worden geopend; doe eerst een voorstel "
                "of controleer uw rechten op de zaak.",
                reason="sheet-unreadable",
            ) from None
        try:
            if not readonly:
                _lock(descriptor, path)
            data = _whole(descriptor)
            lines, count = _parse(data, path.name)
            if not readonly:
                os.ftruncate(descriptor, len(data))
                holder.take(path, descriptor, by)
        except BaseException:
            os.close(descriptor)
            raise
        if readonly:
            os.close(descriptor)
        return cls(path, None if readonly else descriptor, lines, count)

    @property
    def state(self) -> State:
        if self._state is None:
            self._state = fold(self._lines)
        return self._state

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(self._lines)

    def append(self, line: L) -> L:
        """Write one line to disk before anything else happens; it comes back with its number."""
        return self._extend([line])[0]

    def extend(self, lines: Sequence[Line]) -> list[Line]:
        """The lines of one deed, written at once."""
        return self._extend(list(lines))

    def approve(self, by: str, at: str, policy: Policy) -> Approve:
        """Sign the state as it stands; refused while something blocks it."""
        reasons = blockers(self.state, policy, approver=by)
        if reasons:
            raise ReviewError(
                f"{self.state.header.source.name} kan nog niet worden vrijgegeven: "
                f"{'; '.join(reasons)}.",
                reason="blocked",
            )
        return self.append(Approve(state=self.state.digest, by=by, at=at))

    def propose(
        self,
        source: Source,
        policy: Policy,
        marks: Iterable[Mark],
        *,
        exact: frozenset[str] = frozenset(),
        tool: str | None = None,
    ) -> bool:
        """Lay new proposals over old ones when source, policy or program changed; decisions on
        marks that are the same keep holding. Says whether anything was written.
        """
        lines = _proposal(source, policy, marks, exact, tool or program.version())
        if _same_proposals(self._lines, lines):
            return False
        self._extend(lines)
        return True

    def plan(self, document: Document, policy: Policy) -> Plan:
        """What the approved state burns into the document it was made for."""
        state = self.state
        self.check(document.source, policy)
        if state.open_marks:
            raise ReviewError(
                f"{document.source.name} heeft nog {len(state.open_marks)} open voorstellen; "
                "beslis daar eerst over met woo-redact review.",
                reason="open-marks",
            )
        if state.approval is None:
            raise ReviewError(
                f"{document.source.name} is niet vrijgegeven; laat een tweede lezer akkoord geven.",
                reason="not-approved",
            )
        exact = frozenset(key for key, mark in state.marks.items() if mark.exact)
        return plan_of(
            document, state.decided(), policy, exact=exact, approved_by=state.approval.by
        )

    def check(self, source: Source, policy: Policy) -> None:
        """Is this the sheet of this source under this policy?"""
        header = self.state.header
        if header.source.sha256 != source.sha256:
            raise ReviewError(
                f"{source.name} is veranderd sinds het voorstel; doe het voorstel opnieuw.",
                reason="source-changed",
            )
        if header.policy != policy.sha256:
            raise ReviewError(
                f"Het beleid is veranderd sinds het voorstel voor {source.name}; doe het voorstel "
                "opnieuw.",
                reason="policy-changed",
            )

    def close(self) -> None:
        if self._descriptor is not None:
            holder.give_back(self.path)
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _extend(self, lines: list[L]) -> list[L]:
        if self._descriptor is None:
            raise Locked(
                f"Het lakblad {self.path.name} is alleen om te lezen geopend; open het opnieuw om "
                "te beslissen.",
                reason="read-only",
            )
        numbered = _numbered(lines, self._count)
        for line in numbered:
            self._check_undo(line)
        try:
            _write(self._descriptor, b"".join(dump(line) for line in numbered))
        except OSError as error:
            raise _unwritable(self.path, error) from None
        self._lines.extend(numbered)
        self._count += len(numbered)
        self._state = None
        return numbered

    def _check_undo(self, line: Line) -> None:
        if not isinstance(line, Undo):
            return
        if not any(isinstance(old, UNDOABLE) and old.seq == line.of for old in self._lines):
            raise UsageError(
                f"Stap {line.of} van {self.path.name} kan niet ongedaan worden gemaakt.",
                reason="undo",
            )


def _proposal(
    source: Source, policy: Policy, marks: Iterable[Mark], exact: frozenset[str], tool: str
) -> list[Line]:
    header = Header(source=source, policy=policy.sha256, profile=policy.profile, tool=tool)
    proposed = [
        MarkLine(
            **{field.name: getattr(mark, field.name) for field in fields(Mark)},
            exact=mark.id in exact,
        )
        for mark in marks
    ]
    return [header, *proposed]


def _same_proposals(old: list[Line], new: list[Line]) -> bool:
    """Does the sheet's last generation propose just this?"""
    start = max(i for i, line in enumerate(old) if isinstance(line, Header))
    kept = [
        line
        for line in old[start:]
        if isinstance(line, Header) or (isinstance(line, MarkLine) and line.by is None)
    ]
    return [replace(line, seq=0) for line in kept] == new


def _numbered(lines: list[L], start: int) -> list[L]:
    return [replace(line, seq=start + i) for i, line in enumerate(lines, 1)]


def _parse(data: bytes, name: str) -> tuple[list[Line], int]:
    """The known lines, and how many there are with the unknown ones."""
    rows = data.splitlines()
    lines: list[Line] = []
    for number, row in enumerate(rows, 1):
        line = read(row, name, number)
        if line is None:
            continue
        if line.seq != number:
            raise damaged(name, number)
        lines.append(line)
    if not lines or not isinstance(lines[0], Header):
        raise damaged(name, 1)
    return lines, len(rows)


def _whole(descriptor: int) -> bytes:
    """Every complete line: a last one without its end was cut off while it was written."""
    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(0)
        data = file.read()
    return data[: data.rfind(b"\n") + 1]


def _lock(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Locked(
            f"{holder.of(path) or 'Iemand anders'} werkt aan {path.name}; wacht tot die klaar is "
            "of open het om te lezen.",
            reason="sheet-locked",
        ) from None


def _write_new(path: Path, data: bytes) -> None:
    """Readable by its owner alone, or by the group of a folder in which that group may write."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        folder = path.parent.stat()
        if folder.st_mode & stat.S_IWGRP:
            os.fchown(descriptor, -1, folder.st_gid)
            os.fchmod(descriptor, 0o660)
        _write(descriptor, data)
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    """All of it, on disk, before the caller says that it happened."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.fsync(descriptor)


def _unwritable(path: Path, error: OSError) -> WooRedactError:
    return WooRedactError(
        f"Het lakblad {path.name} kan niet worden geschreven ({why(error)}); maak ruimte vrij "
        "of controleer uw rechten op de zaak.",
        reason="sheet-unwritable",
    )
