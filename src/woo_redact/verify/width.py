"""What the width of a gap tells: how many of 5,000 names would fit it.

A gap in a line is as wide as what was taken out, unless the line was laid out anew around a hole
of one fixed width. Here the gap is measured as somebody would who wants to know the name: from the
letter before it to the letter after it, less the blanks, against the widths of names set in the
font of that line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from woo_redact.types import BurntBox, Rect
from woo_redact.verify import metrics
from woo_redact.verify.geometry import Frame
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.metrics import Metrics
from woo_redact.verify.pdfium import Numbers, View

NET = "width"
REACH = 30.0
"""Points beyond which a letter on the same height is no neighbour in the line."""
TOLERANCE = 0.25
"""Points to which a width in a page can be measured and calculated."""
ENOUGH = 300
SAME = 0.15
"""Two gaps that differ less than this many points are one gap."""
NEAR = 150
"""Letters further on than this are no longer the same line in another order."""
NARROWEST, WIDEST = 0.3, 1.5
"""Of a blank, as a part of the height of the letter before it."""
CAPITAL = 0.72
"""How high a capital is, as a part of the font size."""
UPRIGHT = 1.5
"""A box so many times higher than wide stands in a line that runs up or down."""


class Row(NamedTuple):
    """The letters of a page without blanks, along the direction in which a line runs."""

    indices: list[int]
    rects: Numbers
    spelled: str


class _Rows:
    """A page with its row of letters, by the direction in which lines run."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._made: dict[bool, Row] = {}

    def row(self, *, upright: bool) -> Row:
        if upright not in self._made:
            chars = self.view.chars()
            indices = np.flatnonzero(chars.inked)
            rects = chars.rects[indices][:, [1, 0, 3, 2] if upright else [0, 1, 2, 3]]
            places = indices.tolist()
            self._made[upright] = Row(places, rects, "".join(chars.texts[i] for i in places))
        return self._made[upright]


@dataclass(frozen=True, slots=True)
class Gap:
    """The hole that a box leaves between its neighbours in the line, in points. ``before`` and
    ``after`` are the places of those neighbours in the row, nearest first.
    """

    start: float
    stop: float
    before: list[int]
    after: list[int]

    @property
    def width(self) -> float:
        return self.stop - self.start


def judge(
    ledger: Ledger,
    number: int,
    frame: Frame,
    boxes: Sequence[BurntBox],
    view: View,
    before: View | None,
) -> None:
    """Report per box; a claim that a width is hidden is checked against the page before."""
    hidden = 0
    now, then = _Rows(view), _Rows(before) if before is not None else None
    for index, box in enumerate(boxes, 1):
        areas = [frame.to_user(rect) for rect in box.rects]
        fits = [fit for area in areas if (fit := _fit(area, box, now, then)) is not None]
        if fits:
            _report(ledger, number, index, min(fits, key=lambda fit: (not fit.inline, fit.names)))
        else:
            hidden += 1
    if hidden:
        detail = f"Breedte verborgen van {hidden} blokken: elke naam past er even goed."
        ledger.add(NET, number, "green", detail)


class Fit(NamedTuple):
    """How many names fit at a box whose width says something."""

    names: int
    inline: bool
    """Does the line go on behind it, so that the gap is exactly as wide as what is gone?"""


def _fit(area: Rect, box: BurntBox, now: _Rows, then: _Rows | None) -> Fit | None:
    """How many names fit in the gap at a rectangle; None where its width says nothing."""
    upright = area.height > UPRIGHT * area.width
    if upright:
        area = Rect(area.y0, area.x0, area.y1, area.x1)
    row = now.row(upright=upright)
    gap = gap_at(area, row)
    was = _gap_between(gap, row, then.row(upright=upright)) if then is not None else None
    if _closed(gap, was, claimed=box.width_hidden):
        return None
    line: Metrics | None = None
    if then is not None and was is not None:
        line = metrics.of_line(then.view, was.place)
    elif gap.before or gap.after:
        line = metrics.of_line(now.view, row.indices[(gap.before + gap.after)[0]])
    line = line or Metrics.plain(CAPITAL * (area.y1 - area.y0))
    return Fit(fitting(gap, line, _blank(gap, row)), bool(gap.after))


