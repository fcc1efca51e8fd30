"""Lines of a page, cut into words, holes where boxes come, and segments that stand on their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from woo_redact.redact.cover import Patch
from woo_redact.redact.scene import Scene, Show
from woo_redact.types import Point, Rect

SAME_LINE = 0.14
"""How far baselines of one line may lie apart, in em."""
RAISED = (-0.3, 0.6)
"""Where the baseline of a note number or an index lies, in em above that of its line."""
SMALLER = 0.9
ENCLOSED = (-0.45, 0.1)
"""How far a raised or lowered letter within a word stands from the letters beside it, in em."""
WORD_GAP = 0.15
WORD_GAP_BESIDE_SPACES = 0.5
TAB = 3.0
"""Up to this many blanks wide, white is never a tab."""
TAB_OUTLIER = 1.6
"""A tab is this much wider than the blanks that were typed, and than the line's other white."""
WIDEST_GAP = 2.5
"""No justified line has white this wide, in em."""
WIDE_GAP = 1.5
"""Hardly any has white this wide, unless all its white is alike."""
ALIKE = 3
"""So many gaps make a line that may be justified."""
OTHER_CELL = 2.0
"""Between two marked contents without a blank, this many blanks wide is not a line of text."""
NARROWEST_GAP = 0.05
USUAL_SPACE = 0.25
STRAIGHT = 0.001


class Frame(NamedTuple):
    """A writing direction along an axis of the page: ``s`` runs along it, ``t`` upwards."""

    x: int
    y: int

    def s(self, point: Point) -> float:
        return point.x * self.x + point.y * self.y

    def t(self, point: Point) -> float:
        return point.y * self.x - point.x * self.y

    def rect(self, s0: float, t0: float, s1: float, t1: float) -> Rect:
        """The upright rectangle of two places along and across."""
        xs = sorted((s0 * self.x - t0 * self.y, s1 * self.x - t1 * self.y))
        ys = sorted((s0 * self.y + t0 * self.x, s1 * self.y + t1 * self.x))
        return Rect(xs[0], ys[0], xs[1], ys[1])

    def spans(self, rect: Rect) -> tuple[float, float, float, float]:
        """``s0, t0, s1, t1`` of an upright rectangle."""
        one, other = Point(rect.x0, rect.y0), Point(rect.x1, rect.y1)
        s, t = sorted((self.s(one), self.s(other))), sorted((self.t(one), self.t(other)))
        return s[0], t[0], s[1], t[1]


def frame_of(show: Show) -> Frame | None:
    """The direction of a show's text where it runs along an axis, upright to its baseline."""
    if not show.glyphs or not show.horizontal:
        return None
    glyph = next((g for g in show.glyphs if g.along != Point(0, 0)), show.glyphs[0])
    x, y = glyph.along
    length = abs(x) + abs(y)
    if not length or min(abs(x), abs(y)) > STRAIGHT * length:
        return None
    return Frame(1 if x > length / 2 else -1 if x < -length / 2 else 0, round(y / length))


class Ink(NamedTuple):
    """A glyph in its line."""

    order: int
    """The place of its operator in the scene."""
    number: int
    s0: float
    s1: float
    t: float
    size: float
    extra: float
    """Letter spacing that follows it."""
    space: bool
    mcid: int | None
    patch: Patch | None


@dataclass(slots=True, eq=False)
class Token:
    """A word, or a hole where a box comes (``patch``); ``spaces`` stand before it, of which
    ``typed`` as glyphs.
    """

    inks: list[Ink]
    patch: Patch | None
    spaces: int
    typed: int
    gap: float
    """The white before it; infinite at the start of a line."""
    s0: float
    s1: float


@dataclass(slots=True, eq=False)
class Segment:
    """Words of one line that stand in one run: between tabs, table rules and margins."""

    tokens: list[Token]
    t: float
    size: float
    trailing: dict[int, list[Ink]] = field(default_factory=dict)
    """Blanks, by the token (its place in the segment) that they follow; -1: before the first."""

    @property
    def left(self) -> float:
        return self.tokens[0].s0

    @property
    def right(self) -> float:
        return max(token.s1 for token in self.tokens)

    @property
    def touched(self) -> bool:
        return any(token.patch is not None for token in self.tokens)


def inks_of(scene: Scene, frame: Frame, covered: Mapping[int, Mapping[int, Patch]]) -> list[Ink]:
    """Every glyph of the page that is written in this direction."""
    found = []
    for order, show in enumerate(scene.shows):
        if frame_of(show) != frame:
            continue
        gone = covered.get(order, {})
        size = abs(show.glyphs[0].up.x) + abs(show.glyphs[0].up.y)
        for number, glyph in enumerate(show.glyphs):
            start = Point(glyph.x, glyph.y)
            s0 = frame.s(start)
            s1 = s0 + abs(glyph.along.x) + abs(glyph.along.y)
            extra = max(0.0, show.state.char_space * _scale(show, frame))
            place = (order, number, s0, s1, frame.t(start), size, extra)
            found.append(Ink(*place, glyph.space, show.mcid, gone.get(number)))
    return found


def _scale(show: Show, frame: Frame) -> float:
    """User space per unit of text space along the baseline."""
    a, b = show.matrix[0] * show.state.stretch, show.matrix[1] * show.state.stretch
    p, q, r, s = show.ctm[:4]
    return abs(frame.s(Point(a * p + b * r, a * q + b * s)))


