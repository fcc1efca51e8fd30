"""Lays a touched line out anew around holes of one fixed width.

The white that a removed name leaves is as telling as the name: of thousands of names only a
handful fit a gap to a hundredth of a point. So each hole gets the same width, and the words of
its segment get one uniform space; a right margin that was flush stays flush. Nothing of the new
places depends on what was removed, but for the words that the line holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from woo_redact.redact.cover import Patch, inks_under
from woo_redact.redact.lines import (
    USUAL_SPACE,
    Frame,
    Ink,
    Segment,
    Token,
    all_inks,
    frame_of,
    inks_of,
    rows,
    segments,
    with_raised,
)
from woo_redact.redact.obstacles import Obstacles, Shape
from woo_redact.redact.rewrite import Piece, even_width
from woo_redact.redact.scene import Scene
from woo_redact.redact.stretch import Stretch
from woo_redact.types import Rect

HOLE = 40.0
"""The width of a box in points: wide enough for a ground, and narrower than most names."""
SMALLER_HOLES = (24.0, 16.0, 11.0)
"""For a line or a cell too full for the usual one."""
NARROWEST_SPACE = 0.21
"""In em; closer together, words are no longer read apart."""
WIDEST_SPACE = 1.2
NARROW_COLUMN = 12.0
"""Lines that are all shorter than this many em do not tell how wide their column is."""
RULE_MARGIN = 1.0
"""How far a box stays from a rule beside it, in points."""
LEAST_BLANKS = 0.02
"""The share of blanks among the glyphs of a page whose writer types them."""
MARGIN, ROUNDING = 1.5, 0.01
"""The same, where the page's own margins are compared, and where sums are."""
FLUSH = 0.7
"""How near to a margin counts as on it, in points."""
BELOW, ABOVE = 0.24, 0.80
"""How far a box reaches below and above the baseline, in em: clear of the neighbouring lines."""


@dataclass(slots=True)
class Moved:
    """A word that was moved: where it stood, in user space, and by how much."""

    rect: Rect
    shift: tuple[float, float]


@dataclass(slots=True)
class Layout:
    """What became of the lines of one page. ``rects`` are the boxes per patch, in user space;
    ``open`` are the patches whose box still shows how wide the text was that it covers.
    """

    pieces: dict[int, list[Piece]] = field(default_factory=dict)
    """Per operator, by its place in the scene; only those that change."""
    rects: dict[int, list[Rect]] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)
    moved: list[Moved] = field(default_factory=list)


def lay_out(scene: Scene, covered: Mapping[int, Mapping[int, Patch]], page: Rect) -> Layout:
    """New places for the words beside the covered glyphs."""
    layout = Layout()
    shifts: dict[tuple[int, int], tuple[float, float]] = {}
    obstacles = Obstacles(scene)
    found = {frame_of(scene.shows[order]) for order in covered}
    for frame in sorted(frame for frame in found if frame is not None):
        inks = inks_of(scene, frame, covered)
        _Page(scene, frame, inks, obstacles, page).relay(layout, shifts)
    for gone in covered.values():
        for patch in gone.values():
            if id(patch) not in layout.rects:
                layout.rects[id(patch)] = inks_under(patch)
                layout.open.add(id(patch))
    touched = set(covered) | {order for order, _ in shifts}
    layout.pieces = {
        order: _pieces(scene, order, covered.get(order, {}), shifts) for order in touched
    }
    return layout


def _pieces(
    scene: Scene,
    order: int,
    gone: Mapping[int, Patch],
    shifts: Mapping[tuple[int, int], tuple[float, float]],
) -> list[Piece]:
    """The operator's remaining glyphs in runs that move alike."""
    runs: list[list[int]] = []
    for number in range(len(scene.shows[order].glyphs)):
        if number in gone:
            continue
        last = runs[-1][-1] if runs else -2
        alike = shifts.get((order, last)) == shifts.get((order, number))
        if last == number - 1 and alike:
            runs[-1].append(number)
        else:
            runs.append([number])
    pieces = []
    for run in runs:
        shift = shifts.get((order, run[0]))
        even = shift is not None
        pieces.append(Piece(run[0], run[-1] + 1, shift or (0.0, 0.0), even=even))
    return pieces


def _half_point(place: float) -> float:
    """Without the writer's own rounding, which depends on what the line held."""
    return round(2 * place) / 2


