"""The text nets: three engines that share no code, searched for every secret."""

from __future__ import annotations

import io
import logging
import shutil
import subprocess
from collections.abc import Iterable
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt

from woo_redact.types import Point
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Hit

MOST_GLYPHS = 400_000
Foreign = Any
"""What pdfminer passes around and types only loosely."""
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its warnings quote the document


def judge(ledger: Ledger, net: str, page: int, hits: Iterable[Hit], where: str) -> None:
    """Write down what a text that people can select or see gives away."""
    for hit in hits:
        if hit.excused:
            continue
        if hit.strength == "exact":
            ledger.leak(net, page, f"Een {ledger.sought} tekst staat nog in {where}.")
        else:
            ledger.eyes(
                net, page, f"Een afgeleide vorm van een {ledger.sought} tekst staat in {where}."
            )


class Glyph:
    """A glyph as pdfminer places it; ``text`` is empty where no character is known for it."""

    __slots__ = ("centre", "text")

    def __init__(self, text: str, centre: Point) -> None:
        self.text = text
        self.centre = centre


class Collector(PDFTextDevice):
    """Takes down glyphs in painting order, with a blank or a line break where the pen jumps."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.pieces: list[str] = []
        self.glyphs: list[Glyph] = []
        self._pen: tuple[float, float, float] | None = None

    def render_char(
        self,
        matrix: Foreign,
        font: Foreign,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Foreign,
        graphicstate: Foreign,
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = ""
        width = font.char_width(cid) * fontsize * scaling
        if font.is_vertical():
            middle = apply_matrix_pt(matrix, (0, rise - fontsize / 2))
        else:
            middle = apply_matrix_pt(matrix, (width / 2, rise + fontsize * 0.3))
        start = apply_matrix_pt(matrix, (0, 0))
        stop = apply_matrix_pt(matrix, (width, 0))
        size = abs(matrix[3] * fontsize) + abs(matrix[1] * fontsize) or 1.0
        self._space(start, size)
        self._pen = (stop[0], stop[1], size)
        self.pieces.append(text or "\ufffd")
        if text != " ":
            self.glyphs.append(Glyph(text, Point(*middle)))
        if len(self.glyphs) > MOST_GLYPHS:
            raise OverflowError("more glyphs than any page needs")
        return float(width)

    def _space(self, start: tuple[float, float], size: float) -> None:
        if self._pen is None:
            return
        dx, dy = start[0] - self._pen[0], start[1] - self._pen[1]
        if abs(dx) + abs(dy) > 2.5 * size:
            self.pieces.append("\n")
        elif abs(dx) > 0.18 * size or abs(dy) > 0.5 * size:
            self.pieces.append(" ")

    def begin_page(self, page: Foreign, ctm: Foreign) -> None:
        self.pieces.clear()
        self.glyphs = []
        self._pen = None

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class Miner:
    """A document as pdfminer reads it, page by page; one bad page does not hide the others."""

    def __init__(self, data: bytes) -> None:
        manager = PDFResourceManager(caching=True)
        self._device = Collector(manager)
        self._interpreter = PDFPageInterpreter(manager, self._device)
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        self._pages = list(PDFPage.create_pages(document))

    def page(self, number: int) -> tuple[str, list[Glyph]]:
        """Text and glyphs; glyph centres in user space, so the page's own turn and shift are left
        out of the matrix.
        """
        page = self._pages[number - 1]
        self._device.begin_page(page, MATRIX_IDENTITY)
        self._interpreter.render_contents(page.resources, page.contents, ctm=MATRIX_IDENTITY)
        return self._device.text, self._device.glyphs


def poppler(data: bytes, seconds: float) -> list[str] | None:
    """Text of every page by pdftotext; None where that program is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    done = subprocess.run(
        [program, "-raw", "-enc", "UTF-8", "-", "-"],
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=max(seconds, 0.1),
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError("pdftotext")
    return done.stdout.decode("utf-8", "replace").split("\f")[:-1]
