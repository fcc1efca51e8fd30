"""Did the removal do what it should, and nothing else? Asked of PyMuPDF, which had no part in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pymupdf

from woo_redact.redact.boxes import LABEL_FONT
from woo_redact.types import Box, Point, Quad, Rect

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
    """The pages whose text is not what it was less what the boxes cover."""
    with pymupdf.open("pdf", before) as old, pymupdf.open("pdf", after) as new:
        return {
            number
            for number, on_page in boxes.items()
            if _outside(_unrotated(old, number), on_page)
            != Counter(text for text, _ in characters(_unrotated(new, number)))
        }


def _outside(page: pymupdf.Page, boxes: Sequence[Box]) -> Counter[str]:
    quads = [quad for box in boxes for quad in box.quads]
    return Counter(
        text
        for text, place in characters(page)
        if not any(_covers(quad, place.centre) for quad in quads)
    )


def _covers(quad: Quad, point: Point) -> bool:
    return quad.rect.contains(point)


def _unrotated(document: pymupdf.Document, number: int) -> pymupdf.Page:
    page = document[number - 1]
    page.set_rotation(0)
    return page
