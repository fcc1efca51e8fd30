"""Glyphs of Type 1 and CFF programs, and new CFF programs made of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from fontTools.cffLib import CFFFontSet
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.fontBuilder import FontBuilder
from fontTools.misc import eexec
from fontTools.misc.psCharStrings import T1CharString
from fontTools.pens.basePen import NullPen
from fontTools.pens.t2CharStringPen import T2CharStringPen

from woo_redact.redact.truetype import BadFont, tables_of

UNIT = (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)
NOTDEF = ".notdef"
EEXEC_KEY, CHARSTRING_KEY = 55665, 4330
SUBROUTINE = re.compile(rb"dup\s+(\d+)\s+(\d+)\s+(?:RD|-\||\S+)\s")
CHARSTRING = re.compile(rb"/([^\s/{}()<>\[\]%]+)\s+(\d+)\s+(?:RD|-\||\S+)\s")
ENCODED = re.compile(rb"dup\s+(\d+)\s*/([^\s/]+)\s+put")
MATRIX = re.compile(rb"/FontMatrix\s*\[([^\]]+)\]")
BOX = re.compile(rb"/FontBBox\s*[\[{]([^\]}]+)[\]}]")
NO_BOX = (0.0, 0.0, 0.0, 0.0)
PRECISION = 0.01


class Drawable(Protocol):
    width: float

    def draw(self, pen: object) -> None: ...


@dataclass(frozen=True, slots=True)
class Outlines:
    """The glyphs of a program by name; ``order`` are the names by glyph number, ``cids`` the
    names by CID where the program is keyed by these.
    """

    glyphs: Mapping[str, Drawable]
    order: Sequence[str]
    cids: Mapping[int, str] | None
    encoding: Mapping[int, str]
    matrix: tuple[float, ...]
    box: tuple[float, ...]


def read_cff(data: bytes) -> Outlines:
    """A bare CFF program, or the one inside an OpenType file."""
    if data[:4] == b"OTTO":
        data = tables_of(data).get("CFF ", b"")
    fonts = CFFFontSet()
    try:
        fonts.decompile(io.BytesIO(data), None)
        top = fonts[0]
        top.rawDict.setdefault("charset", 0)
        strings = top.CharStrings
        order = list(top.charset)
        keyed = hasattr(top, "ROS")
        cids = {int(name[3:]): name for name in order if name.startswith("cid")} if keyed else None
        if cids is not None:
            cids[0] = order[0]
        glyphs = {name: strings[name] for name in order}
        encoding = {} if keyed else _encoding_of(top)
        box = tuple(getattr(top, "FontBBox", NO_BOX))
        return Outlines(glyphs, order, cids, encoding, _matrix_of(top), box)
    except Exception as error:  # the decompiler raises whatever it stumbles on
        raise BadFont from error


def _encoding_of(top: object) -> dict[int, str]:
    encoding = getattr(top, "Encoding", "StandardEncoding")
    names = StandardEncoding if isinstance(encoding, str) else encoding
    return {code: name for code, name in enumerate(names) if name and name != NOTDEF}


def _matrix_of(top: object) -> tuple[float, ...]:
    """The font's matrix; a CID-keyed one may give it per group of glyphs."""
    own = getattr(top, "rawDict", {}).get("FontMatrix")
    groups = getattr(top, "FDArray", None)
    if groups is not None and len(groups):
        inner = groups[0].rawDict.get("FontMatrix")
        if inner is not None and own is not None:
            return tuple(inner[i] * own[0] for i in range(6))
        own = own if own is not None else inner
    return tuple(own) if own is not None else UNIT


