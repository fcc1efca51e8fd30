"""A page as cells: runs of words on one baseline without a wide gap, and who stands beside whom.

A plain text file has no geometry; its characters then stand on a grid, so that one set of rules
reads both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from woo_redact.folding import skeleton
from woo_redact.types import Page, Rect, Word

GRID_X, GRID_Y = 6.0, 12.0
"""The size of one character of a plain text file."""
WIDE = 1.6
"""In em: a gap between words that parts two cells."""


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    start: int
    end: int
    text: str
    rect: Rect
    size: float
    bold: bool
    block: int

    @property
    def key(self) -> str:
        """The letters alone, for labels whose letters stand apart."""
        return skeleton(self.text)


def cells_of(page: Page) -> tuple[Cell, ...]:
    """All cells of the page, from top to bottom and from left to right."""
    made = _from_lines(page) if page.lines else _from_text(page)
    return tuple(sorted(made, key=lambda c: (round(c.rect.y0, 1), c.rect.x0)))


def _from_lines(page: Page) -> Iterator[Cell]:
    words = sorted(page.words, key=lambda w: w.start)
    for line in page.lines:
        inside = [w for w in words if line.start <= w.start and w.end <= line.end]
        for group in _split_at_gaps(inside, line.size):
            rect = group[0].rect
            for word in group[1:]:
                rect = rect.union(word.rect)
            start, end = group[0].start, group[-1].end
            yield Cell(start, end, page.text[start:end], rect, line.size, line.bold, line.block)


def _split_at_gaps(words: list[Word], size: float) -> Iterator[list[Word]]:
    group: list[Word] = []
    for word in words:
        if group and word.rect.x0 - group[-1].rect.x1 > WIDE * max(size, 6):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _from_text(page: Page) -> Iterator[Cell]:
    position = block = 0
    for row, line in enumerate(page.text.split("\n")):
        block += not line.strip()
        for m in re.finditer(r"[^\s]+(?:[ \u00a0][^\s]+)*", line):
            x, y = m.start() * GRID_X, row * GRID_Y
            rect = Rect(x, y, x + len(m[0]) * GRID_X, y + GRID_Y)
            start = position + m.start()
            text = m[0]
            yield Cell(start, start + len(text), text, rect, GRID_Y, False, block)
        position += len(line) + 1


def same_row(one: Cell, other: Cell) -> bool:
    overlap = min(one.rect.y1, other.rect.y1) - max(one.rect.y0, other.rect.y0)
    return overlap > 0.5 * min(one.rect.height, other.rect.height)


def right_of(cell: Cell, cells: tuple[Cell, ...], reach: float) -> Cell | None:
    """The nearest cell on the same baseline to the right, at most ``reach`` points away."""
    beside = [c for c in cells if c.rect.x0 >= cell.rect.x1 - 1 and same_row(cell, c)]
    nearest = min(beside, key=lambda c: c.rect.x0, default=None)
    return nearest if nearest and nearest.rect.x0 - cell.rect.x1 <= reach else None


def below(cell: Cell, cells: tuple[Cell, ...], *, slack: float = 14.0) -> Iterator[Cell]:
    """The cells of the same column underneath, from top to bottom."""
    for other in cells:
        if other.rect.y0 < cell.rect.y0 + 0.6 * cell.rect.height or other is cell:
            continue
        if abs(other.rect.x0 - cell.rect.x0) <= slack:
            yield other


def rows(cells: tuple[Cell, ...]) -> Iterator[list[Cell]]:
    """Cells by baseline, each row from left to right."""
    ordered = sorted(cells, key=lambda c: (c.rect.y0, c.rect.x0))
    for _, row in groupby(ordered, key=lambda c: round((c.rect.y0 + c.rect.y1) / 8)):
        yield sorted(row, key=lambda c: c.rect.x0)
