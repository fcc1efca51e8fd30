"""Documents that ministries and parliament published themselves, taken in and read."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from read_pages import SOURCE

from woo_redact.intake import normalise
from woo_redact.read import read
from woo_redact.types import Document

REAL = Path(__file__).resolve().parents[3].parent / "shared" / "real"
SCANS = {"kgg-nota-gelakt-scan": [True, False], "vws-nota-gelakt-scan": [True, True, True]}
DATES = {
    "bzk-nota-gelakt": "2023-12-13",
    "ezk-nota-gelakt-damaged-xref": "2024-01-11",
    "kamerstuk-32545-143": "2021-07-07",
    "woo-besluit-ienw-tagged": "2025-12-09",
}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not REAL.is_dir(), reason="the folder of real documents is absent"),
]


def document(name: str) -> Document:
    return read(normalise((REAL / f"{name}.pdf").read_bytes(), name).pdf, SOURCE)


@pytest.mark.parametrize("name", [*SCANS, *DATES])
def test_pages_that_need_ocr(name: str) -> None:
    pages = document(name).pages
    assert [page.needs_ocr for page in pages] == SCANS.get(name, [False] * len(pages))


@pytest.mark.parametrize("name", [*SCANS, *DATES])
def test_intake_takes_nothing_from_an_ordinary_document(name: str) -> None:
    data = (REAL / f"{name}.pdf").read_bytes()
    result = normalise(data, name)
    assert result.dropped == result.kept == ()
    with pymupdf.open(stream=data) as before, pymupdf.open(stream=result.pdf) as after:
        assert len(before) == len(after) == result.pages
        for i in range(len(before)):
            assert before[i].get_pixmap(dpi=50).samples == after[i].get_pixmap(dpi=50).samples


@pytest.mark.parametrize(("name", "date"), DATES.items())
def test_printed_dates(name: str, date: str) -> None:
    assert document(name).date == date


def test_body_and_colofon_do_not_mix() -> None:
    first, second = document("bzk-nota-gelakt").pages
    blocks = first.text.split("\n\n")
    assert "Datum\n13 december 2023" in blocks
    assert "Onze referentie\n2023-0000700225" in blocks
    assert blocks.index("Aan") + 1 == blocks.index("MBZK")
    assert any(block.startswith("Aanleiding\nHet College") for block in blocks)
    assert "in tegenstelling tot vijf jaar\ngeleden" in second.text.replace("In", "in")
    assert "Datum\n13 december 2023" in second.text.split("\n\n")
