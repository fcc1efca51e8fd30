"""Power cuts, readers that die or hang, and a server that nobody looks at."""

import os
import random
import re
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect
from reviewing import document_id, open_document, sheet

from woo_redact.sheet import Sheet


def readers(served):
    """The processes that read PDFs for this server."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == served.process.pid and b"spawn_main" in command:
            found.append(int(status.parent.name))
    return found


def deadly(case: Path) -> Path:
    """A document whose reader waits for ever: whoever looks at it is stuck until it is killed."""
    shutil.copytree(case / "nota-jenv", case / "dodelijk")
    (case / "dodelijk" / "nota-jenv.lak.jsonl").rename(sheet(case, "dodelijk"))
    source = case / "dodelijk" / "bron.pdf"
    source.unlink()
    os.mkfifo(source)
    lines = sheet(case, "dodelijk").read_text().replace("nota-jenv.pdf", "dodelijk.pdf")
    lines = re.sub(r'"sha256":"[0-9a-f]{64}"', f'"sha256":"{"0" * 64}"', lines, count=1)
    sheet(case, "dodelijk").write_text(lines)
    return source


def test_a_reader_that_is_killed_is_started_anew(case, serve, enter):
    served = serve(case)
    page = enter(served)
    open_document(page, "nota-kgg.pdf")
    expect(page.locator("#beeld")).to_be_visible()
    (reader,) = readers(served)
    os.kill(reader, signal.SIGKILL)
    open_document(page, "nota-jenv.pdf")
    expect(page.locator("#beeld")).to_be_visible()
    assert reader not in readers(served)
    assert served.process.poll() is None
    assert page.faults == []


def test_a_document_that_kills_its_reader_leaves_the_others_alone(case, serve, enter):
    source = deadly(case)
    served = serve(case)
    page = enter(served)
    done = threading.Event()

    def kill():
        while not done.wait(0.1):
            try:  # opens only when somebody is there to read
                reading = os.open(source, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                continue
            for reader in readers(served):
                os.kill(reader, signal.SIGSEGV)
            os.close(reading)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        open_document(page, "dodelijk.pdf")
        expect(page.get_by_text("laat de PDF-lezer vastlopen")).to_be_visible()
        expect(page.locator(".kaart").first).to_be_visible()
        open_document(page, "nota-kgg.pdf")
        expect(page.locator("#beeld")).to_be_visible()
    finally:
        done.set()
        thread.join()


def test_a_document_that_hangs_holds_nobody_up(case, serve, enter):
    deadly(case)
    served = serve(case)
    page, other = enter(served), enter(served)
    page.evaluate(f"void fetch('/d/{document_id('dodelijk')}/1')")
    time.sleep(1)
    open_document(other, "nota-kgg.pdf")
    expect(other.locator("#beeld")).to_be_visible(timeout=45_000)
    assert len(readers(served)) == 2
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=60) in (0, 130), "it does not wait for what hangs"


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_was_shown_is_lost_at_a_power_cut(case, serve, enter, seed):
    """The server is killed at some moment while decisions are being typed."""
    served = serve(case)
    page = enter(served)
    open_document(page, "nota-kgg.pdf")
    total = int(page.locator(".voortgang strong").first.inner_text())
    page.locator("[data-gekozen] .kaart-link").focus()
    cut = threading.Timer(random.Random(seed).uniform(0.2, 2.5), served.kill)
    cut.start()
    shown = total
    while cut.is_alive():
        page.keyboard.press("a" if page.locator(".kaart--gekozen.kaart--open").count() else "J")
        shown = min(shown, int(page.locator(".voortgang strong").first.inner_text()))
    cut.join()
    state = Sheet.open(sheet(case, "nota-kgg"), readonly=True).state
    assert len(state.decisions) >= total - shown
    assert len(state.open_marks) <= shown
    with Sheet.open(sheet(case, "nota-kgg"), by="anna") as again:
        assert again.state.decisions == state.decisions, "the lock ended with the process"


def test_it_says_in_time_that_it_will_stop(case, serve, enter):
    page = enter(serve(case, "anna", "--idle", "0.2"))
    expect(page.get_by_text(re.compile(r"Over \d+ seconden stopt woo-redact"))).to_be_visible()
    page.get_by_role("button", name="Ik werk nog").click()
    expect(page.get_by_role("button", name="Ik werk nog")).to_have_count(0)
    expect(page.get_by_role("button", name="Ik werk nog")).to_be_visible()
    expect(page.get_by_text("woo-redact review is gestopt")).to_be_visible()
