"""From pieces of line to blocks: paragraphs, labels and the cells of tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from woo_redact.read.pieces import Piece, bounds
from woo_redact.types import Rect

LEADING: Final = 1.9
"""In em: lines farther apart than this are never of one paragraph."""
LABEL: Final = 26
"""In characters: a column of labels holds nothing longer."""
BESIDE: Final = 14.0
"""In em: a value farther away than this does not belong to a label."""


SAME_SIZE: Final = 0.8


@dataclass(slots=True, eq=False)
class Block:
    pieces: list[Piece]
    box: Rect

    @property
    def base(self) -> float:
        return self.pieces[0].base


def build(pieces: Sequence[Piece], floors: Sequence[Rect]) -> list[Block]:
    """``floors`` are drawn horizontal lines: a line of a table ends a block."""
    chains = _chains(sorted(pieces, key=lambda p: (p.base, p.left)), _Floors(floors))
    blocks = [Block(part, bounds(part)) for chain in chains for part in _cut_at_leading(chain)]
    return _cut_rows(blocks)


class _Floors:
    def __init__(self, floors: Sequence[Rect]) -> None:
        self.floors = sorted(floors, key=lambda f: f.y0)
        self.tops = [f.y0 for f in self.floors]

    def between(self, a: Piece, b: Piece) -> bool:
        """Does a line wider than the text part the two? An underline does not."""
        middle = (max(a.left, b.left) + min(a.right, b.right)) / 2
        width = 1.1 * max(a.right - a.left, b.right - b.left)
        lo = bisect_left(self.tops, a.base - 0.1 * a.size)
        hi = bisect_right(self.tops, b.base - 0.3 * b.size)
        return any(f.x0 <= middle <= f.x1 and f.width > width for f in self.floors[lo:hi])


def _chains(pieces: list[Piece], floors: _Floors) -> list[list[Piece]]:
    """Follow every piece to the one right below it, as long as each has only one neighbour."""
    below, above = _neighbours(pieces)
    chains: list[list[Piece]] = []
    chained: set[int] = set()
    for i in range(len(pieces)):
        if i in chained:
            continue
        chain = [i]
        while len(below[chain[-1]]) == 1:
            following = below[chain[-1]][0]
            if len(above[following]) != 1 or following in chained:
                break
            if not _follows(pieces[chain[-1]], pieces[following], floors):
                break
            chain.append(following)
        chained.update(chain)
        chains.append([pieces[k] for k in chain])
    return chains


def _neighbours(pieces: list[Piece]) -> tuple[list[list[int]], list[list[int]]]:
    """For every piece the nearest ones below and above that share some width with it."""
    bases = [piece.base for piece in pieces]
    below: list[list[int]] = [[] for _ in pieces]
    above: list[list[int]] = [[] for _ in pieces]
    for i, a in enumerate(pieces):
        limit = bisect_right(bases, a.base + 1.2 * LEADING * a.size)
        for j in range(i + 1, limit):
            b = pieces[j]
            if below[i] and b.base - pieces[below[i][0]].base > 0.3 * a.size:
                break
            apart = b.base - a.base >= 0.5 * min(a.size, b.size)
            shared = min(a.right, b.right) - max(a.left, b.left)
            if apart and shared > min(a.size, 0.4 * min(a.right - a.left, b.right - b.left)):
                below[i].append(j)
                above[j].append(i)
    return [_weighty(pieces, group) for group in below], [
        _weighty(pieces, group) for group in above
    ]


def _weighty(pieces: list[Piece], group: list[int]) -> list[int]:
    """Without specks, such as a full stop left over behind a gap, where there is more."""
    large = [i for i in group if pieces[i].right - pieces[i].left > 1.2 * pieces[i].size]
    return large or group


def _follows(a: Piece, b: Piece, floors: _Floors) -> bool:
    size = max(a.size, b.size)
    near = b.base - a.base <= LEADING * size and min(a.size, b.size) >= 0.78 * size
    return near and not floors.between(a, b)


def _cut_at_leading(chain: list[Piece]) -> list[list[Piece]]:
    """Cut where the distance between lines is larger than it is around."""
    steps = [b.base - a.base for a, b in pairwise(chain)]
    parts = [[chain[0]]]
    for i, step in enumerate(steps):
        around = [steps[k] for k in (i - 1, i + 1) if 0 <= k < len(steps)]
        usual = min([*around, 1.45 * chain[i + 1].size])
        if step > 1.22 * usual + 0.5:
            parts.append([])
        parts[-1].append(chain[i + 1])
    return parts


def _cut_rows(blocks: list[Block]) -> list[Block]:
    """A column of short labels beside a column of values is a table: a block per cell."""
    pieces = sorted(
        ((p.base, p, i) for i, block in enumerate(blocks) for p in block.pieces),
        key=lambda entry: entry[0],
    )
    bases = [base for base, _, _ in pieces]
    cuts: dict[int, set[float]] = {}
    for i, labels in enumerate(blocks):
        if len(labels.pieces) < 2 or any(len(p.inks) > LABEL for p in labels.pieces):
            continue
        found: list[tuple[float, int]] = []
        for label in labels.pieces:
            lo = bisect_left(bases, label.base - 0.2 * label.size)
            hi = bisect_right(bases, label.base + 0.2 * label.size)
            beside = [(p, j) for _, p, j in pieces[lo:hi] if j != i and _faces(label, p)]
            if beside:
                value, j = min(beside, key=lambda entry: entry[0].left)
                found.append((value.base, j))
                found.append((label.base, i))
        if len(found) >= len(labels.pieces) and len(found) > 2:
            for base, j in found:
                cuts.setdefault(j, set()).add(base)
    return [
        part
        for i, block in enumerate(blocks)
        for part in (_cut_at(block, cuts[i]) if i in cuts else [block])
    ]


def _faces(label: Piece, value: Piece) -> bool:
    """Does the value stand right of the label, close by and in the same type size?"""
    alike = SAME_SIZE <= value.size / label.size <= 1 / SAME_SIZE
    return alike and 0 < value.left - label.right <= BESIDE * label.size


def _cut_at(block: Block, rows: set[float]) -> list[Block]:
    parts: list[list[Piece]] = [[]]
    for piece in block.pieces:
        if parts[-1] and piece.base in rows:
            parts.append([])
        parts[-1].append(piece)
    return [Block(part, bounds(part)) for part in parts]
