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


def shielded(job: Callable[[], Report], *, seconds: float) -> Report | None:
    """The job's report, or None when it crashed, grew too large or took too long."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        _work(job, sink, seconds)
    os.close(sink)
    try:
        answer = _listen(source, time.monotonic() + seconds)
    finally:
        os.close(source)
        _end(child)
    return _decode(answer) if answer else None


def _work(job: Callable[[], Report], sink: int, seconds: float) -> None:
    """The child's whole life; never returns."""
    try:
        _limit(seconds)
        answer = json.dumps(asdict(job())).encode()
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


def _listen(source: int, deadline: float) -> bytes:
    pieces: list[bytes] = []
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            return b""
        ready, _, _ = select.select([source], [], [], left)
        if not ready:
            return b""
        piece = os.read(source, 1 << 16)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


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
