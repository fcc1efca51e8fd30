"""A page as pdfium reads and paints it."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, repeat
from typing import Any, NamedTuple, overload

import numpy as np
import numpy.typing as npt
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
MOST_SPARE = 4
DPI = 144.0
"""Of the picture in which most nets look."""
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Pixels = npt.NDArray[np.uint8]


def _direct(function: Handle, result: Handle, *arguments: Handle) -> Callable[..., Any]:
    """A function of pdfium that takes and gives plain numbers, for calls by the thousand."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


_AT = (ctypes.c_void_p, ctypes.c_int)
_unicode = _direct(raw.FPDFText_GetUnicode, ctypes.c_uint, *_AT)
_generated = _direct(raw.FPDFText_IsGenerated, ctypes.c_int, *_AT)
_owner = _direct(raw.FPDFText_GetTextObject, ctypes.c_void_p, *_AT)
_object_box = _direct(raw.FPDFPageObj_GetBounds, ctypes.c_int, *[ctypes.c_void_p] * 5)
_SIDES = (ctypes.c_float * 4)()
_LEFT = ctypes.addressof(_SIDES)
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_char_box = _direct(raw.FPDFText_GetCharBox, ctypes.c_int, *_AT, *[ctypes.c_void_p] * 4)


class Char(NamedTuple):
    """One painted character in user space. ``owner`` is the address of its text object."""

    text: str
    rect: Rect
    owner: int


class Letters(Sequence[Char]):
    """All characters that a page paints, in columns: nets ask the same of thousands of them."""

    def __init__(self, texts: list[str], rects: Numbers, owners: list[int]) -> None:
        self.texts, self.rects, self.owners = texts, rects, owners

    @overload
    def __getitem__(self, index: int) -> Char: ...
    @overload
    def __getitem__(self, index: slice) -> list[Char]: ...
    def __getitem__(self, index: int | slice) -> Char | list[Char]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return Char(self.texts[index], Rect(*self.rects[index].tolist()), self.owners[index])

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def centres(self) -> Numbers:
        """Of every character x and y."""
        return (self.rects[:, :2] + self.rects[:, 2:]) / 2

    @cached_property
    def alphanumeric(self) -> Flags:
        return np.fromiter((t.isalnum() for t in self.texts), bool, len(self.texts))

    @cached_property
    def inked(self) -> Flags:
        """All but blanks."""
        return np.fromiter((not t.isspace() for t in self.texts), bool, len(self.texts))

    def within(self, area: Rect) -> Flags:
        """Which characters have their centre in a rectangle, edges included."""
        return within(self.centres, area)


