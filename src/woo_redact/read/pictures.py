"""Images on a page: which of them a text layer reads, and whether the page needs OCR."""

from __future__ import annotations

from typing import Final

import pymupdf

from woo_redact.read.compose import Composer
from woo_redact.types import Image, Rect

PAGE_SHARE: Final = 0.5
"""An image over more than this part of the page is the page."""


def images(page: pymupdf.Page, composer: Composer) -> tuple[Image, ...]:
    found = []
    for info in page.get_image_info():
        rect = Rect(*info["bbox"])
        if rect.width <= 0 or rect.height <= 0:
            continue
        found.append(Image(rect=rect, covered=_letters_on(rect, composer) >= 20))
    return tuple(found)


def _letters_on(rect: Rect, composer: Composer) -> int:
    return sum(
        rect.contains(glyph.quad.rect.centre) for glyph in composer.glyphs if glyph.text.isalnum()
    )


def needs_ocr(page: pymupdf.Page, images: tuple[Image, ...], composer: Composer) -> bool:
    area = page.rect.width * page.rect.height
    scans = [i for i in images if i.rect.width * i.rect.height > PAGE_SHARE * area]
    return bool(scans) and not any(image.covered for image in scans)