def rows(inks: Iterable[Ink]) -> list[list[Ink]]:
    """The glyphs by baseline, from the top down."""
    found: list[list[Ink]] = []
    for ink in sorted(inks, key=lambda ink: -ink.t):
        if found and abs(found[-1][0].t - ink.t) <= SAME_LINE * max(ink.size, 1.0):
            found[-1].append(ink)
        else:
            found.append([ink])
    return found


def with_raised(row: list[Ink], inks: Iterable[Ink]) -> list[Ink]:
    """A row with the small raised and lowered signs that are set against its words, and the
    letters that stand higher or lower within them.
    """
    size, t = median(ink.size for ink in row), median(ink.t for ink in row)
    own = set(map(id, row))
    low, high = (part * size for part in RAISED)
    off = [ink for ink in inks if id(ink) not in own and low <= ink.t - t <= high]
    full = list(row)
    for ink in sorted(off, key=lambda ink: ink.s0):
        small = ink.size < SMALLER * size
        if (small and _follows(ink, full, size)) or _is_enclosed(ink, full, size):
            full.append(ink)
    return full


def _follows(ink: Ink, row: Iterable[Ink], size: float) -> bool:
    return any(-NARROWEST_GAP * size <= ink.s0 - other.s1 <= WORD_GAP * size for other in row)


def _is_enclosed(ink: Ink, row: Sequence[Ink], size: float) -> bool:
    """Does it stand close between two letters of the row, as in the names of TeX?"""
    low, high = (part * size for part in ENCLOSED)
    before = any(low <= ink.s0 - other.s1 <= high and other.s0 < ink.s0 for other in row)
    return before and any(low <= other.s0 - ink.s1 <= high and ink.s1 < other.s1 for other in row)


def segments(
    row: list[Ink],
    cuts: Sequence[float] = (),
    space: float | None = None,
    *,
    blanks_typed: bool = False,
) -> list[Segment]:
    """The row's segments; ``cuts`` are the places of vertical rules. ``blanks_typed``: the page
    has glyphs for its blanks.
    """
    size = median(ink.size for ink in row)
    tokens, blanks = _tokens(sorted(row, key=lambda ink: (ink.s0, ink.s1)), size)
    if not tokens:
        return []
    t = median(ink.t for ink in row)
    unit = space if space is not None else USUAL_SPACE * size
    found: list[Segment] = []
    places: list[tuple[Segment, int]] = []
    gaps = [token.gap for token in tokens[1:]]
    for number, token in enumerate(tokens):
        others = gaps[: max(0, number - 1)] + gaps[number:]
        before = tokens[number - 1] if number else None
        if before is None or _parted(before, token, others, unit, cuts, blanks_typed=blanks_typed):
            found.append(Segment([], t, size))
        found[-1].tokens.append(token)
        places.append((found[-1], len(found[-1].tokens) - 1))
    for number, blank in blanks:
        segment, place = places[max(number, 0)]
        segment.trailing.setdefault(place if number >= 0 else -1, []).append(blank)
    return found


def _parted(
    before: Token,
    token: Token,
    others: list[float],
    unit: float,
    cuts: Sequence[float],
    *,
    blanks_typed: bool,
) -> bool:
    """Does a tab, a rule or another cell stand between two words?"""
    if any(before.s1 - 0.5 <= cut <= token.s0 + 0.5 for cut in cuts):
        return True
    if not token.typed and token.gap > OTHER_CELL * unit and _other_content(before, token):
        return True
    typed = unit * max(1, token.spaces)
    if token.gap <= max(TAB * unit, TAB_OUTLIER * typed):
        return False
    if blanks_typed and not token.typed:
        return True
    size = token.inks[0].size
    if token.gap > WIDEST_GAP * size or (len(others) < ALIKE and token.gap > WIDE_GAP * size):
        return True
    return not others or token.gap > TAB_OUTLIER * median(others)


def _other_content(before: Token, token: Token) -> bool:
    return before.inks[-1].mcid != token.inks[0].mcid


def _tokens(row: list[Ink], size: float) -> tuple[list[Token], list[tuple[int, Ink]]]:
    """Words and holes in order, and the blanks with the number of the token before them."""
    spaced = any(ink.space for ink in row)
    threshold = (WORD_GAP_BESIDE_SPACES if spaced else WORD_GAP) * size
    tokens: list[Token] = []
    blanks: list[tuple[int, Ink]] = []
    spaces = 0
    for ink in row:
        if ink.space:
            spaces += 1
            blanks.append((len(tokens) - 1, ink))
            continue
        last = tokens[-1] if tokens else None
        if last is not None:
            gap = ink.s0 - last.s1 - last.inks[-1].extra
            parted = gap > NARROWEST_GAP * size if spaces else gap > threshold
            same = ink.patch is last.patch
            if same and (not parted or ink.patch is not None):
                last.inks.append(ink)
                last.s1 = max(last.s1, ink.s1)
                spaces = 0
                continue
            count = max(1, spaces) if parted else 0
            tokens.append(Token([ink], ink.patch, count, spaces, gap, ink.s0, ink.s1))
        else:
            tokens.append(Token([ink], ink.patch, 0, spaces, float("inf"), ink.s0, ink.s1))
        spaces = 0
    return tokens, blanks


def all_inks(segment: Segment) -> Iterator[Ink]:
    for token in segment.tokens:
        yield from token.inks
    for blanks in segment.trailing.values():
        yield from blanks
