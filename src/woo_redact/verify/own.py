"""The strict examination of a file that this program made."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from woo_redact.types import BurntBox, Report
from woo_redact.verify import boxes as under
from woo_redact.verify import (
    census,
    concealed,
    cover,
    difference,
    fonts,
    remnants,
    structure,
    width,
)
from woo_redact.verify.geometry import Frame
from woo_redact.verify.ledger import Clock, Ledger
from woo_redact.verify.needles import Needles
from woo_redact.verify.painting import study
from woo_redact.verify.pdfium import Book, Char
from woo_redact.verify.search import Search
from woo_redact.verify.texts import Glyph


def examine(
    pdf: bytes,
    secrets: Sequence[str],
    boxes: Sequence[BurntBox],
    open_texts: Sequence[str],
    before: bytes | None,
    *,
    clock: Clock,
) -> Report:
    ledger = Ledger(strict=True, clock=clock)
    pages = 0
    with ledger.net("open"):
        tree = pikepdf.open(io.BytesIO(pdf))
        book = Book(pdf)
        pages = len(book)
        clock.count(pages)
    if pages:
        with ledger.net("verifier", seconds=clock.left):
            search = Search(ledger, pdf, tree, book, Needles(secrets, open_texts))
            search.begin()
            _compare(ledger, tree, book, boxes, secrets, open_texts, before)
            _earlier(ledger, tree, book)
            search.finish()
            _under_boxes(ledger, tree, book, boxes, search.glyphs)
            _strict(ledger, pdf, tree)
    elif not ledger.soiled:
        ledger.leak("open", 0, "Het bestand heeft geen pagina's.")
    return ledger.report(pages)


def _strict(ledger: Ledger, pdf: bytes, tree: pikepdf.Pdf) -> None:
    """What may be in a file that this program wrote, down to the letters of its fonts."""
    with ledger.net(census.NET, seconds=120):
        painting = study(tree)
        census.search(ledger, tree, painting)
        fonts.search(ledger, tree, painting)
    with ledger.net(structure.HISTORY):
        structure.tidy(ledger, pdf)


def _earlier(ledger: Ledger, tree: pikepdf.Pdf, book: Book) -> None:
    """Bad redactions and hidden text that were in the document already."""
    for number in range(1, len(book) + 1):
        with ledger.net(cover.COVERED, number):
            view = book.view(number)
            frame = Frame.of(tree.pages[number - 1].obj)
            looked = cover.look(ledger, number, frame, view)
            concealed.look(ledger, number, frame, view, looked)
    ledger.green(cover.COVERED, f"{len(book)} pagina's bekeken op bedekte en verborgen tekst.")


def _compare(
    ledger: Ledger,
    tree: pikepdf.Pdf,
    book: Book,
    boxes: Sequence[BurntBox],
    secrets: Sequence[str],
    open_texts: Sequence[str],
    before: bytes | None,
) -> None:
    """Page by page against the file before redaction, where there is one."""
    here = under.by_page(boxes)
    source = Book(before) if before is not None else None
    if source is not None and len(source) != len(book):
        ledger.leak(difference.WORDS, 0, "Het aantal pagina's is veranderd.")
        source = None
    hidden = difference.parts(secrets)
    for number in range(1, len(book) + 1):
        mine = here.get(number, [])
        if source is None and not mine:
            continue
        with ledger.net(difference.WORDS, number, 30):
            after = book.view(number)
            frame = Frame.of(tree.pages[number - 1].obj)
            old = source.view(number) if source is not None else None
            if old is not None:
                difference.words(ledger, number, old.text, after.text, hidden, mine)
                difference.looks(ledger, number, frame, old, after, mine)
                remnants.look(ledger, number, old.chars(), after.chars(), secrets, open_texts)
            chars = old.chars() if old is not None and mine else None
            width.judge(ledger, number, frame, mine, after.chars() if mine else [], chars)
    if source is not None:
        ledger.green(difference.WORDS, f"{len(book)} pagina's vergeleken met het origineel.")


def _under_boxes(
    ledger: Ledger,
    tree: pikepdf.Pdf,
    book: Book,
    boxes: Sequence[BurntBox],
    glyphs: dict[int, list[Glyph]],
) -> None:
    for number, here in sorted(under.by_page(boxes).items()):
        if not 1 <= number <= len(book):
            ledger.leak(under.UNDER, 0, f"Een blok hoort op pagina {number}, die er niet is.")
            continue
        with ledger.net(under.UNDER, number):
            view = book.view(number)
            frame = Frame.of(tree.pages[number - 1].obj)
            chars: list[Char] = view.chars()
            under.readable(ledger, number, frame, here, chars, glyphs.get(number, []))
            with ledger.net(under.PIXELS, number):
                under.painted(ledger, number, frame, view, here, chars)
    ledger.green(under.UNDER, f"Onder {len(boxes)} blokken gekeken.")
