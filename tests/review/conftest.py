"""A proposed case, the review page as its own process, and a real browser."""

import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from reviewing import CHROMIUM, COMMAND, NOTAS, Served, run


@pytest.fixture(scope="session")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with three of the samples; copied by every test that changes something."""
    case = tmp_path_factory.mktemp("voorstel") / "dossier-zaak"
    names = [NOTAS / f"{name}.pdf" for name in ("nota-kgg", "nota-jenv", "kamerbrief")]
    done = run("propose", *names, "--case", case)
    assert done.returncode in (0, 4), done.stderr
    return case


@pytest.fixture
def case(proposed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(proposed, tmp_path / "dossier-zaak")


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Start the page; whatever still runs afterwards is stopped."""
    running: list[Served] = []

    def start(case: Path, by: str = "anna", *more: str) -> Served:
        process = subprocess.Popen(
            [*COMMAND, "review", str(case), "--no-browser", "--by", by, *more],
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert process.stderr
        line = process.stderr.readline()
        match = re.search(r"browser: (.+)", line)
        assert match, line + process.stderr.read()
        served = Served(process, Path(match[1].strip()), case)
        running.append(served)
        return served

    yield start
    for served in running:
        if served.process.poll() is None:
            served.process.send_signal(signal.SIGINT)
            try:
                served.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                served.kill()
        if served.process.stderr:
            served.process.stderr.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("Debian's package chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def enter(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Go in through the door, as the user's browser does; the work list is open afterwards."""
    contexts: list[BrowserContext] = []

    def go(served: Served, **options: object) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 720}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda told: (
                faults.append(f"{told.text} {told.location}") if told.type == "error" else None
            ),
        )
        page.faults = faults  # type: ignore[attr-defined]
        page.goto(served.door.as_uri())
        page.wait_for_url(re.compile(r"http://127\.0\.0\.1:\d+/$"))
        return page

    yield go
    for context in contexts:
        context.close()
