"""A page as pdfium reads and paints it."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

from woo_redact.types import Rect

Handle = Any
"""A pointer of pdfium, which has no type of its own."""
MOST_CHARACTERS = 400_000
MOST_OBJECTS = 200_000
DEEPEST_FORM = 12
MOST_PIXELS = 40_000_000
KEPT_OPEN = 12


class Char(NamedTuple):
    """One painted character in user space. ``owner`` is the address of its text object."""

    text: str
    rect: Rect
    owner: int


@dataclass(slots=True)
class Painted:
    """One object of a page, forms unpacked, in painting order. ``rect`` is in user space."""

    handle: Handle
    address: int
    kind: int
    rect: Rect
    order: int
    placement: tuple[float, float, float, float, float, float]
    """What the forms around it do to its coordinates."""


class Book:
    """A document whose last used pages stay open: nets look at one page several times."""

    def __init__(self, data: bytes) -> None:
        self.document = pypdfium2.PdfDocument(data)
        self._open: dict[int, View] = {}

    def __len__(self) -> int:
        return len(self.document)

    def view(self, number: int) -> View:
        """The page with this number, from 1."""
        view = self._open.pop(number, None) or View(self.document, number - 1)
        self._open[number] = view
        while len(self._open) > KEPT_OPEN:
            self._open.pop(next(iter(self._open))).close()
        return view


class View:
    """One page, opened. pdfium keeps it while this object lives."""

    def __init__(self, document: pypdfium2.PdfDocument, index: int) -> None:
        self.document = document.raw
        self.page = document[index]
        self._texts = self.page.get_textpage()
        self._chars: list[Char] | None = None

    @property
    def text(self) -> str:
        return str(self._texts.get_text_range())

    def chars(self) -> list[Char]:
        if self._chars is None:
            self._chars = self._read()
        return self._chars

    def _read(self) -> list[Char]:
        handle = self._texts.raw
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        found: list[Char] = []
        for i in range(min(self._texts.count_chars(), MOST_CHARACTERS)):
            code = raw.FPDFText_GetUnicode(handle, i)
            if raw.FPDFText_IsGenerated(handle, i) == 1:
                continue
            if not raw.FPDFText_GetCharBox(handle, i, left, right, bottom, top):
                continue
            owner = raw.FPDFText_GetTextObject(handle, i)
            found.append(
                Char(
                    chr(code) if 0 < code <= 0x10FFFF else "\ufffd",
                    Rect(left.value, bottom.value, right.value, top.value),
                    ctypes.cast(owner, ctypes.c_void_p).value or 0,
                )
            )
        return found

    def painted(self) -> list[Painted]:
        """All objects, those inside forms too, in the order in which they are painted."""
        found: list[Painted] = []
        identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        for i in range(raw.FPDFPage_CountObjects(self.page.raw)):
            handle = raw.FPDFPage_GetObject(self.page.raw, i)
            for item in _unpacked(handle, identity, 0):
                item.order = len(found)
                found.append(item)
                if len(found) >= MOST_OBJECTS:
                    raise OverflowError("more objects than any page needs")
        return found

    def picture(
        self,
        scale: float,
        *,
        annotations: bool = True,
        trim: tuple[float, float, float, float] = (0, 0, 0, 0),
    ) -> Image.Image:
        """The page as people see it, in colour. ``trim``: points left off the left, bottom, right
        and top of the page as displayed.
        """
        width, height = self.page.get_size()
        pixels = width * height * scale * scale
        if pixels > MOST_PIXELS:
            scale *= math.sqrt(MOST_PIXELS / pixels)
        bitmap = self.page.render(
            scale=scale,
            crop=trim,
            may_draw_forms=False,
            draw_annots=annotations,
            rev_byteorder=True,
        )
        image: Image.Image = bitmap.to_pil()
        return image if image.mode == "RGB" else image.convert("RGB")

    def scale_for(self, dpi: float) -> float:
        """The scale that ``picture`` will really use at this resolution."""
        width, height = self.page.get_size()
        scale = dpi / 72
        pixels = width * height * scale * scale
        return scale * math.sqrt(MOST_PIXELS / pixels) if pixels > MOST_PIXELS else scale

    def hide(self, item: Painted) -> None:
        raw.FPDFPageObj_SetIsActive(item.handle, 0)

    def show(self, item: Painted) -> None:
        raw.FPDFPageObj_SetIsActive(item.handle, 1)

    def close(self) -> None:
        self._texts.close()
        self.page.close()


def _unpacked(
    handle: Handle, outer: tuple[float, float, float, float, float, float], depth: int
) -> Iterator[Painted]:
    kind = raw.FPDFPageObj_GetType(handle)
    address = ctypes.cast(handle, ctypes.c_void_p).value or 0
    yield Painted(handle, address, kind, _bounds(handle, outer), 0, outer)
    if kind != raw.FPDF_PAGEOBJ_FORM or depth >= DEEPEST_FORM:
        return
    inner = _times(_matrix(handle), outer)
    for i in range(raw.FPDFFormObj_CountObjects(handle)):
        yield from _unpacked(raw.FPDFFormObj_GetObject(handle, i), inner, depth + 1)


def _bounds(handle: Handle, outer: tuple[float, float, float, float, float, float]) -> Rect:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return Rect(0, 0, 0, 0)
    return mapped(Rect(left.value, bottom.value, right.value, top.value), outer)


def _matrix(handle: Handle) -> tuple[float, float, float, float, float, float]:
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, m):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(
    m: tuple[float, float, float, float, float, float],
    n: tuple[float, float, float, float, float, float],
) -> tuple[float, float, float, float, float, float]:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def mapped(rect: Rect, m: tuple[float, float, float, float, float, float]) -> Rect:
    """The upright rectangle around a rectangle after a transformation."""
    xs = [m[0] * x + m[2] * y + m[4] for x in (rect.x0, rect.x1) for y in (rect.y0, rect.y1)]
    ys = [m[1] * x + m[3] * y + m[5] for x in (rect.x0, rect.x1) for y in (rect.y0, rect.y1)]
    return Rect(min(xs), min(ys), max(xs), max(ys))
