"""Pages as pdfminer reads them: text, and every glyph with its place."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import stream_value
from pdfminer.utils import MATRIX_IDENTITY, apply_matrix_pt

from woo_redact.verify import lexing
from woo_redact.verify.pdfium import Numbers

MOST_GLYPHS = 400_000
Foreign = Any
"""What pdfminer passes around and types only loosely."""
Place = tuple[float, float]
METHODS = {"'": "do__q", '"': "do__w", "T*": "do_T_a"}
"""Where pdfminer calls an operator otherwise than ``do_`` and its name."""
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its warnings quote the document


@dataclass(slots=True)
class Mined:
    """What pdfminer reads on a page: the text, and every glyph but spaces with its centre in user
    space. A glyph without a known character is an empty text.
    """

    text: str
    glyphs: list[str]
    centres: Numbers


class Collector(PDFTextDevice):
    """Takes down glyphs in painting order, with a blank or a line break where the pen jumps."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self._known: dict[tuple[int, int], tuple[str, float]] = {}
        self._fonts: dict[int, Foreign] = {}
        self.begin()

    def begin(self) -> None:
        self._pieces: list[str] = []
        self._glyphs: list[str] = []
        self._centres: list[Place] = []
        self._pen: tuple[float, float, float] | None = None

    @property
    def mined(self) -> Mined:
        centres = np.array(self._centres, np.float64).reshape(-1, 2)
        return Mined("".join(self._pieces), self._glyphs, centres)

    def render_string_horizontal(
        self,
        seq: Foreign,
        matrix: Foreign,
        pos: Place,
        font: Foreign,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: Foreign,
        graphicstate: Foreign,
    ) -> Place:
        """As pdfminer does it, without a call and a matrix for every glyph."""
        x, y = pos
        a, b, c, d, e, f = matrix
        size, unit = abs(d * fontsize) + abs(b * fontsize) or 1.0, fontsize * scaling
        left, low = c * y + e, d * y + f
        lift = rise + fontsize * 0.3
        middle_left, middle_low = left + c * lift, low + d * lift
        following = False
        for item in seq:
            if isinstance(item, (int, float)):
                x -= item * dxscale
                following = True
                continue
            for cid in font.decode(item) if isinstance(item, bytes) else ():
                x += charspace if following else 0.0
                text, width = self._character(font, cid)
                start = (a * x + left, b * x + low)
                middle = x + width * unit / 2
                x += width * unit
                centre = (a * middle + middle_left, b * middle + middle_low)
                self._take(text, centre, start, (a * x + left, b * x + low), size)
                x += wordspace if cid == 32 else 0.0
                following = True
        return x, y

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
        """One glyph of a vertical line."""
        text, width = self._character(font, cid)
        advance = width * fontsize * scaling
        self._take(
            text,
            apply_matrix_pt(matrix, (0, rise - fontsize / 2)),
            apply_matrix_pt(matrix, (0, 0)),
            apply_matrix_pt(matrix, (advance, 0)),
            abs(matrix[3] * fontsize) + abs(matrix[1] * fontsize) or 1.0,
        )
        return advance

    def _character(self, font: Foreign, cid: int) -> tuple[str, float]:
        """What a code means, and how wide it is as a part of the font size."""
        key = (id(font), cid)
        known = self._known.get(key)
        if known is None:
            self._fonts[id(font)] = font  # while it is kept no other font gets its number
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = ""
            known = self._known[key] = (text, float(font.char_width(cid)))
        return known

    def _take(self, text: str, centre: Place, start: Place, stop: Place, size: float) -> None:
        if self._pen is not None:
            dx, dy = abs(start[0] - self._pen[0]), abs(start[1] - self._pen[1])
            if dx + dy > 2.5 * size:
                self._pieces.append("\n")
            elif dx > 0.18 * size or dy > 0.5 * size:
                self._pieces.append(" ")
        self._pen = (stop[0], stop[1], size)
        self._pieces.append(text or "\ufffd")
        if text != " ":
            self._glyphs.append(text)
            self._centres.append(centre)
        if len(self._glyphs) > MOST_GLYPHS:
            raise OverflowError("more glyphs than any page needs")


class Interpreter(PDFPageInterpreter):
    """pdfminer's own interpreter, fed by a faster parser where the content is plain."""

    def execute(self, streams: Sequence[object]) -> None:
        found = [stream_value(stream) for stream in streams]
        fresh = [s for s in found if s.objid and s.objid not in self.parent_stream_ids]
        try:
            steps = [step for stream in fresh for step in lexing.steps(stream.get_data())]
        except lexing.Unusual:
            super().execute(streams)
            return
        self.stream_ids = {stream.objid for stream in fresh if stream.objid}
        for operator, operands in steps:
            getattr(self, METHODS.get(operator) or "do_" + operator)(*operands)


class Miner:
    """A document as pdfminer reads it, page by page; one bad page does not hide the others."""

    def __init__(self, data: bytes) -> None:
        manager = PDFResourceManager(caching=True)
        self._device = Collector(manager)
        self._interpreter = Interpreter(manager, self._device)
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        self._pages = list(PDFPage.create_pages(document))

    def page(self, number: int) -> Mined:
        """Centres are in user space, so the page's own turn and shift are left out of the
        matrix.
        """
        page = self._pages[number - 1]
        self._device.begin()
        self._interpreter.render_contents(page.resources, page.contents, ctm=MATRIX_IDENTITY)
        return self._device.mined
