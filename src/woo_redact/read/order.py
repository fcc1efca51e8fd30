"""In which order blocks are read: down a column, along the rows of a table.

The page is cut again and again. A white band from top to bottom parts columns, unless the
blocks on both sides stand on shared baselines: then it is a table, read row by row. Something
that runs across the band (a heading, a footnote) only ends it::

    ┌───────────────────────────┐
    │ heading over both         │  1
    ├──────────────┬────────────┤
    │ body         │ colofon    │  2 | 3
    ├──────────────┴────────────┤
    │ footnote                  │  4
    └───────────────────────────┘
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from woo_redact.read.blocks import Block
from woo_redact.types import Rect

CANDIDATES: Final = 24
"""Left edges that are tried as the start of a column, the most frequent first."""
CANDIDATES_OF_MANY: Final = 6
MANY: Final = 800
"""Blocks on a page; beyond it is a map or a chart, and the order matters less than the time."""
SLACK: Final = 1.5
"""In points: text may hang over an edge this far."""


EDGE: Final = 4.0
"""In points: blocks of a column begin this close to its edge."""


class Gutter(NamedTuple):
    x: float
    top: float
    bottom: float


class Band(NamedTuple):
    """What stands beside each other on both sides of a gutter."""

    left: list[Block]
    right: list[Block]

    @property
    def blocks(self) -> list[Block]:
        return self.left + self.right


def order(blocks: Sequence[Block]) -> list[Block]:
    done: list[Block] = []
    stack = [list(blocks)]
    while stack:
        group = stack.pop()
        parts = _cut(group) if len(group) > 1 else [group]
        if len(parts) == 1:
            done.extend(sorted(group, key=lambda b: (b.box.y0, b.box.x0)))
        else:
            stack.extend(reversed(parts))
    return done


def _cut(group: list[Block]) -> list[list[Block]]:
    side_by_side = sorted(group, key=lambda b: b.box.x0)
    if all(a.box.x1 <= b.box.x0 for a, b in pairwise(side_by_side)):
        return [[block] for block in side_by_side]
    gutter = _gutter(group)
    if gutter is None:
        return _bands(group)
    above = [b for b in group if b.box.y1 <= gutter.top + SLACK]
    below = [
        b for b in group if b.box.y0 >= gutter.bottom - SLACK and b.box.y1 > gutter.top + SLACK
    ]
    beside = [
        b for b in group if b.box.y1 > gutter.top + SLACK and b.box.y0 < gutter.bottom - SLACK
    ]
    bands = [_band(band, gutter) for band in _bands(beside)]
    if not any(band.left and band.right for band in bands):
        return _bands(group)
    first, last = _core(bands, gutter)
    above += [b for band in bands[:first] for b in band.blocks]
    below += [b for band in bands[last:] for b in band.blocks]
    return [part for part in (above, *_columns(bands[first:last]), below) if part]


def _band(blocks: list[Block], gutter: Gutter) -> Band:
    left = [b for b in blocks if b.box.x1 <= gutter.x + SLACK]
    return Band(left, [b for b in blocks if b.box.x1 > gutter.x + SLACK])


def _core(bands: list[Band], gutter: Gutter) -> tuple[int, int]:
    """From the first to the last band with text on both sides. Columns of running text keep
    what follows on one side in the same column; a table ends where its rows end.
    """
    both = [i for i, band in enumerate(bands) if band.left and band.right]
    first, last = both[0], both[-1] + 1
    if _tabular(bands[first:last]):
        return first, last
    while first > 0 and _continues(bands[first - 1], gutter):
        first -= 1
    while last < len(bands) and _continues(bands[last], gutter):
        last += 1
    return first, last


def _continues(band: Band, gutter: Gutter) -> bool:
    """Is a band with text on one side only part of the columns?"""
    return bool(band.left) or any(abs(b.box.x0 - gutter.x) < EDGE for b in band.right)


def _columns(bands: list[Band]) -> list[list[Block]]:
    if _tabular(bands) and len(bands) > 1:
        return [band.blocks for band in bands]
    return [[b for band in bands for b in band.left], [b for band in bands for b in band.right]]


def _gutter(group: list[Block]) -> Gutter | None:
    """The edge along which columns stand side by side over the greatest height."""
    edges = Counter(round(b.box.x0, 1) for b in group)
    best: Gutter | None = None
    tallest = 0.0
    for x, _ in edges.most_common(CANDIDATES if len(group) < MANY else CANDIDATES_OF_MANY):
        for gutter, shared in _clear(group, x):
            if shared > tallest:
                best, tallest = gutter, shared
    return best


def _clear(group: list[Block], x: float) -> list[tuple[Gutter, float]]:
    """The stretches along ``x`` that nothing crosses, with the height both sides share."""
    stretches = _stretches([b.box for b in group if b.box.x0 < x - SLACK and b.box.x1 > x + SLACK])
    tops = [top for top, _ in stretches]
    sides: dict[int, tuple[list[Rect], list[Rect]]] = {}
    for block in group:
        box = block.box
        is_left, is_right = box.x1 <= x + SLACK, box.x0 >= x - SLACK
        i = bisect_right(tops, box.y0 + SLACK) - 1
        if (is_left or is_right) and i >= 0 and box.y1 <= stretches[i][1] + SLACK:
            sides.setdefault(i, ([], []))[0 if is_left else 1].append(box)
    return [
        (Gutter(x, *stretches[i]), _shared_height(left, right))
        for i, (left, right) in sides.items()
        if left and right
    ]


def _stretches(crossing: list[Rect]) -> list[tuple[float, float]]:
    """What the crossing blocks leave free, from top to bottom."""
    free: list[tuple[float, float]] = []
    top = float("-inf")
    for y0, y1 in sorted((box.y0, box.y1) for box in crossing):
        if y0 > top:
            free.append((top, y0))
        top = max(top, y1)
    return [*free, (top, float("inf"))]


def _shared_height(left: list[Rect], right: list[Rect]) -> float:
    bottom = min(max(box.y1 for box in left), max(box.y1 for box in right))
    return bottom - max(min(box.y0 for box in left), min(box.y0 for box in right))


def _bands(group: list[Block]) -> list[list[Block]]:
    """Split into rows that no block crosses."""
    parts: list[list[Block]] = []
    reach = float("-inf")
    for block in sorted(group, key=lambda b: b.box.y0):
        if block.box.y0 >= reach:
            parts.append([])
        parts[-1].append(block)
        reach = max(reach, block.box.y1)
    return parts


def _tabular(bands: list[Band]) -> bool:
    """Do the blocks of both sides begin on shared baselines?"""
    left = [b for band in bands for b in band.left]
    right = [b for band in bands for b in band.right]
    return min(_shared_bases(left, right), _shared_bases(right, left)) >= 0.5


def _shared_bases(these: list[Block], those: list[Block]) -> float:
    """The share of rows of ``these`` that face a block of ``those``: on the first baseline, or
    on the middle, where a table centres its cells.
    """
    firsts = sorted(b.base for b in those)
    middles = sorted(b.box.centre.y for b in those)
    rows: dict[int, bool] = {}
    for block in these:
        reach = 0.25 * block.pieces[0].size
        hit = _hit(firsts, block.base, reach) or _hit(middles, block.box.centre.y, reach)
        rows[round(block.base)] = rows.get(round(block.base), False) or hit
    return sum(rows.values()) / len(rows)


def _hit(values: list[float], value: float, reach: float) -> bool:
    i = bisect_left(values, value - reach)
    return i < len(values) and values[i] <= value + reach
