"""Images on a page: which of them a text layer reads, and whether the page needs OCR.

Whether text lies on an image says little: a scan may carry a digital page number, and a letter
may be printed over a picture of its letterhead. So the page is rendered and its dark spots are
counted: what the text layer reads lies under words, what it does not read lies beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pymupdf

from woo_redact.read.glyphs import Frame
from woo_redact.types import Image, Rect, Word

PAGE_SHARE: Final = 0.5
"""Images over more than this part of the page may be the page itself."""
DOTS: Final = 72
"""Resolution of the rendering; a line of small print still leaves spots."""
CONTRAST: Final = 60
MISSED: Final = 0.25
"""More than this: the words may be what the image shows, but not all of it."""
PAPER: Final = 0.75
"""So much of a scanned page is paper; a photograph has no such ground."""
STROKE: Final = re.compile(rb"(?<=\0)\x01{1,6}(?=\0)")
LINE: Final = 400
"""Strokes on half a line of print; fewer are dirt, a stamp, a signature."""
UNREAD: Final = 0.5
"""More of the strokes than this beside the words: the words are not what the image shows."""
HOLDS_TEXT: Final = 0.02
"""Images over a smaller part of the page are logos, icons, signatures."""
LETTERHEAD: Final = 0.2
"""An image at the top edge, no higher than this part of the page, is a letterhead."""


@dataclass(frozen=True, slots=True)
class Pictures:
    images: tuple[Image, ...]
    needs_ocr: bool
    unread: int
    """How many images are big enough to hold text that no text layer reads."""
    places: tuple[Rect, ...]
    """Where images or drawings may show words that no text layer reads: worth a reading by OCR."""


def look(
    page: pymupdf.Page, frame: Frame, words: tuple[Word, ...], drawn: Sequence[Rect]
) -> Pictures:
    """``page`` stands upright; ``drawn`` are the shapes that are drawn on it, as displayed."""
    area = frame.width * frame.height
    rects = [_clip(Rect(*info["bbox"]), frame) for info in page.get_image_info()]
    rects = [rect for rect in rects if rect.width > 0 and rect.height > 0]
    shown = sum(rect.width * rect.height for rect in rects)
    outlined = len(drawn) >= OUTLINES and len(words) < 5
    spots = Spots(page, frame, words) if shown > PAGE_SHARE * area or outlined else None
    images = tuple(Image(rect=r, covered=_covered(r, area, frame, words, spots)) for r in rects)
    return Pictures(
        images=images,
        needs_ocr=spots is not None and spots.unread(len(words)),
        unread=sum(
            not image.covered and _may_hold_text(image.rect, area, frame) for image in images
        ),
        places=_places([image.rect for image in images if not image.covered], drawn, frame, words),
    )


OUTLINES: Final = 150
"""So many drawn shapes on a page without words may be text that was turned into outlines."""


class Spots:
    """The marks on a rendered page that may be print, in and beside the words.

    Print is made of strokes: dark runs of few pixels. Bars, frames, logos and the plains of a
    photograph are long runs and do not count.
    """

    def __init__(self, page: pymupdf.Page, frame: Frame, words: tuple[Word, ...]) -> None:
        pixels = page.get_pixmap(dpi=DOTS, colorspace=pymupdf.csGRAY, annots=False)
        self._width, self._height = pixels.width, pixels.height
        samples = bytes(pixels.samples)
        counts = Counter(samples)
        ground = max(counts, key=counts.__getitem__, default=255)
        dark = bytes(abs(level - ground) > CONTRAST for level in range(256))
        spots = sum(number for level, number in counts.items() if dark[level])
        self.paper = 1 - spots / max(len(samples), 1)
        rows = bytearray(samples.translate(dark))
        self.all = self._strokes(rows)
        scale = DOTS / 72
        for word in words:
            self._wipe(rows, frame.back(word.rect), scale)
        self.beside = self._strokes(rows)

    def unread(self, words: int, share: float = UNREAD) -> bool:
        """Does the page show print that no word reads?"""
        if self.beside < LINE:
            return False
        if words < FEW:
            return True
        return self.paper >= PAPER and self.beside > share * self.all

    def _wipe(self, rows: bytearray, rect: Rect, scale: float) -> None:
        x0 = min(max(int(rect.x0 * scale) - 1, 0), self._width)
        x1 = min(max(int(rect.x1 * scale) + 2, 0), self._width)
        blank = bytes(max(x1 - x0, 0))
        for y in range(max(int(rect.y0 * scale), 0), min(int(rect.y1 * scale) + 1, self._height)):
            rows[y * self._width + x0 : y * self._width + x0 + len(blank)] = blank

    def _strokes(self, rows: bytearray) -> int:
        return sum(1 for _ in STROKE.finditer(rows))


FEW: Final = 8
"""A page with fewer words than this has no text layer worth the name."""


def _clip(rect: Rect, frame: Frame) -> Rect:
    return Rect(
        max(rect.x0, 0.0),
        max(rect.y0, 0.0),
        min(rect.x1, frame.width),
        min(rect.y1, frame.height),
    )


def _covered(
    rect: Rect, area: float, frame: Frame, words: tuple[Word, ...], spots: Spots | None
) -> bool:
    if rect.width * rect.height > PAGE_SHARE * area and spots is not None:
        return spots.all > 0 and not spots.unread(len(words), MISSED)
    shown = frame.rect(*rect)
    on = [word.rect for word in words if shown.contains(word.rect.centre)]
    return sum(r.width * r.height for r in on) > READ_SHARE * rect.width * rect.height


READ_SHARE: Final = 0.1
"""Words over this part of an image read it."""


LOW, HIGH = 4.0, 90.0
"""In points: shapes lower than this are rules and dots, higher ones no letters."""
NARROW = 6.0
MOST_PLACES = 24
MOST_SHAPES = 2000
GAP = 2.0
"""In heights: letters of one line lie no further apart; not every letter comes as a shape."""
SHAPES = 4
"""So many drawn shapes in a row may be the letters of a word; or one that is as wide as a word."""


def _places(
    images: Sequence[Rect], drawn: Sequence[Rect], frame: Frame, words: tuple[Word, ...]
) -> tuple[Rect, ...]:
    """Images, and drawings that lie like the letters of a word and hold no text."""
    found = [rect for rect in images if rect.width >= NARROW and rect.height >= LOW]
    shapes = [r for r in drawn if max(r.height, r.width / 4) >= LOW and r.height <= HIGH]
    for group in _rows(shapes[:MOST_SHAPES]):
        around = group[0]
        for rect in group:
            around = around.union(rect)
        if around.height >= LOW and (len(group) >= SHAPES or around.width > 2.5 * around.height):
            room = GAP * around.height
            wider = Rect(around.x0 - room, around.y0 - 2, around.x1 + room, around.y1 + 2)
            found.append(_clip(frame.back(wider), frame))
    free = [r for r in found if r in images or not any(r.contains(w.rect.centre) for w in words)]
    return tuple(_joined(free)[:MOST_PLACES])


def _rows(shapes: Sequence[Rect]) -> list[list[Rect]]:
    """Shapes that follow each other on a line, as displayed."""
    rows: list[list[Rect]] = []
    for shape in sorted(shapes, key=lambda r: (r.x0, r.y0)):
        for row in rows:
            last = row[-1]
            high = max(last.height, shape.height)
            level = min(last.y1, shape.y1) - max(last.y0, shape.y0)
            if level > 0 and shape.x0 - last.x1 <= GAP * high:
                row.append(shape)
                break
        else:
            rows.append([shape])
    return rows


def _joined(rects: Sequence[Rect]) -> list[Rect]:
    """Places that touch become one: scanners cut a picture into strips."""
    groups: list[Rect] = []
    for rect in rects:
        near = Rect(rect.x0 - 1, rect.y0 - 1, rect.x1 + 1, rect.y1 + 1)
        touching = [group for group in groups if group.intersects(near)]
        for other in touching:
            groups.remove(other)
            rect = rect.union(other)
        groups.append(rect)
    return groups if len(groups) == len(rects) else _joined(groups)


def _may_hold_text(rect: Rect, area: float, frame: Frame) -> bool:
    if rect.width * rect.height < HOLDS_TEXT * area or min(rect.width, rect.height) < 20:
        return False
    shown = frame.rect(*rect)
    height = frame.width if frame.rotation in (90, 270) else frame.height
    return shown.y0 > 0.03 * height or shown.y1 > LETTERHEAD * height
