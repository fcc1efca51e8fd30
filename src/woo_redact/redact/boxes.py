"""The visible boxes: a filled rectangle and, where the style asks it, the ground printed on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pymupdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from woo_redact.redact.outlines import read_cff, write_cff
from woo_redact.redact.tagging import Tagger
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
    shown = {
        character
        for painted in boxes.values()
        for box in painted
        for rect in box.rects
        if style.code and _label(rect, box.ground, style)
        for character in _text(box.ground)
    }
    font = _embed(pdf, "".join(sorted(shown))) if shown else None
    tagger = Tagger(pdf)
    for number, painted in boxes.items():
        page = pdf.pages[number - 1].obj
        if font is not None:
            if "/Font" not in page.Resources:
                page.Resources.Font = Dictionary()
            page.Resources.Font[LABEL_NAME] = font
        content = b""
        for box in painted:
            drawn = b"".join(_box(rect, box.ground, style) for rect in box.rects)
            content += tagger.wrap(page, box.mcid, box.ground, drawn)
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


def _text(ground: str) -> str:
    return "".join(character for character in ground if character in GLYPHS)


def _label(rect: Rect, ground: str, style: BoxStyle) -> bytes:
    """The ground as text in the middle of its box; none where it cannot be read."""
    text = _text(ground)
    if not text:
        return b""
    natural = _widths(text) / 1000
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


@lru_cache(maxsize=64)
def _program(characters: str) -> tuple[bytes, dict[str, int]]:
    """The few glyphs of the labels, cut out of the sans serif font that PyMuPDF carries, as a
    bare CFF program, and their widths.
    """
    outlines = read_cff(pymupdf.Font("helv").buffer)
    names = [GLYPHS[character] for character in characters]
    program = write_cff(outlines, [(name, name) for name in names])
    widths = {c: int(outlines.glyphs[GLYPHS[c]].width) for c in characters}
    return program, widths


def _widths(text: str) -> int:
    """The width of a text per 1000 of its size."""
    _, advance = _program("".join(sorted(set(text))))
    return sum(advance[character] for character in text)


def _embed(pdf: Pdf, characters: str) -> Object:
    """The labels' font, with no more glyphs than the labels show."""
    program, advance = _program(characters)
    codes = range(ord(characters[0]), ord(characters[-1]) + 1)
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
