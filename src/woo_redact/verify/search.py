"""Every net that looks for given texts, cast over a whole file."""

from __future__ import annotations

import pikepdf
import pypdfium2

from woo_redact.verify import objects, pictures, structure, texts
from woo_redact.verify.expose import exposition
from woo_redact.verify.geometry import Frame
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Needles
from woo_redact.verify.pdfium import View
from woo_redact.verify.pictures import Sight
from woo_redact.verify.texts import Glyph

PDFIUM, PDFMINER, POPPLER = "text-pdfium", "text-pdfminer", "text-poppler"


def everything(
    ledger: Ledger,
    data: bytes,
    tree: pikepdf.Pdf,
    document: pypdfium2.PdfDocument,
    needles: Needles,
) -> dict[int, list[Glyph]]:
    """Search text, objects, bytes, pictures and hidden content; gives pdfminer's glyphs."""
    public: set[int] = set()
    glyphs = _mined(ledger, data, len(document), needles, public)
    sights: list[Sight] = []
    for number in range(1, len(document) + 1):
        with ledger.net(PDFIUM, number):
            view = View(document, number - 1)
            _judge(ledger, PDFIUM, number, view.text, needles, public)
            sights += pictures.displayed(view, Frame.of(tree.pages[number - 1].obj), number)
            view.close()
    ledger.green(PDFIUM, f"Tekst van {len(document)} pagina's gelezen.")
    _poppler(ledger, data, needles, public)
    _pictures(ledger, tree, needles, sights)
    with ledger.net(objects.NET, seconds=120):
        objects.search(ledger, tree, needles, public)
    with ledger.net(structure.RAW, seconds=120):
        structure.carve(ledger, data, tree, needles)
    if needles.unsearched:
        count = needles.unsearched
        ledger.green("short", f"{count} teksten zijn te kort om te zoeken: alleen onder blokken.")
    return glyphs


def _mined(
    ledger: Ledger, data: bytes, pages: int, needles: Needles, public: set[int]
) -> dict[int, list[Glyph]]:
    glyphs: dict[int, list[Glyph]] = {}
    miner = texts.mined(data)
    for number in range(1, pages + 1):
        with ledger.net(PDFMINER, number):
            text, glyphs[number] = next(miner)
            _judge(ledger, PDFMINER, number, text, needles, public)
    ledger.green(PDFMINER, f"Tekst van {len(glyphs)} pagina's gelezen.")
    return glyphs


def _poppler(ledger: Ledger, data: bytes, needles: Needles, public: set[int]) -> None:
    with ledger.net(POPPLER, seconds=120):
        pages = texts.poppler(data, ledger.seconds_left)
        if pages is None:
            ledger.eyes(POPPLER, 0, "Niet gelezen: pdftotext ontbreekt.")
            return
        for number, text in enumerate(pages, 1):
            _judge(ledger, POPPLER, number, text, needles, public)
        ledger.green(POPPLER, f"Tekst van {len(pages)} pagina's gelezen.")


def _pictures(ledger: Ledger, tree: pikepdf.Pdf, needles: Needles, sights: list[Sight]) -> None:
    with ledger.net(pictures.HIDDEN, seconds=120):
        shown = exposition(tree, objects.owners(tree))
        sights += pictures.exposed(ledger, shown, needles, sights)
        count = len(shown.exhibits)
        ledger.green(pictures.HIDDEN, f"{count} losse onderdelen van het bestand bekeken.")
    with ledger.net(pictures.OCR, seconds=ledger.seconds_left):
        pictures.read(ledger, sights, needles)


def _judge(
    ledger: Ledger, net: str, page: int, text: str, needles: Needles, public: set[int]
) -> None:
    """Secrets that only stand where they stay by decision are no finding; remember those."""
    texts.judge(ledger, net, page, needles, text, "de tekst van de pagina")
    public.update(hit.secret for hit in needles.search(text) if hit.excused)
