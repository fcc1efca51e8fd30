from __future__ import annotations

from importlib import resources

from verify_paper import box, line, write

from woo_redact import verify
from woo_redact.types import BurntBox, Rect
from woo_redact.verify.metrics import Metrics
from woo_redact.verify.width import Gap, fitting

NAME = "Bram Knibbelaar"
WIDTH = 78.9
"""Of the name in Helvetica of 11 points, with a blank of 3.06 on both sides."""


def test_the_reference_list_is_five_thousand_distinct_names() -> None:
    text = resources.files("woo_redact.verify").joinpath("reference_names.txt").read_text("utf-8")
    names = text.splitlines()
    assert len(names) == len(set(names)) == 5000


def report_of(gap: float, *, claimed: bool, before: bytes | None = None) -> tuple[str, str]:
    after = write(
        line("Opgesteld door") + box(130, 196, gap - 6, 14) + line("en anderen", 127 + gap)
    )
    rect = Rect(130, 300 - 210, 130 + gap - 6, 300 - 196)
    burnt = BurntBox(
        mark="m", page=1, rects=(rect,), ground="5.1.2e", kind="person", width_hidden=claimed
    )
    report = verify.verify(after, secrets=[NAME], boxes=[burnt], before=before)
    found = [c for c in report.checks if c.name == "width"]
    assert len(found) == 1
    return found[0].colour, found[0].detail


def test_an_open_gap_tells_how_many_names_fit_it() -> None:
    colour, detail = report_of(WIDTH + 6, claimed=False)
    assert colour == "needs-eyes"
    assert "van 5.000 namen" in detail


def test_a_gap_laid_out_anew_tells_nothing() -> None:
    before = write(line(f"Opgesteld door {NAME} en anderen"))
    assert report_of(40, claimed=True, before=before)[0] == "green"


def test_a_false_claim_is_caught_by_the_page_before() -> None:
    before = write(line("Opgesteld door") + line(NAME, 130) + line("en anderen", 127 + WIDTH))
    assert report_of(WIDTH, claimed=True, before=before)[0] == "needs-eyes"


def test_a_gap_that_fits_no_name_counts_none() -> None:
    gap = Gap(start=100, stop=4100, before=[0], after=[1])
    assert fitting(gap, Metrics.plain(11)) == 0
