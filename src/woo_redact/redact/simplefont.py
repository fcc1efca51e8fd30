"""A simple font built anew around the codes that are still shown in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from woo_redact.redact import charmap
from woo_redact.redact.codes import Recoding, names_its_code, new_codes
from woo_redact.redact.copier import plain, plain_int
from woo_redact.redact.fontparts import (
    LAST,
    PROGRAMS,
    differences_of,
    embed,
    ordered,
    own_descriptor,
    rounded,
    tables_inside,
    write_map,
)
from woo_redact.redact.outlines import NOTDEF, Outlines, read_cff, read_type1, shape, write_cff
from woo_redact.redact.truetype import TrueType, write_maps
from woo_redact.redact.usage import FontUse

SYMBOLIC, NONSYMBOLIC = 4, 32
PRIVATE_PLANES = (0, 0xF000, 0xF100, 0xF200)


def cut_simple(pdf: Pdf, use: FontUse, number: int) -> Recoding:
    return _Simple(pdf, use, number).cut()


class _Simple:
    def __init__(self, pdf: Pdf, use: FontUse, number: int) -> None:
        self.pdf = pdf
        self.use = use
        self.font = use.font
        self.descriptor = own_descriptor(use.font, number)
        self.stated = charmap.to_unicode(use.font)

    def cut(self) -> Recoding:
        descriptor = self.descriptor
        key = next((k for k in PROGRAMS if descriptor is not None and k in descriptor), None)
        if descriptor is None or key is None:
            recoding = {code: code for code in self.use.codes}
            self._keep_encoding()
        else:
            program = descriptor[key]
            data = program.read_bytes()
            if data[:4] in (b"\0\1\0\0", b"true") or "glyf" in tables_inside(data):
                recoding = self._true_type(data, descriptor)
            elif key == "/FontFile":
                clear, secret = (plain_int(program, f"/Length{i}") for i in (1, 2))
                recoding = self._outlined(read_type1(data, clear, secret), descriptor)
            else:
                recoding = self._outlined(read_cff(data), descriptor)
        self._widths(recoding)
        _map_anew(self.pdf, self.use, recoding, self.stated)
        return recoding

    def _widths(self, recoding: Recoding) -> None:
        if "/Widths" not in self.font:
            return
        widths = {new[0]: self.use.metrics.width(old) for old, new in recoding.items()}
        first, last = min(widths), max(widths)
        unit = self.use.metrics.scale
        row = [rounded(widths.get(code, 0) / unit) for code in range(first, last + 1)]
        self.font.FirstChar, self.font.LastChar = first, last
        self.font.Widths = Array(row)
        if self.descriptor is not None and "/MissingWidth" in self.descriptor:
            del self.descriptor["/MissingWidth"]

    def _keep_encoding(self) -> None:
        """The names that /Differences gives, for the codes still shown."""
        encoding = self.font.get("/Encoding")
        if not isinstance(encoding, pikepdf.Dictionary):
            return
        names = charmap.differences(encoding.get("/Differences"))
        kept = {code[0]: names[code[0]] for code in self.use.codes if code[0] in names}
        known = {c: n if charmap.is_usual_name(n) else NOTDEF for c, n in kept.items()}
        self._encode(known)

    def _encode(self, names: Mapping[int, str]) -> None:
        """An encoding on the old base, with these names."""
        encoding = self.font.get("/Encoding")
        made = Dictionary(Type=Name.Encoding)
        base = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
        if base is not None:
            made.BaseEncoding = base
        if names:
            made.Differences = differences_of(names)
        self.font.Encoding = made

    # TrueType

    def _true_type(self, data: bytes, descriptor: Object) -> Recoding:
        program = TrueType(data)
        maps = program.maps()
        if "/Encoding" in self.font:
            return self._by_name(program, maps, descriptor)
        direct = maps.get((3, 0)), maps.get((1, 0))
        if not any(direct) or (3, 1) in maps:
            return self._by_name(program, maps, descriptor)

        def glyph(code: bytes) -> int:
            for plane in PRIVATE_PLANES:
                if direct[0] and plane + code[0] in direct[0]:
                    return direct[0][plane + code[0]]
            return (direct[1] or {}).get(code[0], 0)

        order = ordered(self.use, lambda code: program.glyph(glyph(code)))
        recoding = new_codes(self.use, order)
        codes = {recoding[code][0]: i + 1 for i, code in enumerate(order) if glyph(code)}
        table = write_maps({(1, 0): codes, (3, 0): {0xF000 + c: g for c, g in codes.items()}})
        subset = program.subset([glyph(code) for code in order], table)
        embed(self.pdf, descriptor, "/FontFile2", subset, None)
        descriptor.Flags = _flags(descriptor) & ~NONSYMBOLIC | SYMBOLIC
        return recoding

    def _by_name(
        self,
        program: TrueType,
        maps: Mapping[tuple[int, int], Mapping[int, int]],
        descriptor: Object,
    ) -> Recoding:
        """Keeps codes and encoding, and of every character map the entries that a viewer could
        look up for these codes.
        """
        names = charmap.glyph_names(self.font)
        spelled = program.names()
        kept: dict[tuple[int, int], dict[int, int]] = {key: {} for key in maps}
        by_name: dict[str, int] = {}
        meaning: dict[int, str] = {}
        for code in self.use.codes:
            name = names.get(code[0], "")
            text = self.use.metrics.meaning.get(code[0]) or LAST
            for key, place in _lookups(code[0], name):
                glyph = maps.get(key, {}).get(place)
                if glyph:
                    kept[key][place] = glyph
                    meaning.setdefault(glyph, text)
            if name in spelled and charmap.is_usual_name(name):
                by_name[name] = spelled[name]
                meaning.setdefault(spelled[name], text)
        order = sorted(meaning, key=lambda glyph: (meaning[glyph], program.glyph(glyph)))
        fresh = {glyph: i + 1 for i, glyph in enumerate(order)}
        table = write_maps(
            {key: {p: fresh[g] for p, g in codes.items()} for key, codes in kept.items()}
        )
        back = {glyph: name for name, glyph in by_name.items()}
        subset = program.subset(order, table, [back.get(glyph, ".notdef") for glyph in order])
        embed(self.pdf, descriptor, "/FontFile2", subset, None)
        self._keep_encoding()
        return {code: code for code in self.use.codes}

    # Type 1 and CFF

    def _outlined(self, outlines: Outlines, descriptor: Object) -> Recoding:
        names = charmap.glyph_names(self.font, outlines.encoding)
        meaning = self.use.metrics.meaning
        for code in self.use.codes:
            if text := charmap.text_of_name(names.get(code[0], "")):
                meaning.setdefault(code[0], text)
        order = ordered(self.use, lambda code: shape(outlines, names.get(code[0], "")))
        recoding = new_codes(self.use, order, names)
        fresh: dict[str, str] = {}
        fresh_names = _neutral_names(names.values())
        for code in order:
            name = names.get(code[0], "")
            own = _tells_nothing(name, code, recoding[code], meaning.get(code[0]))
            fresh.setdefault(name, name if own else next(fresh_names))
        shown = {recoding[code][0]: fresh[names.get(code[0], "")] for code in order}
        chosen = [(new, old) for old, new in fresh.items() if old != NOTDEF]
        data = write_cff(outlines, chosen, shown)
        embed(self.pdf, descriptor, "/FontFile3", data, Name.Type1C)
        self.font.Subtype = Name.Type1
        stated = charmap.stated_names(self.font)
        if any(old != new for old, new in recoding.items()):
            self.font.Encoding = Dictionary(Type=Name.Encoding, Differences=differences_of(shown))
        elif any(shown.get(code, name) != name for code, name in stated.items()):
            self._encode({code: name for code, name in shown.items() if code in stated})
        elif isinstance(self.font.get("/Encoding"), pikepdf.Dictionary):
            listed = charmap.differences(self.font.Encoding.get("/Differences"))
            self._encode({code: name for code, name in shown.items() if code in listed})
        return recoding


def _neutral_names(taken: Iterable[str]) -> Iterator[str]:
    """Names for glyphs that no other one has, and in which no reader sees a character: these
    take ``s65`` for the letter at 65.
    """
    used = set(taken)
    for number in count():
        name = "q" + "".join(chr(97 + number // 26**place % 26) for place in (2, 1, 0))
        if name not in used:
            yield name


def _tells_nothing(name: str, old: bytes, new: bytes, meaning: str | None) -> bool:
    """Is a glyph's name only what its code or its meaning says too?"""
    if old == new and names_its_code(name, old[0]):
        return True
    return charmap.is_known_name(name) and charmap.text_of_name(name) == (meaning or "")


