from __future__ import annotations

import fcntl
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from woo_redact.types import Check, Report
from woo_redact.verify.ledger import Clock, Ledger
from woo_redact.verify.shield import Plea, Stopped, shielded

GREEN = Report(colour="green", pages=("green",), checks=())


def test_a_report_comes_back_whole() -> None:
    check = Check(name="n", page=1, colour="leak", detail="Onder een blok ligt “iets”.")
    report = Report(colour="leak", pages=("leak",), checks=(check,))
    assert shielded(echo, report, seconds=10, most=20) == report


def echo(_: Plea, report: Report) -> Report:
    return report


def tell(_: Plea) -> Report:
    return Report(colour="green", pages=(), checks=(note(str(os.getpid())),))


def note(detail: str) -> Check:
    return Check(name="n", page=0, colour="green", detail=detail)


def test_one_child_serves_until_it_dies() -> None:
    shielded(crash, seconds=10, most=20)
    first = shielded(tell, seconds=10, most=20)
    assert isinstance(first, Report)
    assert first.checks[0].detail != str(os.getpid())
    assert shielded(tell, seconds=10, most=20) == first
    assert shielded(crash, seconds=10, most=20) == Stopped(0)
    other = shielded(tell, seconds=10, most=20)
    assert isinstance(other, Report)
    assert other != first


def test_a_copy_of_the_process_has_a_child_of_its_own() -> None:
    shielded(crash, seconds=10, most=20)
    mine = shielded(tell, seconds=10, most=20)
    source, sink = os.pipe()
    copy = os.fork()
    if copy == 0:
        theirs = shielded(tell, seconds=10, most=20)
        os.write(sink, b"other" if isinstance(theirs, Report) and theirs != mine else b"same")
        os._exit(0)
    os.waitpid(copy, 0)
    assert os.read(source, 9) == b"other"
    os.close(source)
    os.close(sink)
    assert shielded(tell, seconds=10, most=20) == mine


def test_two_threads_need_not_wait_for_each_other() -> None:
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(shielded, plead_and_sleep, seconds=5, most=9)
        time.sleep(0.1)
        quick = pool.submit(shielded, tell, seconds=5, most=9)
        assert isinstance(quick.result(), Report)
        assert slow.result() == GREEN


def lock_held(_: Plea, path: Path) -> Report:
    with path.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return Report(colour="green", pages=(), checks=(note("held"),))
    return Report(colour="green", pages=(), checks=(note("free"),))


def test_the_child_keeps_no_lock_of_its_owner(tmp_path: Path) -> None:
    shielded(crash, seconds=10, most=20)
    path = tmp_path / "slot"
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        answer = shielded(lock_held, path, seconds=10, most=20)
        assert isinstance(answer, Report)
        assert answer.checks[0].detail == "held"
    answer = shielded(lock_held, path, seconds=10, most=20)
    assert isinstance(answer, Report)
    assert answer.checks[0].detail == "free"


def crash(_: Plea) -> Report:
    os.kill(os.getpid(), signal.SIGSEGV)
    return GREEN


def sleep(_: Plea) -> Report:
    time.sleep(30)
    return GREEN


def devour(_: Plea) -> Report:
    hoard = [bytearray(1 << 28) for _ in range(40)]
    return Report(colour="green", pages=(), checks=tuple(hoard))  # type: ignore[arg-type]


def fail(_: Plea) -> Report:
    raise ValueError("x")


@pytest.mark.parametrize("job", [crash, devour, fail])
def test_a_child_that_dies_gives_nothing(job: object) -> None:
    assert shielded(job, seconds=20, most=20) == Stopped(0)  # type: ignore[arg-type]


def test_a_child_that_hangs_is_ended() -> None:
    started = time.monotonic()
    assert shielded(sleep, seconds=0.3, most=9) == Stopped(0)
    assert time.monotonic() - started < 5


def plead_and_sleep(plead: Plea) -> Report:
    plead(10, 0)
    plead(0, 7)
    time.sleep(0.8)
    return GREEN


def test_a_child_that_asks_for_time_gets_it_up_to_a_limit() -> None:
    assert shielded(plead_and_sleep, seconds=0.3, most=9) == GREEN
    assert shielded(plead_and_sleep, seconds=0.3, most=0.5) == Stopped(7)


@pytest.mark.parametrize(("strict", "colour"), [(True, "leak"), (False, "needs-eyes")])
def test_a_net_that_breaks_is_never_green(strict: bool, colour: str) -> None:
    ledger = Ledger(strict=strict, clock=Clock(10))
    with ledger.net("stuk", 1):
        raise ValueError("Bram Knibbelaar")
    report = ledger.report(1)
    assert report.pages == (colour,)
    assert "Knibbelaar" not in report.checks[0].detail


def test_a_net_that_takes_too_long_is_never_green() -> None:
    ledger = Ledger(strict=True, clock=Clock(10))
    with ledger.net("traag", 1, seconds=0.05):
        time.sleep(5)
    assert ledger.report(1).colour == "leak"


def test_a_net_cast_when_the_time_is_up_is_never_green() -> None:
    ledger = Ledger(strict=True, clock=Clock(0))
    with ledger.net("laat"):
        time.sleep(5)
    assert ledger.report(0).colour == "leak"


def test_leaks_are_never_lost_in_a_crowd() -> None:
    ledger = Ledger(strict=True, clock=Clock(10))
    for number in range(500):
        ledger.eyes("druk", number, "iets")
    ledger.leak("druk", 501, "lek")
    assert ledger.report(501).colour == "leak"
