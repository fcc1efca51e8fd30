"""Lines drawn by hand: where somebody may have signed with a pen on a tablet.

A signature is a knot of curves of the size of a name, with no text in it. Frames, rules and
rounded boxes run along the edges of the page or hold words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import pymupdf

from woo_redact.read.glyphs import Frame
from woo_redact.types import Rect, Word

LARGEST_CONTENT: Final = 1_000_000
"""Bytes of drawing instructions: what draws more is a map, and costs seconds to go through."""
REACH: Final = 9.0
"""Points: strokes that lie closer are of one hand."""
WIDTH: Final = (16.0, 260.0)
HEIGHT: Final = (7.0, 130.0)
BENDS: Final = 3
"""Curves, or slanted lines, that a signature has at least."""
MOST_SHAPES: Final = 3000


def strokes(page: pymupdf.Page, frame: Frame, words: Sequence[Word]) -> tuple[Rect, ...]:
    """In points of the unrotated page; ``page`` stands upright."""
    if len(page.read_contents()) > LARGEST_CONTENT:
        return ()
    drawn = [(Rect(*path["rect"]), _bends(path["items"])) for path in page.get_cdrawings()]
    bent = [(rect, bends) for rect, bends in drawn if bends and _fits(rect, least=0.0)]
    if len(bent) > MOST_SHAPES:
        return ()
    return tuple(
        rect
        for rect, bends in _knots(bent)
        if bends >= BENDS and _fits(rect) and not _holds_words(frame.rect(*rect), words)
    )


def _bends(items: Iterable[tuple[Any, ...]]) -> int:
    return sum(item[0] == "c" or (item[0] == "l" and _slants(*item[1:3])) for item in items)


def _slants(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return abs(a[0] - b[0]) > 1 and abs(a[1] - b[1]) > 1


def _fits(rect: Rect, least: float = 1.0) -> bool:
    wide = least * WIDTH[0] <= rect.width <= WIDTH[1]
    return wide and least * HEIGHT[0] <= rect.height <= HEIGHT[1]


def _knots(shapes: Sequence[tuple[Rect, int]]) -> list[tuple[Rect, int]]:
    """Shapes that touch or nearly do, as one."""
    knots: list[tuple[Rect, int]] = []
    for rect, bends in shapes:
        near = Rect(rect.x0 - REACH, rect.y0 - REACH, rect.x1 + REACH, rect.y1 + REACH)
        touching = [knot for knot in knots if knot[0].intersects(near)]
        for knot in touching:
            knots.remove(knot)
            rect, bends = rect.union(knot[0]), bends + knot[1]
        knots.append((rect, bends))
    return knots


def _holds_words(shown: Rect, words: Sequence[Word]) -> bool:
    return any(shown.contains(word.rect.centre) for word in words)
