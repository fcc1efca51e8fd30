"""Which codes of which font the new file still shows, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Name, Object, Pdf, Stream, String

from woo_redact.redact.allowed import SHOWING
from woo_redact.redact.content import entry
from woo_redact.redact.metrics import Metrics
from woo_redact.redact.streams import Streams

Number = tuple[int, int]


@dataclass(slots=True)
class FontUse:
    """A font dictionary with the codes that are shown in it."""

    font: Object
    metrics: Metrics
    codes: set[bytes] = field(default_factory=set)

    @property
    def mapped(self) -> bool:
        """Does the font say of every code what it means?"""
        meaning = self.metrics.meaning
        return all(meaning.get(int.from_bytes(code, "big")) for code in self.codes)


@dataclass(slots=True)
class Place:
    """A content stream: the page or stream that holds it, its resources, and the font that is
    set where it begins.
    """

    holder: Object
    resources: Object
    initial: Number | None
    fonts: set[Number] = field(default_factory=set)


class Usage:
    """Walks through every content stream of a file of our own making."""

    def __init__(self, pdf: Pdf, streams: Streams) -> None:
        self.streams = streams
        self.fonts: dict[Number, FontUse] = {}
        self.places: dict[Number, Place] = {}
        self.ambiguous: set[Number] = set()
        """Fonts of a form that shows text in the font of whoever paints it, where these differ."""
        for page in pdf.pages:
            self._enter(page.obj, page.obj.get("/Resources"), None)

    def _enter(self, holder: Object, resources: object, initial: Number | None) -> None:
        if holder.objgen in self.places:
            place = self.places[holder.objgen]
            if place.initial != initial and place.initial in place.fonts:
                self.ambiguous |= {n for n in (place.initial, initial) if n is not None}
            return
        if not isinstance(resources, pikepdf.Dictionary):
            resources = pikepdf.Dictionary()
        place = Place(holder, resources, initial)
        self.places[holder.objgen] = place
        self._read(place)
        for inner, own in _beside(resources):
            self._enter(inner, own, None)

    def _read(self, place: Place) -> None:
        current, stack = place.initial, []
        for operands, operator in self.streams.read(place.holder):
            if operator == "q":
                stack.append(current)
            elif operator == "Q":
                current = stack.pop() if stack else current
            elif operator == "Tf":
                current = self._font(place.resources, str(operands[0]))
            elif operator == "gs":
                current = self._font_of_state(place.resources, str(operands[0])) or current
            elif operator == "Do":
                form = _form(place.resources, str(operands[0]))
                if form is not None:
                    self._enter(form, form.get("/Resources"), current)
            elif operator in SHOWING and current is not None:
                place.fonts.add(current)
                use = self.fonts[current]
                shown = operands[0] if operator == "TJ" else operands[-1:]
                for part in shown:
                    if isinstance(part, String):
                        use.codes.update(use.metrics.codes(bytes(part)))

    def _font(self, resources: Object, name: str) -> Number | None:
        font = entry(resources, "/Font", name)
        return self._known(font) if isinstance(font, pikepdf.Dictionary) else None

    def _known(self, font: Object) -> Number:
        if font.objgen not in self.fonts:
            self.fonts[font.objgen] = FontUse(font, Metrics(font))
        return font.objgen

    def _font_of_state(self, resources: Object, name: str) -> Number | None:
        state = entry(resources, "/ExtGState", name)
        pair = state.get("/Font") if isinstance(state, pikepdf.Dictionary) else None
        return self._known(pair[0]) if isinstance(pair, Array) else None


def _form(resources: Object, name: str) -> Object | None:
    thing = entry(resources, "/XObject", name)
    return thing if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Form else None


def _beside(resources: Object) -> Iterator[tuple[Object, object]]:
    """The streams that a resource dictionary holds besides its forms, with their resources."""
    for pattern in values_of(resources, "/Pattern"):
        if isinstance(pattern, Stream):
            yield pattern, pattern.get("/Resources")
    for state in values_of(resources, "/ExtGState"):
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and isinstance(mask.get("/G"), Stream):
            yield mask.G, mask.G.get("/Resources")
    for font in values_of(resources, "/Font"):
        programs = font.get("/CharProcs")
        if isinstance(programs, pikepdf.Dictionary):
            for _, program in programs.items():
                yield program, program.get("/Resources")


def values_of(resources: Object, category: str) -> Iterator[Object]:
    things = resources.get(category)
    if isinstance(things, pikepdf.Dictionary):
        for _, thing in things.items():
            yield thing