class _Page:
    """The lines of one writing direction."""

    def __init__(
        self,
        scene: Scene,
        frame: Frame,
        inks: list[Ink],
        obstacles: Obstacles,
        page: Rect,
    ) -> None:
        self.scene = scene
        self.frame = frame
        self.inks = inks
        self.obstacles = obstacles
        self.start, _, self.limit, _ = frame.spans(page)
        self.rows = rows(inks)
        blanks = sum(ink.space for ink in inks)
        self.blanks_typed = blanks >= LEAST_BLANKS * len(inks)
        self.all = [segment for row in self.rows for segment in self._segments(row)]

    def relay(self, layout: Layout, shifts: dict[tuple[int, int], tuple[float, float]]) -> None:
        for row in self.rows:
            if not any(ink.patch is not None for ink in row):
                continue
            if all(self.scene.shows[ink.order].state.mode == 3 for ink in row):
                continue
            full = with_raised(row, self.inks)
            size = median(ink.size for ink in row)
            t = median(ink.t for ink in row)
            cuts = self.obstacles.rules(self.frame, t, size)
            line = self._segments(full, cuts, self._space(row, size))
            for number, segment in enumerate(line):
                if segment.touched:
                    space = self._space(list(all_inks(segment)), segment.size)
                    ends = [cut - RULE_MARGIN for cut in cuts if cut > segment.right - MARGIN]
                    ends += [other.left - space for other in line[number + 1 :][:1]]
                    self._relay_segment(segment, min(ends, default=self.limit), layout, shifts)

    def _segments(
        self, row: list[Ink], cuts: Sequence[float] = (), space: float | None = None
    ) -> list[Segment]:
        return segments(row, cuts, space, blanks_typed=self.blanks_typed)

    def _space(self, row: Sequence[Ink], size: float) -> float:
        """The natural width of a blank in this line's font."""
        known = [ink.s1 - ink.s0 for ink in row if ink.space and ink.s1 > ink.s0]
        return median(known) if known else USUAL_SPACE * size

    def _relay_segment(
        self,
        segment: Segment,
        end: float,
        layout: Layout,
        shifts: dict[tuple[int, int], tuple[float, float]],
    ) -> None:
        """``end`` is how far the segment may reach at most."""
        patches = [token.patch for token in segment.tokens if token.patch is not None]
        if any(patch.exact for patch in patches):
            return
        space = self._space(list(all_inks(segment)), segment.size)
        placed = self._places(segment, min(end, self.limit), space)
        shapes = None if placed is None else self._shapes(segment, placed)
        if placed is None or shapes is None:
            placed = [(token.s0, token.s1 - token.s0) for token in segment.tokens]
            layout.open.update(map(id, patches))
        for token, (start, width) in zip(segment.tokens, placed, strict=True):
            if token.patch is not None:
                rect = self._box(segment, token.patch, start, width)
                layout.rects.setdefault(id(token.patch), []).append(rect)
            elif shapes is not None:
                self._shift(token, start, layout, shifts)
        if shapes is not None:
            self._shift_blanks(segment, shifts)
            stretch = Stretch(self.frame, segment, placed)
            for shape in shapes:
                stretch.apply(shape)

    def _box(self, segment: Segment, patch: Patch, start: float, width: float) -> Rect:
        """The painted box: clear of the lines above and below, but whole over an image."""
        if any(image.intersects(patch.rect) for image in self.obstacles.images):
            return patch.rect
        low = segment.t - BELOW * segment.size
        high = segment.t + ABOVE * segment.size
        return self.frame.rect(start, low, start + width, high)

    def _places(
        self, segment: Segment, end: float, space: float
    ) -> list[tuple[float, float]] | None:
        """Start and width of every token; None where no fixed hole fits. ``end`` is how far the
        line may reach: first it is tried within its column.
        """
        words = [0.0 if t.patch is not None else self._width(t) for t in segment.tokens]
        for hole in (HOLE, *SMALLER_HOLES):
            placed = self._fitted(segment, words, hole, space, min(end, self._column(segment)))
            if placed is not None:
                return placed
        return self._ragged(segment, words, HOLE, space, end)

    def _fitted(
        self,
        segment: Segment,
        words: list[float],
        hole: float,
        space: float,
        end: float,
    ) -> list[tuple[float, float]] | None:
        """Flush with the right margin where the line was, else with its own white."""
        margin = self._margin(segment)
        spaces = sum(token.spaces for token in segment.tokens[1:])
        if margin is not None and spaces:
            step = (margin - segment.left - self._inked(segment, words, hole)) / spaces
            if step < NARROWEST_SPACE * segment.size:
                return None
            if step <= WIDEST_SPACE * segment.size:
                return self._row(segment, segment.left, words, hole, step)
        return self._ragged(segment, words, hole, space, end)

    def _ragged(
        self, segment: Segment, words: list[float], hole: float, space: float, end: float
    ) -> list[tuple[float, float]] | None:
        """With white of its own width, or somewhat narrower, up to an end."""
        inked = self._inked(segment, words, hole)
        spaces = sum(token.spaces for token in segment.tokens[1:])
        room = (end - segment.left - inked) / spaces if spaces else space
        step = max(min(space, room), min(space, NARROWEST_SPACE * segment.size))
        total = inked + spaces * step
        if segment.left + total > end + ROUNDING:
            return None
        return self._row(segment, self._anchor(segment, total), words, hole, step)

    def _inked(self, segment: Segment, words: list[float], hole: float) -> float:
        return sum(words) + hole * sum(token.patch is not None for token in segment.tokens)

    def _column(self, segment: Segment) -> float:
        """How far the other lines reach that begin where this one does. A box alone, and a
        line without others, may take what room there is.
        """
        beside = [
            other.right
            for other in self.all
            if other.t != segment.t and abs(other.left - segment.left) <= FLUSH
        ]
        alone = all(token.patch is not None for token in segment.tokens)
        if alone or not beside:
            return float("inf")
        return max(*beside, segment.left + NARROW_COLUMN * segment.size)

    def _row(
        self, segment: Segment, left: float, words: list[float], hole: float, step: float
    ) -> list[tuple[float, float]]:
        placed = []
        at = left
        for number, (token, width) in enumerate(zip(segment.tokens, words, strict=True)):
            if number:
                at += token.spaces * step
            own = width if token.patch is None else hole
            placed.append((at, own))
            at += own
        return placed

    def _margin(self, segment: Segment) -> float | None:
        """The right margin that the segment's line reaches, if it is justified."""
        near = [
            other.right
            for other in self.all
            if abs(other.right - segment.right) <= FLUSH and other.t != segment.t
        ]
        same_left = sum(
            abs(other.left - segment.left) <= FLUSH
            for other in self.all
            if abs(other.right - segment.right) <= FLUSH and other.t != segment.t
        )
        return median(near) if same_left >= 2 else None

    def _anchor(self, segment: Segment, width: float) -> float:
        """Where the segment begins: at its left, unless it is set to the right or centred, as
        the lines beside it or the margins of the page tell.
        """
        others = [other for other in self.all if other.t != segment.t]
        if any(abs(other.left - segment.left) <= FLUSH for other in others):
            return segment.left
        rights = [o.right for o in others if abs(o.right - segment.right) <= FLUSH]
        if rights:
            return _half_point(median(rights)) - width
        middle = (segment.left + segment.right) / 2
        for other in others:
            if abs((other.left + other.right) / 2 - middle) <= FLUSH:
                return (other.left + other.right) / 2 - width / 2
        margin = min((other.left for other in others), default=segment.left) - self.start
        if abs(self.limit - margin - segment.right) <= MARGIN:
            return self.limit - margin - width
        if abs((self.start + self.limit) / 2 - middle) <= MARGIN:
            return (self.start + self.limit) / 2 - width / 2
        return segment.left

    def _shapes(
        self, segment: Segment, placed: Sequence[tuple[float, float]]
    ) -> list[Shape] | None:
        """Underlines and highlights that go along; None where something is in the way."""
        first = [token.patch is not None for token in segment.tokens].index(True)
        start = min(segment.tokens[first].s0, placed[first][0])
        end = max(segment.right, placed[-1][0] + placed[-1][1])
        whole = (min(segment.left, placed[0][0]), segment.right)
        shapes = self.obstacles.along(self.frame, whole, start, segment.t, segment.size)
        if shapes is None or end <= segment.right:
            return shapes
        beyond = (segment.right, end)
        place = (segment.right, segment.t, segment.size)
        ahead = self.obstacles.along(self.frame, beyond, *place, but=shapes)
        return shapes if ahead == [] else None

    def _runs(self, token: Token) -> list[list[Ink]]:
        """The token's glyphs by operator."""
        runs: list[list[Ink]] = []
        for ink in sorted(token.inks, key=lambda ink: (ink.s0, ink.order, ink.number)):
            last = runs[-1][-1] if runs else None
            if last is not None and last.order == ink.order and last.number + 1 == ink.number:
                runs[-1].append(ink)
            else:
                runs.append([ink])
        return runs

    def _width(self, token: Token) -> float:
        start, end = self._run_places(token)
        return end - start[0] if start else 0.0

    def _run_places(self, token: Token) -> tuple[list[float], float]:
        """New starts of the runs, as if the first stays where it is, and the token's end."""
        starts: list[float] = []
        at = before = token.s0
        end = at
        for run in self._runs(token):
            at += run[0].s0 - before
            starts.append(at)
            show = self.scene.shows[run[0].order]
            width = even_width(show, run[0].number, run[-1].number + 1)
            end = max(end, at + width)
            at += width
            before = run[-1].s1
        return starts, end

    def _shift(
        self,
        token: Token,
        start: float,
        layout: Layout,
        shifts: dict[tuple[int, int], tuple[float, float]],
    ) -> None:
        starts, _ = self._run_places(token)
        for run, place in zip(self._runs(token), starts, strict=True):
            by = start - token.s0 + place - run[0].s0
            shift = (by * self.frame.x, by * self.frame.y)
            for ink in run:
                shifts[(ink.order, ink.number)] = shift
        low, high = min(i.t for i in token.inks), max(i.t + i.size for i in token.inks)
        rect = self.frame.rect(token.s0, low, token.s1, high)
        by = start - token.s0
        layout.moved.append(Moved(rect, (by * self.frame.x, by * self.frame.y)))

    def _shift_blanks(
        self, segment: Segment, shifts: dict[tuple[int, int], tuple[float, float]]
    ) -> None:
        """Blanks go along with the word before them, or else with the one after."""
        for number, blanks in segment.trailing.items():
            order = [*range(number, -1, -1), *range(number + 1, len(segment.tokens))]
            word = next((segment.tokens[n] for n in order if segment.tokens[n].patch is None), None)
            if word is None:
                continue
            last = word.inks[-1]
            for ink in blanks:
                if ink.patch is None:
                    shifts[(ink.order, ink.number)] = shifts[(last.order, last.number)]
