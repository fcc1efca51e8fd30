"""The date that a document prints after its label Datum."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from woo_redact.types import Line, Page

MONTHS: Final = (
    "jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|"
    "sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
NUMBERS: Final = {
    "jan": 1,
    "feb": 2,
    "maa": 3,
    "mrt": 3,
    "apr": 4,
    "mei": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
LEAD: Final = r"\W{0,3}(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag,? )?"
WRITTEN: Final = re.compile(
    LEAD + rf"(\d{{1,2}})(?:e|ste|de)?\s+({MONTHS})\.?\s+(\d{{4}})(?!\d)", re.IGNORECASE
)
FIGURES: Final = re.compile(LEAD + r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)", re.IGNORECASE)
ISO: Final = re.compile(LEAD + r"(\d{4})-(\d{2})-(\d{2})(?!\d)", re.IGNORECASE)
LABEL: Final = re.compile(r"datum(?: document| nota| brief)?(?=$|[\s:])", re.IGNORECASE)


def printed(pages: Iterable[Page]) -> str | None:
    """ISO; the first label on the first page that has one with a date beside or below it."""
    for page in pages:
        for line in page.lines:
            label = LABEL.match(page.text, line.start, line.end)
            if label is None:
                continue
            for text in _values(page, line, label.end()):
                found = parse(text)
                if found:
                    return found
    return None


def parse(text: str) -> str | None:
    """The date that a text opens with."""
    try:
        if match := WRITTEN.match(text):
            day, name, year = match.groups()
            return date(int(year), NUMBERS[name[:3].lower()], int(day)).isoformat()
        if match := FIGURES.match(text):
            day, figure, year = match.groups()
            return date(int(year), int(figure), int(day)).isoformat()
        if match := ISO.match(text):
            return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None
    return None


def _values(page: Page, label: Line, end: int) -> Iterator[str]:
    """What may be the value: the rest of the line, what stands to its right, what stands below."""
    yield page.text[end : label.end]
    height = label.rect.height
    beside = [
        line
        for line in page.lines
        if line.rect.x0 >= label.rect.x1 and abs(line.rect.y1 - label.rect.y1) < 0.5 * height
    ]
    below = [
        line
        for line in page.lines
        if 0 < line.rect.y1 - label.rect.y1 < 3 * height
        and line.rect.x0 < label.rect.x1
        and label.rect.x0 < line.rect.x1
    ]
    for line in sorted(beside, key=lambda other: other.rect.x0)[:1]:
        yield page.text[line.start : line.end]
    for line in sorted(below, key=lambda other: other.rect.y1)[:2]:
        yield page.text[line.start : line.end]
