"""Every letter that a page holds, with how it is painted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import pymupdf

Box = tuple[float, float, float, float]
Key = tuple[str, int, int]

FLAGS: Final = (
    pymupdf.TEXT_IGNORE_ACTUALTEXT
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_PRESERVE_LIGATURES
)
EVERYWHERE: Final = (-1e6, -1e6, 1e6, 1e6)
"""Without a clip of its own, text outside the page is not handed over."""
FILLED_OR_STROKED: Final = 16 | 32
CLIPPING: Final = 64
PALE: Final = 235
"""In levels of 256: such a light colour may hide on paper."""


class Letter(NamedTuple):
    text: str
    box: Box
    origin: tuple[float, float]
    size: float
    painted: bool
    pale: bool
    line: int
    plain: bool
    """In a line from left to right or turned; the boxes of vertical writing miss their ink."""
    key: Key
    """What and where, to the quarter point: the same letter in another rendering."""

    @property
    def centre(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


def letters(page: pymupdf.Page, flags: int = FLAGS, *, blanks: bool = False) -> Iterator[Letter]:
    """In the order of painting, wherever they stand; white space only where asked for."""
    number = 0
    for block in page.get_textpage(clip=EVERYWHERE, flags=flags).extractRAWDICT()["blocks"]:
        for line in block.get("lines", ()):
            number += 1
            for span in line["spans"]:
                size = span["size"]
                painted, pale = paint_of(span)
                for char in span["chars"]:
                    text = char["c"]
                    if not char["synthetic"] and (blanks or not text.isspace()):
                        x, y = char["origin"]
                        key = text, round(x * 4), round(y * 4)
                        yield Letter(
                            text,
                            char["bbox"],
                            (x, y),
                            size,
                            painted,
                            pale,
                            number,
                            not line["wmode"],
                            key,
                        )


def paint_of(span: dict[str, Any]) -> tuple[bool, bool]:
    flags = span["char_flags"]
    clips = bool(flags & CLIPPING)
    painted = clips or (bool(flags & FILLED_OR_STROKED) and span["alpha"] > 0)
    colour = span["color"]
    pale = min(colour >> 16 & 255, colour >> 8 & 255, colour & 255) >= PALE
    return painted, pale and not clips
