"""Writes text operators anew: some glyphs gone, some moved, everything after them where it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pikepdf import Array, String

from woo_redact.redact.allowed import SHOWING
from woo_redact.redact.geometry import Matrix
from woo_redact.redact.scene import Container, Placed, Show
from woo_redact.redact.streams import Instruction

EVEN = 12
"""Up to this many thousandths of an em, a step between letters is rounding noise, which on a
touched line still depends on the text that was removed.
"""
COARSE = 10
CLIPPING = 4
"""Text modes from this one on make the glyphs a window for what is painted next."""
NOTHING_SHOWS: list[Instruction] = [([0, 0, 0, 0], "re"), ([], "W"), ([], "n")]
"""An empty window, for text that was one and is gone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of glyphs of one operator; ``shift`` is how far it moves, in PDF user space."""

    first: int
    stop: int
    shift: tuple[float, float] = (0.0, 0.0)
    even: bool = False
    """Without the small steps between letters."""


def rewrite_text(
    container: Container, shows: Sequence[Show], pieces: Mapping[int, list[Piece]]
) -> None:
    """Puts the pieces in place of the operators (by instruction index). What follows in the same
    text object gets positions of its own, since it may have counted on the pen.
    """
    own = {show.index: show for show in shows if show.container is container}
    loose = unclipped = False
    for index, (operands, operator) in enumerate(container.instructions):
        if operator in ("BT", "ET", "Tm"):
            loose = False
            if operator == "ET" and unclipped:
                container.edits[index] = [([], "ET"), *NOTHING_SHOWS]
            unclipped = unclipped and operator == "Tm"
        elif operator in SHOWING and index in own:
            show = own[index]
            if index in pieces:
                loose = True
                unclipped = unclipped or (show.state.mode >= CLIPPING and not pieces[index])
                container.edits[index] = _spacing(operands, operator) + [
                    instruction for piece in pieces[index] for instruction in _emit(show, piece)
                ]
            elif loose:
                whole: list[Instruction] = [
                    (_numbers(show.matrix), "Tm"),
                    ([Array(show.parts)], "TJ"),
                ]
                container.edits[index] = _spacing(operands, operator) + whole
        elif loose and operator in ("Td", "T*"):
            container.edits[index] = []
        elif loose and operator == "TD":
            container.edits[index] = [([-operands[1]], "TL")]


def _spacing(operands: Sequence[object], operator: str) -> list[Instruction]:
    if operator != '"':
        return []
    return [([operands[0]], "Tw"), ([operands[1]], "Tc")]


def _emit(show: Show, piece: Piece) -> list[Instruction]:
    glyphs = show.glyphs[piece.first : piece.stop]
    if not glyphs:
        return []
    return [
        (_numbers(moved_matrix(show, glyphs[0], piece.shift)), "Tm"),
        ([Array(_parts(show, glyphs, piece))], "TJ"),
    ]


def moved_matrix(show: Show, glyph: Placed, shift: tuple[float, float]) -> Matrix:
    """The text matrix that puts the glyph at its place plus the shift."""
    a, b, c, d, e, f = show.matrix
    if show.state.metrics is not None and show.state.metrics.vertical:
        e, f = e + glyph.pen * c, f + glyph.pen * d
    else:
        e, f = e + glyph.pen * a, f + glyph.pen * b
    if shift != (0.0, 0.0):
        p, q, r, s = show.ctm[:4]
        size = p * s - q * r
        e += (shift[0] * s - shift[1] * r) / size
        f += (shift[1] * p - shift[0] * q) / size
    return (a, b, c, d, e, f)


def _parts(show: Show, glyphs: Sequence[Placed], piece: Piece) -> list[object]:
    """The TJ array: codes, and the steps between them that their own widths do not make."""
    parts: list[object] = []
    codes = b""
    for before, glyph in zip([None, *glyphs], glyphs, strict=False):
        step = 0.0 if before is None else _step(show, before, glyph)
        if piece.even:
            step = _evened(step)
        if abs(step) >= 0.01:
            parts += [String(codes), decimal(step, 3)]
            codes = b""
        codes += glyph.code
    return [*parts, String(codes)]


def _evened(step: float) -> float:
    return 0.0 if abs(step) <= EVEN else float(round(step / COARSE) * COARSE)


def even_width(show: Show, first: int, stop: int) -> float:
    """How wide a run of glyphs is in user space when it is written evenly."""
    glyphs = show.glyphs[first:stop]
    last = glyphs[-1]
    unit = show.state.size * show.state.stretch
    pen = 0.0
    for before, glyph in pairwise(glyphs):
        pen += before.step - _evened(_step(show, before, glyph)) * unit / 1000
    a, b = show.matrix[:2]
    p, q, r, s = show.ctm[:4]
    scale = abs(a * p + b * r) + abs(a * q + b * s)
    return abs(pen) * scale + abs(last.along.x) + abs(last.along.y)


def _step(show: Show, before: Placed, glyph: Placed) -> float:
    """The TJ number between two glyphs."""
    unit = show.state.size
    if show.state.metrics is None or not show.state.metrics.vertical:
        unit *= show.state.stretch
    return -(glyph.pen - before.pen - before.step) * 1000 / unit if unit else 0.0


def _numbers(matrix: Matrix) -> list[object]:
    return [decimal(number, 5) for number in matrix]


def decimal(number: float, places: int) -> Decimal:
    return Decimal(f"{number:.{places}f}").normalize() + Decimal(0)
