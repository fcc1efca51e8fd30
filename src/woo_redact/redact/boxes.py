"""The visible boxes: a filled rectangle and, where the style asks it, the ground printed on it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pymupdf
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.basePen import NullPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from woo_redact.types import BoxStyle, Rect

_NAMES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "period",
    "comma",
    "space",
]
GLYPHS = {
    **dict(zip("0123456789., ", _NAMES, strict=True)),
    **{letter: letter for letter in "abcdefghijklmnopqrstuvwxyz"},
}
"""The characters of labels and the names of their glyphs."""

LABEL_FONT, LABEL_NAME = "Label", "/Label"
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
READABLE = 4.5
LARGEST_LABEL = 8.0
SMALLEST_LABEL = 3.0

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Painted:
    """A box to paint, in PDF user space, with the ground it carries."""

    rects: tuple[Rect, ...]
    ground: str
    mcid: int | None
    """The marked content that held the covered text."""


def paint_pages(pdf: Pdf, boxes: Mapping[int, Sequence[Painted]], style: BoxStyle) -> None:
    """Paints the boxes over everything else on their pages."""
    font = _embed(pdf) if style.code and boxes else None
    for number, painted in boxes.items():
        page = pdf.pages[number - 1].obj
        if font is not None:
            if "/Font" not in page.Resources:
                page.Resources.Font = Dictionary()
            page.Resources.Font[LABEL_NAME] = font
        content = b"".join(_box(rect, box.ground, style) for box in painted for rect in box.rects)
        before, after = pdf.make_stream(b"q\n"), pdf.make_stream(b"\nQ\n" + content)
        page.Contents = Array([before, page.Contents, after])


def _box(rect: Rect, ground: str, style: BoxStyle) -> bytes:
    out = [b"q ", _fill(style.fill), _rectangle(rect), b"f\n"]
    if style.edge is not None:
        out += [b"0.5 w ", _stroke(style.edge), _rectangle(_inset(rect, 0.25)), b"S\n"]
    if style.code:
        out.append(_label(rect, ground, style))
    return b"".join([*out, b"Q\n"])


def _inset(rect: Rect, by: float) -> Rect:
    return Rect(rect.x0 + by, rect.y0 + by, rect.x1 - by, rect.y1 - by)


def _label(rect: Rect, ground: str, style: BoxStyle) -> bytes:
    """The ground as text in the middle of its box; none where it cannot be read."""
    text = "".join(c for c in ground if c in GLYPHS)
    natural = sum(widths()[c] for c in text) / 1000
    if not natural:
        return b""
    size = min(LARGEST_LABEL, rect.height * 0.72, (rect.width - 2) / natural)
    if size < SMALLEST_LABEL:
        return b""
    x = rect.x0 + (rect.width - natural * size) / 2
    y = rect.y0 + (rect.height - 0.72 * size) / 2
    ink = readable(style.ink, style.fill)
    return b"".join(
        (
            b"BT ",
            _fill(ink),
            f"{LABEL_NAME} {size:.2f} Tf 0 Tr 0 Tc 0 Tw 100 Tz 0 Ts ".encode(),
            f"1 0 0 1 {x:.2f} {y:.2f} Tm ".encode(),
            b"(" + text.encode("ascii") + b") Tj ET\n",
        )
    )


def readable(ink: Colour, fill: Colour) -> Colour:
    """The ink of the style if it can be read on the fill, else black or white."""
    if contrast(ink, fill) >= READABLE:
        return ink
    return BLACK if contrast(BLACK, fill) >= contrast(WHITE, fill) else WHITE


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _fill(colour: Colour) -> bytes:
    return f"{_numbers(colour)} rg ".encode()


def _stroke(colour: Colour) -> bytes:
    return f"{_numbers(colour)} RG ".encode()


def _rectangle(rect: Rect) -> bytes:
    return f"{_numbers((rect.x0, rect.y0, rect.width, rect.height))} re ".encode()


def _numbers(values: Sequence[float]) -> str:
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") for value in values)


@lru_cache(maxsize=1)
def _program() -> tuple[bytes, dict[str, int]]:
    """The few glyphs of the labels, cut out of the sans serif font that PyMuPDF carries, as a
    bare CFF program, and their widths.
    """
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(pymupdf.Font("helv").buffer), None)
    outlines = fonts[0].CharStrings
    programs, advance = {}, {}
    for name in (".notdef", *GLYPHS.values()):
        outlines[name].draw(NullPen())  # a charstring knows its width once it is drawn
        advance[name] = int(outlines[name].width)
        pen = T2CharStringPen(advance[name], None)
        outlines[name].draw(pen)
        programs[name] = pen.getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(list(programs))
    builder.setupCharacterMap({ord(c): name for c, name in GLYPHS.items()})
    builder.setupCFF(LABEL_FONT, {}, programs, {})
    return builder.font["CFF "].compile(builder.font), {c: advance[n] for c, n in GLYPHS.items()}


def widths() -> dict[str, int]:
    """The width of each character that a label may hold, per 1000 of the size."""
    return _program()[1]


def _embed(pdf: Pdf) -> Object:
    program, advance = _program()
    codes = range(ord(" "), ord("z") + 1)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/LABELS+" + LABEL_FONT),
        Flags=32,
        FontBBox=Array([-200, -250, 1100, 950]),
        ItalicAngle=0,
        Ascent=729,
        Descent=-218,
        CapHeight=729,
        StemV=85,
        FontFile3=pdf.make_indirect(Stream(pdf, program, Dictionary(Subtype=Name.Type1C))),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name("/LABELS+" + LABEL_FONT),
            FirstChar=codes.start,
            LastChar=codes.stop - 1,
            Widths=Array([advance.get(chr(code), 0) for code in codes]),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )
