"""How a font cuts strings into codes and how far each code moves the pen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import pikepdf
import pymupdf
from fontTools import agl
from pikepdf import Array, Name, Object, Stream

from woo_redact.redact import charmap
from woo_redact.redact.copier import plain
from woo_redact.redact.fontcopy import substitute
from woo_redact.redact.veils import glyphs_show_text

BUILT_IN = {
    "Helvetica": "helv",
    "Helvetica-Bold": "hebo",
    "Helvetica-Oblique": "heit",
    "Helvetica-BoldOblique": "hebi",
    "Times-Roman": "tiro",
    "Times-Bold": "tibo",
    "Times-Italic": "tiit",
    "Times-BoldItalic": "tibi",
    "Courier": "cour",
    "Courier-Bold": "cobo",
    "Courier-Oblique": "coit",
    "Courier-BoldOblique": "cobi",
    "Symbol": "symb",
    "ZapfDingbats": "zadb",
}
MILLI = 0.001
SPACES = frozenset((" ", "\u00a0"))


class Metrics:
    """``sure`` is false where code lengths or widths are not known for certain; then nobody can
    say which glyph stands where, and another way has to be found. ``veiled``: its glyphs show text
    in yet another font.
    """

    def __init__(self, font: Object) -> None:
        self.number = font.objgen
        self.sure = True
        self.veiled = False
        self.composite = str(font.get("/Subtype")) == "/Type0"
        self.vertical = False
        self.scale = MILLI
        self._widths: dict[int, float] = {}
        self._default = 0.0
        self._heights: dict[int, float] = {}
        self._default_height = -1000.0
        self.upright: dict[int, list[float]] = {}
        """For vertical writing, per glyph number what /W2 says."""
        self._spaces: set[tuple[int, int]] | None = None
        self._cids: dict[bytes, int] | None = None
        self.meaning = charmap.to_unicode(font)
        if self.composite:
            self._read_composite(font)
        else:
            self._read_simple(font)

    def codes(self, string: bytes) -> Iterator[bytes]:
        """The codes of a shown string."""
        if not self.composite:
            for value in string:
                yield bytes((value,))
        elif self._spaces is None:
            for at in range(0, len(string), 2):
                yield string[at : at + 2]
        else:
            yield from self._by_code_space(string)

    def width(self, code: bytes) -> float:
        """Per unit of font size."""
        number = self.cid(code)
        return self._widths.get(number, self._default) * self.scale

    def height(self, code: bytes) -> float:
        """How far a code of vertical text moves the pen (downwards is negative)."""
        return self._heights.get(self.cid(code), self._default_height) / 1000

    def is_space(self, code: bytes) -> bool:
        text = self.meaning.get(int.from_bytes(code, "big"))
        if text is not None:
            return text in SPACES
        return not self.composite and code == b" "

    def cid(self, code: bytes) -> int:
        """The glyph number of a composite font, the code itself of a simple one."""
        number = int.from_bytes(code, "big")
        return number if self._cids is None else self._cids.get(code, 0)

    # simple fonts

    def _read_simple(self, font: Object) -> None:
        if str(font.get("/Subtype")) == "/Type3":
            self.veiled = glyphs_show_text(font)
            matrix = plain(font.get("/FontMatrix"))
            self.scale = float(matrix[0]) if isinstance(matrix, Array) and len(matrix) else 0.001
        first, widths = plain(font.get("/FirstChar")), plain(font.get("/Widths"))
        if isinstance(widths, Array):
            start = first if isinstance(first, int) else 0
            self._widths = {start + i: float(width) for i, width in enumerate(widths)}
            descriptor = font.get("/FontDescriptor")
            if isinstance(descriptor, pikepdf.Dictionary):
                missing = plain(descriptor.get("/MissingWidth"))
                self._default = float(missing) if isinstance(missing, int | float) else 0.0
        else:
            standard = standard_widths(_standard_name(font))
            names = charmap.glyph_names(font)
            self._widths = {code: standard.get(name, 0.0) for code, name in names.items()}
        names = charmap.stated_names(font)
        if "/FontDescriptor" not in font and not names and self.scale == MILLI:
            names = charmap.glyph_names(font)
        for code, name in names.items():
            if text := charmap.text_of_name(name):
                self.meaning.setdefault(code, text)

    # composite fonts

    def _read_composite(self, font: Object) -> None:
        children = font.get("/DescendantFonts")
        child = children[0] if isinstance(children, Array) and len(children) else None
        if not isinstance(child, pikepdf.Dictionary):
            self.sure = False
            return
        self._read_encoding(font.get("/Encoding"))
        default = plain(child.get("/DW"))
        self._default = float(default) if isinstance(default, int | float) else 1000.0
        self._widths = {cid: values[0] for cid, values in _metrics(child.get("/W"), 1)}
        if self.vertical:
            height = plain(child.get("/DW2"))
            if isinstance(height, Array) and len(height) == 2:
                self._default_height = float(height[1])
            self.upright = dict(_metrics(child.get("/W2"), 3))
            self._heights = {cid: values[0] for cid, values in self.upright.items()}

    def _read_encoding(self, encoding: object) -> None:
        if isinstance(encoding, Name):
            self.vertical = str(encoding).endswith("-V")
            self.sure = str(encoding) in ("/Identity-H", "/Identity-V")
            return
        if not isinstance(encoding, Stream) or "/UseCMap" in encoding:
            self.sure = False
            return
        self.vertical = plain(encoding.get("/WMode")) == 1
        self._spaces, self._cids = set(), {}
        for kind, tokens in charmap.sections(encoding.read_bytes()):
            self._read_section(kind, tokens)

    def _read_section(self, kind: str, tokens: list[bytes | int | str]) -> None:
        assert self._spaces is not None and self._cids is not None  # noqa: S101, PT018
        if kind == "codespacerange":
            for low, high in zip(tokens[::2], tokens[1::2], strict=False):
                if isinstance(low, bytes) and isinstance(high, bytes):
                    self._spaces.add((len(low), int.from_bytes(high, "big")))
        elif kind == "cidchar":
            for code, cid in zip(tokens[::2], tokens[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(cid, int):
                    self._cids[code] = cid
        elif kind == "cidrange":
            for low, high, cid in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
                if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, int):
                    first = int.from_bytes(low, "big")
                    last = min(int.from_bytes(high, "big"), first + charmap.LONGEST_RANGE)
                    for number in range(first, last + 1):
                        self._cids[number.to_bytes(len(low), "big")] = cid + number - first

    def _by_code_space(self, string: bytes) -> Iterator[bytes]:
        lengths = sorted({length for length, _ in self._spaces or ()}) or [2]
        known = self._cids or {}
        at = 0
        while at < len(string):
            size = next((n for n in lengths if string[at : at + n] in known), lengths[-1])
            yield string[at : at + size]
            at += size


def _metrics(array: object, values: int) -> Iterator[tuple[int, list[float]]]:
    """The entries of a /W (one value each) or /W2 (three) array, per glyph number."""
    items = list(array) if isinstance(array, Array) else []
    at = 0
    while at + 1 < len(items):
        first, second = plain(items[at]), items[at + 1]
        if not isinstance(first, int):
            return
        if isinstance(second, Array):
            numbers = [
                float(n) for n in second if isinstance(plain(n), int | float) or n is not None
            ]
            for i in range(len(numbers) // values):
                yield first + i, numbers[i * values : (i + 1) * values]
            at += 2
            continue
        last = plain(second)
        if not isinstance(last, int) or at + 1 + values >= len(items):
            return
        numbers = [float(n) for n in items[at + 2 : at + 2 + values]]
        for cid in range(first, min(last, first + charmap.LONGEST_RANGE) + 1):
            yield cid, numbers
        at += 2 + values


def _standard_name(font: Object) -> str:
    """The standard font that stands in for one without widths."""
    name = str(font.get("/BaseFont", "/Helvetica"))[1:].split("+")[-1]
    descriptor = font.get("/FontDescriptor")
    flags = plain(descriptor.get("/Flags")) if isinstance(descriptor, pikepdf.Dictionary) else 0
    return name if name in BUILT_IN else substitute(name, flags if isinstance(flags, int) else 0)


@lru_cache(maxsize=16)
def standard_widths(name: str) -> Mapping[str, float]:
    """The widths by glyph name of a font that every viewer has."""
    font = pymupdf.Font(BUILT_IN[name])
    return {
        glyph: 1000 * font.glyph_advance(code)
        for glyph, code in agl.AGL2UV.items()
        if font.has_glyph(code)
    }
