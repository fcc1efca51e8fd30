"""Every planted leak turns the verifier red; the same file about somebody else does not."""

from __future__ import annotations

import csv

import pytest
from channels import CHANNELS, NAME, OTHER, Draft, build

from generate import INDEX, PDFS, file_name
from woo_redact import verify

with INDEX.open(encoding="utf-8", newline="") as table:
    ROWS = {row["channel"]: row for row in csv.DictReader(table)}
BAD = [channel for channel in ROWS if channel.startswith("b")]
ONLY_BLIND = {"b19", "b23"}
"""Two letters, or outlines under paint: no text says the name, the covering itself is the find."""
SPELLED = (
    "t02",
    "t07",
    "t15",
    "t23",
    "s01",
    "s11",
    "m02",
    "m12",
    "m18",
    "e03",
    "a06",
    "i08",
    "i25",
)
SEARCHES = {
    "text-pdfium",
    "text-pdfminer",
    "text-poppler",
    "objects",
    "raw",
    "ocr",
    "hidden-content",
}


def read(channel: str) -> bytes:
    return (PDFS / ROWS[channel]["file"]).read_bytes()


def test_the_index_is_the_corpus() -> None:
    assert {row["file"] for row in ROWS.values()} == {path.name for path in PDFS.glob("*.pdf")}
    assert {row["file"] for row in ROWS.values()} == {file_name(c) for c in CHANNELS.values()}
    assert {row["secret"] for row in ROWS.values()} == {NAME}
    assert sum(path.stat().st_size for path in PDFS.glob("*.pdf")) < 3_000_000


@pytest.mark.parametrize("channel", sorted(ROWS.keys() - ONLY_BLIND))
def test_a_planted_leak_is_found(channel: str) -> None:
    report = verify.verify(read(channel), secrets=[NAME])
    assert report.colour == "leak"
    assert all(part not in c.detail for c in report.checks for part in ("Sanne", "Ploeg", "Karimi"))


@pytest.mark.parametrize("channel", SPELLED)
def test_a_term_is_found_in_a_strangers_file(channel: str) -> None:
    assert verify.inspect(read(channel), terms=[NAME]).colour == "leak"


@pytest.mark.parametrize("channel", BAD)
def test_a_bad_redaction_is_found_without_knowing_the_name(channel: str) -> None:
    assert verify.inspect(read(channel)).colour == "leak"


@pytest.mark.parametrize("channel", sorted(c for c in CHANNELS if c[0] in "temif"))
def test_the_twin_about_somebody_else_holds_no_such_term(channel: str) -> None:
    report = verify.inspect(build(CHANNELS[channel], OTHER).finish(), terms=[NAME])
    assert {c.name for c in report.checks if c.colour != "green"}.isdisjoint(SEARCHES)


def test_the_carrier_is_green() -> None:
    assert verify.inspect(Draft().finish(), terms=[NAME]).colour == "green"
