"""Contact data without a label: a line that is a name above a telephone number or an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from woo_redact.detect.cells import Cell, below
from woo_redact.detect.colofon import is_prose
from woo_redact.detect.found import found
from woo_redact.detect.lexicon import ACRONYMS, FUNCTION
from woo_redact.detect.values import Sort, names_in, tokens_of
from woo_redact.types import Finding, Page

CONTACT = re.compile(
    r"@|^(?:[TMF]|Tel|Telefoon|Mobiel|Mob)\b[.: ]|^\W?(?:\+31|0)[\d (]|^E\b[.: ]", re.IGNORECASE
)
OFFICE = re.compile(
    r"(?:aan )?(?:de )?(?:minister|staatssecretaris|minister-president)\b", re.IGNORECASE
)
SWITCHBOARD = re.compile(r"^(?:T\W*)?(?:0?800|0?900|14 ?0|www\.)", re.IGNORECASE)
LINES = 4
REASON = "Naam boven een telefoonnummer of e-mailadres."


def contact_blocks(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    for cell in cells:
        name = _only_a_name(cell.text)
        if name and not _within_prose(cell, cells) and _contact_below(cell, cells):
            span = (cell.start + name[0], cell.start + name[1])
            yield found(page, span, "person", "layout/contactblok", REASON)


def under_functions(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    """Names under a head that is a function or a directorate and nothing more, as in a table of
    signatures without a title.
    """
    heads = [c for c in cells if _only_a_function(c.text)]
    for cell in cells:
        name = _only_a_name(cell.text)
        head = next((h for h in heads if _right_above(h, cell)), None)
        if name and head:
            span = (cell.start + name[0], cell.start + name[1])
            hit = found(page, span, "person", "layout/onder-functie", "Naam onder een functie.")
            office = OFFICE.match(head.text)
            yield replace(hit, public="naam onder het ambt van bewindspersoon") if office else hit


def _only_a_function(text: str) -> bool:
    words = [t for t in tokens_of(text) if t.sort is not Sort.BREAK]
    known = (FUNCTION.search(t.text) or t.text.upper() in ACRONYMS for t in words)
    return 0 < len(words) <= 4 and any(known) and all(t.sort is not Sort.NAME for t in words)


def _right_above(head: Cell, cell: Cell) -> bool:
    gap = cell.rect.y0 - head.rect.y1
    return abs(head.rect.x0 - cell.rect.x0) < 6 and -2 < gap < 1.6 * max(cell.size, 6)


def _only_a_name(text: str) -> tuple[int, int] | None:
    """The whole cell reads as one name, titles and a bracketed unit apart."""
    names = names_in(text)
    if len(names) != 1 or not names[0].sure or len(text) > 60:
        return None
    rest = text[: names[0].start] + text[names[0].end :]
    other = [t for t in tokens_of(rest) if t.sort in (Sort.NAME, Sort.WORD)]
    small = any(t.text.islower() and not FUNCTION.search(t.text) for t in other)
    return None if small or len(other) > 3 else (names[0].start, names[0].end)


def _within_prose(cell: Cell, cells: tuple[Cell, ...]) -> bool:
    return any(c.block == cell.block and is_prose(c.text) for c in cells)


def _contact_below(cell: Cell, cells: tuple[Cell, ...]) -> bool:
    last = cell
    for count, other in enumerate(below(cell, cells)):
        if count >= LINES or other.rect.y0 - last.rect.y1 > 1.6 * max(other.size, 6):
            return False
        if SWITCHBOARD.match(other.text):
            return False
        if CONTACT.search(other.text):
            return True
        last = other
    return False