def _report(ledger: Ledger, number: int, box: int, fit: Fit) -> None:
    where = f"in het gat van blok {box}" if fit.inline else f"op de plaats van blok {box}"
    detail = f"Breedte niet verborgen: {where} passen {fit.names} van 5.000 namen."
    if fit.inline and fit.names < ENOUGH:
        ledger.eyes(NET, number, detail)
    else:
        ledger.add(NET, number, "green", detail)


class Was(NamedTuple):
    """What stood between the same neighbours on the page before."""

    width: float
    place: int
    """The character before it, for its font."""


def _closed(gap: Gap, was: Was | None, *, claimed: bool) -> bool:
    """Was the line laid out anew, so that the gap is no longer as wide as what stood there? A box
    with nothing after it says no more than its own width, of which the claim is all there is.
    """
    if not gap.after:
        return claimed
    return claimed if was is None else abs(was.width - gap.width) > SAME


def fitting(gap: Gap, line: Metrics, blank: float | None = None) -> int:
    """How many names of the reference list are as wide as the gap, less the blanks in it.
    ``blank``: as wide as one is elsewhere in the line, where that can be seen.
    """
    blank = line.of(" ") if blank is None else blank
    target = gap.width - blank * (bool(gap.before) + bool(gap.after))
    return int((np.abs(line.names() - target) <= TOLERANCE).sum())


def _blank(gap: Gap, row: Row) -> float | None:
    """The blank between the words of the line."""
    found: list[float] = []
    for places in (gap.before[::-1], gap.after):
        for left, right in pairwise(places):
            space = float(row.rects[right][0] - row.rects[left][2])
            high = float(row.rects[left][3] - row.rects[left][1])
            if NARROWEST * high < space < WIDEST * high:
                found.append(space)
    return median(found) if found else None


def gap_at(area: Rect, row: Row) -> Gap:
    left, low, right, high = row.rects.T
    middle = (low + high) / 2
    inside = (left + right) / 2
    line = (middle >= area.y0) & (middle <= area.y1)
    line &= ~((inside >= area.x0) & (inside <= area.x1))
    ahead = np.flatnonzero(line & (right <= area.x0 + 1))
    behind = np.flatnonzero(line & (left >= area.x1 - 1))
    before = _adjoining(ahead[np.argsort(-left[ahead])], left, right, area.x0)
    after = _adjoining(behind[np.argsort(left[behind])], left, right, area.x1)
    return Gap(
        start=float(right[before[0]]) if before else area.x0,
        stop=float(left[after[0]]) if after else area.x1,
        before=before,
        after=after,
    )


def _adjoining(
    places: npt.NDArray[np.intp], left: Numbers, right: Numbers, edge: float
) -> list[int]:
    """The letters that follow on the edge without a jump to another column."""
    found: list[int] = []
    for place in places.tolist():
        if max(left[place] - edge, edge - right[place]) > REACH:
            break
        found.append(place)
        edge = right[place] if left[place] >= edge - 1 else left[place]
    return found


def _gap_between(gap: Gap, row: Row, old: Row) -> Was | None:
    """The space between the same neighbours on the page before, nearest in width."""
    head = "".join(row.spelled[i] for i in gap.after[:8])
    tail = "".join(row.spelled[i] for i in gap.before[:8][::-1])
    best: Was | None = None
    start = old.spelled.find(head) if head else -1
    while start >= 0:
        end = old.spelled.rfind(tail, max(0, start - NEAR), start) if tail else -1
        last = end + len(tail) - 1
        if end >= 0 and _same_line(old.rects[last], old.rects[start]):
            width = float(old.rects[start][0] - old.rects[last][2])
            nearer = best is None or abs(width - gap.width) < abs(best.width - gap.width)
            if width > 0 and nearer:
                best = Was(width, old.indices[last])
        start = old.spelled.find(head, start + 1)
    return best


def _same_line(one: Numbers, other: Numbers) -> bool:
    return bool(abs(one[1] + one[3] - other[1] - other[3]) / 2 < other[3] - other[1])
