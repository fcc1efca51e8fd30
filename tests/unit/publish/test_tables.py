"""The tables over all bundles: the platform's words in the platform's order."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from woo_redact import publish
from woo_redact.publish import Manifest
from woo_redact.publish.tables import inventory, production_report

Bundle = tuple[dict[str, bytes], Manifest]
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "schemas" / "nl-rdo-woo-web"
COLUMNS = [
    *("ID", "Matter", "Family", "Email Thread ID", "Document", "File Type", "Datum"),
    *("Beoordeling", "Opgeschort", "Beoordelingsgrond", "Toelichting", "Publieke Link"),
    *("Gerelateerd ID", "Zaaknummer"),
]


def cells(workbook: bytes) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return list(book.worksheets[0].iter_rows(values_only=True))


def rows(workbook: bytes) -> list[dict[object, object]]:
    header, *rest = cells(workbook)
    return [dict(zip(header, row, strict=True)) for row in rest]


def test_the_columns_are_the_platforms(make: Callable[..., Bundle]) -> None:
    header = cells(production_report([make()[1]]))[0]
    assert list(header) == COLUMNS


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the platform's templates are not at hand")
def test_the_columns_are_those_of_the_template() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        template = openpyxl.load_workbook(SHARED / "productierapport_template.xlsx").worksheets[0]
    assert [cell.value for cell in template[1]][: len(COLUMNS)] == COLUMNS


def test_a_row_says_what_the_platform_reads(make: Callable[..., Bundle]) -> None:
    (row,) = rows(production_report([make(matter="2024-017")[1]]))
    assert row["ID"] == "nota-gelakt"
    assert row["Matter"] == "2024-017"
    assert row["Document"] == "Beslisnota over wonen"
    assert row["File Type"] == "pdf"
    assert row["Datum"] == "2024-03-15"
    assert row["Beoordeling"] == "Deels openbaar"
    assert row["Beoordelingsgrond"] == "5.1.1e;5.1.2e"
    assert row["Toelichting"] == "Gelakt: 2 namen en 1 burgerservicenummer."
    assert [row[name] for name in ("Family", "Opgeschort", "Publieke Link", "Zaaknummer")] == (
        [None] * 4
    )


def test_a_document_without_boxes_is_public(make: Callable[..., Bundle]) -> None:
    (row,) = rows(production_report([make(grounds=(), date=None)[1]]))
    assert row["Beoordeling"] == "Openbaar"
    assert row["Beoordelingsgrond"] is None
    assert row["Datum"] is None


def test_grounds_are_spelled_as_the_platform_knows_them(make: Callable[..., Bundle]) -> None:
    (row,) = rows(production_report([make(grounds=("5.1.2i, 5.2.1", "5.2.2"))[1]]))
    assert row["Beoordelingsgrond"] == "5.1.2i;5.2"


def test_nothing_is_a_formula_and_numbers_stay_text(make: Callable[..., Bundle]) -> None:
    manifest = make("0012", title='=HYPERLINK("http://x","klik hier")')[1]
    book = openpyxl.load_workbook(io.BytesIO(production_report([manifest])))
    assert {cell.data_type for row in book.worksheets[0] for cell in row} <= {"s", "n"}
    assert book.worksheets[0]["A2"].value == "0012-gelakt"
    assert book.worksheets[0]["E2"].value == '=HYPERLINK("http://x","klik hier")'
    _, row = csv.reader(io.StringIO(inventory([manifest]).decode("utf-8-sig")), delimiter=";")
    assert row[1].startswith("'=")


def test_the_workbook_holds_no_moment(make: Callable[..., Bundle]) -> None:
    workbook = production_report([make()[1]])
    assert workbook == production_report([make()[1]])
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2


def test_the_inventory_reads_well(make: Callable[..., Bundle]) -> None:
    table = inventory([make()[1], make("brief", date=None, grounds=())[1]])
    assert table.startswith(b"\xef\xbb\xbf")
    header, first, second = csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";")
    assert header[:3] == ["Nummer", "Document", "Bestand"]
    assert first[2] == "nota/nota-gelakt.pdf"
    assert first[-1] == "nee"
    assert second[3] == "onbekend"
    assert second[5] == "Openbaar"


def test_tables_follow_what_stands_in_the_folder(
    tmp_path: Path, make: Callable[..., Bundle]
) -> None:
    publish.rebuild_tables(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    for stem in ("nota-b", "nota-a"):
        publish.commit(tmp_path, *make(stem))
    (tmp_path / "iets-anders").mkdir()
    publish.rebuild_tables(tmp_path)
    report = tmp_path / "productierapport.xlsx"
    assert [row["ID"] for row in rows(report.read_bytes())] == ["nota-a-gelakt", "nota-b-gelakt"]
    first = report.read_bytes(), (tmp_path / "inventarislijst.csv").read_bytes()
    publish.rebuild_tables(tmp_path)
    assert first == (report.read_bytes(), (tmp_path / "inventarislijst.csv").read_bytes())
