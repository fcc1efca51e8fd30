"""Who speaks: chats, minutes, agendas and remarks, where a line opens or closes with its person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from woo_redact.detect import lexicon
from woo_redact.detect.cells import Cell
from woo_redact.detect.found import found
from woo_redact.detect.labels import label_of
from woo_redact.detect.values import names_in
from woo_redact.types import Finding, Page

DAY = r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2} [a-z]{3,9}\.?(?: \d{4})?)"
TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?(?:uur|AM|PM|am|pm))?"
SENT = re.compile(
    rf"^\W{{0,2}}(?:{DAY},?\s{{1,3}})?{TIME}\W{{1,4}}(?P<who>[^:\n]{{2,40}}?)\s?:(?=\s|$)", re.M
)
"""``10:31 – Joep: komt goed`` and ``[12-03-2024 10:31:07] Joep Visser: komt goed``."""
STAMPED = re.compile(
    rf"^(?P<who>[^\d:;\n]{{2,40}}?)[,\t ]{{1,4}}\W{{0,2}}(?:{DAY},?\s{{1,3}}(?:om )?)?"
    rf"{TIME}\W{{0,2}}$",
    re.M,
)
"""``Joep Visser  12-03-2024 10:31`` above what he wrote."""
REMARK = re.compile(rf"^(?P<who>[^\d:;\n]{{2,40}})\n+{DAY},?\s(?:om )?{TIME}\W?$", re.M)
"""A name above the moment of a remark in the margin."""
SPEAKS = re.compile(r"^[•>–-]?\s?(?P<who>[^\W\d_][^:;,.\n]{1,40}?)\s?:[ ](?=\S)", re.M)
"""``Joep: graag voor het reces.``"""
ITEM = re.compile(
    r"^(?:\d{1,2}[.)]?|[a-z][.)]|[•–-])\s[^\n(]{3,90}\((?P<who>[^()\n]{3,60}?)"
    rf"(?P<length>,\s*(?:\d{{1,3}} ?(?:min(?:uten|\.)?|’|')|{TIME}[^()\n]{{0,15}}))?\)\W?$",
    re.M,
)
"""``3. Stand van zaken (Joep, 10 min.)``"""
SAYS = "Spreker of schrijver aan het begin van de regel."
BRINGS = "Wie een agendapunt inbrengt."
LEAST = 2
"""One such line may be any list; two or more make a conversation."""


def talks(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    for pattern in (SENT, STAMPED, REMARK):
        yield from _speakers(page, list(pattern.finditer(page.text)), least=1)
    yield from _speakers(page, _speeches(page, cells), least=LEAST)
    for m in ITEM.finditer(page.text):
        for name in names_in(m["who"]):
            if name.ordinary and not m["length"]:
                continue
            span = (m.start("who") + name.start, m.start("who") + name.end)
            yield found(page, span, "person", "layout/agenda", BRINGS)


def _speeches(page: Page, cells: tuple[Cell, ...]) -> list[re.Match[str]]:
    """Lines that open with a word and a colon where that is no label."""
    labels = {cell.start for cell in cells if label_of(cell)}
    return [m for m in SPEAKS.finditer(page.text) if m.start() not in labels]


def _speakers(page: Page, lines: list[re.Match[str]], *, least: int) -> Iterator[Finding]:
    """The names among what opens the lines. An ordinary word is a name here when it comes back:
    nobody writes *Let op:* ten times.
    """
    said = Counter(m["who"] for m in lines)
    named = [
        (m, name)
        for m in lines
        for name in names_in(m["who"])[:1]
        if _is_whole(m["who"], name.start, name.end)
    ]
    if len([name for _, name in named if not name.ordinary]) < least:
        return
    for m, name in named:
        if name.ordinary and (said[m["who"]] < LEAST or m["who"].lower() in lexicon.WORDS):
            continue
        span = (m.start("who") + name.start, m.start("who") + name.end)
        yield found(page, span, "person", "layout/spreker", SAYS)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Nothing but the name, an abbreviation of where it belongs apart."""
    rest = (text[:start] + text[end:]).strip()
    return (
        re.fullmatch(
            r"(?:(?:de|den)\s(?:heer|dames|heren)|mevrouw|\w{1,5}\.|[(\[][^()\[\]]{2,12}[)\]])*",
            rest,
        )
        is not None
    )
