"""Walks through the content of a page and its forms and notes what is painted where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Stream, String

from woo_redact.redact.allowed import PATH_PAINTING, SHOWING
from woo_redact.redact.content import standard_font
from woo_redact.redact.copier import is_dictionary, plain
from woo_redact.redact.geometry import IDENTITY, Matrix, apply, bounds, multiply, transformed
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
from woo_redact.redact.streams import parse
from woo_redact.redact.veils import Veils
from woo_redact.types import Point, Rect

DEEPEST = 12
CURVES = ("c", "v", "y")
AXIS_TOLERANCE = 0.02
UNKNOWN_FONT = "een lettertype op deze pagina is niet te meten"

Operands = list[Any]


def interpret(page: Page, resources: Object) -> Scene:
    """The scene of a page; raises ContentError where its content cannot be taken apart."""
    container = Container(page, resources, parse(page))
    scene = Scene(container)
    _Walk(scene, container, _State(), None, 0, {}, Veils()).run()
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

    def extend(self, points: list[Point], *, curved: bool) -> None:
        if curved or (self.points and not _axis_parallel(self.points[-1], points[0])):
            self.straight = False
        self.points.extend(points)


@dataclass(slots=True)
class _State:
    """The part of the graphics state that matters. ``filled`` and ``masked``: paint comes through
    a pattern or a mask that itself holds text or images.
    """

    ctm: Matrix = IDENTITY
    text: TextState = field(default_factory=TextState)
    filled: bool = False
    masked: bool = False


class _Walk:
    """The way through one content stream."""

    def __init__(
        self,
        scene: Scene,
        container: Container,
        state: _State,
        mcid: int | None,
        depth: int,
        fonts: dict[tuple[int, int], Metrics],
        veils: Veils,
    ) -> None:
        self.scene = scene
        self.container = container
        self.state = state
        self.depth = depth
        self.fonts = fonts
        self.veils = veils
        self.stack: list[_State] = []
        self.matrix: Matrix = IDENTITY
        self.line: Matrix = IDENTITY
        self.marks = [mcid]
        self.drawing = _Drawing()

    def run(self) -> None:
        for index, (operands, operator) in enumerate(self.container.instructions):
            step = STEPS.get(operator)
            if step is not None:
                step(self, index, operands, operator)

    # state

    def push(self, _index: int, _operands: Operands, _operator: str) -> None:
        self.stack.append(replace(self.state))

    def pop(self, _index: int, _operands: Operands, _operator: str) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def transform(self, _index: int, operands: Operands, _operator: str) -> None:
        self.state.ctm = multiply(_matrix(operands), self.state.ctm)

    def colour(self, _index: int, operands: Operands, operator: str) -> None:
        name = operands[-1] if operands and operator == "scn" else None
        self.state.filled = False
        if isinstance(name, Name):
            pattern = self.container.find("/Pattern", str(name))
            self.state.filled = self.veils.paints(pattern, self.container.resources)

    def graphics_state(self, _index: int, operands: Operands, _operator: str) -> None:
        state = self.container.find("/ExtGState", str(operands[0]))
        if not isinstance(state, pikepdf.Dictionary):
            return
        mask = state.get("/SMask")
        if mask is not None:
            group = mask.get("/G") if isinstance(mask, pikepdf.Dictionary) else None
            self.state.masked = self.veils.paints(group, self.container.resources)
        font = state.get("/Font")
        if isinstance(font, Array) and len(font) == 2 and is_dictionary(font[0]):
            metrics, size = self._measured(font[0]), float(font[1])
            self.state.text = self.state.text._replace(metrics=metrics, size=size)

    # marked content

    def mark(self, _index: int, operands: Operands, _operator: str) -> None:
        own = self._mcid(operands)
        self.marks.append(self.marks[-1] if own is None else own)

    def unmark(self, _index: int, _operands: Operands, _operator: str) -> None:
        if len(self.marks) > 1:
            self.marks.pop()

    def _mcid(self, operands: Operands) -> int | None:
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, Name):
            properties = self.container.find("/Properties", str(properties))
        if not isinstance(properties, pikepdf.Dictionary):
            return None
        mcid = plain(properties.get("/MCID"))
        return mcid if isinstance(mcid, int) else None

    # text

    def text_state(self, _index: int, operands: Operands, operator: str) -> None:
        self.state.text = TEXT_STATE[operator](self.state.text, float(operands[0]))

    def font(self, _index: int, operands: Operands, _operator: str) -> None:
        font = self.container.find("/Font", str(operands[0]))
        metrics = self._measured(font if is_dictionary(font) else standard_font())  # type: ignore[arg-type]
        self.state.text = self.state.text._replace(metrics=metrics, size=float(operands[1]))

    def _measured(self, font: Object) -> Metrics:
        if not font.is_indirect:
            return Metrics(font)
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = Metrics(font)
        return self.fonts[font.objgen]

    def begin_text(self, _index: int, _operands: Operands, _operator: str) -> None:
        self.matrix = self.line = IDENTITY

    def place(self, _index: int, operands: Operands, _operator: str) -> None:
        self.matrix = self.line = _matrix(operands)

    def next_line(self, _index: int, operands: Operands, operator: str) -> None:
        if operator == "T*":
            self._down()
            return
        x, y = float(operands[0]), float(operands[1])
        if operator == "TD":
            self.state.text = self.state.text._replace(leading=-y)
        self.matrix = self.line = multiply((1, 0, 0, 1, x, y), self.line)

    def _down(self) -> None:
        self.matrix = self.line = multiply((1, 0, 0, 1, 0, -self.state.text.leading), self.line)

    def show(self, index: int, operands: Operands, operator: str) -> None:
        if operator == '"':
            word, char = float(operands[0]), float(operands[1])
            self.state.text = self.state.text._replace(word_space=word, char_space=char)
        if operator in ("'", '"'):
            self._down()
        parts = list(operands[0]) if operator == "TJ" else [operands[-1]]
        text, ctm = self.state.text, self.state.ctm
        show = Show(self.container, index, parts, text, self.matrix, ctm, self.marks[-1], [])
        moved = self._set(show)
        self.matrix = multiply((1, 0, 0, 1, *moved), self.matrix)
        self.scene.shows.append(show)
        veiled = self.state.filled or self.state.masked
        if show.glyphs and (veiled or (text.metrics is not None and text.metrics.veiled)):
            ends = [glyph.at(x, y) for glyph in show.glyphs for x in (0, 1) for y in (0, 1)]
            self.scene.veiled.append(bounds(ends))

    def _set(self, show: Show) -> tuple[float, float]:
        """Gives the operator its glyphs; how far it moves the pen in text space."""
        text, metrics = show.state, show.state.metrics
        if metrics is None or not metrics.sure:
            self.scene.doubts.add(UNKNOWN_FONT)
            return (0.0, 0.0)
        a, b, c, d, e, f = multiply(show.matrix, show.ctm)
        size, stretch, rise = text.size, text.stretch, text.rise
        up = Point(0.0, 0.0) if metrics.vertical else Point(c * size, d * size)
        x, y = e + c * rise, f + d * rise
        pen_x, pen_y = (c, d) if metrics.vertical else (a, b)
        pen = 0.0
        for number, part in enumerate(show.parts):
            if not isinstance(part, String):
                shift = -float(part) / 1000 * size  # type: ignore[arg-type]
                pen += shift if metrics.vertical else shift * stretch
                continue
            for code in metrics.codes(bytes(part)):
                spacing = text.char_space + (text.word_space if code == b" " else 0.0)
                if metrics.vertical:
                    ink = metrics.height(code) * size
                    step = ink + spacing
                else:
                    ink = metrics.width(code) * size * stretch
                    step = ink + spacing * stretch
                place = (x + pen_x * pen, y + pen_y * pen)
                along = Point(pen_x * ink, pen_y * ink)
                space = metrics.is_space(code)
                show.glyphs.append(Placed(code, number, *place, along, up, pen, step, space))
                pen += step
        return (0.0, pen) if metrics.vertical else (pen, 0.0)

    # paths and images

    def rectangle(self, index: int, operands: Operands, _operator: str) -> None:
        self._begin(index)
        x, y, width, height = (float(number) for number in operands)
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        points = [apply(self.state.ctm, *corner) for corner in corners]
        self.drawing.extend(points[:1], curved=False)
        for point in points[1:]:
            self.drawing.extend([point], curved=False)
        self.drawing.close()

    def move(self, index: int, operands: Operands, operator: str) -> None:
        self._begin(index)
        self.draw(index, operands, operator)

    def _begin(self, index: int) -> None:
        drawing = self.drawing
        if drawing.first < 0:
            drawing.first = index
        drawing.close()
        drawing.since = drawing.last = index

    def draw(self, index: int, operands: Operands, operator: str) -> None:
        drawing = self.drawing
        if drawing.first < 0:
            drawing.first = drawing.since = index
        drawing.last = index
        numbers = [float(number) for number in operands]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        points = [apply(self.state.ctm, x, y) for x, y in pairs]
        if points:
            drawing.extend(points, curved=operator in CURVES)

    def clip(self, _index: int, _operands: Operands, _operator: str) -> None:
        self.drawing.clips = True

    def paint(self, index: int, _operands: Operands, operator: str) -> None:
        drawing = self.drawing
        drawing.close()
        self.drawing = _Drawing()
        if not drawing.subpaths:
            return
        path = (drawing.first, index, operator, drawing.clips, drawing.subpaths)
        self.scene.paths.append(Path(self.container, *path, self.state.ctm))
        if operator != "n" and (self.state.masked or self.state.filled):
            self.scene.veiled += [subpath.rect for subpath in drawing.subpaths]

    def inline_image(self, index: int, operands: Operands, _operator: str) -> None:
        self._picture(index, operands[0])

    def _picture(self, index: int, image: object) -> None:
        picture = Picture(self.container, index, image, self.state.ctm, self.marks[-1])
        self.scene.pictures.append(picture)
        if self.state.masked:
            self.scene.veiled.append(picture.rect)

    def paint_object(self, index: int, operands: Operands, _operator: str) -> None:
        thing = self.container.find("/XObject", str(operands[0]))
        if not isinstance(thing, Stream):
            return
        kind = thing.get("/Subtype")
        if kind == Name.Image:
            self._picture(index, thing)
        elif kind == Name.Form and self.depth < DEEPEST:
            self._form(index, thing)

    def _form(self, index: int, form: Stream) -> None:
        own = form.get("/Resources")
        resources = own if isinstance(own, pikepdf.Dictionary) else Dictionary()
        state = replace(self.state)
        matrix, box = plain(form.get("/Matrix")), plain(form.get("/BBox"))
        if isinstance(matrix, Array) and len(matrix) == 6:
            state.ctm = multiply(_matrix(list(matrix)), state.ctm)
        if state.masked and isinstance(box, Array) and len(box) == 4:
            area = Rect(*(float(number) for number in box))
            self.scene.veiled.append(transformed(state.ctm, area))
        inner = Container(form, resources, parse(form), self.container, index)
        rest = (self.marks[-1], self.depth + 1, self.fonts, self.veils)
        _Walk(self.scene, inner, state, *rest).run()


def _matrix(operands: Operands) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return (a, b, c, d, e, f)


def _axis_parallel(one: Point, other: Point) -> bool:
    return abs(one.x - other.x) < AXIS_TOLERANCE or abs(one.y - other.y) < AXIS_TOLERANCE


TEXT_STATE: dict[str, Callable[[TextState, float], TextState]] = {
    "Tc": lambda text, value: text._replace(char_space=value),
    "Tw": lambda text, value: text._replace(word_space=value),
    "Tz": lambda text, value: text._replace(stretch=value / 100),
    "TL": lambda text, value: text._replace(leading=value),
    "Ts": lambda text, value: text._replace(rise=value),
    "Tr": lambda text, value: text._replace(mode=int(value)),
}

STEPS: dict[str, Callable[[_Walk, int, Operands, str], None]] = {
    **dict.fromkeys(SHOWING, _Walk.show),
    **dict.fromkeys(TEXT_STATE, _Walk.text_state),
    **dict.fromkeys(("Td", "TD", "T*"), _Walk.next_line),
    **dict.fromkeys(("l", "h", *CURVES), _Walk.draw),
    **dict.fromkeys(("W", "W*"), _Walk.clip),
    **dict.fromkeys((*PATH_PAINTING, "n"), _Walk.paint),
    **dict.fromkeys(("g", "rg", "k", "cs", "sc", "scn"), _Walk.colour),
    **dict.fromkeys(("BDC", "BMC"), _Walk.mark),
    "EMC": _Walk.unmark,
    "q": _Walk.push,
    "Q": _Walk.pop,
    "cm": _Walk.transform,
    "gs": _Walk.graphics_state,
    "Tf": _Walk.font,
    "BT": _Walk.begin_text,
    "Tm": _Walk.place,
    "re": _Walk.rectangle,
    "m": _Walk.move,
    "Do": _Walk.paint_object,
    "INLINE IMAGE": _Walk.inline_image,
}
