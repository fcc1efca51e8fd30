"""What the tests of the review page share."""

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

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

    @property
    def address(self) -> str:
        """The one-time address behind the door."""
        match = re.search(r'href="([^"]+)"', self.door.read_text())
        assert match
        return match[1].replace("&amp;", "&")

    def kill(self) -> None:
        """As a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


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
