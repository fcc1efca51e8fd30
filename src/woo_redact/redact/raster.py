"""Pages as images: the way out where a page holds content that boxes cannot be trusted to reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pymupdf

from woo_redact.types import Box, Rect

DPI = 300
QUALITY = 80
WORD_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_IGNORE_ACTUALTEXT


def flatten(pdf: bytes, boxes: Mapping[int, Sequence[Box]]) -> bytes:
    """The document with these pages as pictures, boxes painted into them first, and an
    invisible text layer of the words outside the boxes.
    """
    with pymupdf.open("pdf", pdf) as document:
        for number, on_page in sorted(boxes.items()):
            _flatten(document, number, [q.rect for box in on_page for q in box.quads])
        return bytes(document.tobytes(garbage=3, deflate=True))


def _flatten(document: pymupdf.Document, number: int, covered: Sequence[Rect]) -> None:
    page = document[number - 1]
    rotation = page.rotation
    page.set_rotation(0)
    rect = page.rect
    words = page.get_text("words", flags=WORD_FLAGS)
    for box in covered:
        page.draw_rect(pymupdf.Rect(box), color=None, fill=(0, 0, 0), overlay=True)
    picture = page.get_pixmap(dpi=DPI, annots=False)
    image = picture.tobytes("jpeg", jpg_quality=QUALITY)
    fresh = document.new_page(number - 1, width=rect.width, height=rect.height)
    fresh.insert_image(fresh.rect, stream=image)
    for x0, y0, x1, y1, text, *_ in words:
        if not any(box.intersects(Rect(x0, y0, x1, y1)) for box in covered):
            size = max(1.0, (y1 - y0) * 0.8)
            fresh.insert_text((x0, y1 - (y1 - y0) * 0.2), text, fontsize=size, render_mode=3)
    document.delete_page(number)
    document[number - 1].set_rotation(rotation)
