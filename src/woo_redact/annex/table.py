"""Tables as text for Dutch spreadsheets: semicolons, UTF-8 with a mark, and no live formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def semicolon(rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """The rows as CSV that a spreadsheet opens by double click."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def safe(cell: str | int | None) -> str | int:
    """A cell that a spreadsheet shows and never calculates."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell
