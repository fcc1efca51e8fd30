"""The processes that read PDFs for the review page, and the handle on them.

PyMuPDF may not run on threads and a foreign PDF can kill or hold up its reader, so all of it
happens in another process. When that dies, the document it was busy with is set aside after a
second try; while it hangs, other documents go to a second process. Nothing is written to disk.

::

    server ──(question, document, …)──▶ process: normalise, read, paint
           ◀── answer, or its death ──
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import re
import signal
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import connection
from pathlib import Path
from typing import Any

from woo_redact.errors import InputError, WooRedactError
from woo_redact.folding import Folded, find_folded, fold, skeleton
from woo_redact.review.reading import Leaf, Reader, Span, Text, Worry
from woo_redact.types import Mark, Plan, Rect, Source

PATIENCE_SECONDS = 120.0
TURN_SECONDS = 3.0
"""So long a document waits for another one; then it goes to the second process."""
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


@dataclass(slots=True)
class _Worker:
    """One process that answers one question at a time."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    busy: str | None = None
    """The sha256 of the document it is at."""
    process: multiprocessing.process.BaseProcess | None = None
    pipe: connection.Connection | None = None

    def exchange(self, message: tuple[object, ...]) -> object:
        """Raises ``EOFError`` or ``OSError`` when the process dies, ``TimeoutError`` when nothing
        comes of it.
        """
        pipe = self.pipe or self._start()
        pipe.send(message)
        if not pipe.poll(PATIENCE_SECONDS):
            raise TimeoutError
        return pipe.recv()

    def end(self) -> None:
        if self.pipe is not None:
            self.pipe.close()
        if self.process is not None:
            self.process.kill()
            self.process.join()
        self.pipe = self.process = None

    def _start(self) -> connection.Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.pipe = ours
        return ours


class Pages:
    """Asks the processes, from whatever thread."""

    def __init__(self) -> None:
        self._workers = (_Worker(), _Worker())
        self._homes: dict[str, _Worker] = {}
        self._images = _Images()
        self._leaves: OrderedDict[tuple[str, int], Leaf] = OrderedDict()
        self._worries: dict[str, tuple[Worry, ...]] = {}
        self._remarks: dict[str, tuple[str, ...]] = {}
        self._texts: dict[str, tuple[Text, ...]] = {}
        self._deaths: dict[str, int] = {}
        self._stopped = False

    def leaf(self, ask: Ask, page: int) -> Leaf:
        """One page as text with its lines, as people see it."""
        key = (ask.source.sha256, page)
        leaf = self._leaves.get(key)
        if leaf is None:
            leaf = self._leaves[key] = self._call(ask, "leaf", page)
            while len(self._leaves) > 400:
                self._leaves.popitem(last=False)
        return leaf

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
        key = ask.source.sha256
        if key not in self._remarks:
            self._remarks[key] = self._call(ask, "remarks")
        return self._remarks[key]

    def drawn(self, ask: Ask, page: int, rect: Rect) -> Mark:
        """A mark over a rectangle, in page coordinates before rotation."""
        mark: Mark = self._call(ask, "drawn", page, rect)
        return mark

    def spanned(self, ask: Ask, spans: Sequence[Span]) -> tuple[Mark, ...]:
        """A mark over each span of characters."""
        marks: tuple[Mark, ...] = self._call(ask, "spanned", tuple(spans)) if spans else ()
        return marks

    def found(self, ask: Ask, text: str) -> tuple[Span, ...]:
        """Where this text stands, in whatever spelling. Each document is read for it once; after
        that the letters are searched without its process.
        """
        bare = skeleton(text)
        return tuple(
            (number, start, end)
            for number, page in enumerate(self._read(ask), 1)
            if bare in page.skeleton
            for start, end in find_folded(text, _folded(page.text))
        )

    def matching(self, ask: Ask, pattern: re.Pattern[str]) -> tuple[Span, ...]:
        """Where a pattern matches the letters of a page."""
        return tuple(
            (number, *match.span())
            for number, page in enumerate(self._read(ask), 1)
            for match in pattern.finditer(page.text)
            if match[0]
        )

    def interrupt(self) -> None:
        """Whatever is being read, stop: nobody waits for the answer any more."""
        self._stopped = True
        for worker in self._workers:
            if worker.process is not None:
                worker.process.kill()

    def close(self) -> None:
        self.interrupt()
        for worker in self._workers:
            with worker.lock:
                worker.end()

    def _read(self, ask: Ask) -> tuple[Text, ...]:
        key = ask.source.sha256
        if key not in self._texts:
            self._texts[key] = self._call(ask, "texts")
        return self._texts[key]

    def _call(self, ask: Ask, question: str, *details: object) -> Any:  # noqa: ANN401
        key = ask.source.sha256
        with self._turn(key) as worker:
            while self._deaths.get(key, 0) < TRIES and not self._stopped:
                try:
                    answer = worker.exchange((question, ask, details))
                except TimeoutError:
                    worker.end()
                    self._deaths[key] = TRIES
                except (EOFError, OSError):
                    worker.end()
                    self._deaths[key] = self._deaths.get(key, 0) + 1
                else:
                    if isinstance(answer, Exception):
                        raise answer
                    return answer
        raise InputError(
            f"{ask.source.name} laat de PDF-lezer vastlopen; open het in een ander programma, "
            "sla het op als PDF en doe het voorstel opnieuw.",
            reason="crashed",
        )

    @contextlib.contextmanager
    def _turn(self, key: str) -> Iterator[_Worker]:
        """The process that has this document, unless another document holds that up."""
        worker = self._homes.get(key, self._workers[0])
        while not worker.lock.acquire(timeout=TURN_SECONDS):
            if worker.busy != key:
                worker = next(one for one in self._workers if one is not worker)
        self._homes[key] = worker
        worker.busy = key
        try:
            yield worker
        finally:
            worker.busy = None
            worker.lock.release()


@lru_cache(maxsize=128)
def _folded(text: str) -> Folded:
    """A page folded, kept for the next look: many times larger than its text."""
    return fold(text)


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
