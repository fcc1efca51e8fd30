"""Many documents, each in a process of its own: none takes down another.

A parser hangs or dies on about one in a thousand foreign PDFs. So every document is handled by a
worker process that does one at a time, with limits on memory and time, and is replaced when it
dies. ``concurrent.futures`` will not do: one dead worker breaks its whole pool.

::

    supervisor ──task──▶ worker 1   (model loaded once, stays warm)
        ▲     ──task──▶ worker 2
        └── outcome, or the worker's death: one more try, then an outcome that says so
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import resource
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.context import ForkServerContext
from typing import TYPE_CHECKING

from woo_redact.errors import InputError, SetupError, WooRedactError

if TYPE_CHECKING:
    from woo_redact.desk import Result, Settings, Task

TRIES = 2
RECYCLE_AFTER = 200
"""A worker is replaced after so many documents: parsers leak memory."""
MEMORY_BYTES = 8 * 2**30
BASE_SECONDS = 240.0
SECONDS_PER_MEGABYTE = 90.0
LOAD_SECONDS = 180.0
READY = None
"""What a worker says when policy and models are loaded."""


@dataclass(slots=True)
class _Slot:
    """One worker process and what it is doing."""

    process: multiprocessing.process.BaseProcess
    pipe: connection.Connection
    task: Task | None = None
    deadline: float = 0.0
    began: float = 0.0
    ready: bool = False
    done: int = 0


@dataclass(slots=True)
class _Queue:
    waiting: deque[Task]
    tries: dict[int, int] = field(default_factory=dict)


def run(tasks: Sequence[Task], settings: Settings, *, workers: int) -> Iterator[tuple[int, Result]]:
    """Handle every task and yield its number and result as it ends, in no particular order.

    Raises ``SetupError`` or ``PolicyError`` when the workers cannot start at all. When the caller
    stops early (an interrupt), the workers are killed; what they had staged is theirs to clean.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["woo_redact.desk"])
    queue = _Queue(deque(tasks))
    slots: list[_Slot] = []
    try:
        while queue.waiting or any(slot.task for slot in slots):
            while queue.waiting and len(slots) < min(workers, len(tasks)):
                slots.append(_start(context, settings))
            for slot in slots:
                if slot.task is None and queue.waiting:
                    _give(slot, queue)
            yield from _collect(slots, queue)
    finally:
        for slot in slots:
            slot.process.kill()
            slot.process.join()


def _start(context: ForkServerContext, settings: Settings) -> _Slot:
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, settings), daemon=True)
    process.start()
    theirs.close()
    return _Slot(process, ours)


def _give(slot: _Slot, queue: _Queue) -> None:
    task = queue.waiting.popleft()
    queue.tries[task.number] = queue.tries.get(task.number, 0) + 1
    slot.task = task
    slot.began = time.monotonic()
    allowed = BASE_SECONDS + SECONDS_PER_MEGABYTE * task.size / 2**20
    slot.deadline = slot.began + allowed + (0 if slot.done else LOAD_SECONDS)
    with contextlib.suppress(BrokenPipeError):  # it died while idle: found out when collecting
        slot.pipe.send(task)


def _collect(slots: list[_Slot], queue: _Queue) -> Iterator[tuple[int, Result]]:
    """Wait for the first news of any worker, and pass it on."""
    busy = [slot for slot in slots if slot.task]
    patience = max(0.0, min(slot.deadline for slot in busy) - time.monotonic())
    ready = set(connection.wait([slot.pipe for slot in busy], timeout=patience))
    for slot in busy:
        assert slot.task is not None  # noqa: S101 - that is what busy means
        if slot.pipe in ready:
            try:
                outcome = slot.pipe.recv()
            except (EOFError, ConnectionResetError):
                yield from _bury(slot, slots, queue, "crashed")
                continue
            if isinstance(outcome, Exception):
                raise outcome
            if outcome is READY:
                slot.ready = True
                continue
            number, slot.task = slot.task.number, None
            slot.done += 1
            if slot.done >= RECYCLE_AFTER:
                slot.pipe.close()
                slots.remove(slot)
            yield number, outcome
        elif time.monotonic() >= slot.deadline:
            yield from _bury(slot, slots, queue, "timeout")


def _bury(
    slot: _Slot, slots: list[_Slot], queue: _Queue, reason: str
) -> Iterator[tuple[int, Result]]:
    """Remove a dead or stuck worker; its document gets another try or an outcome."""
    slot.process.kill()
    slot.process.join()
    slots.remove(slot)
    if not slot.ready:
        raise SetupError(
            "Een werkproces kan niet starten; woo-redact doctor vertelt wat er ontbreekt.",
            reason="worker-start",
        )
    task = slot.task
    assert task is not None  # noqa: S101 - only busy slots are collected
    if reason == "crashed" and queue.tries[task.number] < TRIES:
        queue.waiting.append(task)
    else:
        yield task.number, _lost(task, reason, time.monotonic() - slot.began)


def _lost(task: Task, reason: str, seconds: float) -> Result:
    from woo_redact.desk import Result
    from woo_redact.publish import Outcome

    why = "duurde te lang" if reason == "timeout" else "liet de PDF-lezer vastlopen"
    error = InputError(
        f"{task.name} {why}; open het in een ander programma, sla het op als PDF en bied dat aan.",
        reason=reason,
    )
    return Result(outcome=Outcome.of_error(task.name, error, seconds=seconds), message=str(error))


def _work(pipe: connection.Connection, settings: Settings) -> None:
    """The life of a worker process."""
    from woo_redact.desk import Desk, unexpected

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor decides when to stop
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the document
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    _silence()
    try:
        desk = Desk(settings)
    except WooRedactError as error:
        pipe.send(error)
        return
    except Exception as error:
        pipe.send(unexpected(error))
        return
    gc.freeze()  # models live as long as the process: the collector need not walk them each time
    pipe.send(READY)
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send(desk.handle(task))


def _silence() -> None:
    """PDF libraries print what they stumble over, and that may be a piece of the document."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
