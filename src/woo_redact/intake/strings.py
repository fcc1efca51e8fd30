"""Take whole strings out of a page's own content stream when nothing of them shows.

This touches nothing else on the page, and it can tell a hidden string from a visible one in the
same place, which pointing at the page cannot. Strings in form XObjects, and strings that show in
part, are left to the coarser way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Name, Operator

from woo_redact.intake.letters import Letter
from woo_redact.intake.pens import IDENTITY, Matrix, matrix, times

SHOW: Final = frozenset({"Tj", "TJ", "'", '"'})
NEAR: Final = 0.15
"""In points: how far the computed place of a string may lie from where it was painted."""


class Line(list[tuple[Letter, bool]]):
    """Letters in the order of painting, blanks included, each with whether it is hidden."""


def cut(page: pikepdf.Page, lines: Sequence[Line], to_page: Matrix) -> bytes | None:
    """The content stream without its hidden strings; None where there is none to take out."""
    pen = _Pen(page, lines, to_page)
    for instruction in pikepdf.parse_content_stream(page):
        pen.take(instruction)
    return pikepdf.unparse_content_stream(pen.kept) if pen.dropped else None


class _Pen:
    """Follows the place of the pen through a content stream."""

    def __init__(self, page: pikepdf.Page, lines: Sequence[Line], to_page: Matrix) -> None:
        self.kept: list[Any] = []
        self.dropped = 0
        self._fonts = page.resources.get(Name.Font, Dictionary())
        self._to_page = to_page
        self._starts: dict[tuple[int, int], list[tuple[Line, int]]] = {}
        for line in lines:
            for i, (letter, hidden) in enumerate(line):
                if hidden:
                    x, y = letter.origin
                    self._starts.setdefault((round(x), round(y)), []).append((line, i))
        self._graphics: Matrix = IDENTITY
        self._stack: list[tuple[Matrix, float, float, float, float, Any]] = []
        self._text: Matrix = IDENTITY
        self._line: Matrix = IDENTITY
        self._known = False
        self._size = self._leading = self._rise = 0.0
        self._stretch = 1.0
        self._font: Any = None

    def take(self, instruction: Any) -> None:  # noqa: ANN401
        operator = str(instruction.operator)
        operands = instruction.operands
        if operator in SHOW:
            if operator in ("'", '"'):
                self._next_line(0.0, -self._leading)
            place = self._hidden(operands[-1]) if self._known and len(operands) else None
            self._known = False
            if place is None:
                self.kept.append(instruction)
            else:
                self._leave_gap(operands, operator, place)
            return
        self._follow(operator, operands)
        self.kept.append(instruction)

    def _follow(self, operator: str, operands: Any) -> None:  # noqa: ANN401
        if operator == "q":
            self._stack.append(
                (self._graphics, self._size, self._leading, self._rise, self._stretch, self._font)
            )
        elif operator == "Q" and self._stack:
            (
                self._graphics,
                self._size,
                self._leading,
                self._rise,
                self._stretch,
                self._font,
            ) = self._stack.pop()
        elif operator == "cm" and len(operands) == 6:
            self._graphics = times(matrix(operands), self._graphics)
        elif operator == "BT":
            self._text = self._line = IDENTITY
            self._known = True
        elif operator == "Tm" and len(operands) == 6:
            self._text = self._line = matrix(operands)
            self._known = True
        elif operator in ("Td", "TD") and len(operands) == 2:
            if operator == "TD":
                self._leading = -float(operands[1])
            self._next_line(float(operands[0]), float(operands[1]))
        elif operator == "T*":
            self._next_line(0.0, -self._leading)
        elif operator == "Tf" and len(operands) == 2:
            self._font = self._fonts.get(str(operands[0]))
            self._size = float(operands[1])
        elif len(operands) == 1 and operator in ("TL", "Ts", "Tz"):
            value = float(operands[0])
            if operator == "TL":
                self._leading = value
            elif operator == "Ts":
                self._rise = value
            else:
                self._stretch = value / 100

    def _next_line(self, x: float, y: float) -> None:
        self._text = self._line = times((1.0, 0.0, 0.0, 1.0, x, y), self._line)
        self._known = True

    def _hidden(self, shown: Any) -> tuple[Line, int, int] | None:  # noqa: ANN401
        """The line, first and last letter of a string, where every letter of it is hidden."""
        count = self._count(shown)
        if not count:
            return None
        raised = times((1.0, 0.0, 0.0, 1.0, 0.0, self._rise), self._text)
        x, y = times(times(raised, self._graphics), self._to_page)[4:]
        found = [
            (line, i)
            for column in (-1, 0, 1)
            for row in (-1, 0, 1)
            for line, i in self._starts.get((round(x) + column, round(y) + row), ())
            if abs(line[i][0].origin[0] - x) < NEAR and abs(line[i][0].origin[1] - y) < NEAR
        ]
        for line, i in found:
            letters = line[i : i + count]
            if len(letters) == count and all(hidden for _, hidden in letters):
                return line, i, i + count
        return None

    def _count(self, shown: Any) -> int:  # noqa: ANN401
        """How many glyphs a string shows; none where that takes a character map to know."""
        if not isinstance(self._font, Dictionary):
            return 0
        parts = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
        length = sum(len(bytes(part)) for part in parts if isinstance(part, pikepdf.String))
        if self._font.get(Name.Subtype) != Name.Type0:
            return length
        wide = self._font.get(Name.Encoding) in (Name("/Identity-H"), Name("/Identity-V"))
        return length // 2 if wide else 0

    def _leave_gap(self, operands: Any, operator: str, place: tuple[Line, int, int]) -> None:  # noqa: ANN401
        """Keep the pen where the string would have left it."""
        self.dropped += 1
        if operator == '"':
            self._add("Tw", operands[0])
            self._add("Tc", operands[1])
        if operator in ("'", '"'):
            self._add("T*")
        line, first, stop = place
        if stop < len(line) and self._size and self._stretch:
            (x0, y0), (x1, y1) = line[first][0].origin, line[stop][0].origin
            a, b = times(times(self._text, self._graphics), self._to_page)[:2]
            unit = (a * a + b * b) ** 0.5
            if unit:
                width = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / unit
                self._add("TJ", pikepdf.Array([-1000 * width / self._size / self._stretch]))

    def _add(self, operator: str, *operands: Any) -> None:  # noqa: ANN401
        self.kept.append(pikepdf.ContentStreamInstruction(list(operands), Operator(operator)))


def lines_of(letters: Sequence[Letter], hidden: Sequence[Letter]) -> list[Line]:
    """``letters`` holds blanks too and marks the end of a line by a change of ``line``."""
    gone = Counter(letter.key for letter in hidden)
    lines: dict[int, Line] = {}
    for letter in letters:
        line = lines.setdefault(letter.line, Line())
        blank = letter.text.isspace()
        is_hidden = blank or gone[letter.key] > 0
        if is_hidden and not blank:
            gone[letter.key] -= 1
        line.append((letter, is_hidden))
    return list(lines.values())