def within(centres: Numbers, area: Rect) -> Flags:
    """Which of the points lie in a rectangle, edges included."""
    x, y = centres[:, 0], centres[:, 1]
    inside: Flags = (x >= area.x0) & (x <= area.x1) & (y >= area.y0) & (y <= area.y1)
    return inside


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
        self._chars: Letters | None = None
        self._places: list[int] = []
        self._painted: list[Painted] | None = None
        self._seen: dict[tuple[frozenset[int], bool], Pixels] = {}

    @property
    def text(self) -> str:
        return str(self._texts.get_text_range())

    def chars(self) -> Letters:
        if self._chars is None:
            self._chars = self._read()
        return self._chars

    def _read(self) -> Letters:
        handle = ctypes.cast(self._texts.raw, ctypes.c_void_p).value
        count = min(self._texts.count_chars(), MOST_CHARACTERS)
        boxes = np.zeros((count, 4), np.float64)  # left, right, bottom and top
        columns = [
            range(boxes.ctypes.data + 8 * i, boxes.ctypes.data + 32 * count, 32) for i in range(4)
        ]
        page, every = repeat(handle), range(count)
        placed = map(_char_box, page, every, *columns)
        invented = map(_generated, page, every)
        real = [bool(box) and made != 1 for box, made in zip(placed, invented, strict=True)]
        self._places = list(compress(every, real))
        return Letters(
            [_character(code) for code in compress(map(_unicode, page, every), real)],
            boxes[real][:, [0, 2, 1, 3]] if count else boxes,
            [owner or 0 for owner in compress(map(_owner, page, every), real)],
        )

    def advance(self, index: int) -> tuple[float, float]:
        """How far a character of ``chars`` moves the pen, and how high its line is, in points."""
        box = raw.FS_RECTF()
        self.chars()
        if not raw.FPDFText_GetLooseCharBox(self._texts.raw, self._places[index], box):
            return 0.0, 0.0
        return abs(box.right - box.left), abs(box.top - box.bottom)

    def painted(self) -> list[Painted]:
        """All objects, those inside forms too, in the order in which they are painted."""
        if self._painted is None:
            self._painted = self._unpack()
        return self._painted

    def _unpack(self) -> list[Painted]:
        found: list[Painted] = []
        for i in range(raw.FPDFPage_CountObjects(self.page.raw)):
            handle = raw.FPDFPage_GetObject(self.page.raw, i)
            for item in _unpacked(handle, IDENTITY, 0):
                item.order = len(found)
                found.append(item)
                if len(found) >= MOST_OBJECTS:
                    raise OverflowError("more objects than any page needs")
        return found

    def pixels(self, without: Iterable[Painted] = (), *, annotations: bool = True) -> Pixels:
        """The page as people see it at ``scale``: rows of blue, green, red and a spare byte.
        ``without``: objects left out. Kept until ``forget``, since nets look at the same things.
        """
        hidden = {item.address: item for item in without}
        key = (frozenset(hidden), annotations)
        if key not in self._seen:
            for item in hidden.values():
                raw.FPDFPageObj_SetIsActive(item.handle, 0)
            try:
                self._seen[key] = self._rendered(self.scale, annotations)
            finally:
                for item in hidden.values():
                    raw.FPDFPageObj_SetIsActive(item.handle, 1)
        return self._seen[key]

    @cached_property
    def scale(self) -> float:
        """Of ``pixels``: dots per point."""
        return self.scale_for(DPI)

    def _rendered(self, scale: float, annotations: bool) -> Pixels:
        width, height = (math.ceil(side * scale) for side in self.page.get_size())
        found = _paper((height, width, 4))
        _render(self.page.raw, found, raw.FPDFBitmap_BGRx, annotations)
        return found

    def grey(self, dpi: float) -> Pixels:
        """The page in shades of grey at a low resolution, afresh."""
        scale = self.scale_for(dpi)
        width, height = (math.ceil(side * scale) for side in self.page.get_size())
        found = np.full((height, width), 255, np.uint8)
        _render(self.page.raw, found, raw.FPDFBitmap_Gray, True)
        return found

    def forget(self) -> None:
        """Give back the memory of pictures; the text stays."""
        _spare.extend(self._seen.values())
        del _spare[:-MOST_SPARE]
        self._seen.clear()

    def picture(
        self, scale: float, *, trim: tuple[float, float, float, float] = (0, 0, 0, 0)
    ) -> Image.Image:
        """The page as people see it, in colour. ``trim``: points left off the left, bottom, right
        and top of the page as displayed.
        """
        width, height = self.page.get_size()
        pixels = width * height * scale * scale
        if pixels > MOST_PIXELS:
            scale *= math.sqrt(MOST_PIXELS / pixels)
        bitmap = self.page.render(scale=scale, crop=trim, may_draw_forms=False, rev_byteorder=True)
        image: Image.Image = bitmap.to_pil()
        return image if image.mode == "RGB" else image.convert("RGB")

    def scale_for(self, dpi: float) -> float:
        """The scale that ``picture`` will really use at this resolution."""
        width, height = self.page.get_size()
        scale = dpi / 72
        pixels = width * height * scale * scale
        return scale * math.sqrt(MOST_PIXELS / pixels) if pixels > MOST_PIXELS else scale

    def close(self) -> None:
        self.forget()
        self._texts.close()
        self.page.close()


_spare: list[Pixels] = []
"""Pictures that nobody needs any more. Memory that is new costs more than what is painted in it."""


def _paper(shape: tuple[int, int, int]) -> Pixels:
    """A white picture."""
    for place, old in enumerate(_spare):
        if old.shape == shape:
            del _spare[place]
            old.fill(255)
            return old
    return np.full(shape, 255, np.uint8)


def _character(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"


def _render(page: Handle, pixels: Pixels, layout: int, annotations: bool) -> None:
    """Paint a page into pixels that are white so far."""
    height, width = pixels.shape[:2]
    bitmap = raw.FPDFBitmap_CreateEx(width, height, layout, pixels.ctypes.data, pixels.strides[0])
    if not bitmap:
        raise MemoryError
    flags = raw.FPDF_ANNOT if annotations else 0
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    raw.FPDFBitmap_Destroy(bitmap)


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
    address = ctypes.cast(handle, ctypes.c_void_p).value
    if not _object_box(address, _LEFT, _LEFT + 4, _LEFT + 8, _LEFT + 12):
        return Rect(0, 0, 0, 0)
    rect = Rect(*_SIDES)
    return rect if outer == IDENTITY else mapped(rect, outer)


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
