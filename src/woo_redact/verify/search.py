"""Every net that looks for given texts, cast over a whole file."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf

from woo_redact.types import BurntBox
from woo_redact.verify import objects, pictures, structure, texts
from woo_redact.verify.expose import exposition
from woo_redact.verify.geometry import Frame
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.mining import Mined, Miner
from woo_redact.verify.needles import Needles
from woo_redact.verify.ocr import Reading
from woo_redact.verify.pdfium import Book
from woo_redact.verify.pictures import Sight
from woo_redact.verify.programs import Work

PDFIUM, PDFMINER, POPPLER = "text-pdfium", "text-pdfminer", "text-poppler"


class Search:
    """Text, objects, bytes, pictures and hidden content. Other programs are started first and
    listened to last: they read while the other nets are cast.
    """

    def __init__(
        self,
        ledger: Ledger,
        data: bytes,
        tree: pikepdf.Pdf,
        book: Book,
        needles: Needles,
        boxes: Sequence[BurntBox] = (),
    ) -> None:
        self.ledger, self.data, self.tree = ledger, data, tree
        self.book, self.needles, self.boxes = book, needles, boxes
        self.mined: dict[int, Mined] = {}
        self._public: set[int] = set()
        self._reading: Reading | None = None
        self._poppler: Work | None = None
        self._sights: list[Sight] = []

    def begin(self) -> None:
        """What pdfium shows, and the pictures that have to be read."""
        ledger, count = self.ledger, len(self.book)
        with ledger.net(POPPLER):
            self._poppler = texts.poppler(self.data)
        for number in range(1, count + 1):
            ledger.clock.at(number)
            with ledger.net(PDFIUM, number):
                view = self.book.view(number)
                self._judge(PDFIUM, number, view.text)
                frame = Frame.of(self.tree.pages[number - 1].obj)
                burnt = [b.rects for b in self.boxes if b.page == number]
                areas = [frame.to_user(rect) for rects in burnt for rect in rects]
                self._sights += pictures.displayed(view, frame, number, areas)
        ledger.green(PDFIUM, f"Tekst van {count} pagina's gelezen.")
        with ledger.net(pictures.HIDDEN, seconds=120):
            shown = exposition(self.tree, objects.owners(self.tree))
            self._sights += pictures.exposed(ledger, shown, self.needles, self._sights)
            detail = f"{len(shown.exhibits)} losse onderdelen van het bestand bekeken."
            ledger.green(pictures.HIDDEN, detail)
        with ledger.net(pictures.OCR):
            self._reading = pictures.begin(ledger, self._sights)
        self._mined()

    def finish(self) -> None:
        """The other engines, the objects and the bytes, and what Tesseract read meanwhile."""
        self._popped()
        with self.ledger.net(objects.NET, seconds=120):
            objects.search(self.ledger, self.tree, self.needles, self._public)
        with self.ledger.net(structure.RAW, seconds=120):
            structure.carve(self.ledger, self.data, self.tree, self.needles)
        if self._reading is not None:
            with self.ledger.net(pictures.OCR, seconds=self.ledger.seconds_left):
                pictures.finish(self.ledger, self._reading, self._sights, self.needles)
        if self.needles.unsearched:
            count = self.needles.unsearched
            detail = f"{count} teksten zijn te kort om te zoeken: alleen onder de blokken gekeken."
            self.ledger.green("short", detail)

    def _mined(self) -> None:
        with self.ledger.net(PDFMINER, seconds=self.ledger.seconds_left):
            miner = Miner(self.data)
            for number in range(1, len(self.book) + 1):
                with self.ledger.net(PDFMINER, number):
                    self.mined[number] = miner.page(number)
                    self._judge(PDFMINER, number, self.mined[number].text)
            self.ledger.green(PDFMINER, f"Tekst van {len(self.mined)} pagina's gelezen.")

    def _popped(self) -> None:
        if self._poppler is None:
            self.ledger.eyes(POPPLER, 0, "Niet gelezen: pdftotext ontbreekt.")
            return
        with self.ledger.net(POPPLER, seconds=120):
            pages = texts.pages(self._poppler.answer(self.ledger.seconds_left))
            for number, text in enumerate(pages, 1):
                self._judge(POPPLER, number, text)
            self.ledger.green(POPPLER, f"Tekst van {len(pages)} pagina's gelezen.")

    def close(self) -> None:
        """Stop what is still at work beside the nets."""
        for work in (self._poppler, self._reading):
            if work is not None:
                work.end()

    def _judge(self, net: str, page: int, text: str) -> None:
        """Secrets that only stand where they stay by decision are no finding; remember those."""
        hits = self.needles.search(text)
        engine = net.removeprefix("text-")
        texts.judge(self.ledger, net, page, hits, f"de tekst van de pagina ({engine})")
        self._public.update(hit.secret for hit in hits if hit.excused)
