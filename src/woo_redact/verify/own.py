"""The strict examination of a file that this program made."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2

from woo_redact.types import BurntBox, Report
from woo_redact.verify import boxes as under
from woo_redact.verify import census, fonts, search, structure
from woo_redact.verify.geometry import Frame
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Needles
from woo_redact.verify.painting import study
from woo_redact.verify.pdfium import Char, View
from woo_redact.verify.texts import Glyph


def examine(
    pdf: bytes,
    secrets: Sequence[str],
    boxes: Sequence[BurntBox],
    open_texts: Sequence[str],
    before: bytes | None,
    *,
    seconds: float,
) -> Report:
    ledger = Ledger(strict=True, seconds=seconds)
    pages = 0
    with ledger.net("open", seconds=seconds):
        tree = pikepdf.open(io.BytesIO(pdf))
        document = pypdfium2.PdfDocument(pdf)
        pages = len(document)
        needles = Needles(secrets, open_texts)
        glyphs = search.everything(ledger, pdf, tree, document, needles)
        _under_boxes(ledger, tree, document, boxes, glyphs)
        with ledger.net(census.NET, seconds=120):
            painting = study(tree)
            census.search(ledger, tree, painting)
            fonts.search(ledger, tree, painting)
        with ledger.net(structure.HISTORY):
            structure.tidy(ledger, pdf)
    return ledger.report(pages)


def _under_boxes(
    ledger: Ledger,
    tree: pikepdf.Pdf,
    document: pypdfium2.PdfDocument,
    boxes: Sequence[BurntBox],
    glyphs: dict[int, list[Glyph]],
) -> None:
    for number, here in sorted(under.by_page(boxes).items()):
        if not 1 <= number <= len(document):
            ledger.leak(under.UNDER, 0, f"Een blok hoort op pagina {number}, die er niet is.")
            continue
        with ledger.net(under.UNDER, number):
            view = View(document, number - 1)
            frame = Frame.of(tree.pages[number - 1].obj)
            chars: list[Char] = view.chars()
            for box in here:
                under.readable(ledger, number, frame, box, chars, glyphs.get(number, []))
            with ledger.net(under.PIXELS, number):
                under.painted(ledger, number, frame, view, here, chars)
            view.close()
    ledger.green(under.UNDER, f"Onder {len(boxes)} blokken gekeken.")
