"""Heads of mail messages inside a document, and the lines that introduce a quoted one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_redact.detect.cells import Cell, right_of
from woo_redact.detect.found import found
from woo_redact.detect.values import NameSpan, names_in
from woo_redact.detect.words import words
from woo_redact.folding import skeleton
from woo_redact.types import Finding, Page

PEOPLE = words(
    """
    van aan cc bcc from to afzender ontvanger organisator organizer vereist optioneel
    required optional replyto beantwoordenaan verzondendoor namens vereistedeelnemers
    optioneledeelnemers
    """
)
WITNESS = words(
    """
    verzonden sent onderwerp subject datum date bijlagen attachments wanneer when
    """
)
HEAD = re.compile(r"^\W{0,3}(?P<label>[A-Za-z -]{2,24}?)\s*:\s*")
REACH = 8
REASON = "Afzender of ontvanger in de kop van een e-mailbericht."
QUOTED = re.compile(
    r"(?:^|\n)[> \t]{0,8}(?:Op|On)\b[^\n]{4,60}?(?:heeft|schreef"
    r"|wrote)?\s{0,3}\n?(?P<tail>[^\n]{0,120}?)"
    r"(?:het volgende\s+geschreven|schreef|wrote)\s*:",
    re.IGNORECASE,
)
ADDRESSED = re.compile(r"['’\"”]?\s?(?:<|\[mailto)")
"""Whatever stands before its own mail address is a name, also when its words are ordinary."""
WROTE = re.compile(
    r"(?:^|\n)[> \t]{0,8}(?P<name>[^\s:<>][^\n:<]{2,60}?)[ ]?(?:<[^>\n]{0,80}>)?[ \n](?:schreef"
    r"|wrote)\b[^\n]{0,60}:"
)


def mailheads(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    keys = [(cell, _key(cell)) for cell in cells]
    for i, (cell, key) in enumerate(keys):
        near = {k for _, k in keys[max(0, i - REACH) : i + REACH + 1]}
        if key in PEOPLE and near & WITNESS:
            for start, end in _value(cell, cells):
                yield from _people(page, start, end)
    yield from _quoted(page)


def _key(cell: Cell) -> str:
    m = HEAD.match(cell.text)
    return skeleton(m["label"]) if m else skeleton(cell.text) if len(cell.text) < 20 else ""


def _value(cell: Cell, cells: tuple[Cell, ...]) -> Iterator[tuple[int, int]]:
    """The rest of the line, or the cell beside it, and the lines on which a long list goes on."""
    m = HEAD.match(cell.text)
    first = cell
    if m and m.end() < len(cell.text):
        yield cell.start + m.end(), cell.end
    elif beside := right_of(cell, cells, 200.0):
        yield beside.start, beside.end
        first = beside
    for other in cells:
        nearby = 0 < other.rect.y0 - first.rect.y0 < 5.5 * first.size
        if not nearby or other.rect.x0 < cell.rect.x0 - 2:
            continue
        if _key(other) in PEOPLE | WITNESS or HEAD.match(other.text) or not _list_goes_on(first):
            return
        yield other.start, other.end
        first = other


def _list_goes_on(cell: Cell) -> bool:
    return re.search(r"[;,<-]$|;", cell.text) is not None


def _people(page: Page, start: int, end: int) -> Iterator[Finding]:
    text = page.text[start:end]
    for name in names_in(text):
        if name.ordinary and not ADDRESSED.match(text, name.end):
            continue
        yield found(
            page, (start + name.start, start + name.end), "person", "layout/mailkop", REASON
        )


def _quoted(page: Page) -> Iterator[Finding]:
    for m in QUOTED.finditer(page.text):
        offset = _quoted_name(m.group(0))
        yield from _named(page, m.start() + offset, m.group(0)[offset:])
    for m in WROTE.finditer(page.text):
        yield from _named(page, m.start("name"), m["name"])


def _quoted_name(text: str) -> int:
    """Where the name begins in ``On Tue, 3 Mar 2024 at 09:12, Fatma Demir wrote:``."""
    return max((m.end() for m in re.finditer(r"[\d,:]\s", text)), default=0)


def _named(page: Page, offset: int, text: str) -> Iterator[Finding]:
    name: NameSpan
    for name in names_in(text):
        if name.sure:
            yield found(
                page,
                (offset + name.start, offset + name.end),
                "person",
                "layout/mailkop",
                "Schrijver van een aangehaald bericht.",
            )
