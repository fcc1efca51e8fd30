"""The strict examination of a file that this program made."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

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
from woo_redact.verify.mining import Mined
from woo_redact.verify.needles import Needles
from woo_redact.verify.painting import study
from woo_redact.verify.pdfium import Book, View
from woo_redact.verify.search import Search

PAGE = "page"


@dataclass(frozen=True, slots=True)
class Page:
    """A page with what was burnt on it."""

    number: int
    frame: Frame
    view: View
    boxes: list[BurntBox]


@dataclass(frozen=True, slots=True)
class Sought:
    """What was to go, and what stays by decision."""

    secrets: Sequence[str]
    open_texts: Sequence[str]

    @property
    def words(self) -> frozenset[str]:
        return difference.parts(self.secrets)


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
            search = Search(ledger, pdf, tree, book, Needles(secrets, open_texts), boxes)
            with closing(search):
                search.begin()
                _pages(ledger, search, boxes, Sought(secrets, open_texts), before)
                _strict(ledger, pdf, tree)
                search.finish()
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


def _pages(
    ledger: Ledger,
    search: Search,
    boxes: Sequence[BurntBox],
    sought: Sought,
    before: bytes | None,
) -> None:
    """Every net that looks at a page, page after page, so that each is painted once."""
    book, here = search.book, under.by_page(boxes)
    source = Book(before) if before is not None else None
    if source is not None and len(source) != len(book):
        ledger.leak(difference.WORDS, 0, "Het aantal pagina's is veranderd.")
        source = None
    for number in here:
        if not 1 <= number <= len(book):
            ledger.leak(under.UNDER, 0, f"Een blok hoort op pagina {number}, die er niet is.")
    for number in range(1, len(book) + 1):
        ledger.clock.at(number)
        with ledger.net(PAGE, number, 60):
            view = book.view(number)
            frame = Frame.of(search.tree.pages[number - 1].obj)
            page = Page(number, frame, view, here.get(number, []))
            old = source.view(number) if source is not None else None
            _compare(ledger, page, old, sought)
            with ledger.net(cover.COVERED, number):
                looked = cover.look(ledger, number, frame, view)
                concealed.look(ledger, number, frame, view, looked)
            _under_boxes(ledger, page, search.mined.get(number))
            view.forget()
    if source is not None:
        ledger.green(difference.WORDS, f"{len(book)} pagina's vergeleken met het origineel.")
    ledger.green(cover.COVERED, f"{len(book)} pagina's bekeken op bedekte en verborgen tekst.")
    ledger.green(under.UNDER, f"Onder {len(boxes)} blokken gekeken.")


def _compare(ledger: Ledger, page: Page, old: View | None, sought: Sought) -> None:
    """The page against itself before redaction, where that is known."""
    if old is None and not page.boxes:
        return
    with ledger.net(difference.WORDS, page.number, 30):
        if old is not None:
            texts = old.text, page.view.text
            difference.words(ledger, page.number, *texts, sought.words, page.boxes)
            difference.looks(ledger, page.number, page.frame, old, page.view, page.boxes)
            chars = old.chars(), page.view.chars()
            remnants.look(ledger, page.number, *chars, sought.secrets, sought.open_texts)
        if page.boxes:
            width.judge(ledger, page.number, page.frame, page.boxes, page.view, old)


def _under_boxes(ledger: Ledger, page: Page, mined: Mined | None) -> None:
    if not page.boxes:
        return
    with ledger.net(under.UNDER, page.number):
        chars = page.view.chars()
        under.readable(ledger, page.number, page.frame, page.boxes, chars, mined)
        with ledger.net(under.PIXELS, page.number):
            under.painted(ledger, page.number, page.frame, page.view, page.boxes, chars)
