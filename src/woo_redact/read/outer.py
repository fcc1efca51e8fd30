"""What the file says outside its pages, and the date of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import pymupdf

from woo_redact.types import OuterText, Page

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        1,
    )
}
DATE: Final = re.compile(
    r"\b(\d{1,2})\s+(" + "|".join(MONTHS) + r")\s+(\d{4})\b|\b(\d{1,2})[-/](\d{1,2})[-/](\d{4})\b",
    re.IGNORECASE,
)
PDF_DATE: Final = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")


def texts(file: pymupdf.Document) -> tuple[OuterText, ...]:
    found = []
    title = (file.metadata or {}).get("title")
    if title:
        found.append(OuterText(place="title", text=title))
    found.extend(OuterText(place="bookmark", text=item[1]) for item in file.get_toc() if item[1])
    for page in file:
        for link in page.get_links():
            if link.get("uri"):
                found.append(OuterText(place="link", text=link["uri"]))
    return tuple(found)


def tagged(file: pymupdf.Document) -> bool:
    return file.xref_get_key(file.pdf_catalog(), "StructTreeRoot")[0] != "null"


def language(file: pymupdf.Document) -> str | None:
    kind, value = file.xref_get_key(file.pdf_catalog(), "Lang")
    return value if kind == "string" and value else None


def printed_date(pages: Iterable[Page]) -> str | None:
    """The date after the label Datum."""
    for page in pages:
        for label in re.finditer(r"\bDatum\b", page.text):
            match = DATE.search(page.text, label.end(), label.end() + 40)
            if match:
                return _iso(match)
    return None


def created(file: pymupdf.Document) -> str | None:
    match = PDF_DATE.match((file.metadata or {}).get("creationDate") or "")
    if not match:
        return None
    year, month, day = (int(part or 1) for part in match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _iso(match: re.Match[str]) -> str:
    day, name, year, day2, month2, year2 = match.groups()
    if name:
        return f"{int(year):04}-{MONTHS[name.lower()]:02}-{int(day):02}"
    return f"{int(year2):04}-{int(month2):02}-{int(day2):02}"
