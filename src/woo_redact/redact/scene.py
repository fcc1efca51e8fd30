"""What a page paints and where: every glyph, path and image with the instruction that paints it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf
from pikepdf import Object

from woo_redact.redact.content import entry
from woo_redact.redact.geometry import Matrix, apply, bounds
from woo_redact.redact.metrics import Metrics
from woo_redact.redact.streams import Instruction
from woo_redact.types import Point, Rect

Parts = list[object]
"""The strings and numbers of a TJ array."""


@dataclass(slots=True, eq=False)
class Container:
    """A content stream as painted at one place: the page, or one use of a form.

    ``edits`` replaces instructions by others; what has none stays as it was.
    """

    source: Object | pikepdf.Page
    resources: Object
    instructions: list[Instruction]
    parent: Container | None = None
    at: int = 0
    """The index of the Do in the parent that paints this form."""
    edits: dict[int, list[Instruction]] = field(default_factory=dict)

    def find(self, category: str, name: str) -> Object | None:
        """A resource of this stream, or of what is around it."""
        found = entry(self.resources, category, name)
        if found is None and self.parent is not None:
            return self.parent.find(category, name)
        return found


class TextState(NamedTuple):
    metrics: Metrics | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


class Placed(NamedTuple):
    """A glyph in PDF user space: its pen position, its ink's way along the line, and one em up."""

    code: bytes
    part: int
    """The index in the TJ array of the string that it came from."""
    x: float
    y: float
    along: Point
    up: Point
    pen: float
    """Its place along the baseline in text space, from the start of its operator."""
    step: float
    """How far it moves the pen, in text space, spacing included."""
    space: bool

    def at(self, along: float, up: float) -> Point:
        """A point of the glyph, as parts of its width and of an em above its baseline."""
        return Point(
            self.x + along * self.along.x + up * self.up.x,
            self.y + along * self.along.y + up * self.up.y,
        )


@dataclass(slots=True, eq=False)
class Show:
    """One text-showing operator."""

    container: Container
    index: int
    parts: Parts
    state: TextState
    matrix: Matrix
    """The text matrix at its start."""
    ctm: Matrix
    mcid: int | None
    glyphs: list[Placed]

    @property
    def horizontal(self) -> bool:
        """Writing from left to right in its own frame, unmirrored."""
        if not self.glyphs or self.state.metrics is None or self.state.metrics.vertical:
            return False
        glyph = self.glyphs[0]
        a, b, c, d = self.ctm[0], self.ctm[1], self.ctm[2], self.ctm[3]
        turn = self.matrix[0] * self.matrix[3] - self.matrix[1] * self.matrix[2]
        return (a * d - b * c) * turn > 0 and glyph.up != Point(0.0, 0.0)


class Subpath(NamedTuple):
    first: int
    last: int
    """The instructions that draw it, both included."""
    points: tuple[Point, ...]
    straight: bool
    """Only lines along the axes."""

    @property
    def rect(self) -> Rect:
        return bounds(list(self.points))


@dataclass(slots=True, eq=False)
class Path:
    container: Container
    first: int
    paint: int
    """The index of the painting operator; those from ``first`` on draw the path."""
    operator: str
    clips: bool
    subpaths: list[Subpath]
    ctm: Matrix


@dataclass(slots=True, eq=False)
class Picture:
    """An image; ``matrix`` takes the unit square to user space."""

    container: Container
    index: int
    image: object
    matrix: Matrix
    mcid: int | None

    @property
    def rect(self) -> Rect:
        return bounds([apply(self.matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))])


@dataclass(slots=True, eq=False)
class Scene:
    """``doubts`` says why places in it are not certain."""

    page: Container
    shows: list[Show] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    veiled: list[Rect] = field(default_factory=list)
    """Where paint comes through patterns, masks or glyphs that hold text or images."""
    doubts: set[str] = field(default_factory=set)

    def glyphs(self) -> Iterator[tuple[Show, Placed]]:
        for show in self.shows:
            for glyph in show.glyphs:
                yield show, glyph
