"""Font channels: what a font still knows of a name that nothing paints any more."""

from __future__ import annotations

import codecs
import io

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from channels.draft import SPOT, Draft, channel, font_file, hexed, text, type0

X, Y = SPOT
REST = "Opgesteld door de afdeling."


@channel("f01", "ToUnicode still lists the letters of the name, in order")
def to_unicode(draft: Draft, name: str) -> None:
    font, glyphs = type0(draft, name + REST, ordered=True)
    _paint_rest(draft, font, glyphs)


@channel("f02", "outlines of the name's letters are still in the font")
def leftover_outlines(draft: Draft, name: str) -> None:
    font, glyphs = type0(draft, name + REST, unicode_of=REST, ordered=True)
    _paint_rest(draft, font, glyphs)


@channel("f03", "a font that only the removed name used", places=1)
def unused_font(draft: Draft, name: str) -> None:
    font, _ = type0(draft, name, ordered=True)
    draft.resource("/Font", "/F2", font)


@channel("f04", "name table of the font program")
def name_table(draft: Draft, name: str) -> None:
    program, _ = font_file(REST)
    made = TTFont(io.BytesIO(program))
    made["name"].setName(f"Handschrift {name}", 4, 3, 1, 0x413)
    stream = io.BytesIO()
    made.save(stream)
    font, glyphs = type0(draft, REST, file=stream.getvalue())
    _paint_rest(draft, font, glyphs)


@channel("f05", "names of the font: base font, family, glyphs", places=3)
def font_names(draft: Draft, name: str) -> None:
    joined = name.replace(" ", "")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{joined}"),
        FontFamily=String(name),
        Flags=32,
        FontBBox=Array([0, 0, 1000, 1000]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=700,
        StemV=80,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name(f"/{joined}"),
        FirstChar=65,
        LastChar=65,
        Widths=Array([600]),
        FontDescriptor=draft.pdf.make_indirect(descriptor),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([65, Name(f"/{joined}")])),
    )
    draft.resource("/Font", "/F2", draft.pdf.make_indirect(font))
    draft.write(text("A", X, Y, 11, "F2"))


@channel("f06", "comment in a ToUnicode map")
def cmap_comment(draft: Draft, name: str) -> None:
    font, glyphs = type0(draft, REST)
    font.ToUnicode.write(b"% " + name.encode() + b"\n" + font.ToUnicode.read_bytes())
    _paint_rest(draft, font, glyphs)


@channel("f07", "the page shows other letters than copying gives")
def false_unicode(draft: Draft, name: str) -> None:
    shown = codecs.encode(name, "rot13")
    font, glyphs = type0(draft, shown)
    lines = "".join(
        f"<{glyphs[s]:04X}> <{ord(c):04X}>\n"
        for s, c in dict(zip(shown, name, strict=True)).items()
    )
    font.ToUnicode.write(
        b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + f"{len(set(shown))} beginbfchar\n{lines}endbfchar endcmap".encode()
    )
    draft.resource("/Font", "/F2", font)
    draft.write(f"BT /F2 11 Tf {X} {Y} Td {hexed(shown, glyphs)} Tj ET\n".encode())


def _paint_rest(draft: Draft, font: object, glyphs: dict[str, int]) -> None:
    draft.resource("/Font", "/F2", font)
    draft.write(f"BT /F2 11 Tf {X} {Y} Td {hexed(REST, glyphs)} Tj ET\n".encode())
