"""What the tests of the review page share."""

import hashlib
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from woo_redact.sheet import Sheet, State

ROOT = Path(__file__).resolve().parents[2]
NOTAS = ROOT / "samples" / "notas"
COMMAND = [sys.executable, "-c", "from woo_redact.cli import main; main()"]
CHROMIUM = "/usr/bin/chromium"
expect.set_options(timeout=30_000)


@dataclass
class Served:
    """A running review page."""

    process: subprocess.Popen[str]
    door: Path
    case: Path
    host: str = ""
    cookies: list[Any] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The one-time address behind the door."""
        match = re.search(r'href="([^"]+)"', self.door.read_text())
        assert match
        return match[1].replace("&amp;", "&")

    def let_in(self, context: BrowserContext, page: Page) -> None:
        """Through the door, or when that was used with the cookie that was got there."""
        if self.cookies:
            context.add_cookies(self.cookies)
            page.goto(f"{self.host}/")
            return
        page.goto(self.door.as_uri())
        page.wait_for_url(re.compile(r"http://127\.0\.0\.1:\d+/$"))
        self.host = page.url.rstrip("/")
        self.cookies = context.cookies()

    def kill(self) -> None:
        """As a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def started(case: Path, by: str, *more: str) -> Served:
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
    return Served(process, Path(match[1].strip()), case)


def stopped(served: Served) -> None:
    if served.process.poll() is None:
        served.process.send_signal(signal.SIGINT)
        try:
            served.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            served.kill()
    if served.process.stderr:
        served.process.stderr.close()


@dataclass
class Desk:
    """A document of a case on the screen of a reviewer."""

    page: Page
    case: Path
    stem: str

    @property
    def state(self) -> State:
        return Sheet.open(sheet(self.case, self.stem), readonly=True).state

    def open(self, number: int, mark: str = "", **query: str) -> None:
        """A page of the document, with the focus on the chosen proposal."""
        asked = "&".join(f"{name}={value}" for name, value in {"m": mark, **query}.items() if value)
        host = re.match(r"http://[^/]+", self.page.url)
        assert host
        self.page.goto(f"{host[0]}/d/{document_id(self.stem)}/{number}?{asked}")
        self.page.wait_for_load_state("load")  # the module that listens to keys is there
        if self.page.locator("[data-gekozen]").count():
            self.page.locator("[data-gekozen] .kaart-link").focus()

    def own(self) -> list[Any]:
        """The marks made by hand."""
        return [mark for mark in self.state.marks.values() if mark.by]

    def chosen(self) -> str:
        found = self.page.locator("[data-gekozen]").get_attribute("id")
        assert found
        return found.removeprefix("k-")


def sheet(case: Path, stem: str) -> Path:
    return case / stem / f"{stem}.lak.jsonl"


def document_id(stem: str) -> str:
    """What a document is called in addresses."""
    return hashlib.sha256(os.fsencode(stem)).hexdigest()[:12]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=400
    )


def open_document(page: Page, name: str) -> None:
    """From any screen into the first page of a document."""
    page.get_by_role("link", name="Werkvoorraad").click()
    page.get_by_role("table").get_by_role("link", name=name).click()
    expect(page.locator("#kaarten h2")).to_be_visible()
    page.wait_for_load_state("load")  # the module that listens to keys is there


def told(page: Page, text: str | re.Pattern[str]) -> None:
    """Wait until the page says so."""
    expect(page.locator("#melding")).to_contain_text(text)
