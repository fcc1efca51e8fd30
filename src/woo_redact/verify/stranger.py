"""The examination of a PDF that anybody made: blind, and for given terms."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2

from woo_redact.types import Report
from woo_redact.verify import annotated, bookmarks, concealed, cover, leftovers, search
from woo_redact.verify.cover import Looked
from woo_redact.verify.geometry import Frame
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Haystack, Needles
from woo_redact.verify.pdfium import View

PAGES = "pages"


def look(pdf: bytes, terms: Sequence[str], *, seconds: float) -> Report:
    ledger = Ledger(strict=False, seconds=seconds)
    pages = 0
    with ledger.net("open", seconds=seconds):
        document = pypdfium2.PdfDocument(pdf)
        pages = len(document)
        tree = pikepdf.open(io.BytesIO(pdf))
        if pages == 0:
            ledger.eyes("open", 0, "Het bestand heeft geen pagina's.")
        _blind(ledger, pdf, tree, document)
        if terms:
            search.everything(ledger, pdf, tree, document, Needles(terms))
    return ledger.report(pages)


def _blind(ledger: Ledger, data: bytes, tree: pikepdf.Pdf, document: pypdfium2.PdfDocument) -> None:
    pages: dict[int, Looked] = {}
    seen: list[str] = []
    for number in range(1, len(document) + 1):
        with ledger.net(PAGES, number, 60):
            view = View(document, number - 1)
            frame = Frame.of(tree.pages[number - 1].obj)
            looked = cover.look(ledger, number, frame, view)
            unseen = concealed.look(ledger, number, frame, view, looked)
            pages[number] = looked
            seen.append("".join(c.text for i, c in enumerate(looked.chars) if i not in unseen))
            view.close()
    visible = Haystack("\n".join(seen))
    for number in pages:
        with ledger.net(annotated.COMMENT, number, 30):
            view = View(document, number - 1)
            annotated.look(ledger, number, tree.pages[number - 1].obj, view, pages[number], visible)
            view.close()
    leftovers.look(ledger, data, tree, visible)
    with ledger.net(bookmarks.NET):
        bookmarks.look(ledger, document, visible, pages)
    ledger.green(PAGES, f"{len(document)} pagina's bekeken op verborgen en bedekte tekst.")
