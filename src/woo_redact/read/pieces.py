"""From glyphs to pieces of line: what stands on one baseline within one column.

The order in the file means nothing: published notas are painted letter by letter, columns
through each other. Only the place of a glyph counts here::

    van de evaluatie te sturen. Op 18 januari 2023 | Datum        two pieces on one baseline
    heeft uw ambtsvoorganger het verslag ontvangen | 13 december
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from woo_redact.read.glyphs import Ink
from woo_redact.read.marks import is_accent
from woo_redact.types import Rect

SAME_BASE = 0.2
"""In em: baselines this close are one, for producers that round."""
WORD_GAP = 0.55
"""In em: a space that is wider than this may be a gutter between columns."""
BARE_GAP = 0.35
"""The same where nobody put a blank."""
STICKING = 0.2
"""Runs of the file that are this close are one; of others the columns have to tell."""
SMALLER = 0.85
"""A size below this share of its neighbour's is another size."""


@dataclass(slots=True, eq=False)
class Piece:
    """Glyphs on one baseline, from left to right."""

    inks: list[Ink]
    base: float
    size: float
    left: float
    right: float

    @property
    def top(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.22 * self.size

    @property
    def letters(self) -> str:
        return "".join(ink.glyph.text for ink in self.inks if not ink.blank)


class Row:
    """Pieces on one baseline that do not overlap, from left to right."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.base = min(piece.base for piece in pieces)
        self.lefts = [piece.left for piece in pieces]

    def crosses(self, left: float, right: float) -> bool:
        """Does a piece of this row run through the gap?"""
        i = bisect_left(self.lefts, right) - 1
        return i >= 0 and self.pieces[i].right > left

    def begins(self, left: float, slack: float) -> bool:
        """Does a piece of this row begin there?"""
        i = bisect_left(self.lefts, left - slack)
        return i < len(self.lefts) and self.lefts[i] <= left + slack


class Walls:
    """Drawn vertical lines, as between the cells of a table."""

    def __init__(self, rects: Iterable[Rect]) -> None:
        self._rects = sorted(rects, key=lambda rect: rect.x0)
        self._lefts = [rect.x0 for rect in self._rects]

    def between(self, left: float, right: float, y: float) -> bool:
        """Does a line stand between two letters at this height?"""
        lo = bisect_left(self._lefts, left - 1)
        hi = bisect_right(self._lefts, right + 1)
        return any(w.x1 <= right + 1 and w.y0 <= y <= w.y1 for w in self._rects[lo:hi])


class Crowd:
    """Where on every baseline letters stand, whichever run painted them."""

    def __init__(self, runs: Iterable[list[Ink]]) -> None:
        self._centres: dict[int, list[float]] = {}
        for ink in (ink for run in runs for ink in run if not ink.blank):
            self._centres.setdefault(round(ink.base), []).append((ink.left + ink.right) / 2)
        for centres in self._centres.values():
            centres.sort()

    def between(self, left: float, right: float, base: float) -> bool:
        """Does another letter stand in this gap?"""
        for height in {int(base // 1), int(-(-base // 1))}:
            centres = self._centres.get(height, ())
            i = bisect_left(centres, left)
            if i < len(centres) and centres[i] < right:
                return True
        return False


def rows(runs: Iterable[list[Ink]], walls: Walls) -> list[Row]:
    """The rows of one reading direction, from top to bottom, cut at every gap that may be a
    gutter. What is painted over something else gets a row of its own.
    """
    runs = list(runs)
    crowd = Crowd(runs)
    fragments = [piece for run in runs for piece in _fragments(run, walls, crowd)]
    found: list[Row] = []
    for group in _hang_scripts(_by_base(fragments)):
        line, overlays = _merge(group)
        found.append(Row(line))
        while overlays:
            line, overlays = _merge(overlays)
            found.append(Row(line))
    return sorted(found, key=lambda row: row.base)


def concatenate(a: Piece, b: Piece) -> Piece:
    """``b`` behind ``a``; the larger of the two sets the baseline."""
    larger = b if a.size < SMALLER * b.size else a
    return Piece(
        a.inks + b.inks,
        larger.base,
        larger.size,
        min(a.left, b.left),
        max(a.right, b.right),
    )


def _fragments(run: list[Ink], walls: Walls, crowd: Crowd) -> list[Piece]:
    """Cut a run of the file where the pen jumps, crosses a wall, or passes over a letter that
    another run painted.
    """
    parts: list[list[Ink]] = []
    blanks: list[Ink] = []
    last: Ink | None = None
    for ink in run:
        if ink.blank:
            blanks.append(ink)
            continue
        if last is None or _jumps(last, ink, bool(blanks)) or _crosses(last, ink, walls, crowd):
            if parts:
                parts[-1].extend(blanks)
            parts.append([])
        else:
            parts[-1].extend(blanks)
        blanks = []
        parts[-1].append(ink)
        last = ink
    if parts:
        parts[-1].extend(blanks)
    return [_piece(sorted(part, key=lambda ink: ink.left)) for part in parts]


def _jumps(last: Ink, ink: Ink, blank: bool) -> bool:
    size = max(last.glyph.size, ink.glyph.size)
    return (
        abs(ink.base - last.base) > 0.1 * size
        or ink.left < last.left - 0.05 * size
        or ink.left - last.right > (WORD_GAP if blank else BARE_GAP) * size
        or not SMALLER <= ink.glyph.size / max(last.glyph.size, 0.01) <= 1 / SMALLER
    )


def _crosses(last: Ink, ink: Ink, walls: Walls, crowd: Crowd) -> bool:
    size = ink.glyph.size
    if ink.left - last.right <= 0.1 * size:
        return False
    return walls.between(last.right, ink.left, ink.base - 0.3 * size) or crowd.between(
        last.right, ink.left, ink.base
    )


def _piece(inks: list[Ink]) -> Piece:
    solid = [ink for ink in inks if not ink.blank]
    middle = len(solid) // 2
    return Piece(
        inks,
        sorted(ink.base for ink in solid)[middle],
        max(sorted(ink.glyph.size for ink in solid)[middle], 0.1),
        min(ink.left for ink in solid),
        max(ink.right for ink in solid),
    )


def _by_base(fragments: Sequence[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    start = 0.0
    for piece in sorted(fragments, key=lambda p: (p.base, p.left)):
        if groups and piece.base - start <= SAME_BASE * max(piece.size, groups[-1][0].size):
            groups[-1].append(piece)
        else:
            groups.append([piece])
            start = piece.base
    return groups


def _hang_scripts(groups: list[list[Piece]]) -> list[list[Piece]]:
    """Give footnote marks and other raised or lowered letters to the line they touch."""
    hung: list[list[Piece]] = [[] for _ in groups]
    for i, group in enumerate(groups):
        for piece in group:
            nearby = range(max(0, i - 2), min(len(groups), i + 4))
            hosts = (k for k in nearby if k != i and any(_hangs(piece, h) for h in groups[k]))
            hung[next(hosts, i)].append(piece)
    return [group for group in hung if group]


def _hangs(script: Piece, host: Piece) -> bool:
    if script.size > SMALLER * host.size or len(script.inks) > 12:
        return False
    rise = (host.base - script.base) / host.size
    behind = (script.left - host.right) / host.size
    before = (host.left - script.right) / host.size
    return -0.35 <= rise <= 0.65 and (-0.1 <= behind <= 0.3 or -0.1 <= before <= 1.5)


def _merge(group: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Join fragments that follow each other closely. A second painting of the same letters
    becomes their copy; letters over other letters are handed back as overlays.
    """
    group.sort(key=lambda p: (p.left, p.right))
    line = [group[0]]
    overlays: list[Piece] = []
    for piece in group[1:]:
        last = line[-1]
        size = max(last.size, piece.size)
        overlap = min(last.right, piece.right) - piece.left
        if overlap > 0.25 * size and overlap > 0.3 * (piece.right - piece.left):
            if _fits(last, piece):
                line[-1] = _interleave(last, piece)
            elif not _absorb(last, piece):
                overlays.append(piece)
        elif _sticks(last, piece, size):
            line[-1] = concatenate(last, piece)
        else:
            line.append(piece)
    return line, overlays


def _fits(host: Piece, piece: Piece) -> bool:
    """Do the letters stand in gaps of the host, or over it as accents?"""
    inks = [ink for ink in host.inks if not ink.blank]
    lefts = [ink.left for ink in inks]
    for ink in piece.inks:
        if ink.blank or is_accent(ink):
            continue
        i = bisect_left(lefts, ink.left)
        beside = inks[max(0, i - 1) : i + 1]
        room = 0.3 * (ink.right - ink.left)
        if any(
            min(ink.right, b.right) - max(ink.left, b.left) > room
            for b in beside
            if not is_accent(b)
        ):
            return False
    return True


def _interleave(a: Piece, b: Piece) -> Piece:
    joined = concatenate(a, b)
    joined.inks.sort(key=lambda ink: ink.left)
    return joined


def _sticks(a: Piece, b: Piece, size: float) -> bool:
    """Is the gap too small for a gutter? Where the size changes on one baseline, a narrow
    gutter between body and colofon is possible, so the columns have to tell.
    """
    gap = (b.left - a.right) / size
    if gap > WORD_GAP:
        return False
    if min(a.size, b.size) >= SMALLER * size:
        return gap <= STICKING
    small = a if a.size < b.size else b
    return len(small.letters) < 3 or abs(a.base - b.base) > 0.25 * size


def _absorb(host: Piece, piece: Piece) -> bool:
    """Hang every glyph of ``piece`` on its twin in ``host``; False where one has no twin."""
    lefts = [ink.left for ink in host.inks]
    twins: list[tuple[int, Ink]] = []
    for ink in piece.inks:
        reach = 0.12 * ink.glyph.size
        near = range(bisect_left(lefts, ink.left - reach), bisect_right(lefts, ink.left + reach))
        twin = next((i for i in near if host.inks[i].glyph.text == ink.glyph.text), None)
        if twin is not None:
            twins.append((twin, ink))
        elif not ink.blank:
            return False
    for i, ink in twins:
        host.inks[i].extra += (ink,)
    return True


def bounds(pieces: Sequence[Piece]) -> Rect:
    return Rect(
        min(p.left for p in pieces),
        min(p.top for p in pieces),
        max(p.right for p in pieces),
        max(p.bottom for p in pieces),
    )
