"""Which gaps on a row are gutters between columns or cells, and which are only wide spaces."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from woo_redact.read.pieces import SMALLER, WORD_GAP, Piece, Row, Walls, concatenate

SURE: Final = 3.0
"""In em: a gap this wide parts columns whatever stands around it."""
STRETCHED: Final = 12.0
"""In em: not even a justified line of two words has a wider space."""
BULLET: Final = re.compile(r"[^\w\s]|[o\uf0a7\uf0b7\uf0fc]|\(?\w{1,3}[.):]|\d+(\.\d+)+\.?")
NUMBER: Final = re.compile(r"\d{1,2}|[a-z]")
REACH: Final = 14.0
"""In em: how far up and down a column's edge is looked for."""


class Page:
    """The rows of a page and where their pieces begin."""

    def __init__(self, rows: Sequence[Row], walls: Walls) -> None:
        self.rows = rows
        self.bases = [row.base for row in rows]
        self.walls = walls
        self.edges: dict[int, list[tuple[float, Piece]]] = {}
        for row in rows:
            for piece in row.pieces:
                self.edges.setdefault(round(piece.left), []).append((piece.base, piece))

    def near(self, row: Row, reach: float) -> list[Row]:
        lo = bisect_left(self.bases, row.base - reach)
        hi = bisect_right(self.bases, row.base + reach)
        return [other for other in self.rows[lo:hi] if other is not row]

    def walled(self, a: Piece, b: Piece) -> bool:
        return self.walls.between(a.right, b.left, b.base - 0.3 * b.size)

    def edge(self, piece: Piece, *, ragged: bool = False) -> int:
        """How many pieces of the same size begin where this one begins, above or below it;
        ``ragged``: and do not also end where it ends.
        """
        count = 0
        for key in range(round(piece.left) - 1, round(piece.left) + 2):
            column = self.edges.get(key, [])
            lo = bisect_left(column, piece.base - REACH * piece.size, key=lambda e: e[0])
            hi = bisect_right(column, piece.base + REACH * piece.size, key=lambda e: e[0])
            for _, other in column[lo : min(hi, lo + 60)]:
                alike = SMALLER <= other.size / piece.size <= 1 / SMALLER
                if other is piece or not alike or abs(other.left - piece.left) > 0.3:
                    continue
                count += not ragged or abs(other.right - piece.right) > 0.3
        return count


def join(rows: Sequence[Row], walls: Walls) -> list[Piece]:
    """Join neighbours on a row unless a gutter parts them; from top to bottom."""
    page = Page(rows, walls)
    joined: list[Piece] = []
    for row in rows:
        piece = last = row.pieces[0]
        for following in row.pieces[1:]:
            if _parted(piece, last, following, row, page):
                joined.append(piece)
                piece = following
            else:
                piece = concatenate(piece, following)
            last = following
        joined.append(piece)
    return joined


def _parted(line: Piece, a: Piece, b: Piece, row: Row, page: Page) -> bool:
    """Is there a gutter between ``a``, the last part of ``line`` so far, and ``b``?"""
    size = max(a.size, b.size)
    gap = (b.left - a.right) / size
    if page.walled(a, b):
        return True
    if _bullet(a, gap):
        return False
    around = page.near(row, 2.2 * size)
    edges = page.edge(b)
    stretched = 1.0 < gap < STRETCHED and any(_justified(line, b, row, r) for r in around)
    if stretched and not b.letters[0].isdigit() and page.edge(b, ragged=True) < 2:
        return False
    if gap > SURE:
        return True
    if gap <= WORD_GAP:
        return edges >= 2 and not _crossed(b.left - 0.8 * gap * size, b.left, around)
    if min(a.size, b.size) < SMALLER * size:
        return True
    if edges >= (1 if gap > 1.0 else 2):
        return not _crossed(b.left - 0.3 * size, b.left, around)
    return gap > 1.0 and not _crossed(a.right, b.left, around)


def _justified(line: Piece, b: Piece, row: Row, other: Row) -> bool:
    """Is the row stretched between the same edges as a line above or below it?"""
    slack = 0.1 * b.size
    if not other.begins(line.left, slack):
        return False
    ends = [piece.right for piece in row.pieces if piece.right >= b.right]
    return any(abs(piece.right - end) <= slack for piece in other.pieces for end in ends[:4])


def _crossed(left: float, right: float, rows: Sequence[Row]) -> bool:
    margin = 0.15 * (right - left)
    return any(row.crosses(left + margin, right - margin) for row in rows)


def _bullet(piece: Piece, gap: float) -> bool:
    """A bullet or a number belongs to the text behind it."""
    if len(piece.inks) > 8:
        return False
    letters = piece.letters
    return bool(
        (gap <= 4.5 and BULLET.fullmatch(letters)) or (gap <= 2.2 and NUMBER.fullmatch(letters))
    )
