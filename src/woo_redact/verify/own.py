"""The strict examination of a file that this program made."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2

from woo_redact.types import BurntBox, Report
from woo_redact.verify import boxes as under
from woo_redact.verify import objects, pictures, structure, texts
from woo_redact.verify.expose import exposition
from woo_redact.verify.geometry import Frame
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Needles
from woo_redact.verify.pdfium import Char, View
from woo_redact.verify.pictures import Sight
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
    needles = Needles(secrets, open_texts)
    pages = 0
    with ledger.net("open"):
        objects_view = pikepdf.open(io.BytesIO(pdf))
        document = pypdfium2.PdfDocument(pdf)
        pages = len(document)
        examination = _Examination(ledger, pdf, objects_view, document, needles)
        examination.run(boxes)
    return ledger.report(pages)


class _Examination:
    def __init__(
        self,
        ledger: Ledger,
        data: bytes,
        pdf: pikepdf.Pdf,
        document: pypdfium2.PdfDocument,
        needles: Needles,
    ) -> None:
        self.ledger, self.data, self.pdf = ledger, data, pdf
        self.document, self.needles = document, needles
        self.public: set[int] = set()
        """Secrets that also stand openly on a page by decision."""
        self.sights: list[Sight] = []

    def run(self, boxes: Sequence[BurntBox]) -> None:
        self._pages(under.by_page(boxes))
        self._poppler()
        self._sights()
        with self.ledger.net(objects.NET, seconds=120):
            objects.search(self.ledger, self.pdf, self.needles, self.public)
        with self.ledger.net(structure.HISTORY):
            structure.tidy(self.ledger, self.data)
        with self.ledger.net(structure.RAW, seconds=120):
            structure.carve(self.ledger, self.data, self.pdf, self.needles)

    def _pages(self, boxes: dict[int, list[BurntBox]]) -> None:
        ledger, total = self.ledger, len(self.document)
        miner = texts.mined(self.data)
        for number in range(1, total + 1):
            glyphs: list[Glyph] = []
            with ledger.net("text-pdfminer", number):
                text, glyphs = next(miner)
                self._judge("text-pdfminer", number, text)
            with ledger.net("text-pdfium", number):
                view = View(self.document, number - 1)
                self._judge("text-pdfium", number, view.text)
                frame = Frame.of(self.pdf.pages[number - 1].obj)
                self.sights += pictures.displayed(view, frame, number)
                if number in boxes:
                    self._under_boxes(number, frame, view, boxes[number], glyphs)
                view.close()
        for number in set(boxes) - set(range(1, total + 1)):
            ledger.leak(under.UNDER, 0, f"Een blok hoort op pagina {number}, die er niet is.")
        ledger.green("text-pdfium", f"Tekst van {total} pagina's gelezen met pdfium.")
        ledger.green("text-pdfminer", f"Tekst van {total} pagina's gelezen met pdfminer.")

    def _under_boxes(
        self, number: int, frame: Frame, view: View, boxes: list[BurntBox], glyphs: list[Glyph]
    ) -> None:
        chars: list[Char] = []
        with self.ledger.net(under.UNDER, number):
            chars = view.chars()
            for box in boxes:
                under.readable(self.ledger, number, frame, box, chars, glyphs)
        with self.ledger.net(under.PIXELS, number):
            under.painted(self.ledger, number, frame, view, boxes, chars)

    def _poppler(self) -> None:
        with self.ledger.net("text-poppler", seconds=120):
            pages = texts.poppler(self.data, self.ledger.seconds_left)
            if pages is None:
                self.ledger.eyes("text-poppler", 0, "Niet gelezen: pdftotext ontbreekt.")
                return
            for number, text in enumerate(pages, 1):
                self._judge("text-poppler", number, text)
            self.ledger.green(
                "text-poppler", f"Tekst van {len(pages)} pagina's gelezen met poppler."
            )

    def _sights(self) -> None:
        with self.ledger.net(pictures.HIDDEN, seconds=120):
            shown = exposition(self.pdf, objects.owners(self.pdf))
            self.sights += pictures.exposed(self.ledger, shown, self.needles, self.sights)
            count = len(shown.exhibits)
            self.ledger.green(pictures.HIDDEN, f"{count} losse onderdelen van het bestand bekeken.")
        with self.ledger.net(pictures.OCR, seconds=self.ledger.seconds_left):
            pictures.read(self.ledger, self.sights, self.needles)

    def _judge(self, net: str, page: int, text: str) -> None:
        texts.judge(self.ledger, net, page, self.needles, text, "de tekst van de pagina")
        for hit in self.needles.search(text):
            if hit.excused:
                self.public.add(hit.secret)
