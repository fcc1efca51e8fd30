"""From pieces of line to blocks: paragraphs, cells, labels; and the order to read them in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from woo_redact.read.glyphs import Rule
from woo_redact.read.pieces import Piece

LEADING: Final = 1.9
"""In em: lines farther apart than this are never of one paragraph."""
LABEL: Final = 26
"""In characters: a column of labels holds nothing longer."""


@dataclass(slots=True, eq=False)
class Block:
    pieces: list[Piece]
    left: float
    top: float
    right: float
    bottom: float


def block_of(pieces: list[Piece]) -> Block:
    return Block(
        pieces,
        min(p.left for p in pieces),
        min(p.top for p in pieces),
        max(p.right for p in pieces),
        max(p.bottom for p in pieces),
    )


def build(pieces: Sequence[Piece], rules: Sequence[Rule]) -> list[Block]:
    """Group pieces into blocks; the order is that of reading."""
    floors = [r.rect for r in rules if r.rect.height < 2 < r.rect.width]
    chains = _chains(list(pieces), floors)
    blocks = [block_of(part) for chain in chains for part in _cut_at_leading(chain)]
    return order(_cut_rows(blocks))


def _chains(pieces: list[Piece], floors: list) -> list[list[Piece]]:  # type: ignore[type-arg]
    """Follow every piece to the one right below it, as long as each has only one neighbour."""
    pieces.sort(key=lambda p: (p.base, p.left))
    bases = [p.base for p in pieces]
    below: dict[int, list[int]] = {}
    above: dict[int, list[int]] = {}
    for i, a in enumerate(pieces):
        found: list[int] = []
        for j in range(i + 1, bisect_right(bases, a.base + LEADING * a.size * 1.2)):
            b = pieces[j]
            if b.base - a.base < 0.5 * min(a.size, b.size):
                continue
            if min(a.right, b.right) <= max(a.left, b.left):
                continue
            if found and b.base - pieces[found[0]].base > 0.3 * a.size:
                break
            found.append(j)
        for j in found:
            below.setdefault(i, []).append(j)
            above.setdefault(j, []).append(i)
    chains: list[list[Piece]] = []
    chained: set[int] = set()
    for i in range(len(pieces)):
        if i in chained:
            continue
        chain = [i]
        chained.add(i)
        while True:
            nexts = below.get(chain[-1], [])
            if len(nexts) != 1 or len(above[nexts[0]]) != 1 or nexts[0] in chained:
                break
            if not _follows(pieces[chain[-1]], pieces[nexts[0]], floors):
                break
            chain.append(nexts[0])
            chained.add(nexts[0])
        chains.append([pieces[k] for k in chain])
    return chains


def _follows(a: Piece, b: Piece, floors: list) -> bool:  # type: ignore[type-arg]
    size = max(a.size, b.size)
    if b.base - a.base > LEADING * size or min(a.size, b.size) < 0.78 * size:
        return False
    left, right = max(a.left, b.left), min(a.right, b.right)
    middle = (left + right) / 2
    return not any(
        a.base - 0.1 * size < f.y0
        and f.y1 < b.base - 0.3 * size
        and f.x0 <= middle <= f.x1
        and f.x1 - f.x0 > 1.2 * max(a.right - a.left, b.right - b.left)
        for f in floors
    )


def _cut_at_leading(chain: list[Piece]) -> list[list[Piece]]:
    """Cut where the distance between lines is larger than it is around."""
    steps = [b.base - a.base for a, b in zip(chain, chain[1:], strict=False)]
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
    done: list[Block] = []
    pending = sorted(blocks, key=lambda b: (b.top, b.left))
    cuts: dict[int, list[float]] = {}
    tops = [b.top for b in pending]
    for i, labels in enumerate(pending):
        if len(labels.pieces) < 2 or any(len(p.letters) > LABEL for p in labels.pieces):
            continue
        for j in range(bisect_left(tops, labels.bottom)):
            values = pending[j]
            if j == i or values.left <= labels.right or values.bottom <= labels.top:
                continue
            if _faces(labels, values):
                rows = [p.base for p in labels.pieces]
                cuts.setdefault(i, []).extend(rows)
                cuts.setdefault(j, []).extend(rows)
    for i, block in enumerate(pending):
        if i in cuts:
            done.extend(_cut_at(block, sorted(cuts[i])))
        else:
            done.append(block)
    return done


def _faces(labels: Block, values: Block) -> bool:
    """Has every label a value on its own baseline, close by?"""
    if values.left - labels.right > 14 * labels.pieces[0].size:
        return False
    bases = [p.base for p in values.pieces]
    hits = sum(any(abs(p.base - base) <= 0.2 * p.size for base in bases) for p in labels.pieces)
    return hits == len(labels.pieces) and len(bases) <= 3 * hits


def _cut_at(block: Block, rows: list[float]) -> list[Block]:
    parts: list[list[Piece]] = [[]]
    for piece in block.pieces:
        starts_row = any(abs(piece.base - row) <= 0.2 * piece.size for row in rows)
        if starts_row and parts[-1]:
            parts.append([])
        parts[-1].append(piece)
    return [block_of(part) for part in parts]


def order(blocks: list[Block]) -> list[Block]:
    """Reading order by cutting the page along its white bands, columns before rows unless the
    rows of the columns stand on shared baselines.
    """
    done: list[Block] = []
    stack = [blocks]
    while stack:
        group = stack.pop()
        if len(group) < 2:
            done.extend(group)
            continue
        parts = _cut(group)
        if len(parts) == 1:
            done.extend(sorted(group, key=lambda b: (b.top, b.left)))
            continue
        stack.extend(reversed(parts))
    return done


def _cut(group: list[Block]) -> list[list[Block]]:
    columns = _bands(group, lambda b: b.left, lambda b: b.right, 2.0)
    rows = _bands(group, lambda b: b.top, lambda b: b.bottom, 0.0)
    if len(columns) == 1 or len(rows) == 1:
        return columns if len(columns) > 1 else rows
    return rows if _tabular(columns) else columns


def _bands(group, start, stop, slack):  # type: ignore[no-untyped-def]
    """Split where nothing crosses."""
    ordered = sorted(group, key=start)
    parts = [[ordered[0]]]
    reach = stop(ordered[0])
    for block in ordered[1:]:
        if start(block) > reach + slack:
            parts.append([])
        parts[-1].append(block)
        reach = max(reach, stop(block))
    return parts


def _tabular(columns: list[list[Block]]) -> bool:
    """Do the blocks of the columns begin on shared baselines?"""
    smallest = min(columns, key=len)
    others = sorted(b.pieces[0].base for c in columns if c is not smallest for b in c)
    hits = 0
    for block in smallest:
        reach = 0.25 * block.pieces[0].size
        base = block.pieces[0].base
        hits += bisect_left(others, base - reach) < bisect_right(others, base + reach)
    return hits >= 0.6 * len(smallest)
