"""Patterns and masks through which text or images show: what boxes cannot reach into."""

from __future__ import annotations

import pikepdf
from pikepdf import Name, Object, Stream

from woo_redact.redact.allowed import SHOWING
from woo_redact.redact.content import entry
from woo_redact.redact.streams import ContentError, parse

DEEPEST = 8


class Veils:
    """Remembers per stream whether it paints text or images."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bool] = {}

    def paints(self, stream: object, around: Object, depth: int = 0) -> bool:
        """Does the stream paint text or images, itself or through its forms?"""
        if not isinstance(stream, Stream):
            return False
        if stream.objgen not in self._known:
            self._known[stream.objgen] = self._reads(stream, around, depth)
        return self._known[stream.objgen]

    def _reads(self, stream: Stream, around: Object, depth: int) -> bool:
        own = stream.get("/Resources")
        resources = own if isinstance(own, pikepdf.Dictionary) else around
        try:
            instructions = parse(stream)
        except ContentError:
            return True
        for operands, operator in instructions:
            if operator in SHOWING or operator == "INLINE IMAGE":
                return True
            if operator == "Do":
                thing = entry(resources, "/XObject", str(operands[0]))
                if not isinstance(thing, Stream):
                    continue
                if thing.get("/Subtype") == Name.Image or depth >= DEEPEST:
                    return True
                if self.paints(thing, resources, depth + 1):
                    return True
        return False


def glyphs_show_text(font: Object) -> bool:
    """Does a glyph of a Type3 font show text in another font?"""
    programs = font.get("/CharProcs")
    if not isinstance(programs, pikepdf.Dictionary):
        return False
    try:
        return any(
            operator in SHOWING for _, program in programs.items() for _, operator in parse(program)
        )
    except ContentError:
        return True
