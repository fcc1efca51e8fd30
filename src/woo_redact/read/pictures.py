"""Images on a page: which of them a text layer reads, and whether the page needs OCR.

Whether text lies on an image says little: a scan may carry a digital page number, and a letter
may be printed over a picture of its letterhead. So the page is rendered and its dark spots are
counted: what the text layer reads lies under words, what it does not read lies beside them.
"""

from __future__ import annotations

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
PAPER: Final = 0.6
"""So much of a scanned page is paper; a photograph has no such ground."""
SPECK: Final = 0.0006
"""Dark spots on less of the page than this are dirt, not a line of text."""
UNREAD: Final = 0.35
"""More of the spots than this beside the words: the words are not what the image shows."""
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


def look(page: pymupdf.Page, frame: Frame, words: tuple[Word, ...], drawn: int) -> Pictures:
    """``page`` stands upright; ``drawn`` counts the shapes that are drawn on it."""
    area = frame.width * frame.height
    rects = [_clip(Rect(*info["bbox"]), frame) for info in page.get_image_info()]
    rects = [rect for rect in rects if rect.width > 0 and rect.height > 0]
    shown = sum(rect.width * rect.height for rect in rects)
    outlined = drawn >= OUTLINES and len(words) < 5
    spots = Spots(page, frame, words) if shown > PAGE_SHARE * area or outlined else None
    images = tuple(Image(rect=r, covered=_covered(r, area, frame, words, spots)) for r in rects)
    return Pictures(
        images=images,
        needs_ocr=spots is not None and spots.unread(len(words)),
        unread=sum(
            not image.covered and _may_hold_text(image.rect, area, frame) for image in images
        ),
    )


OUTLINES: Final = 150
"""So many drawn shapes on a page without words may be text that was turned into outlines."""


class Spots:
    """The dark spots of a rendered page, in and beside the words."""

    def __init__(self, page: pymupdf.Page, frame: Frame, words: tuple[Word, ...]) -> None:
        pixels = page.get_pixmap(dpi=DOTS, colorspace=pymupdf.csGRAY, annots=False)
        width, height = pixels.width, pixels.height
        samples = bytes(pixels.samples)
        ground = max(range(256), key=samples.count)
        dark = bytes(abs(level - ground) > CONTRAST for level in range(256))
        near = sum(samples.count(bytes([level])) for level in range(256) if not dark[level])
        rows = bytearray(samples.translate(dark))
        self.size = max(width * height, 1)
        self.paper = near / self.size
        self.all = rows.count(1)
        scale = DOTS / 72
        for word in words:
            rect = frame.back(word.rect)
            x0 = min(max(int(rect.x0 * scale) - 1, 0), width)
            x1 = min(max(int(rect.x1 * scale) + 2, 0), width)
            blank = bytes(max(x1 - x0, 0))
            for y in range(max(int(rect.y0 * scale), 0), min(int(rect.y1 * scale) + 1, height)):
                rows[y * width + x0 : y * width + x0 + len(blank)] = blank
        self.beside = rows.count(1)

    def unread(self, words: int) -> bool:
        """Does the page show text that no word reads?"""
        if self.beside < SPECK * self.size:
            return False
        if words < FEW:
            return True
        return self.paper >= PAPER and self.beside > UNREAD * self.all


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
        return not spots.unread(len(words)) and spots.all > 0
    shown = frame.rect(*rect)
    on = [word.rect for word in words if shown.contains(word.rect.centre)]
    return sum(r.width * r.height for r in on) > READ_SHARE * rect.width * rect.height


READ_SHARE: Final = 0.1
"""Words over this part of an image read it."""


def _may_hold_text(rect: Rect, area: float, frame: Frame) -> bool:
    if rect.width * rect.height < HOLDS_TEXT * area or min(rect.width, rect.height) < 20:
        return False
    shown = frame.rect(*rect)
    height = frame.width if frame.rotation in (90, 270) else frame.height
    return shown.y0 > 0.03 * height or shown.y1 > LETTERHEAD * height
