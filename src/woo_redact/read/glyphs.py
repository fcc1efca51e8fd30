"""What PyMuPDF paints as text, one glyph at a time, with the frame its line is read in.

MuPDF hands over characters; one glyph that stands for several (a ligature) comes as one wide
character followed by characters without width at the same pen position. Those are put together
again here, so that a box over one letter of a ligature is known to cover all of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pymupdf

from woo_redact.types import Glyph, Point, Quad, Rect

FLAGS: Final = (
    pymupdf.TEXT_IGNORE_ACTUALTEXT
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_COLLECT_VECTORS
)
"""No clip flag: what the file holds is read, wherever it stands. ActualText misplaces text."""

EVERYWHERE: Final = (-1e6, -1e6, 1e6, 1e6)
"""Without a clip of its own, text outside the page is not handed over."""
STROKED_BOLD: Final = 8
UPRIGHT: Final = 0.99999
SOFT_HYPHEN: Final = "\u00ad"
BOLD: Final = pymupdf.TEXT_FONT_BOLD


@dataclass(slots=True)
class Ink:
    """A glyph in the frame of its reading direction: ``left`` to ``right`` along the line,
    ``base`` the height of the baseline, both as displayed.
    """

    glyph: Glyph
    left: float
    right: float
    base: float
    blank: bool
    shown: Rect
    """The upright rectangle as displayed."""
    mark: str = ""
    """The combining character that the glyph stands for when it sits on another one."""
    extra: tuple[Ink, ...] = ()
    """Glyphs that belong to this one: accents set apart, copies that make it bold."""


@dataclass(slots=True)
class Painted:
    """All text of a page by displayed angle in degrees, in the order of the file."""

    runs: dict[int, list[list[Ink]]]
    rules: list[Rect]
    """Drawn shapes, as displayed."""
    _column: float = float("-inf")

    def settle(self, base: float, size: float) -> float:
        """Letters of vertical writing come one by one, each centred for its own width: those
        about as far along as the one before stand in the same column.
        """
        if abs(base - self._column) > size / 2:
            self._column = base
        return self._column


class Frame:
    """From unrotated page points to the page as displayed."""

    def __init__(self, width: float, height: float, rotation: int) -> None:
        self.width = width
        self.height = height
        self.rotation = rotation % 360

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return self.height - y, x
        if self.rotation == 180:
            return self.width - x, self.height - y
        if self.rotation == 270:
            return y, self.width - x
        return x, y

    def direction(self, dx: float, dy: float) -> tuple[float, float]:
        if self.rotation == 90:
            return -dy, dx
        if self.rotation == 180:
            return -dx, -dy
        if self.rotation == 270:
            return dy, -dx
        return dx, dy

    def rect(self, x0: float, y0: float, x1: float, y1: float) -> Rect:
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return Rect(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def back(self, rect: Rect) -> Rect:
        """From the page as displayed to unrotated page points."""
        if self.rotation in (90, 270):
            return Frame(self.height, self.width, -self.rotation).rect(*rect)
        return Frame(self.width, self.height, -self.rotation).rect(*rect)


def paint(page: pymupdf.Page, frame: Frame) -> Painted:
    """Read the glyphs of a page that was set upright (rotation 0)."""
    painted = Painted({}, [])
    for block in page.get_textpage(clip=EVERYWHERE, flags=FLAGS).extractRAWDICT()["blocks"]:
        if block["type"] == 3:
            painted.rules.append(frame.rect(*block["bbox"]))
        for line in block.get("lines", ()):
            _read_line(line, frame, painted)
    _blank_soft_hyphens(painted)
    return painted


def _blank_soft_hyphens(painted: Painted) -> None:
    """LibreOffice paints soft hyphens and blanks with one empty glyph, and says of that glyph
    whichever of the two came first: in such a font every blank reads as a soft hyphen. A soft
    hyphen that shows ends its line.
    """
    runs = [run for group in painted.runs.values() for run in group]
    spaced = {ink.glyph.font for run in runs for ink in run if ink.glyph.text in " \u00a0"}
    inner = {ink.glyph.font for run in runs for ink in run[:-1] if ink.glyph.text == SOFT_HYPHEN}
    for run in runs:
        for ink, after in pairwise([*run, None]):
            if ink is not None and ink.glyph.text == SOFT_HYPHEN:
                hidden = after is not None and after.left - ink.left < 0.1 * ink.glyph.size
                ink.blank = hidden or ink.glyph.font in inner - spaced


def _read_line(line: dict[str, Any], frame: Frame, painted: Painted) -> None:
    dx, dy = line["dir"]
    cos, sin = frame.direction(dx, dy)
    angle = round(math.degrees(math.atan2(sin, cos))) % 360
    upright = dx > UPRIGHT and frame.rotation == 0 and not line["wmode"]
    new = tuple.__new__  # named tuples built the short way: this runs for every letter
    run: list[Ink] = []
    for span in line["spans"]:
        size = span["size"]
        font = span["font"]
        bold = bool(span["flags"] & BOLD or span["char_flags"] & STROKED_BOLD)
        for char in span["chars"]:
            if char["synthetic"]:
                continue
            text = char["c"]
            if run and _continues(run[-1], char):
                _extend(run[-1], text)
                continue
            box = char["bbox"]
            origin = new(Point, char["origin"])
            if upright:
                x0, y0, x1, y1 = box
                corners = (x0, y0), (x1, y0), (x0, y1), (x1, y1)
                quad = new(Quad, [new(Point, corner) for corner in corners])
                glyph = new(Glyph, (text, quad, origin, size, font, bold))
                run.append(Ink(glyph, x0, x1, origin[1], text.isspace(), new(Rect, box)))
                continue
            quad = _quad(dx, dy, span, char)
            glyph = Glyph(text, quad, origin, size, font, bold)
            x, y = frame.point(*(quad.rect.centre if line["wmode"] else origin))
            left, right = _extent(quad, frame, cos, sin)
            base = y * cos - x * sin
            if line["wmode"]:
                base = painted.settle(base, size)
            run.append(Ink(glyph, left, right, base, text.isspace(), frame.rect(*box)))
    if run:
        painted.runs.setdefault(angle, []).append(run)


def _continues(last: Ink, char: dict[str, Any]) -> bool:
    """Is this one more letter of the glyph before it, hence without a width of its own?"""
    x0, y0, x1, y1 = char["bbox"]
    if x1 - x0 > 0.001 < y1 - y0:
        return False
    rect = last.glyph.quad.rect
    if rect.width < 0.001 or rect.height < 0.001 or last.blank:
        return False
    inside: bool = rect.x0 - 0.1 <= x0 <= rect.x1 + 0.1 and rect.y0 - 0.1 <= y0 <= rect.y1 + 0.1
    return inside


def _extend(ink: Ink, text: str) -> None:
    ink.glyph = ink.glyph._replace(text=ink.glyph.text + text)


def _quad(dx: float, dy: float, span: dict[str, Any], char: dict[str, Any]) -> Quad:
    x0, y0, x1, y1 = char["bbox"]
    if dx > UPRIGHT:
        return Quad(Point(x0, y0), Point(x1, y0), Point(x0, y1), Point(x1, y1))
    if dx < -UPRIGHT:
        return Quad(Point(x1, y1), Point(x0, y1), Point(x1, y0), Point(x0, y0))
    if dy < -UPRIGHT:
        return Quad(Point(x0, y1), Point(x0, y0), Point(x1, y1), Point(x1, y0))
    if dy > UPRIGHT:
        return Quad(Point(x1, y0), Point(x1, y1), Point(x0, y0), Point(x0, y1))
    turned = pymupdf.recover_char_quad((dx, dy), span, char)
    return Quad(*(Point(p.x, p.y) for p in (turned.ul, turned.ur, turned.ll, turned.lr)))


def _extent(quad: Quad, frame: Frame, cos: float, sin: float) -> tuple[float, float]:
    """Where the glyph begins and ends along its reading direction."""
    along = []
    for corner in (quad.ll, quad.lr):
        x, y = frame.point(*corner)
        along.append(x * cos + y * sin)
    return min(along), max(along)
