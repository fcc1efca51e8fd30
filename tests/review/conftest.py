"""A proposed case, the review page as its own process, and a real browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from reviewing import CHROMIUM, NOTAS, Desk, Served, run, started, stopped


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The settings of whoever runs the tests stay as they are."""
    folder = tmp_path_factory.mktemp("instellingen")
    before = os.environ.get("XDG_CONFIG_HOME")
    os.environ["XDG_CONFIG_HOME"] = str(folder)
    yield folder
    if before is None:
        del os.environ["XDG_CONFIG_HOME"]
    else:
        os.environ["XDG_CONFIG_HOME"] = before


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
        running.append(started(case, by, *more))
        return running[-1]

    yield start
    for served in running:
        stopped(served)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("Debian's package chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared(
    proposed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Served, Iterator[int]]]:
    """One server over a case for many tests, each of which gets a document of its own there."""
    case = shutil.copytree(proposed, tmp_path_factory.mktemp("gedeeld") / "gedeeld-zaak")
    served = started(case, "anna")
    yield served, count(1)
    stopped(served)


@pytest.fixture
def desk(shared: tuple[Served, Iterator[int]], enter: Callable[..., Page]) -> Iterator[Desk]:
    """A copy of a document in the shared case, open in a browser."""
    served, numbers = shared
    stem = f"nota-{next(numbers):03d}"
    folder = served.case / stem
    folder.mkdir()
    shutil.copyfile(served.case / "nota-kgg/bron.pdf", folder / "bron.pdf")
    shutil.copyfile(served.case / "nota-kgg/nota-kgg.lak.jsonl", folder / f"{stem}.lak.jsonl")
    desk = Desk(enter(served), served.case, stem)
    desk.open(1)
    yield desk
    assert desk.page.faults == []  # type: ignore[attr-defined]


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
        served.let_in(context, page)
        return page

    yield go
    for context in contexts:
        context.close()
