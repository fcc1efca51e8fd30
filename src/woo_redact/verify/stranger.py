"""The examination of a PDF that anybody made: blind, and for given terms."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing

import pikepdf

from woo_redact.types import Report
from woo_redact.verify import annotated, bookmarks, concealed, cover, fonts, leftovers
from woo_redact.verify.annotated import Claim
from woo_redact.verify.bookmarks import Boxed
from woo_redact.verify.geometry import Frame
from woo_redact.verify.ledger import Clock, Ledger
from woo_redact.verify.needles import Haystack, Needles
from woo_redact.verify.painting import study
from woo_redact.verify.pdfium import Book
from woo_redact.verify.search import Search

PAGES = "pages"


def look(pdf: bytes, terms: Sequence[str], *, clock: Clock) -> Report:
    ledger = Ledger(strict=False, clock=clock)
    pages = 0
    with ledger.net("open"):
        tree = pikepdf.open(io.BytesIO(pdf))
        book = Book(pdf)
        pages = len(book)
        clock.count(pages)
    if pages:
        with ledger.net("verifier", seconds=clock.left):
            if terms:
                _searched(ledger, Search(ledger, pdf, tree, book, Needles(terms)))
            else:
                _blind(ledger, pdf, tree, book)
    elif not ledger.soiled:
        ledger.eyes("open", 0, "Het bestand heeft geen pagina's.")
    return ledger.report(pages)


def _searched(ledger: Ledger, search: Search) -> None:
    """Blind, and for the terms."""
    with closing(search):
        search.begin()
        _blind(ledger, search.data, search.tree, search.book)
        search.finish()
    with ledger.net(fonts.NET, seconds=120):
        fonts.spelled(ledger, search.tree, study(search.tree), search.needles)


def _blind(ledger: Ledger, data: bytes, tree: pikepdf.Pdf, book: Book) -> None:
    claims: list[Claim] = []
    boxed: dict[int, Boxed] = {}
    seen: list[str] = []
    for number in range(1, len(book) + 1):
        ledger.clock.at(number)
        with ledger.net(PAGES, number, 60):
            view = book.view(number)
            page = tree.pages[number - 1].obj
            frame = Frame.of(page)
            looked = cover.look(ledger, number, frame, view)
            unseen = concealed.look(ledger, number, frame, view, looked)
            texts = looked.chars.texts
            seen.append("".join(t for i, t in enumerate(texts) if i not in unseen))
            if boxes := bookmarks.boxes(looked):
                boxed[number] = Boxed(looked.chars, boxes)
            with ledger.net(annotated.COMMENT, number, 30):
                claims += annotated.look(ledger, number, page, view, looked)
            view.forget()
    visible = Haystack("\n".join(seen))
    annotated.settle(ledger, claims, visible)
    leftovers.look(ledger, data, tree, visible)
    with ledger.net(bookmarks.NET):
        bookmarks.look(ledger, book.document, visible, boxed)
    ledger.green(PAGES, f"{len(book)} pagina's bekeken op verborgen en bedekte tekst.")
