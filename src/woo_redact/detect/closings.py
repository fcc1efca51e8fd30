"""Greetings above and names under letters and messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from woo_redact.detect import lexicon
from woo_redact.detect.cells import Cell
from woo_redact.detect.dictionary import is_place, is_word
from woo_redact.detect.found import found
from woo_redact.detect.values import NameSpan, Sort, names_in, sort_of, tokens_of
from woo_redact.detect.words import UPPER
from woo_redact.types import Finding, Page, Tier

GREETING = re.compile(
    r"^\W{0,3}(?:beste|hoi|hi|hey|hallo|dag|ha|hee|goedemorgen|goedemiddag|goedenavond|goedendag"
    r"|lieve|dear"
    r"|geachte|waarde|mijne|@)\s*(?P<who>(?:heer|mevrouw|mw\.?|dhr\.?|de heer|heren|dames|mr\.?"
    r"|drs\.?"
    r"|prof\.?|dr\.?|collega|heer/mevrouw|familie)?[\s/]*[^\n:?!]{2,70}?)\s*[,!:.…]?$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"^\W{0,3}(?:met (?:vriendelijke|hartelijke|beste|collegiale|hoogachtende) (?:groet|groeten)"
    r"|hoogachtend"
    r"|(?:vriendelijke|hartelijke|beste|warme) groet(?:en|jes)?|groet(?:en|jes)?|mvg|m\.?v\.?g\.?"
    r"|vr\.? ?gr\.?"
    r"|gr\.?|kind regards|best regards|regards|dank(?: alvast)?|alvast dank|fijne (?:dag|avond"
    r"|weekend)"
    r"|met vriendelijke groet,? (?:en dank)?|namens deze|voor deze|hartelijks"
    r"|liefs)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
INLINE = re.compile(r"\b(?:groet(?:en|jes)?|gr\.|mvg|dank),?\s+(?P<name>[A-ZÀ-Þ][\w'’-]+)\s*[.!]?$")
OFFICE = re.compile(
    r"\b(?:de |het )?(?:minister|staatssecretaris|minister-president|viceminister-president)\b",
    re.IGNORECASE,
)
CALLED_ALONE = re.compile(rf"(?P<name>[{UPPER}][^\W\d_]+(?:-[{UPPER}][^\W\d_]+)?),$")
MANDATE = re.compile(
    r"\b(?:namens (?:deze|dezen|hem|haar)|voor deze|o\.l\.|b/a|i\.o\.)", re.IGNORECASE
)
LINES = 7
CALLED = "Aanhef van een brief of bericht."
SIGNED = "Ondertekening van een brief of bericht."


def greetings(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    for cell in cells:
        m = GREETING.match(cell.text)
        if not m or len(cell.text) > 90:
            continue
        offset = cell.start + m.start("who")
        names = names_in(m["who"])
        words = [t for t in tokens_of(m["who"]) if t.sort is Sort.WORD and t.text.islower()]
        if len([w for w in words if w.text not in ("heer", "mevrouw", "en", "de")]) > 1:
            continue
        for name in names:
            span = (offset + name.start, offset + name.end)
            tier: Tier = "look" if name.ordinary else "redact"
            yield found(page, span, "person", "layout/aanhef", CALLED, tier)


def called(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    """``Fatma,`` alone on a line above a message, and alone under it."""
    for cell in cells:
        m = CALLED_ALONE.match(cell.text)
        if m and not _is_common(m["name"]) and not CLOSING.match(cell.text):
            span = (cell.start, cell.start + m.end("name"))
            yield found(page, span, "person", "layout/aanhef", CALLED)


def _is_common(word: str) -> bool:
    return sort_of(word) is not Sort.NAME or is_word(word) or is_place(word)


def closings(page: Page, cells: tuple[Cell, ...]) -> Iterator[Finding]:
    for i, cell in enumerate(cells):
        m = CLOSING.match(cell.text)
        if m and len(cell.text) < 80:
            yield from _rest(page, cell, m)
            yield from _signers(page, cell, cells[i + 1 :])
        elif (m := INLINE.search(cell.text)) and m["name"].lower() not in lexicon.WORDS:
            span = (cell.start + m.start("name"), cell.start + m.end("name"))
            yield found(page, span, "person", "layout/ondertekening", SIGNED)


def _rest(page: Page, cell: Cell, m: re.Match[str]) -> Iterator[Finding]:
    for name in names_in(m["rest"]):
        offset = cell.start + m.start("rest")
        span = (offset + name.start, offset + name.end)
        yield found(page, span, "person", "layout/ondertekening", SIGNED)


def _signers(page: Page, closing: Cell, following: tuple[Cell, ...]) -> Iterator[Finding]:
    """Names on the next lines of the same column, until a line that is a sentence."""
    office = False
    mandate = MANDATE.search(closing.text) is not None
    below = [c for c in following if c.rect.y0 > closing.rect.y0 and _same_column(closing, c)]
    last = closing
    for cell in below[:LINES]:
        if cell.rect.y0 - last.rect.y1 > 9 * max(cell.size, 8) or _sentence(cell):
            return
        office = office or OFFICE.search(cell.text) is not None
        mandate = mandate or MANDATE.search(cell.text) is not None
        first = last is closing or office
        names = names_in(cell.text)
        if last is closing and names and _only_words(cell.text):
            names = [NameSpan(0, len(cell.text.rstrip(" ,.")), sure=True)]
        for name in names:
            if not (name.sure or (first and not name.ordinary)):
                continue
            span = (cell.start + name.start, cell.start + name.end)
            rule = "layout/ondertekening-mandaat" if mandate else "layout/ondertekening"
            hit = found(page, span, "person", rule, SIGNED)
            own = office and not mandate
            yield replace(hit, public="ondertekening door de bewindspersoon") if own else hit
        last = cell


def _only_words(text: str) -> bool:
    """One to three words and no function: ``Fatma``, also when OCR parts it into ``Fat ma``."""
    tokens = list(tokens_of(text.rstrip(" ,.")))
    plain = all(t.text.isalpha() and t.text.lower() not in lexicon.WORDS for t in tokens)
    return len(tokens) <= 3 and plain and not lexicon.FUNCTION.search(text.strip(" ,."))


def _same_column(one: Cell, other: Cell) -> bool:
    return other.rect.x0 < one.rect.x0 + 240 and other.rect.x1 > one.rect.x0 - 10


def _sentence(cell: Cell) -> bool:
    words = [t for t in tokens_of(cell.text) if t.sort is not Sort.BREAK]
    small = sum(t.sort is Sort.WORD and t.text.islower() for t in words)
    asks = small > 1 and cell.text.rstrip().endswith((".", "?", "!"))
    return asks or (len(words) > 7 and small > 0.6 * len(words))
