"""Fonts, copied key by key under neutral names."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from functools import partial

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from woo_redact.redact import allowed, charmap
from woo_redact.redact.copier import Copier, pick, plain, plain_int

SFNT_TABLES = frozenset(
    tag.ljust(4).encode()
    for tag in allowed.words(
        "glyf loca head hhea hmtx maxp cvt fpgm prep cmap post OS/2 CFF vhea vmtx"
    )
)
SFNT_KINDS = (b"\0\1\0\0", b"OTTO", b"true")
COLLECTIONS = frozenset(("Identity", "Japan1", "GB1", "CNS1", "Korea1", "KR", "UCS"))
BASE_14 = frozenset(
    allowed.words(
        """Helvetica Helvetica-Bold Helvetica-Oblique Helvetica-BoldOblique Times-Roman Times-Bold
        Times-Italic Times-BoldItalic Courier Courier-Bold Courier-Oblique Courier-BoldOblique
        Symbol ZapfDingbats Arial ArialMT Arial,Bold Arial-BoldMT Arial,Italic Arial-ItalicMT
        Arial,BoldItalic Arial-BoldItalicMT TimesNewRoman TimesNewRomanPSMT TimesNewRoman,Bold
        TimesNewRomanPS-BoldMT TimesNewRoman,Italic TimesNewRomanPS-ItalicMT
        TimesNewRoman,BoldItalic TimesNewRomanPS-BoldItalicMT CourierNew CourierNewPSMT
        CourierNew,Bold CourierNewPS-BoldMT Verdana Verdana-Bold Verdana-Italic Verdana-BoldItalic
        Calibri Calibri-Bold Cambria Georgia Tahoma"""
    )
)
"""Names that a viewer needs in order to find a font that the file does not hold."""

FONT_NAME = re.compile(r"[A-Za-z0-9 ,._-]{1,60}")
PREDEFINED_CMAP = re.compile(r"[A-Za-z0-9]{2,12}(-[A-Za-z0-9]{1,12}){1,3}")

Procedures = Callable[[list[Object], Object], tuple[list[Object], Dictionary]]


def copy_font(copier: Copier, font: Object, procedures: Procedures) -> Object | None:
    """``procedures`` rewrites the contents of Type3 glyphs and gives their resources."""
    return copier.once(font, lambda: _font(copier, font, procedures), "font")


def _font(copier: Copier, font: Object, procedures: Procedures) -> Object:
    made = pick(font, allowed.FONT)
    made.Type = Name.Font
    descriptor = font.get("/FontDescriptor")
    if isinstance(descriptor, pikepdf.Dictionary):
        made.FontDescriptor = _descriptor(copier, descriptor)
    name = _name(copier, font, made)
    if name is not None:
        made.BaseFont = name
    if "/Encoding" in font:
        _encoding(copier, font, made)
    if isinstance(font.get("/ToUnicode"), Stream):
        made.ToUnicode = copier.stream(without_comments(font.ToUnicode.read_bytes()))
    elif str(font.get("/ToUnicode")) in charmap.IDENTITY:
        made.ToUnicode = font.ToUnicode
    if str(font.get("/Subtype")) == "/Type3":
        _type3(copier, font, made, procedures)
    if "/DescendantFonts" in font:
        _descendant(copier, font, made, procedures)
    _identity(copier, font, made)
    return copier.indirect(made)


def _name(copier: Copier, font: Object, made: Dictionary) -> Object | None:
    """The neutral name of an embedded font, the real name of one that a viewer has to find."""
    if str(font.get("/Subtype")) in ("/Type3", "/Type0"):
        return None
    descriptor = made.get("/FontDescriptor")
    if descriptor is not None and is_embedded(descriptor):
        return descriptor.FontName
    name = str(font.get("/BaseFont", "/Helvetica"))[1:].split("+")[-1]
    if name not in BASE_14 and not (FONT_NAME.fullmatch(name) and copier.secrets.clean_name(name)):
        name = substitute(name, plain_int(descriptor, "/Flags"))
    real = Name("/" + name)
    if descriptor is not None:
        descriptor.FontName = real
    return real


def substitute(name: str, flags: int) -> str:
    """The standard font nearest to one that is neither embedded nor standard."""
    low = name.lower()
    bold = "bold" in low or "black" in low
    slanted = "italic" in low or "oblique" in low or bool(flags & 64)
    if "symbol" in low or "dingbat" in low:
        return "ZapfDingbats" if "dingbat" in low else "Symbol"
    if flags & 1 or "mono" in low or "courier" in low:
        family, plain_style, slant = "Courier", "", "Oblique"
    elif flags & 2 or "times" in low or "serif" in low.replace("sansserif", ""):
        family, plain_style, slant = "Times", "-Roman", "Italic"
    else:
        family, plain_style, slant = "Helvetica", "", "Oblique"
    style = ("Bold" if bold else "") + (slant if slanted else "")
    return f"{family}-{style}" if style else family + plain_style


def is_embedded(descriptor: Object) -> bool:
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _descriptor(copier: Copier, descriptor: Object) -> Object:
    copy = copier.once(descriptor, lambda: _new_descriptor(copier, descriptor), "descriptor")
    assert copy is not None  # noqa: S101 - a descriptor holds no descriptor
    return copy


def _new_descriptor(copier: Copier, descriptor: Object) -> Object:
    made = pick(descriptor, allowed.FONT_DESCRIPTOR)
    made.Type = Name.FontDescriptor
    made.FontName = copier.new_font_name()
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        program = descriptor.get(key)
        if isinstance(program, Stream):
            made[key] = copier.once(program, partial(_program, copier, program, key), key)
    return copier.indirect(made)


def _program(copier: Copier, program: Object, key: str) -> Object:
    data = program.read_bytes()
    parms = pick(program, ("/Subtype",))
    if data[:4] in SFNT_KINDS:
        data = strip_sfnt(data)
    if key == "/FontFile":
        parms.Length1 = plain_int(program, "/Length1") or len(data)
        parms.Length2 = plain_int(program, "/Length2")
        parms.Length3 = plain_int(program, "/Length3")
    elif key == "/FontFile2":
        parms.Length1 = len(data)
    return copier.stream(data, parms)


def strip_sfnt(data: bytes) -> bytes:
    """A TrueType or OpenType program with only the tables that paint: no names, no layout."""
    (count,) = struct.unpack(">H", data[4:6])
    tables = []
    for i in range(count):
        entry = data[12 + 16 * i : 28 + 16 * i]
        if len(entry) < 16:
            break
        tag, checksum, offset, size = struct.unpack(">4sIII", entry)
        if tag in SFNT_TABLES:
            tables.append((tag, checksum, data[offset : offset + size]))
    search = 1 << (len(tables).bit_length() - 1) if tables else 0
    header = data[:4] + struct.pack(
        ">HHHH",
        len(tables),
        16 * search,
        max(0, search.bit_length() - 1),
        16 * (len(tables) - search),
    )
    directory, body = b"", b""
    start = 12 + 16 * len(tables)
    for tag, checksum, table in tables:
        directory += struct.pack(">4sIII", tag, checksum, start + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return header + directory + body


def _encoding(copier: Copier, font: Object, made: Dictionary) -> None:
    encoding = font.Encoding
    if isinstance(encoding, Name):
        text = str(encoding)[1:]
        if text in allowed.NAMES or PREDEFINED_CMAP.fullmatch(text):
            made.Encoding = encoding
    elif isinstance(encoding, Stream):
        parms = pick(encoding, ("/WMode",))
        parms.Type, parms.CMapName = Name.CMap, Name("/Own")
        parms.CIDSystemInfo = _collection("Identity")
        made.Encoding = copier.stream(without_comments(encoding.read_bytes()), parms)
    elif isinstance(encoding, pikepdf.Dictionary):
        made.Encoding = pick(encoding, ("/BaseEncoding",))
        made.Encoding.Type = Name.Encoding
        if isinstance(encoding.get("/Differences"), Array):
            made.Encoding.Differences = Array(
                [item for item in encoding.Differences if isinstance(item, int | Name)]
            )


def without_own_names(font: Object) -> None:
    """Takes out glyph names of another kind than every producer writes. Done last, and to fonts
    that stay as they are: the others get new names for their glyphs.
    """
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Dictionary) and "/Differences" in encoding:
        encoding.Differences = Array([_usual(item) for item in encoding.Differences])


def _usual(item: Object | int) -> Object | int:
    known = isinstance(item, int) or charmap.is_usual_name(str(item)[1:])
    return item if known else Name("/.notdef")


def _collection(ordering: str) -> Dictionary:
    return Dictionary(Registry=String("Adobe"), Ordering=String(ordering), Supplement=0)


def _identity(copier: Copier, font: Object, made: Dictionary) -> None:
    """What a CID font says about its glyph numbers."""
    info = font.get("/CIDSystemInfo")
    if isinstance(info, pikepdf.Dictionary):
        ordering = str(info.get("/Ordering", "Identity"))
        made.CIDSystemInfo = _collection(ordering if ordering in COLLECTIONS else "Identity")
        made.CIDSystemInfo.Supplement = plain_int(info, "/Supplement")
    numbers = font.get("/CIDToGIDMap")
    if isinstance(numbers, Stream):
        made.CIDToGIDMap = copier.stream(numbers.read_bytes())
    elif isinstance(numbers, Name):
        made.CIDToGIDMap = Name.Identity


def _descendant(copier: Copier, font: Object, made: Dictionary, procedures: Procedures) -> None:
    children = font.DescendantFonts
    child = children[0] if isinstance(children, Array) and len(children) else None
    if not isinstance(child, pikepdf.Dictionary):
        return
    copy = copy_font(copier, child, procedures)
    if copy is not None:
        made.DescendantFonts = Array([copy])
        made.BaseFont = copy.get("/BaseFont", Name("/Font"))


def _type3(copier: Copier, font: Object, made: Dictionary, procedures: Procedures) -> None:
    made.FontBBox = plain(font.get("/FontBBox")) or Array([0, 0, 0, 0])
    made.FontMatrix = plain(font.get("/FontMatrix")) or Array([0.001, 0, 0, 0.001, 0, 0])
    given = dict(font.get("/CharProcs", {}).items())
    written, resources = procedures(list(given.values()), font.get("/Resources", Dictionary()))
    programs = Dictionary()
    for key, program in zip(given, written, strict=True):
        programs[key] = program
    made.CharProcs, made.Resources = programs, resources


def without_comments(data: bytes) -> bytes:
    return re.sub(rb"(?m)^%.*$", b"", data)