def read_type1(data: bytes, clear: int, secret: int) -> Outlines:
    """A Type 1 program; the numbers are the lengths of its open and its encrypted part."""
    opened = data[:clear] if 0 < clear < len(data) else data[: data.find(b"eexec") + 6]
    closed = data[len(opened) : len(opened) + secret] if secret else data[len(opened) :]
    try:
        private = _decrypted(closed)
        lead = _number(rb"/lenIV\s+(-?\d+)", private, 4)
        subroutines = _subroutines(private, lead)
        glyphs: dict[str, Drawable] = {}
        at = private.find(b"begin", private.find(b"/CharStrings"))
        for name, code in _coded(private, CHARSTRING, at, lead):
            glyphs[name.decode("latin-1")] = T1CharString(code, subrs=subroutines)
        if not glyphs:
            raise BadFont
        encoding = {int(c): n.decode("latin-1") for c, n in ENCODED.findall(opened)}
        if not encoding:
            encoding = {c: n for c, n in enumerate(StandardEncoding) if n != NOTDEF}
        numbers = MATRIX.search(opened)
        matrix = tuple(float(n) for n in numbers.group(1).split()) if numbers else UNIT
        bounds = BOX.search(opened)
        box = tuple(float(n) for n in bounds.group(1).split()) if bounds else NO_BOX
        return Outlines(glyphs, list(glyphs), None, encoding, matrix, box)
    except (ValueError, IndexError) as error:
        raise BadFont from error


def _decrypted(closed: bytes) -> bytes:
    closed = closed.lstrip(b"\r\n \t") if closed[:1] in b"\r\n \t" else closed
    if re.match(rb"[0-9A-Fa-f\s]{8}", closed[:8]):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", closed)
        closed = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    opened, _ = eexec.decrypt(closed, EEXEC_KEY)
    return bytes(opened[4:])


def _number(pattern: bytes, data: bytes, default: int) -> int:
    match = re.search(pattern, data)
    return int(match.group(1)) if match else default


def _subroutines(private: bytes, lead: int) -> list[T1CharString]:
    start = private.find(b"/Subrs")
    end = private.find(b"/CharStrings")
    found = {int(n): c for n, c in _coded(private, SUBROUTINE, start, lead, end) if start >= 0}
    subroutines: list[T1CharString] = []
    for number in range(max(found, default=-1) + 1):
        subroutines.append(T1CharString(found.get(number, b"\x0b"), subrs=subroutines))
    return subroutines


def _coded(
    private: bytes, pattern: re.Pattern[bytes], at: int, lead: int, end: int = -1
) -> Iterator[tuple[bytes, bytes]]:
    """Entries that say how many bytes of a charstring follow them."""
    stop = end if end >= 0 else len(private)
    match = pattern.search(private, max(at, 0), stop)
    while match:
        size = int(match.group(2))
        code = private[match.end() : match.end() + size]
        if lead >= 0:
            plain, _ = eexec.decrypt(code, CHARSTRING_KEY)
            code = bytes(plain[lead:])
        yield match.group(1), code
        match = pattern.search(private, match.end() + size, stop)


def write_cff(
    outlines: Outlines,
    chosen: Sequence[tuple[str, str]],
    encoding: Mapping[int, str] | None = None,
) -> bytes:
    """A bare program with ``.notdef`` and the chosen glyphs, as pairs of new and old name, in
    this order. ``encoding`` are the new names by code.
    """
    programs = {}
    for fresh, old in [(NOTDEF, NOTDEF), *chosen]:
        glyph = outlines.glyphs.get(old)
        if glyph is None:
            programs[fresh] = T2CharStringPen(0, None).getCharString()
            continue
        try:
            glyph.draw(NullPen())  # a charstring knows its width once it is drawn
            pen = T2CharStringPen(glyph.width, outlines.glyphs, roundTolerance=PRECISION)
            glyph.draw(pen)
            programs[fresh] = pen.getCharString()
        except Exception as error:  # damaged charstrings raise whatever their code says
            raise BadFont from error
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(list(programs))
    builder.setupCFF("Font", {"FontMatrix": list(outlines.matrix)}, programs, {})
    table = builder.font["CFF "]
    top = table.cff[0]
    top.FontBBox = [round(number) for number in outlines.box]
    if encoding is not None:
        top.Encoding = [encoding.get(code, NOTDEF) for code in range(256)]
    return bytes(table.compile(builder.font))


def shape(outlines: Outlines, name: str) -> bytes:
    """Bytes that two glyphs share only if they look alike, to order those without a meaning."""
    glyph = outlines.glyphs.get(name)
    if glyph is None:
        return b""
    pen = T2CharStringPen(0, outlines.glyphs)
    glyph.draw(pen)
    return repr(pen.getCharString().program).encode()
