"""Tables and cells in which people sign: whoever stands there is covered, the functions stay."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from woo_redact.detect import lexicon
from woo_redact.detect.cells import Cell, same_row
from woo_redact.detect.colofon import is_prose
from woo_redact.detect.forms import paraphs as paraphs_of
from woo_redact.detect.forms import parse
from woo_redact.detect.found import found
from woo_redact.detect.labels import Role, label_of
from woo_redact.detect.values import MINISTRY, Sort, names_in, tokens_of
from woo_redact.detect.words import UPPER, words
from woo_redact.folding import skeleton
from woo_redact.types import Finding, Page, Tier

REASON = "Staat in de parafenroute."
REACH = 60.0
"""Points: initials stand no farther under a name."""
DEPTH = 320.0
"""Points: no table of paraphs is taller."""
GAP = 48.0
SECTION = re.compile(
    r"^(?:\d{1,2}\.?\d?\.?\s*)?(?:aanleiding|advies|geadviseerdbesluit|gevraagdbesluit|kern"
    r"|kernpunten"
    r"|toelichting|inleiding|samenvatting|bijlagen?|onderwerp|beslispunten?|politiekecontext"
    r"|context"
    r"|krachtenveld|communicatie|besluit)$"
)
CAPITAL = f"[{UPPER}]"
MIXED_CASE = re.compile(rf"{CAPITAL}{{1,3}}[a-z']{{1,4}}{CAPITAL}{{1,2}}$")
ONE_SIGN = re.compile(rf"{CAPITAL}{{2}}|{CAPITAL}{{1,3}}[a-z']{{1,4}}{CAPITAL}{{1,2}}")
UNIT = re.compile(r"[A-Z][A-Za-z&/ .-]{1,40}")
DATED = re.compile(r"(?:d\.?d\.? ?)?\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{2,4}")
TWO = re.compile(rf"{CAPITAL}{{2}}")
PAIR = re.compile(rf"(?<!\w)({CAPITAL}{{2}})(?: en | ?/ ?| ?& ?|, )({CAPITAL}{{2}})(?!\w)")
CAPITALS = re.compile(rf"{CAPITAL}{{2,4}}$")
SIGNATURES = words(
    "paraaf datumparaaf paraafdatum eindparaaf datumeindparaaf handtekening initialen"
)
"""Columns that hold nothing but initials, also those that look like the name of a ministry."""
ANSWERS = words("OK JA NEE NVT NB")
ALONE = re.compile(rf"({CAPITAL}(?:[a-z']|{CAPITAL}){{1,5}})(?:[ .,]+[\d/-]{{3,10}})?$")
IN_BRACKETS = re.compile(rf"[ \n][(\[](?P<v>{CAPITAL}(?:[a-z']|{CAPITAL}){{1,6}})[)\]]")
REMARK = re.compile(
    rf"\b(?:[Oo]pmerking(?:en)?|[Cc]ommented?|[Oo]pmaak|[Vv]erwijderd|[Tt]oegevoegd)[ \n]"
    rf"\[(?P<v>{CAPITAL}(?:[a-z']|{CAPITAL}){{1,5}})\d{{1,3}}(?:R\d{{1,2}})?\]"
)
SIGN = rf"(?P<v>{CAPITAL}{{2}}|{CAPITAL}{{1,3}}[a-z']{{1,4}}{CAPITAL}{{1,2}})"
MARGIN = re.compile(
    rf"\b(?:opmerking|aantekening|kanttekening|krabbel|notitie)(?:en)? van {SIGN}"
    r"(?=[^.\n]{0,40}\n?[^.\n]{0,40}kantlijn)"
)
SAYS = re.compile(rf"\b(?:[Oo]pmerking|[Rr]eactie|[Vv]erwerking|[Cc]ommentaar|[Aa]ntwoord) {SIGN}:")
AGREES = re.compile(rf"(?<![\w/&-]){SIGN}[ \n](?:is|was) het (?:daar|er|hier)mee[ \n](?:on)?eens\b")
"""``opmerking van FB in de kantlijn; JvB is het daarmee eens``"""
OFFICE = re.compile(r"\b(?:minister|staatssecretaris|bewindspersoon|premier)\b", re.IGNORECASE)


def paraphs(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    seen: set[int] = set()
    for head in cells:
        label = label_of(head)
        if label is None or label.role is not Role.PARAPH:
            continue
        alone = label.value == len(head.text)
        table = [head, *(region(page, head, cells) if alone else ())]
        made = frozenset(_initials(cell.text for cell in table))
        for cell in table:
            if id(cell) not in seen:
                seen.add(id(cell))
                yield from _signed(
                    page, cell, cells, made | _beside(cell, table) | _joined(cell.text)
                )


def initials(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    """A cell that holds nothing but the initials of a name beside or right above it."""
    short = [c for c in cells if len(c.text) < 60 and not is_prose(c.text)]
    tops = [c.rect.y0 for c in short]
    for cell in short:
        m = ALONE.match(cell.text)
        if m is None or sum(c.isupper() for c in m[1]) < 2:
            continue
        window = slice(
            bisect_left(tops, cell.rect.y0 - REACH), bisect_right(tops, cell.rect.y1 + 2)
        )
        near = (c.text for c in short[window] if c is not cell and _belongs(c, cell))
        if m[1] in frozenset(_initials(near)):
            span = (cell.start, cell.start + m.end(1))
            yield found(page, span, "paraph", "layout/paraaf", "Initialen bij een naam.")


def stamped(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    """Initials between a unit and a date, one under the other, in a table without a head. Those
    that are an abbreviation too count beside others that are none.
    """
    signs = [c for c in cells if ONE_SIGN.fullmatch(c.text) and _between(c, cells)]
    for cell in signs:
        mates = (c for c in cells if c is not cell and same_row(c, cell))
        row = [c for c in mates if _signs(c)]
        known = not _signs(cell)
        if not known or row:
            span = (cell.start, cell.end)
            yield found(
                page, span, "paraph", "layout/paraaf", "Initialen tussen onderdeel en datum."
            )


def _signs(cell: Cell) -> bool:
    """Does a person stand here beyond doubt, by name or by initials?"""
    if ONE_SIGN.fullmatch(cell.text):
        return cell.text not in lexicon.ACRONYMS and not MINISTRY.match(cell.text)
    return any(name.sure for name in names_in(cell.text))


def _between(cell: Cell, cells: tuple[Cell, ...]) -> bool:
    near = 2.4 * max(cell.size, 6)
    column = [c for c in cells if c is not cell and abs(c.rect.x0 - cell.rect.x0) < 6]
    above = [c for c in column if 0 < cell.rect.y0 - c.rect.y0 < near]
    below = [c for c in column if 0 < c.rect.y0 - cell.rect.y0 < near]
    unit = any(UNIT.fullmatch(c.text) for c in above)
    return unit and any(DATED.fullmatch(c.text) for c in below)


def explained(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    """``Jan de Vries (JdV)``: initials that the page itself explains, and those of who made a
    remark in the margin, ``Opmerking [JV1]``.
    """
    for m in IN_BRACKETS.finditer(page.text):
        front = page.text[max(0, m.start() - 60) : m.start()].rstrip()
        names = names_in(front.rsplit("\n\n", 1)[-1].replace("\n", " "))
        last = front.rsplit("\n\n", 1)[-1]
        name = names and parse(last[names[-1].start : names[-1].end])
        if name and names[-1].end >= len(last) - 1 and m["v"] in paraphs_of(name):
            yield found(page, m.span("v"), "paraph", "layout/paraaf", "Initialen achter een naam.")
    for m in REMARK.finditer(page.text):
        yield found(page, m.span("v"), "paraph", "layout/paraaf", "Initialen bij een opmerking.")
    for pattern in (MARGIN, SAYS, AGREES):
        for m in pattern.finditer(page.text):
            if m["v"] not in lexicon.ACRONYMS and not MINISTRY.match(m["v"]):
                reason = "Initialen van wie iets opmerkte."
                yield found(page, m.span("v"), "paraph", "layout/paraaf", reason)


def _belongs(name: Cell, cell: Cell) -> bool:
    """In the same row, or in the same column at most some lines higher."""
    above = abs(name.rect.x0 - cell.rect.x0) < 12 and 0 < cell.rect.y0 - name.rect.y0 < REACH
    return above or same_row(name, cell)


def region(page: Page, head: Cell, cells: tuple[Cell, ...]) -> Iterator[Cell]:
    """The cells of the table: beside and under the head, up to the text that follows."""
    right = _colofon_edge(page, head, cells)
    bottom = head.rect.y1
    for cell in sorted(cells, key=lambda c: c.rect.y0):
        beside = cell.rect.y1 > head.rect.y0 and cell.rect.x1 > head.rect.x0 - 20
        if cell is head or not beside or cell.rect.x0 >= right:
            continue
        if (
            cell.rect.y0 - bottom > GAP
            or cell.rect.y0 - head.rect.y1 > DEPTH
            or _section(cell, cells, right)
        ):
            return
        bottom = max(bottom, cell.rect.y1)
        yield cell


def _colofon_edge(page: Page, head: Cell, cells: tuple[Cell, ...]) -> float:
    """Where the narrow right-hand column begins, when the table stands left of it."""
    if not page.width:
        return float("inf")
    edges = [c.rect.x0 for c in cells if c.rect.x0 > 0.72 * page.width]
    return min(edges, default=page.width) - 2 if head.rect.x0 < 0.6 * page.width else page.width


def _section(cell: Cell, cells: tuple[Cell, ...], right: float) -> bool:
    """Does the text of the nota go on here? A cell ``Communicatie`` beside others is a unit."""
    words = len(cell.text.split())
    prose = words > 9 and sum(w.islower() for w in cell.text.split()) > 0.5 * words
    if prose or SECTION.match(skeleton(cell.text)) is None:
        return prose
    return not any(c is not cell and c.rect.x0 < right and same_row(c, cell) for c in cells)


def _initials(texts: Iterable[str]) -> Iterator[str]:
    """How the people named in the table would sign."""
    for text in texts:
        for span in names_in(text):
            name = parse(text[span.start : span.end])
            yield from paraphs_of(name) if name else ()


def _beside(cell: Cell, table: list[Cell]) -> frozenset[str]:
    """``MT`` beside ``MH`` is no management team but who signs there."""
    row = [c.text for c in table if c is not cell and same_row(c, cell)]
    signs = any(TWO.fullmatch(text) and text not in lexicon.ACRONYMS for text in row)
    return frozenset({cell.text} if signs and TWO.fullmatch(cell.text) else ())


def _joined(text: str) -> frozenset[str]:
    """``AR en MA akkoord``: two of a kind."""
    pairs = (m.groups() for m in PAIR.finditer(text))
    signs = ({*pair} for pair in pairs if not {*pair} <= lexicon.ACRONYMS)
    return frozenset().union(*signs)


def _signed(
    page: Page, cell: Cell, cells: tuple[Cell, ...], made: frozenset[str]
) -> Iterator[Finding]:
    """Names and initials in the cell; its functions, units, dates and words of consent stay."""
    label = label_of(cell)
    offset = label.value if label else 0
    text = cell.text[offset:]
    public = OFFICE.search(text) is not None
    for name in names_in(text) if not is_prose(text) else ():
        span = (cell.start + offset + name.start, cell.start + offset + name.end)
        whole = name.end - name.start == len(text.strip())
        tier: Tier = "redact" if whole or not name.ordinary else "look"
        hit = found(page, span, "person", "layout/parafenroute", REASON, tier)
        yield _kept(hit) if public else hit
    column = _column(cell, cells)
    under_paraph = column is not None
    for token in tokens_of(text):
        word = token.text.rstrip(".:")
        mixed = MIXED_CASE.match(word) and not MINISTRY.match(word)
        known = word in lexicon.ACRONYMS and (column not in SIGNATURES or not page.lines)
        capitals = CAPITALS.match(word) and (under_paraph or len(word) == 2)
        initials = capitals and not known and word not in ANSWERS
        signs = mixed or initials or word in made or _lone_letter(word, under_paraph)
        if token.sort is not Sort.BREAK and signs:
            start = cell.start + offset + token.start
            yield found(
                page,
                (start, start + len(word)),
                "paraph",
                "layout/paraaf",
                "Paraaf in de parafenroute.",
            )


def _kept(hit: Finding) -> Finding:
    return replace(hit, public="naam van de bewindspersoon in de parafenroute")


def _lone_letter(word: str, under_paraph: bool) -> bool:
    return under_paraph and re.fullmatch(r"(?:[A-Z]\.){1,4}[A-Z]?", word) is not None


def _column(cell: Cell, cells: tuple[Cell, ...]) -> str | None:
    """The head with ``paraaf`` in it over this cell, or in it; None when there is none."""
    own = re.match(
        r"(?:datum\W*)?(?:mede|lijn|eind)?(?:paraaf|parafering)", cell.text, re.IGNORECASE
    )
    if own:
        return skeleton(own[0])
    heads = [
        c.key
        for c in cells
        if c.rect.y0 < cell.rect.y0 - 1
        and c.rect.x0 < cell.rect.x1
        and c.rect.x1 > cell.rect.x0
        and cell.rect.y0 - c.rect.y1 < DEPTH
        and "paraa" in c.key
        and "route" not in c.key
        and len(c.key) < 22
    ]
    return heads[-1] if heads else None
