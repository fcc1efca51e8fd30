"""The process that reads PDFs for the review page, and the handle on it.

PyMuPDF may not run on threads and a foreign PDF can kill its reader, so all of it happens in one
other process. When that process dies, the document it was busy with is set aside after a second
try; the server and the other documents go on. Nothing is written to disk.

::

    server ──(question, document, …)──▶ process: normalise, read, paint
           ◀── answer, or its death ──
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import connection
from pathlib import Path
from typing import Any

from woo_redact.errors import InputError, WooRedactError
from woo_redact.review.reading import Leaf, Reader, Worry
from woo_redact.types import Mark, Plan, Rect, Source

PATIENCE_SECONDS = 120.0
TRIES = 2
CACHE_BYTES = 96 * 2**20
MEMORY_BYTES = 6 * 2**30


@dataclass(frozen=True, slots=True)
class Ask:
    """Which document a question is about: where it lies and what it should be."""

    path: Path
    source: Source


@dataclass(slots=True)
class _Images:
    """Painted pages, the least recently used thrown away first."""

    held: OrderedDict[tuple[object, ...], bytes] = field(default_factory=OrderedDict)
    size: int = 0

    def get(self, key: tuple[object, ...]) -> bytes | None:
        image = self.held.get(key)
        if image is not None:
            self.held.move_to_end(key)
        return image

    def put(self, key: tuple[object, ...], image: bytes) -> None:
        if key not in self.held:
            self.held[key] = image
            self.size += len(image)
        while self.size > CACHE_BYTES and len(self.held) > 1:
            _, old = self.held.popitem(last=False)
            self.size -= len(old)


class Pages:
    """Asks the process, one question at a time, from whatever thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: connection.Connection | None = None
        self._images = _Images()
        self._leaves: OrderedDict[tuple[str, int], Leaf] = OrderedDict()
        self._worries: dict[str, tuple[Worry, ...]] = {}
        self._deaths: dict[str, int] = {}

    def leaf(self, ask: Ask, page: int) -> Leaf:
        """One page as text with its lines, as people see it."""
        key = (ask.source.sha256, page)
        if key not in self._leaves:
            self._leaves[key] = self._call(ask, "leaf", page)
            while len(self._leaves) > 400:
                self._leaves.popitem(last=False)
        return self._leaves[key]

    def image(self, ask: Ask, page: int, dpi: int) -> bytes:
        """The page as PNG."""
        key = (ask.source.sha256, page, dpi)
        image = self._images.get(key)
        if image is None:
            image = bytes(self._call(ask, "image", page, dpi))
            self._images.put(key, image)
        return image

    def preview(self, ask: Ask, page: int, dpi: int, plan: Plan, digest: str) -> bytes:
        """The page as it would be published by this plan."""
        key = (ask.source.sha256, page, dpi, digest)
        image = self._images.get(key)
        if image is None:
            image = bytes(self._call(ask, "preview", page, dpi, plan, digest))
            self._images.put(key, image)
        return image

    def plan(self, ask: Ask, marks: tuple[Mark, ...], exact: frozenset[str], rules: Any) -> Plan:  # noqa: ANN401
        plan: Plan = self._call(ask, "plan", marks, exact, rules)
        return plan

    def verify(self, ask: Ask, plan: Plan, digest: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Burn and check as publishing would: the colour, and per check what was found."""
        colour, checks = self._call(ask, "verify", plan, digest)
        return colour, checks

    def overview(self, ask: Ask) -> tuple[Worry, ...]:
        """Per page what a person should look at themselves."""
        key = ask.source.sha256
        if key not in self._worries:
            self._worries[key] = self._call(ask, "overview")
        return self._worries[key]

    def remarks(self, ask: Ask) -> tuple[str, ...]:
        """What the file lost on the way in and what a person should know of it."""
        remarks: tuple[str, ...] = self._call(ask, "remarks")
        return remarks

    def drawn(self, ask: Ask, page: int, rect: Rect) -> Mark:
        """A mark over a rectangle, in page coordinates before rotation."""
        mark: Mark = self._call(ask, "drawn", page, rect)
        return mark

    def spanned(self, ask: Ask, page: int, start: int, end: int) -> Mark:
        """A mark over characters of the page."""
        mark: Mark = self._call(ask, "spanned", page, start, end)
        return mark

    def found(self, ask: Ask, text: str) -> tuple[tuple[int, int, int], ...]:
        """Every page, start and end where this text stands, in whatever spelling."""
        places: tuple[tuple[int, int, int], ...] = self._call(ask, "found", text)
        return places

    def close(self) -> None:
        with self._lock:
            self._end()

    def _call(self, ask: Ask, question: str, *details: object) -> Any:  # noqa: ANN401
        with self._lock:
            while True:
                if self._deaths.get(ask.source.sha256, 0) >= TRIES:
                    raise InputError(
                        f"{ask.source.name} laat de PDF-lezer vastlopen; open het in een ander "
                        "programma, sla het op als PDF en doe het voorstel opnieuw.",
                        reason="crashed",
                    )
                try:
                    answer = self._exchange((question, ask, details))
                except (EOFError, OSError):
                    self._end()
                    deaths = self._deaths.get(ask.source.sha256, 0)
                    self._deaths[ask.source.sha256] = deaths + 1
                    continue
                if isinstance(answer, Exception):
                    raise answer
                return answer

    def _exchange(self, message: tuple[object, ...]) -> object:
        pipe = self._pipe or self._start()
        pipe.send(message)
        if not pipe.poll(PATIENCE_SECONDS):
            raise EOFError
        return pipe.recv()

    def _start(self) -> connection.Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe = ours
        return ours

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None


def work(pipe: connection.Connection) -> None:
    """The life of the reading process."""
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when to stop
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the document
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    _silence()
    reader = Reader()
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            question, ask, details = pipe.recv()
            pipe.send(_answer(getattr(reader, question), ask, details))


def _answer(method: Callable[..., object], ask: Ask, details: tuple[object, ...]) -> object:
    try:
        return method(ask.path, ask.source, *details)
    except WooRedactError as error:
        return error
    except Exception as error:
        return InputError(
            f"{ask.source.name} kan niet worden getoond ({type(error).__name__}); doe het voorstel "
            "opnieuw of meld dit.",
            reason="page-unreadable",
        )


def _silence() -> None:
    """PDF libraries print what they stumble over, and that may be a piece of the document."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
