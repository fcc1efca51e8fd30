"""Did the removal do what it should, and nothing else? PyMuPDF answers, which had no part in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import pymupdf

from woo_redact.redact.boxes import LABEL_FONT
from woo_redact.redact.cover import inside
from woo_redact.types import Box, Rect

TEXT_FLAGS = (
    pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_IGNORE_ACTUALTEXT | pymupdf.TEXT_INHIBIT_SPACES
)

Characters = list[tuple[str, Rect]]


def failed_pages(
    before: bytes,
    after: bytes,
    boxes: Mapping[int, Sequence[Box]],
    painted: Mapping[int, Sequence[Rect]],
    edited: Collection[int],
    *,
    mapped: bool,
) -> set[int]:
    """The pages where a glyph's centre lies under a painted box; of the ``edited`` ones also
    those whose text is not what it was less what the boxes cover. Where fonts are not
    ``mapped`` to Unicode, their characters are codes, which were changed: they are only counted.
    """
    failed = set()
    with pymupdf.open("pdf", before) as old, pymupdf.open("pdf", after) as new:
        for number, on_page in boxes.items():
            left = characters(new, number)
            centres = [place.centre for text, place in left if not text.isspace() or not mapped]
            rects = painted.get(number, ())
            residue = any(rect.contains(centre) for rect in rects for centre in centres)
            odd = number in edited and not _balanced(
                characters(old, number), left, on_page, mapped=mapped
            )
            if residue or odd:
                failed.add(number)
    return failed


def characters(document: pymupdf.Document, number: int) -> Characters:
    """Every character of a page and the rectangle around its glyph, labels aside."""
    page = document[number - 1]
    page.set_rotation(0)
    found = []
    for block in page.get_text("rawdict", flags=TEXT_FLAGS)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                if span["font"].endswith(LABEL_FONT):
                    continue
                for char in span["chars"]:
                    place = Rect(*char["bbox"])
                    found.append((char["c"], _raised(place) if line["wmode"] else place))
    return found


def _raised(place: Rect) -> Rect:
    """MuPDF gives a vertical glyph the place of the one below it."""
    return Rect(place.x0, place.y0 - place.height, place.x1, place.y1 - place.height)


def _balanced(before: Characters, after: Characters, boxes: Sequence[Box], *, mapped: bool) -> bool:
    """Is all gone that lies under a box, and nothing that no box touches?"""
    quads = [(quad, quad.rect) for box in boxes for quad in box.quads]
    outside: Counter[str] = Counter()
    untouched: Counter[str] = Counter()
    for text, place in before:
        if mapped and text.isspace():
            continue
        near = [quad for quad, rect in quads if rect.intersects(place)]
        centre = place.centre
        outside[text] += not any(inside(quad, centre) for quad in near)
        untouched[text] += not near
    left = Counter(text for text, _ in after if not (mapped and text.isspace()))
    if not mapped:
        return untouched.total() <= left.total() <= outside.total()
    return left <= outside and untouched <= left
