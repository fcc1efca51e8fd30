"""Walks through the content of a page and its forms and notes what is painted where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Stream, String

from woo_redact.redact.allowed import PATH_PAINTING, SHOWING
from woo_redact.redact.content import ContentError, Instruction, parse, standard_font
from woo_redact.redact.copier import is_dictionary, plain
from woo_redact.redact.geometry import IDENTITY, Matrix, apply, multiply
from woo_redact.redact.metrics import Metrics
from woo_redact.redact.scene import (
    Container,
    Path,
    Picture,
    Placed,
    Scene,
    Show,
    Subpath,
    TextState,
)
from woo_redact.types import Point

DEEPEST = 12
FULL_CIRCLE_CURVES = ("c", "v", "y")
DRAWING = frozenset(("m", "l", "h", "re", *FULL_CIRCLE_CURVES))
AXIS_TOLERANCE = 0.02
UNKNOWN_FONT = "een lettertype op deze pagina is niet te meten"


def interpret(page: Page, resources: Object) -> Scene:
    """The scene of a page; raises ContentError where its content cannot be taken apart."""
    container = Container(page, resources, parse(page))
    scene = Scene(container)
    _Walk(scene, {}).walk(container, IDENTITY, TextState(), None, 0)
    return scene


@dataclass(slots=True)
class _Drawing:
    """The path that is being drawn."""

    first: int = -1
    last: int = -1
    clips: bool = False
    subpaths: list[Subpath] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    since: int = 0
    straight: bool = True

    def close(self) -> None:
        if self.points:
            whole = (self.since, self.last, tuple(self.points), self.straight)
            self.subpaths.append(Subpath(*whole))
        self.points, self.straight = [], True


@dataclass(slots=True)
class _State:
    ctm: Matrix
    text: TextState


class _Walk:
    def __init__(self, scene: Scene, fonts: dict[tuple[int, int], Metrics]) -> None:
        self.scene = scene
        self.fonts = fonts

    def walk(
        self,
        container: Container,
        ctm: Matrix,
        text: TextState,
        mcid: int | None,
        depth: int,
    ) -> None:
        state, stack = _State(ctm, text), []
        matrix = line = IDENTITY
        marks: list[int | None] = [mcid]
        drawing = _Drawing()
        for index, (operands, operator) in enumerate(container.instructions):
            if operator in SHOWING:
                if operator == '"':
                    word, char = _f(operands[0]), _f(operands[1])
                    state.text = state.text._replace(word_space=word, char_space=char)
                if operator in ("'", '"'):
                    line = multiply((1, 0, 0, 1, 0, -state.text.leading), line)
                    matrix = line
                parts = list(operands[0]) if operator == "TJ" else [operands[-1]]
                show, moved = self._show(container, index, parts, state, matrix, marks[-1])
                matrix = multiply((1, 0, 0, 1, *moved), matrix)
                self.scene.shows.append(show)
            elif operator in ("Td", "TD"):
                if operator == "TD":
                    state.text = state.text._replace(leading=-_f(operands[1]))
                line = multiply((1, 0, 0, 1, _f(operands[0]), _f(operands[1])), line)
                matrix = line
            elif operator == "Tm":
                matrix = line = _matrix(operands)
            elif operator == "T*":
                line = multiply((1, 0, 0, 1, 0, -state.text.leading), line)
                matrix = line
            elif operator == "BT":
                matrix = line = IDENTITY
            elif operator in DRAWING:
                _draw(drawing, index, operator, operands, state.ctm)
            elif operator in ("W", "W*"):
                drawing.clips = True
            elif operator in PATH_PAINTING or operator == "n":
                drawing.close()
                if drawing.subpaths:
                    path = (drawing.first, index, operator, drawing.clips, drawing.subpaths)
                    self.scene.paths.append(Path(container, *path))
                drawing = _Drawing()
            elif operator == "q":
                stack.append(_State(state.ctm, state.text))
            elif operator == "Q":
                if stack:
                    state = stack.pop()
            elif operator == "cm":
                state.ctm = multiply(_matrix(operands), state.ctm)
            elif operator in TEXT_STATE:
                state.text = TEXT_STATE[operator](state.text, _f(operands[0]))
            elif operator == "Tf":
                metrics = self._metrics(container, str(operands[0]))
                state.text = state.text._replace(metrics=metrics, size=_f(operands[1]))
            elif operator == "gs":
                state.text = self._font_of_state(container, str(operands[0]), state.text)
            elif operator in ("BDC", "BMC"):
                own = _mcid(container, operands)
                marks.append(marks[-1] if own is None else own)
            elif operator == "EMC":
                if len(marks) > 1:
                    marks.pop()
            elif operator == "Do":
                self._do(container, index, str(operands[0]), state, marks[-1], depth)
            elif operator == "INLINE IMAGE":
                picture = Picture(container, index, operands[0], state.ctm, marks[-1])
                self.scene.pictures.append(picture)

    def _show(
        self,
        container: Container,
        index: int,
        parts: list[object],
        state: _State,
        matrix: Matrix,
        mcid: int | None,
    ) -> tuple[Show, tuple[float, float]]:
        """The glyphs of one operator, and how far it moves the pen in text space."""
        text = state.text
        show = Show(container, index, parts, text, matrix, state.ctm, mcid, [])
        metrics = text.metrics
        if metrics is None or not metrics.sure:
            self.scene.doubts.add(UNKNOWN_FONT)
            return show, (0.0, 0.0)
        a, b, c, d, e, f = multiply(matrix, state.ctm)
        size, stretch = text.size, text.stretch
        up = Point(c * size, d * size)
        base = Point(e + c * text.rise, f + d * text.rise)
        pen = 0.0
        for number, part in enumerate(parts):
            if not isinstance(part, String):
                shift = -_f(part) / 1000 * size
                pen += shift if metrics.vertical else shift * stretch
                continue
            for code in metrics.codes(bytes(part)):
                spacing = text.char_space + (text.word_space if code == b" " else 0.0)
                if metrics.vertical:
                    ink = metrics.height(code) * size
                    step = ink + spacing
                    place = Point(base.x + c * pen, base.y + d * pen)
                    along, high = Point(c * ink, d * ink), Point(0.0, 0.0)
                else:
                    ink = metrics.width(code) * size * stretch
                    step = ink + spacing * stretch
                    place = Point(base.x + a * pen, base.y + b * pen)
                    along, high = Point(a * ink, b * ink), up
                space = metrics.is_space(code)
                show.glyphs.append(Placed(code, number, *place, along, high, pen, step, space))
                pen += step
        return show, (0.0, pen) if metrics.vertical else (pen, 0.0)

    def _metrics(self, container: Container, name: str) -> Metrics:
        font = container.find("/Font", name)
        return self._measured(font if is_dictionary(font) else standard_font())  # type: ignore[arg-type]

    def _measured(self, font: Object) -> Metrics:
        if not font.is_indirect:
            return Metrics(font)
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = Metrics(font)
        return self.fonts[font.objgen]

    def _font_of_state(self, container: Container, name: str, text: TextState) -> TextState:
        state = container.find("/ExtGState", name)
        font = state.get("/Font") if isinstance(state, pikepdf.Dictionary) else None
        if not isinstance(font, Array) or len(font) != 2 or not is_dictionary(font[0]):
            return text
        return text._replace(metrics=self._measured(font[0]), size=_f(font[1]))

    def _do(
        self,
        container: Container,
        index: int,
        name: str,
        state: _State,
        mcid: int | None,
        depth: int,
    ) -> None:
        thing = container.find("/XObject", name)
        if not isinstance(thing, Stream):
            return
        kind = thing.get("/Subtype")
        if kind == Name.Image:
            self.scene.pictures.append(Picture(container, index, thing, state.ctm, mcid))
        elif kind == Name.Form and depth < DEEPEST:
            own = thing.get("/Resources")
            resources = own if isinstance(own, pikepdf.Dictionary) else Dictionary()
            matrix = plain(thing.get("/Matrix"))
            inner = state.ctm
            if isinstance(matrix, Array) and len(matrix) == 6:
                inner = multiply(_matrix(list(matrix)), inner)
            form = Container(thing, resources, parse(thing), container, index)
            self.walk(form, inner, state.text, mcid, depth + 1)


def _f(value: object) -> float:
    return float(value)  # type: ignore[arg-type]


def _matrix(operands: list[Object]) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return (a, b, c, d, e, f)


TEXT_STATE: dict[str, Callable[[TextState, float], TextState]] = {
    "Tc": lambda text, value: text._replace(char_space=value),
    "Tw": lambda text, value: text._replace(word_space=value),
    "Tz": lambda text, value: text._replace(stretch=value / 100),
    "TL": lambda text, value: text._replace(leading=value),
    "Ts": lambda text, value: text._replace(rise=value),
    "Tr": lambda text, value: text._replace(mode=int(value)),
}


def _draw(
    drawing: _Drawing, index: int, operator: str, operands: list[Object], ctm: Matrix
) -> None:
    if drawing.first < 0:
        drawing.first = index
    if operator in ("m", "re"):
        drawing.close()
        drawing.since = index
    drawing.last = index
    if operator == "re":
        x, y, width, height = (float(number) for number in operands)
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        points = [apply(ctm, *corner) for corner in corners]
        drawing.points = points
        drawing.straight = _axis_parallel(points[0], points[1]) and _axis_parallel(
            points[1], points[2]
        )
        drawing.close()
        return
    if operator == "h":
        return
    numbers = [float(number) for number in operands]
    points = [apply(ctm, x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    if operator in FULL_CIRCLE_CURVES or (
        drawing.points and not _axis_parallel(drawing.points[-1], points[0])
    ):
        drawing.straight = False
    drawing.points.extend(points)


def _axis_parallel(one: Point, other: Point) -> bool:
    return abs(one.x - other.x) < AXIS_TOLERANCE or abs(one.y - other.y) < AXIS_TOLERANCE


def _mcid(container: Container, operands: list[Object]) -> int | None:
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Name):
        properties = container.find("/Properties", str(properties))
    mcid = plain(properties.get("/MCID")) if is_dictionary(properties) else None  # type: ignore[union-attr]
    return mcid if isinstance(mcid, int) else None


__all__ = ["ContentError", "Instruction", "interpret"]
