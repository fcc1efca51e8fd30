"""From glyphs to pieces of line: what stands on one baseline within one column.

The order in the file means nothing: published notas are painted letter by letter, columns
through each other. Only the place of a glyph counts here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from woo_redact.read.glyphs import Ink, Rule

SAME_BASE: Final = 0.2
CANDIDATE_GAP: Final = 0.55
"""In em: a space that is wider than this may be a gutter between columns."""
SURE_GAP: Final = 3.0
BULLET_GAP: Final = 4.5
BULLET: Final = re.compile(
    r"[^\w\s]|[o\uf0a7\uf0b7\uf0fc]|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.):]?|\d+(?:\.\d+)+\.?"
)


@dataclass(slots=True, eq=False)
class Piece:
    """Glyphs on one baseline, from left to right; ``copies[i]`` are repeats of glyph ``i``
    painted over it to make it look bold.
    """

    inks: list[Ink]
    copies: dict[int, list[Ink]]
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


def piece_of(inks: list[Ink], copies: dict[int, list[Ink]] | None = None) -> Piece:
    solid = [ink for ink in inks if not ink.blank] or inks
    size = sorted(ink.glyph.size for ink in solid)[len(solid) // 2]
    base = sorted(ink.base for ink in solid)[len(solid) // 2]
    return Piece(
        inks,
        copies or {},
        base,
        max(size, 0.1),
        min(ink.left for ink in solid),
        max(ink.right for ink in solid),
    )


def build(runs: Sequence[list[Ink]], rules: Sequence[Rule]) -> list[Piece]:
    """All pieces of one reading direction, by baseline and then from left to right."""
    fragments = [piece for run in runs for piece in _fragments(run)]
    rows = [_merge(row) for row in _rows(fragments)]
    atoms = [part for row in rows for part in row]
    return _join(atoms, [r.rect for r in rules if r.rect.width < 2 < r.rect.height])


def _fragments(run: list[Ink]) -> list[Piece]:
    """Cut a run of the file where the pen jumps."""
    parts: list[list[Ink]] = []
    last: Ink | None = None
    blanks: list[Ink] = []
    for ink in run:
        if ink.blank:
            blanks.append(ink)
            continue
        if last is None or _jumps(last, ink):
            parts.append([])
            blanks = [b for b in blanks if last is None or b.left >= last.left]
        parts[-1].extend(blanks if len(parts[-1]) else ())
        blanks = []
        parts[-1].append(ink)
        last = ink
    if parts:
        parts[-1].extend(blanks)
    return [piece_of(sorted(part, key=lambda ink: ink.left)) for part in parts]


def _jumps(last: Ink, ink: Ink) -> bool:
    size = max(last.glyph.size, ink.glyph.size)
    return (
        abs(ink.base - last.base) > 0.1 * size
        or ink.left < last.left - 0.05 * size
        or ink.left - last.right > CANDIDATE_GAP * size
    )


def _rows(fragments: list[Piece]) -> list[list[Piece]]:
    """Group fragments by baseline; raised and lowered small ones join the line they touch."""
    rows: list[list[Piece]] = []
    bases: list[float] = []
    for piece in sorted(fragments, key=lambda p: (p.base, p.left)):
        if rows and piece.base - bases[-1] <= SAME_BASE * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
            bases.append(piece.base)
    _lower_scripts(rows, bases)
    return [row for row in rows if row]


def _lower_scripts(rows: list[list[Piece]], bases: list[float]) -> None:
    for i, row in enumerate(rows):
        kept = []
        for piece in row:
            home = _home(piece, i, rows, bases)
            if home is None:
                kept.append(piece)
            else:
                rows[home].append(piece)
        rows[i] = kept


def _home(piece: Piece, own: int, rows: list[list[Piece]], bases: list[float]) -> int | None:
    """The row on which a superscript or subscript hangs."""
    for other in range(max(0, own - 2), min(len(rows), own + 4)):
        if other == own:
            continue
        for host in rows[other]:
            if piece.size > 0.82 * host.size:
                continue
            rise = host.base - piece.base
            near = -0.1 * host.size <= piece.left - host.right <= 0.3 * host.size
            if near and -0.35 * host.size <= rise <= 0.65 * host.size:
                return other
    return None


def _merge(row: list[Piece]) -> list[Piece]:
    """Put fragments that follow each other closely into one piece; what is painted twice in the
    same place becomes a copy, what is painted over something else a piece of its own.
    """
    row.sort(key=lambda p: (p.left, p.right))
    done: list[Piece] = []
    current: Piece | None = None
    for piece in row:
        if current is None:
            current = piece
            continue
        overlap = min(current.right, piece.right) - piece.left
        size = max(current.size, piece.size)
        if overlap > 0.25 * size and overlap > 0.3 * (piece.right - piece.left):
            if not _absorb_copies(current, piece):
                done.append(piece)
        elif piece.left - current.right <= CANDIDATE_GAP * size:
            current = _concatenate(current, piece)
        else:
            done.append(current)
            current = piece
    if current is not None:
        done.append(current)
    return done


def _concatenate(a: Piece, b: Piece) -> Piece:
    offset = len(a.inks)
    copies = {**a.copies, **{i + offset: c for i, c in b.copies.items()}}
    return Piece(
        a.inks + b.inks,
        copies,
        a.base if a.size >= b.size else b.base,
        max(a.size, b.size) if min(a.size, b.size) < 0.82 * max(a.size, b.size) else a.size,
        min(a.left, b.left),
        max(a.right, b.right),
    )


def _absorb_copies(host: Piece, piece: Piece) -> bool:
    """Hang every glyph of ``piece`` on its twin in ``host``; False where one has no twin."""
    lefts = [ink.left for ink in host.inks]
    twins: list[tuple[int, Ink]] = []
    for ink in piece.inks:
        if ink.blank:
            continue
        reach = 0.12 * ink.glyph.size
        near = range(bisect_left(lefts, ink.left - reach), bisect_right(lefts, ink.left + reach))
        twin = next((i for i in near if host.inks[i].glyph.text == ink.glyph.text), None)
        if twin is None:
            return False
        twins.append((twin, ink))
    for twin, ink in twins:
        host.copies.setdefault(twin, []).append(ink)
    return True


def _join(atoms: list[Piece], walls: list) -> list[Piece]:  # type: ignore[type-arg]
    """Join neighbours on a row unless a gutter, a wall or a sure gap parts them."""
    atoms.sort(key=lambda p: (p.base, p.left))
    bases = [p.base for p in atoms]
    joined: list[Piece] = []
    rows: dict[int, Piece] = {}
    order = sorted(range(len(atoms)), key=lambda i: atoms[i].left)
    del rows
    follower: dict[int, int] = {}
    taken: set[int] = set()
    for i in order:
        a = atoms[i]
        best = None
        lo = bisect_left(bases, a.base - 0.7 * a.size)
        hi = bisect_right(bases, a.base + 0.7 * a.size)
        for j in range(lo, hi):
            b = atoms[j]
            if j == i or j in taken or b.left < a.right - 0.2 * a.size:
                continue
            if abs(b.base - a.base) > SAME_BASE * max(a.size, b.size):
                continue
            if best is None or b.left < atoms[best].left:
                best = j
        if best is not None and _belongs(a, atoms[best], atoms, bases, walls):
            follower[i] = best
            taken.add(best)
    for i in range(len(atoms)):
        if i in taken:
            continue
        piece = atoms[i]
        while i in follower:
            i = follower[i]
            piece = _concatenate(piece, atoms[i])
        joined.append(piece)
    return sorted(joined, key=lambda p: (p.base, p.left))


def _belongs(a: Piece, b: Piece, atoms: list[Piece], bases: list[float], walls: list) -> bool:  # type: ignore[type-arg]
    size = max(a.size, b.size)
    gap = (b.left - a.right) / size
    middle = (a.base + b.base) / 2 - 0.3 * size
    if any(a.right - 1 <= w.x0 and w.x1 <= b.left + 1 and w.y0 <= middle <= w.y1 for w in walls):
        return False
    if gap <= BULLET_GAP and len(a.inks) <= 8 and BULLET.fullmatch(a.letters):
        return True
    if gap > SURE_GAP or min(a.size, b.size) < 0.85 * size:
        return False
    lo = bisect_left(bases, a.base - 2.2 * size)
    hi = bisect_right(bases, a.base + 2.2 * size)
    around = [p for p in atoms[lo:hi] if abs(p.base - a.base) > SAME_BASE * size]
    margin = 0.1 * size
    if any(p.left < b.left - margin and p.right > a.right + margin for p in around):
        return True
    aligned = sum(abs(p.left - b.left) < 0.12 * size for p in around)
    return gap <= 1.0 and not aligned
