"""Every planted leak turns the verifier red; the same file about somebody else does not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from channels import CHANNELS, NAME, OTHER, build

from generate import INDEX, PDFS, file_name
from woo_redact import verify

with INDEX.open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))
IDS = [row["channel"] for row in ROWS]
GLYPHS_ONLY = {"f01", "f02", "f03"}
"""The name is in no string: only the strict nets, which need no secret, can see it."""


def read(row: dict[str, str]) -> bytes:
    return (PDFS / row["file"]).read_bytes()


def test_the_index_is_the_corpus() -> None:
    assert [row["file"] for row in ROWS] == sorted(path.name for path in PDFS.glob("*.pdf"))
    assert {row["file"] for row in ROWS} == {file_name(c) for c in CHANNELS.values()}
    assert sum(path.stat().st_size for path in PDFS.glob("*.pdf")) < 3_000_000


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_a_planted_leak_is_found(row: dict[str, str]) -> None:
    report = verify.verify(read(row), secrets=[row["secret"]])
    assert report.colour == "leak"
    assert all(NAME not in check.detail for check in report.checks)


@pytest.mark.parametrize(
    "row",
    [r for r in ROWS if r["channel"] not in GLYPHS_ONLY],
    ids=[i for i in IDS if i not in GLYPHS_ONLY],
)
def test_a_term_is_found_in_a_strangers_file(row: dict[str, str]) -> None:
    assert verify.inspect(read(row), terms=[row["secret"]]).colour == "leak"


@pytest.mark.parametrize("row", [r for r in ROWS if r["channel"][0] == "b"], ids=str)
def test_a_bad_redaction_is_found_without_knowing_the_name(row: dict[str, str]) -> None:
    assert verify.inspect(read(row)).colour == "leak"


@pytest.mark.parametrize("channel", sorted(CHANNELS))
def test_the_twin_about_somebody_else_holds_no_term(channel: str) -> None:
    twin = build(CHANNELS[channel], OTHER).finish()
    report = verify.inspect(twin, terms=[NAME])
    blind = verify.inspect(twin)
    assert report.colour == blind.colour
    assert report.pages == blind.pages


def test_the_carrier_is_green() -> None:
    from channels import Draft

    assert verify.inspect(Draft().finish(), terms=[NAME]).colour == "green"


def test_the_generator_hides_what_the_index_says() -> None:
    assert all(row["secret"] == NAME for row in ROWS)
    assert {row["channel"]: int(row["places"]) for row in ROWS} == {
        c.id: c.places for c in CHANNELS.values()
    }
    assert Path(PDFS).is_dir()
