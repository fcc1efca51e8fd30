"""Runs a verification in a process of its own, so that no file can hang or bring down the caller.

PDF parsers written in C cannot be interrupted from Python and may crash; a child can be ended.
The child answers in JSON and not in a pickle: it has read foreign data.
"""

from __future__ import annotations

import faulthandler
import json
import os
import resource
import select
import signal
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from woo_redact.types import Check, Report

MEMORY = 3 << 30
"""What a verification may take on top of what the caller already holds, in bytes."""


Plea = Callable[[float], None]
"""Asks for so many seconds more."""


def shielded(job: Callable[[Plea], Report], *, seconds: float, most: float) -> Report | None:
    """The job's report, or None when it crashed, grew too large or took too long. The job may
    plead for more time, up to ``most`` seconds in all, once it knows how large its task is.
    """
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        _work(job, sink, most)
    os.close(sink)
    try:
        answer = _listen(source, seconds, most)
    finally:
        os.close(source)
        _end(child)
    return _decode(answer) if answer else None


def _work(job: Callable[[Plea], Report], sink: int, most: float) -> None:
    """The child's whole life; never returns. It sends a line per plea and one for its report."""
    try:
        _limit(most)

        def plead(seconds: float) -> None:
            os.write(sink, b"%d\n" % int(seconds))

        answer = json.dumps(asdict(job(plead))).encode() + b"\n"
        with os.fdopen(sink, "wb") as stream:
            stream.write(answer)
    finally:
        os._exit(0)


def _limit(seconds: float) -> None:
    faulthandler.disable()  # a crash is answered for by the parent, not shown
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silence, descriptor)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    processor = int(seconds) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    ceiling = _address_space() + MEMORY
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or ceiling < hard:
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))


def _address_space() -> int:
    pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    return int(pages) * resource.getpagesize()


def _listen(source: int, seconds: float, most: float) -> bytes:
    """The line with the report; empty when it never comes."""
    began = time.monotonic()
    deadline, end = began + seconds, began + most
    pending = b""
    while True:
        left = min(deadline, end) - time.monotonic()
        ready = select.select([source], [], [], max(left, 0))[0]
        piece = os.read(source, 1 << 16) if ready else b""
        if not piece:
            return b""
        pending += piece
        *lines, pending = pending.split(b"\n")
        for line in lines:
            if not line.isdigit():
                return line
            deadline += int(line)


def _end(child: int) -> None:
    finished, _ = os.waitpid(child, os.WNOHANG)
    if finished == 0:
        time.sleep(0.002)
        finished, _ = os.waitpid(child, os.WNOHANG)
    if finished == 0:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _decode(answer: bytes) -> Report | None:
    try:
        raw = json.loads(answer)
    except ValueError:
        return None
    return Report(
        colour=raw["colour"],
        pages=tuple(raw["pages"]),
        checks=tuple(Check(**check) for check in raw["checks"]),
    )
