"""The characters of a printed page, and which of them a set of rectangles covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pymupdf

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Char:
    text: str
    x: float
    y: float
    word: int


@dataclass(slots=True)
class InkPage:
    """A page as its characters; ``covered`` holds the indices of those that are gone."""

    chars: list[Char]
    covered: set[int] = field(default_factory=set)

    def inside(self, rectangles: Iterable[Iterable[float]]) -> list[int]:
        """The characters whose centre lies in one of the rectangles."""
        boxes = [tuple(box) for box in rectangles]
        return [i for i, char in enumerate(self.chars) if any(_holds(box, char) for box in boxes)]

    def cover(self, rectangles: Iterable[Rectangle]) -> None:
        self.covered.update(self.inside(rectangles))


def _holds(box: tuple[float, ...], char: Char) -> bool:
    return box[0] <= char.x <= box[2] and box[1] <= char.y <= box[3]


def read(path: Path) -> list[InkPage]:
    """All pages of a file, read without any of the program's own code."""
    with pymupdf.open(path) as pdf:
        return [_page(page) for page in pdf]


def _page(page: pymupdf.Page) -> InkPage:
    chars: list[Char] = []
    word = 0
    for block in page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
        for line in block.get("lines", ()):
            word += 1
            for span in line["spans"]:
                for char in span["chars"]:
                    if char["c"].isspace():
                        word += 1
                        continue
                    x0, y0, x1, y1 = char["bbox"]
                    chars.append(Char(char["c"], (x0 + x1) / 2, (y0 + y1) / 2, word))
    return InkPage(chars)