def _map_anew(pdf: Pdf, use: FontUse, recoding: Recoding, stated: Mapping[int, str]) -> None:
    """A map to Unicode where the font had one, or now needs one."""
    if any(old != new for old, new in recoding.items()):
        write_map(pdf, use, recoding, 1, use.metrics.meaning)
    elif "/ToUnicode" in use.font:
        write_map(pdf, use, recoding, 1, stated)


def cut_type3(pdf: Pdf, use: FontUse) -> Recoding:
    """The glyph procedures still shown, under names that only number them."""
    font = use.font
    stated = charmap.to_unicode(font)
    encoding = font.get("/Encoding")
    listed = encoding.get("/Differences") if isinstance(encoding, pikepdf.Dictionary) else None
    names = charmap.differences(listed)
    programs = font.CharProcs

    def program(code: bytes) -> Object | None:
        return programs.get("/" + names.get(code[0], ""))

    def look(code: bytes) -> bytes:
        found = program(code)
        return found.read_bytes() if found is not None else b""

    order = ordered(use, look)
    recoding = new_codes(use, order)
    kept, shown = Dictionary(), {}
    fresh_names = _neutral_names(names.values())
    for code in order:
        found, name = program(code), names.get(code[0], "")
        if found is not None:
            meaning = use.metrics.meaning.get(code[0])
            fresh = (
                name if _tells_nothing(name, code, recoding[code], meaning) else next(fresh_names)
            )
            kept["/" + fresh] = found
            shown[recoding[code][0]] = fresh
    font.CharProcs = kept
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=differences_of(shown))
    widths = {recoding[code][0]: use.metrics.width(code) / use.metrics.scale for code in order}
    first, last = min(widths), max(widths)
    font.FirstChar, font.LastChar = first, last
    font.Widths = Array([rounded(widths.get(code, 0)) for code in range(first, last + 1)])
    _map_anew(pdf, use, recoding, stated)
    return recoding


def _lookups(code: int, name: str) -> Iterable[tuple[tuple[int, int], int]]:
    """The places in character maps where a viewer may look for a code or its glyph name."""
    for plane in PRIVATE_PLANES:
        yield (3, 0), plane + code
    yield (1, 0), code
    text = charmap.text_of_name(name)
    characters = {ord(text)} if len(text) == 1 else set()
    characters.add(ord(bytes([code]).decode("cp1252", "replace")))
    characters.add(code)
    for character in characters:
        for platform in ((3, 1), (3, 10), (0, 0), (0, 1), (0, 2), (0, 3), (0, 4)):
            yield platform, character
    if len(text) == 1:
        encoded = text.encode("mac_roman", "ignore")
        if encoded:
            yield (1, 0), encoded[0]


def _flags(descriptor: Object) -> int:
    flags = plain(descriptor.get("/Flags"))
    return flags if isinstance(flags, int) else 0
