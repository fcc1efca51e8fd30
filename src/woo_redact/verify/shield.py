"""Runs verifications in a process of its own, so that no file can hang or bring down the caller.

PDF parsers written in C cannot be interrupted from Python and may crash; a child can be ended. One
child serves verification after verification, since a new one costs more than a small file does;
one that crashed, took too long or grew too large is replaced. It answers in JSON and not in a
pickle: it has read foreign data.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import resource
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import NamedTuple

from woo_redact.types import Check, Report

MEMORY = 3 << 30
"""What a verification may take on top of what the caller already holds, in bytes."""
GROWN = 512 << 20
"""A child that holds so much more than at its start is not used again."""
MOST_JOBS = 200

Plea = Callable[[float, int], None]
"""Asks for so many seconds more, and says at which page the work is; 0 where at none."""


class Stopped(NamedTuple):
    """A task that never gave its answer."""

    page: int
    """The last page it was at, 0 where it did not say."""


Task = tuple[Callable[..., Report], tuple[object, ...], float]


def shielded(
    job: Callable[..., Report], *arguments: object, seconds: float, most: float
) -> Report | Stopped:
    """The report of ``job(plead, *arguments)``, or where it was when it crashed, grew too large or
    took too long. The job is a function of a module, since another process runs it; it may plead
    for more time, up to ``most`` seconds in all, once it knows how large its task is.
    """
    task: Task = (job, arguments, most)
    if not _turn.acquire(blocking=False):
        return _asked_once(task, seconds, most)
    try:
        return _asked(task, seconds, most)
    finally:
        _turn.release()


_turn = threading.Lock()
_standing: list[Child] = []
"""The child that waits for its next task, if there is one."""


def _asked(task: Task, seconds: float, most: float) -> Report | Stopped:
    """The standing child does it, or a new one that stands from now on."""
    child = _standing.pop() if _standing else None
    if child is None or not child.usable():
        child = Child()
    answer = child.ask(task, seconds, most)
    if isinstance(answer, Stopped):
        child.end()
        return answer
    _standing.append(child)
    return _decode(answer)


def _asked_once(task: Task, seconds: float, most: float) -> Report | Stopped:
    """Another thread is waiting for the standing child: a child for this task alone."""
    child = Child()
    try:
        answer = child.ask(task, seconds, most)
        return answer if isinstance(answer, Stopped) else _decode(answer)
    finally:
        child.end()


class Child:
    """A process that runs one task after another."""

    def __init__(self) -> None:
        self._line, theirs = Pipe()
        self._owner, self._jobs = os.getpid(), 0
        self._process = os.fork()
        if self._process == 0:
            _live(theirs)
        theirs.close()
        self._size = _address_space(self._process)

    def usable(self) -> bool:
        """Is it alive, ours and of a decent size? A copy of this process is no owner."""
        if self._owner != os.getpid():
            return False
        with contextlib.suppress(OSError):
            grown = _address_space(self._process) - self._size
            if self._jobs < MOST_JOBS and grown < GROWN:
                return os.waitpid(self._process, os.WNOHANG)[0] == 0
        self.end()
        return False

    def ask(self, task: Task, seconds: float, most: float) -> bytes | Stopped:
        """The answer to a task."""
        self._jobs += 1
        page = 0
        began = time.monotonic()
        deadline, end = began + seconds, began + most
        try:
            self._line.send(task)
            while self._line.poll(max(min(deadline, end) - time.monotonic(), 0)):
                answer = self._line.recv_bytes()
                if answer.startswith(b"{"):
                    return answer
                more, at = (int(number) for number in answer.split())
                deadline, page = deadline + more, at or page
        except (EOFError, OSError):
            pass
        return Stopped(page)

    def end(self) -> None:
        self._line.close()
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)


def _live(line: Connection) -> None:
    """The child's whole life; never returns. It ends when its owner does."""
    try:
        _limit(line.fileno())
        while True:
            _work(line.recv(), line)
    finally:
        os._exit(0)


def _work(task: Task, line: Connection) -> None:
    """Send a line per plea and then the report."""
    job, arguments, most = task
    used = resource.getrusage(resource.RUSAGE_SELF)
    processor = int(used.ru_utime + used.ru_stime + most) + 5
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (processor, hard))

    def plead(seconds: float, page: int) -> None:
        line.send_bytes(b"%d %d" % (int(seconds), page))

    report = job(plead, *arguments)
    line.send_bytes(json.dumps(asdict(report)).encode())


def _limit(kept: int) -> None:
    """Give the child its bounds, and take away every open file of its owner: locks and
    connections must end when the owner lets go of them.
    """
    faulthandler.disable()  # a crash is answered for by the parent, not shown
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in [int(name) for name in os.listdir("/proc/self/fd")]:  # noqa: PTH208
        if descriptor != kept:
            with contextlib.suppress(OSError):
                os.dup2(silence, descriptor)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ceiling = _address_space(os.getpid()) + MEMORY
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or ceiling < hard:
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))


def _address_space(process: int) -> int:
    pages = Path(f"/proc/{process}/statm").read_text("ascii").split()[0]
    return int(pages) * resource.getpagesize()


def _decode(answer: bytes) -> Report:
    raw = json.loads(answer)
    return Report(
        colour=raw["colour"],
        pages=tuple(raw["pages"]),
        checks=tuple(Check(**check) for check in raw["checks"]),
    )
