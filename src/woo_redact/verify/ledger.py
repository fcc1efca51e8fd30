"""Where every net writes its verdict, and where a failing net becomes a verdict too."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from woo_redact.types import Check, Colour, Report

SEVERITY: dict[Colour, int] = {"green": 0, "needs-eyes": 1, "leak": 2}
MOST_PER_NET = 200
"""A hostile file may offend thousands of times; one net needs no longer list than this."""

SECONDS_PER_PAGE = 15.0
"""Enough for OCR of a scan on a busy machine."""
SHORTEST = 0.005
"""Seconds for a net that is cast when the time is up: enough to be seen to fail."""

BROKEN = "Deze controle is mislukt ({kind})."
FAILURES = {"open": "Het bestand is niet te lezen: beschadigd, versleuteld of geen PDF ({kind})."}
"""What to say of a net that broke down, where people can do something about it."""


class OutOfTime(Exception):
    """The net took longer than it was given."""


def worst(colours: Iterator[Colour]) -> Colour:
    return max(colours, key=SEVERITY.__getitem__, default="green")


class Clock:
    """How long a verification may take: a base, and more for every page."""

    def __init__(self, seconds: float, plead: Callable[[float, int], None] | None = None) -> None:
        self._deadline = time.monotonic() + seconds
        self._plead = plead

    def count(self, pages: int) -> None:
        """Ask for the time that so many pages need."""
        more = SECONDS_PER_PAGE * pages
        if self._plead:
            self._plead(more, 0)
        self._deadline += more

    def at(self, page: int) -> None:
        """Say which page is being looked at."""
        if self._plead:
            self._plead(0, page)

    @property
    def left(self) -> float:
        return max(0.0, self._deadline - time.monotonic())


class Ledger:
    """Collects checks. ``strict`` decides what a net that broke down means: for our own output a
    failed check is as bad as a leak, for a stranger's file a person has to look.
    """

    def __init__(self, *, strict: bool, clock: Clock) -> None:
        self.strict = strict
        self.clock = clock
        self._checks: dict[Check, None] = {}
        self._count: dict[str, int] = {}

    @property
    def sought(self) -> str:
        """What to call a text that was looked for."""
        return "gelakte" if self.strict else "gezochte"

    @property
    def soiled(self) -> bool:
        """Has any net caught something?"""
        return any(check.colour != "green" for check in self._checks)

    @property
    def broken(self) -> Colour:
        return "leak" if self.strict else "needs-eyes"

    def add(self, name: str, page: int, colour: Colour, detail: str) -> None:
        check = Check(name=name, page=page, colour=colour, detail=detail)
        if check in self._checks:
            return
        seen = self._count.get(name, 0)
        if seen >= MOST_PER_NET and colour != "leak":
            return
        self._count[name] = seen + 1
        self._checks[check] = None

    def green(self, name: str, detail: str) -> None:
        """Say that a net was cast, and over what, when it caught nothing worse on file level."""
        self.add(name, 0, "green", detail)

    def leak(self, name: str, page: int, detail: str) -> None:
        self.add(name, page, "leak", detail)

    def eyes(self, name: str, page: int, detail: str) -> None:
        self.add(name, page, "needs-eyes", detail)

    @property
    def seconds_left(self) -> float:
        return self.clock.left

    @contextmanager
    def net(self, name: str, page: int = 0, seconds: float = 60.0) -> Iterator[None]:
        """Cast one net. Whatever goes wrong inside is written down, never passed over; the
        exception's own words are not, since they may quote the document.
        """
        budget = max(min(seconds, self.seconds_left), SHORTEST)
        try:
            with _alarm(budget):
                yield
        except OutOfTime:
            self.add(name, page, self.broken, "Deze controle duurde te lang en is afgebroken.")
        except MemoryError:
            self.add(name, page, self.broken, "Deze controle had meer geheugen nodig dan mag.")
        except Exception as problem:
            kind = type(problem).__name__
            self.add(name, page, self.broken, FAILURES.get(name, BROKEN).format(kind=kind))

    def report(self, pages: int) -> Report:
        checks = tuple(sorted(self._checks, key=lambda c: (c.page, -SEVERITY[c.colour], c.name)))
        return Report(
            colour=worst(c.colour for c in checks),
            pages=tuple(
                worst(c.colour for c in checks if c.page == number)
                for number in range(1, pages + 1)
            ),
            checks=checks,
        )


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Interrupt Python code after so long. Alarms nest: the outer one is put back."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, ring)
    outer, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    started = time.monotonic()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if outer:
            rest = outer - (time.monotonic() - started)
            signal.setitimer(signal.ITIMER_REAL, max(rest, 0.001))
