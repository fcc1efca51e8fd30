"""Did the removal do what it should, and nothing else? PyMuPDF answers, which had no part in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pymupdf

from woo_redact.redact.boxes import LABEL_FONT
from woo_redact.types import Box, Rect

TEXT_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_IGNORE_ACTUALTEXT


def characters(page: pymupdf.Page) -> Iterator[tuple[str, Rect]]:
    """Every visible character of the page and the rectangle around its glyph, labels aside."""
    for block in page.get_text("rawdict", flags=TEXT_FLAGS)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                if span["font"].endswith(LABEL_FONT):
                    continue
                for char in span["chars"]:
                    if not char["c"].isspace():
                        yield char["c"], Rect(*char["bbox"])


def residue(pdf: bytes, rects: Mapping[int, Sequence[Rect]]) -> set[int]:
    """The pages where the centre of a glyph lies under a painted box."""
    with pymupdf.open("pdf", pdf) as document:
        return {
            number
            for number, on_page in rects.items()
            if any(
                rect.contains(place.centre)
                for _, place in characters(_unrotated(document, number))
                for rect in on_page
            )
        }


def unbalanced(before: bytes, after: bytes, boxes: Mapping[int, Sequence[Box]]) -> set[int]:
    """The pages whose text is not what it was less what the boxes cover: something is left, or
    something is gone that no box touches.
    """
    with pymupdf.open("pdf", before) as old, pymupdf.open("pdf", after) as new:
        return {
            number
            for number, on_page in boxes.items()
            if not _balanced(_unrotated(old, number), _unrotated(new, number), on_page)
        }


def _balanced(before: pymupdf.Page, after: pymupdf.Page, boxes: Sequence[Box]) -> bool:
    rects = [quad.rect for box in boxes for quad in box.quads]
    outside: Counter[str] = Counter()
    untouched: Counter[str] = Counter()
    for text, place in characters(before):
        outside[text] += not any(rect.contains(place.centre) for rect in rects)
        untouched[text] += not any(rect.intersects(place) for rect in rects)
    left = Counter(text for text, _ in characters(after))
    return left <= outside and untouched <= left


def _unrotated(document: pymupdf.Document, number: int) -> pymupdf.Page:
    page = document[number - 1]
    page.set_rotation(0)
    return page
