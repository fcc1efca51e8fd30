"""How fast the review page answers: `python -m bench.review`, medians in a real Chromium.

A decision until its answer is painted, the next page until its image is there, and a work list of a
thousand documents until it is painted; beside each what the server itself spent on it, which a busy
machine does not blur. For reading, not a gate.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

COMMAND = [sys.executable, "-c", "from woo_redact.cli import main; main()"]
NOTAS = Path(__file__).resolve().parents[1] / "samples" / "notas"
DOCUMENTS = 1000
DECISIONS = 25
TURNS = 20
LISTS = 7
Taken = tuple[float, float]
"""Seconds until it was painted, and seconds of the server's own time."""
PAINTED = """() => new Promise(done => requestAnimationFrame(() => setTimeout(
    () => done(performance.now()))))"""
"""Milliseconds since the page was asked for, once what it shows is painted."""
ARMED = """changed => {
    const stood = changed(); window.taken = null;
    addEventListener("keydown", () => {
        const began = performance.now();
        const look = () => changed() === stood || !document.querySelector("#beeld").complete
            ? requestAnimationFrame(look)
            : requestAnimationFrame(() => setTimeout(() => taken = performance.now() - began));
        look();
    }, { once: true, capture: true });
}"""
"""From the next key until what it changed is painted, measured where the reviewer sits."""
DECIDED = "() => document.querySelector('.voortgang strong').textContent"
TURNED = "() => document.querySelector('#beoordeling').dataset.pagina"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        case = Path(folder) / "maat-zaak"
        long = Path(folder) / "lang.pdf"
        _lengthen(NOTAS / "nota-jenv.pdf", long)
        inputs = [str(long), str(NOTAS / "nota-kgg.pdf")]
        subprocess.run([*COMMAND, "propose", *inputs, "--case", str(case)], check=False)
        with served(case, browser) as (page, server):
            page.get_by_role("table").get_by_role("link", name="lang.pdf").click()
            page.locator("[data-gekozen] .kaart-link").focus()
            _report("besluit zichtbaar", decisions(page, server))
            _report("volgende pagina", turns(page, server))
        _multiply(case, DOCUMENTS)
        shutil.rmtree(case / ".cache", ignore_errors=True)
        for told in ("zonder index", "met index"):
            with served(case, browser, first := []) as (page, server):
                _report(f"{DOCUMENTS} documenten, {told}", first)
                if told == "met index":
                    _report(f"{DOCUMENTS} documenten, daarna", lists(page, server))
        browser.close()


def decisions(page: Page, server: int) -> list[Taken]:
    """From the key to the painted answer."""
    found = []
    for _ in range(DECISIONS):
        if not page.locator("[data-gekozen].kaart--open").count():
            page.keyboard.press("Shift+J")
            page.locator("[data-gekozen].kaart--open").wait_for()
        found.append(_key(page, server, "a", DECIDED))
    return found


def turns(page: Page, server: int) -> list[Taken]:
    """From the key to the painted image of the next page, at the pace of a reader."""
    page.keyboard.press("Home")
    page.wait_for_function("() => document.querySelector('#beoordeling').dataset.pagina == '1'")
    found = []
    for _ in range(TURNS):
        time.sleep(0.5)  # somebody reads, the next page is painted meanwhile
        found.append(_key(page, server, "PageDown", TURNED))
    return found


def lists(page: Page, server: int) -> list[Taken]:
    return [_list(page, server, page.url.split("?")[0]) for _ in range(LISTS)]


@contextmanager
def served(
    case: Path, browser: Browser, first: list[Taken] | None = None
) -> Iterator[tuple[Page, int]]:
    """The work list of a fresh server; how long that list took is added to ``first``."""
    process = subprocess.Popen(
        [*COMMAND, "review", str(case), "--no-browser", "--by", "maat"],
        stderr=subprocess.PIPE,
        text=True,
    )
    announced = process.stderr.readline() if process.stderr else ""
    match = re.search(r"browser: (.+)", announced)
    if match is None:
        sys.exit(announced)
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()

    taken = _list(page, process.pid, Path(match[1].strip()).as_uri())
    if first is not None:
        first.append(taken)
    try:
        yield page, process.pid
    finally:
        context.close()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _key(page: Page, server: int, key: str, changed: str) -> Taken:
    spent = _spent(server)
    page.evaluate(f"({ARMED})({changed})")
    page.keyboard.press(key)
    page.wait_for_function("() => window.taken")
    return page.evaluate("taken") / 1000, _spent(server) - spent


def _list(page: Page, server: int, address: str) -> Taken:
    spent = _spent(server)
    page.goto(address)
    page.wait_for_url(re.compile(r"http://127\.0\.0\.1:\d+/$"))
    return page.evaluate(PAINTED) / 1000, _spent(server) - spent


def _spent(process: int) -> float:
    """Seconds of processor time of a process, in and out of the kernel."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _lengthen(source: Path, target: Path) -> None:
    """Sixty pages of the same nota."""
    import pikepdf

    with pikepdf.open(source) as file:
        pages = list(file.pages)
        for _ in range(60 // len(pages) - 1):
            file.pages.extend(pages)
        file.save(target)


def _multiply(case: Path, count: int) -> None:
    """The same document under many names, as many as asked."""
    source = case / "nota-kgg"
    for number in range(count - 2):
        folder = case / f"nota-{number:04d}"
        folder.mkdir()
        shutil.copyfile(source / "nota-kgg.lak.jsonl", folder / f"nota-{number:04d}.lak.jsonl")


def _report(what: str, taken: list[Taken]) -> None:
    shown = statistics.median(one for one, _ in taken)
    spent = statistics.fmean(two for _, two in taken)
    print(f"{what:32} {1000 * shown:6.0f} ms   server {1000 * spent:5.0f} ms   ({len(taken)}x)")


if __name__ == "__main__":
    main()
