"""The tables over all bundles in a folder, made anew from their manifests.

``productierapport.xlsx`` is what the publication platform reads: its columns, their order and the
words in them are the platform's. ``inventarislijst.csv`` says the same for readers.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from woo_redact import grounds
from woo_redact.annex.kinds import counted
from woo_redact.annex.table import semicolon
from woo_redact.publish.bundle import locked, read_manifest, reported, written_beside
from woo_redact.publish.manifest import Manifest

REPORT = "productierapport.xlsx"
INVENTORY = "inventarislijst.csv"
REPORT_COLUMNS = (
    "ID",
    "Matter",
    "Family",
    "Email Thread ID",
    "Document",
    "File Type",
    "Datum",
    "Beoordeling",
    "Opgeschort",
    "Beoordelingsgrond",
    "Toelichting",
    "Publieke Link",
    "Gerelateerd ID",
    "Zaaknummer",
)
WIDTHS = (34, 14, 8, 16, 48, 10, 12, 16, 11, 24, 60, 14, 14, 12)
INVENTORY_COLUMNS = (
    "Nummer",
    "Document",
    "Bestand",
    "Datum",
    "Pagina's",
    "Beoordeling",
    "Beoordelingsgrond",
    "Gelakte plaatsen",
    "Toelichting",
    "Door een mens beoordeeld",
)
EPOCH = (1980, 1, 1, 0, 0, 0)
MOMENT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def rebuild_tables(out: Path) -> None:
    """Write both tables of ``out`` from the manifests that stand in it now. Safe to call from
    several processes at once: each sees all bundles that were committed before it began.
    """
    if not out.is_dir():
        return
    with reported(out), locked(out):
        manifests = read_all(out)
        for name, table in ((REPORT, production_report), (INVENTORY, inventory)):
            with written_beside(out / name) as file:
                file.write(table(manifests))


def read_all(out: Path) -> tuple[Manifest, ...]:
    """The manifests of the bundles in ``out``, by stem."""
    folders = sorted(p for p in out.iterdir() if p.is_dir() and not p.name.startswith("."))
    found = (read_manifest(folder) for folder in folders)
    return tuple(manifest for manifest in found if manifest is not None)


def production_report(manifests: Sequence[Manifest]) -> bytes:
    """The spreadsheet for the platform; the same manifests give the same bytes."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGHIJKLMN", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.append([_cell(sheet, name, bold=True) for name in REPORT_COLUMNS])
    for manifest in manifests:
        sheet.append([_cell(sheet, value) for value in _report_row(manifest)])
    raw = io.BytesIO()
    book.save(raw)
    return _timeless(raw.getvalue())


def inventory(manifests: Sequence[Manifest]) -> bytes:
    """The list for readers as CSV."""
    rows = [_inventory_row(number, manifest) for number, manifest in enumerate(manifests, 1)]
    return semicolon([INVENTORY_COLUMNS, *rows])


def _report_row(manifest: Manifest) -> tuple[str, ...]:
    return (
        f"{manifest.stem}-gelakt",
        manifest.matter,
        "",
        "",
        manifest.title,
        "pdf",
        manifest.date or "",
        judgement(manifest),
        "",
        ";".join(platform_grounds(manifest)),
        explanation(manifest)[:1000],
        "",
        "",
        "",
    )


def _inventory_row(number: int, manifest: Manifest) -> tuple[str | int, ...]:
    return (
        number,
        manifest.title,
        f"{manifest.stem}/{manifest.stem}-gelakt.pdf",
        manifest.date or "onbekend",
        manifest.source.pages,
        judgement(manifest),
        ";".join(manifest.grounds),
        manifest.boxes,
        explanation(manifest),
        "ja" if manifest.reviewed else "nee",
    )


def judgement(manifest: Manifest) -> str:
    """The platform's own words; any other text it would read as not public."""
    return "Deels openbaar" if manifest.boxes else "Openbaar"


def platform_grounds(manifest: Manifest) -> tuple[str, ...]:
    """The grounds as the platform spells them, each once; it does not know all of them."""
    keys = [key for ground in manifest.grounds for key in grounds.platform_keys(ground)]
    return tuple(dict.fromkeys(keys))


def explanation(manifest: Manifest) -> str:
    """What was covered, in words."""
    return f"Gelakt: {counted(manifest.kinds)}." if manifest.boxes else ""


def _cell(sheet: WriteOnlyWorksheet, value: str, *, bold: bool = False) -> Cell:
    """A cell that is text whatever it begins with, never a formula, a number or a date."""
    cell = WriteOnlyCell(sheet, value=value or None)
    if value:
        cell.data_type = "s"
        cell.number_format = "@"
    cell.font = Font(name="Calibri", size=11, bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=not bold)
    return cell


def _timeless(workbook: bytes) -> bytes:
    """The same workbook without the moments at which it was made."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            data = old.read(name)
            if name == "docProps/core.xml":
                data = MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, data)
    return result.getvalue()
