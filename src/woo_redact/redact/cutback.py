"""Fonts cut back to the codes that are still shown, renumbered by what they mean.

Writers number glyphs in the order in which a text first uses them, and list all of them in the
font's map to Unicode. So a font would spell a removed name long after its glyphs are gone from
the page. Here every font gets new codes, glyph numbers, widths and map, in the order of Unicode.
"""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Object, Pdf, Stream, String

from woo_redact.redact.allowed import SHOWING
from woo_redact.redact.codes import Recoding
from woo_redact.redact.content import entry
from woo_redact.redact.fontcopy import without_own_names
from woo_redact.redact.newfont import cut_font
from woo_redact.redact.streams import Instruction, Streams
from woo_redact.redact.truetype import BadFont
from woo_redact.redact.usage import Number, Place, Usage, values_of


@dataclass(frozen=True, slots=True)
class Cut:
    """``untouched`` are the fonts, by object number, that could not be cut back; ``mapped`` says
    whether every font knows what its codes mean.
    """

    untouched: frozenset[Number]
    mapped: bool


def cut_back(pdf: Pdf, streams: Streams) -> Cut:
    """Changes every font of the new file and the strings that are shown in it."""
    usage = Usage(pdf, streams)
    recodings: dict[Number, Recoding] = {}
    untouched = set(usage.ambiguous)
    for place, (number, use) in enumerate(usage.fonts.items()):
        if not use.codes or number in usage.ambiguous:
            continue
        try:
            recodings[number] = cut_font(pdf, use, place)
        except (BadFont, pikepdf.PdfError, ValueError, TypeError, IndexError, KeyError):
            untouched.add(number)
    idle = {number for number, use in usage.fonts.items() if not use.codes}
    moving = {
        number for number, recoding in recodings.items() if any(a != b for a, b in recoding.items())
    }
    for held in usage.places.values():
        if held.fonts & moving or idle:
            _Rewriter(streams, held, usage, recodings, idle).rewrite()
    for number in untouched & usage.fonts.keys():
        without_own_names(usage.fonts[number].font)
    mapped = all(usage.fonts[number].mapped for number in recodings)
    return Cut(frozenset(untouched), mapped)


def pages_with(pdf: Pdf, fonts: frozenset[Number]) -> dict[Number, set[int]]:
    """The pages, by number, that hold each of these fonts."""
    found: dict[Number, set[int]] = {font: set() for font in fonts}
    for number, page in enumerate(pdf.pages, start=1):
        for font in fonts & _fonts_in(page.obj.get("/Resources"), set()):
            found[font].add(number)
    return found


def _fonts_in(resources: object, seen: set[Number]) -> set[Number]:
    if not isinstance(resources, pikepdf.Dictionary):
        return set()
    found = {font.objgen for font in values_of(resources, "/Font")}
    for form in values_of(resources, "/XObject"):
        if form.objgen not in seen:
            seen.add(form.objgen)
            found |= _fonts_in(form.get("/Resources"), seen)
    return found


class _Rewriter:
    """Writes the strings of one content stream in the new codes."""

    def __init__(
        self,
        streams: Streams,
        place: Place,
        usage: Usage,
        recodings: dict[Number, Recoding],
        idle: set[Number],
    ) -> None:
        self.streams = streams
        self.place = place
        self.usage = usage
        self.recodings = recodings
        self.idle = idle

    def rewrite(self) -> None:
        written: list[Instruction] = []
        current, stack = self.place.initial, []
        for operands, operator in self.streams.read(self.place.holder):
            if operator == "q":
                stack.append(current)
            elif operator == "Q":
                current = stack.pop() if stack else current
            elif operator == "Tf":
                current = self._number(entry(self.place.resources, "/Font", str(operands[0])))
                if current in self.idle:
                    continue
            elif operator == "gs":
                state = entry(self.place.resources, "/ExtGState", str(operands[0]))
                pair = state.get("/Font") if isinstance(state, pikepdf.Dictionary) else None
                current = self._number(pair[0]) if isinstance(pair, Array) else current
            elif operator in SHOWING and current in self.recodings:
                operands = [*operands[:-1], self._recoded(operands[-1], current)]
            written.append((operands, operator))
        self._put(written)
        self._drop_idle()

    def _number(self, font: Object | None) -> Number | None:
        return font.objgen if isinstance(font, pikepdf.Dictionary) else None

    def _recoded(self, shown: Object, font: Number) -> Object:
        if isinstance(shown, Array):
            return Array([self._recoded(part, font) for part in shown])
        if not isinstance(shown, String):
            return shown
        recoding = self.recodings[font]
        codes = self.usage.fonts[font].metrics.codes(bytes(shown))
        return String(b"".join(recoding[code] for code in codes))

    def _put(self, written: list[Instruction]) -> None:
        holder = self.place.holder
        self.streams.write(holder if isinstance(holder, Stream) else holder.Contents, written)

    def _drop_idle(self) -> None:
        fonts = self.place.resources.get("/Font")
        if not isinstance(fonts, pikepdf.Dictionary):
            return
        for name in list(fonts.keys()):
            if fonts[name].objgen in self.idle:
                del fonts[name]
        if not len(fonts):
            del self.place.resources["/Font"]
