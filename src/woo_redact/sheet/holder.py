"""Who has a sheet open for writing, for whoever finds it locked.

The lock itself is the kernel's and ends with the process. Beside it lies a small file that says who
took it, where and when; it means something only while the lock is held.
"""

from __future__ import annotations

import fcntl
import getpass
import os
import socket
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    by: str
    host: str
    since: datetime

    def __str__(self) -> str:
        """Such as "Anna de Bruin (sinds 14:03 op werkplek-12)"."""
        moment = self.since.astimezone()
        day = "" if moment.date() == datetime.now().astimezone().date() else f"{moment:%d-%m} "
        return f"{self.by} (sinds {day}{moment:%H:%M} op {self.host})"


_HOLDER: TypeAdapter[Holder] = TypeAdapter(Holder)


def take(sheet: Path, descriptor: int, by: str | None) -> None:
    """Say that we hold the sheet, readable by whoever may read the sheet itself. That it cannot be
    said stops nobody: the lock holds.
    """
    holder = Holder(
        by=by or _login(),
        host=socket.gethostname(),
        since=datetime.now().astimezone().replace(microsecond=0),
    )
    owner = os.fstat(descriptor)
    staged = sheet.with_name(f".{sheet.name}.{os.getpid()}.open")
    with suppress(OSError):
        target = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(target, "wb") as file:
            if owner.st_mode & stat.S_IWGRP:
                os.fchown(target, -1, owner.st_gid)
                os.fchmod(target, 0o660)
            file.write(_HOLDER.dump_json(holder))
        staged.replace(_place(sheet))


def give_back(sheet: Path) -> None:
    """Called while the lock is still held, so that nobody else's word is taken away."""
    with suppress(OSError):
        _place(sheet).unlink()


def of(sheet: Path) -> Holder | None:
    """Who holds a sheet that turned out to be locked; None when nothing says so."""
    try:
        return _HOLDER.validate_json(_place(sheet).read_bytes())
    except (OSError, ValidationError):
        return None


def busy(sheet: Path) -> Holder | None:
    """Who holds a sheet right now; what a process that was killed left behind does not count."""
    found = of(sheet) if _place(sheet).exists() else None
    if found is None:
        return None
    try:
        descriptor = os.open(sheet, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return found
    finally:
        os.close(descriptor)
    return None


def _place(sheet: Path) -> Path:
    return sheet.with_name(f".{sheet.name}.open")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "iemand"
