"""A composite font built anew around the codes that are still shown in it."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from woo_redact.redact import charmap
from woo_redact.redact.codes import Recoding, new_codes
from woo_redact.redact.fontparts import (
    PROGRAMS,
    collection,
    embed,
    ordered,
    own_descriptor,
    rounded,
    tables_inside,
    write_map,
)
from woo_redact.redact.outlines import read_cff, shape, write_cff
from woo_redact.redact.truetype import BadFont, TrueType
from woo_redact.redact.usage import FontUse


def cut_composite(pdf: Pdf, use: FontUse, number: int) -> Recoding:
    return _Composite(pdf, use, number).cut()


class _Composite:
    def __init__(self, pdf: Pdf, use: FontUse, number: int) -> None:
        self.pdf = pdf
        self.use = use
        self.font = use.font
        self.metrics = use.metrics
        children = use.font.get("/DescendantFonts")
        if not isinstance(children, Array) or not len(children):
            raise BadFont
        self.child = children[0]
        self.number = number

    def cut(self) -> Recoding:
        sizes = {len(code) for code in self.use.codes}
        if sizes not in ({1}, {2}) or not self.metrics.sure:
            raise BadFont
        descriptor = self.child.get("/FontDescriptor")
        if not isinstance(descriptor, pikepdf.Dictionary) or not any(
            key in descriptor for key in PROGRAMS
        ):
            return self._not_embedded()
        child = Dictionary()
        for key, value in self.child.items():
            child[key] = value
        descriptor = own_descriptor(child, self.number)
        assert descriptor is not None  # noqa: S101 - it was there a moment ago
        order = self._embed(child, descriptor)
        self._describe(child, order)
        self.font.DescendantFonts = Array([self.pdf.make_indirect(child)])
        self.font.BaseFont = child.BaseFont
        if sizes == {1}:
            return self._in_bytes(order)
        self.font.Encoding = Name("/Identity-V" if self.metrics.vertical else "/Identity-H")
        recoding = {old: (i + 1).to_bytes(2, "big") for i, old in enumerate(order)}
        write_map(self.pdf, self.use, recoding, 2, self.metrics.meaning)
        return recoding

    def _in_bytes(self, order: Sequence[bytes]) -> Recoding:
        """Codes of one byte stay so, since word spacing goes by the byte of the blank."""
        recoding = new_codes(self.use, order)
        glyphs = {recoding[old][0]: i + 1 for i, old in enumerate(order)}
        parms = Dictionary(Type=Name.CMap, CMapName=Name("/Own"), WMode=int(self.metrics.vertical))
        parms.CIDSystemInfo = collection()
        data = charmap.write_byte_map(glyphs)
        self.font.Encoding = self.pdf.make_indirect(Stream(self.pdf, data, parms))
        write_map(self.pdf, self.use, recoding, 1, self.metrics.meaning)
        return recoding

    def _embed(self, child: Object, descriptor: Object) -> list[bytes]:
        program = next(descriptor[key] for key in PROGRAMS if key in descriptor)
        data = program.read_bytes()
        if data[:4] in (b"\0\1\0\0", b"true") or "glyf" in tables_inside(data):
            order, data = self._true_type(data)
            embed(self.pdf, descriptor, "/FontFile2", data, None)
            child.Subtype, child.CIDToGIDMap = Name.CIDFontType2, Name.Identity
        else:
            order, data = self._cff(data)
            embed(self.pdf, descriptor, "/FontFile3", data, Name.CIDFontType0C)
            child.Subtype = Name.CIDFontType0
            if "/CIDToGIDMap" in child:
                del child.CIDToGIDMap
        return order

    def _true_type(self, data: bytes) -> tuple[list[bytes], bytes]:
        program = TrueType(data)
        self._read_meaning(program)
        glyphs = self.child.get("/CIDToGIDMap")
        table = glyphs.read_bytes() if isinstance(glyphs, Stream) else None

        def glyph(code: bytes) -> int:
            cid = self.metrics.cid(code)
            return cid if table is None else int.from_bytes(table[2 * cid : 2 * cid + 2], "big")

        order = ordered(self.use, lambda code: program.glyph(glyph(code)))
        return order, program.subset([glyph(code) for code in order])

    def _read_meaning(self, program: TrueType) -> None:
        """Where the font has no map of its own, viewers read its program's backwards."""
        if self.metrics.meaning or "/CIDToGIDMap" in self.child:
            return
        for (platform, _), codes in sorted(program.maps().items()):
            if platform in (0, 3):
                for character, glyph in codes.items():
                    self.metrics.meaning.setdefault(glyph, chr(character))

    def _cff(self, data: bytes) -> tuple[list[bytes], bytes]:
        outlines = read_cff(data)

        def name(code: bytes) -> str:
            cid = self.metrics.cid(code)
            if outlines.cids is not None:
                return outlines.cids.get(cid, "")
            return outlines.order[cid] if cid < len(outlines.order) else ""

        order = ordered(self.use, lambda code: shape(outlines, name(code)))
        chosen = [(f"g{i + 1}", name(code)) for i, code in enumerate(order)]
        return order, write_cff(outlines, chosen)

    def _describe(self, child: Object, order: Sequence[bytes]) -> None:
        widths = [rounded(1000 * self.metrics.width(code)) for code in order]
        child.W = Array([1, Array(widths)])
        child.CIDSystemInfo = collection()
        if "/W2" in child:
            rows: list[object] = []
            for i, code in enumerate(order):
                given = self.metrics.upright.get(self.metrics.cid(code))
                if given is not None:
                    rows += [i + 1, Array([rounded(number) for number in given])]
            child.W2 = Array(rows)

    def _not_embedded(self) -> Recoding:
        """Its codes mean the same in every file; only the widths say what was used."""
        rows: list[object] = []
        for code in sorted(self.use.codes, key=self.metrics.cid):
            width = rounded(1000 * self.metrics.width(code))
            rows += [self.metrics.cid(code), Array([width])]
        if "/W" in self.child:
            self.child.W = Array(rows)
        recoding = {code: code for code in self.use.codes}
        if isinstance(self.font.get("/ToUnicode"), Stream):
            write_map(self.pdf, self.use, recoding, 2, self.metrics.meaning)
        return recoding
