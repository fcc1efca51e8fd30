"""TrueType programs with some of their glyphs, in a new order."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence

from fontTools.ttLib.standardGlyphOrder import standardGlyphOrder

KEPT_WHOLE = ("cvt ", "fpgm", "prep")
ARE_WORDS, HAS_SCALE, MORE, HAS_XY_SCALE, HAS_MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80
CHECKSUM = 0xB1B0AFBA
NAMELESS = ".notdef"
POST_WITHOUT_NAMES = struct.pack(">I", 0x00030000) + bytes(28)


class BadFont(Exception):
    """A font program that cannot be taken apart."""


class TrueType:
    """The tables of a program and its glyphs as bytes."""

    def __init__(self, data: bytes) -> None:
        self.tables = tables_of(data)
        try:
            self._read()
        except (struct.error, KeyError) as error:
            raise BadFont from error

    def _read(self) -> None:
        head, maxp = self.tables["head"], self.tables["maxp"]
        (self.long_places,) = struct.unpack(">h", head[50:52])
        (self.count,) = struct.unpack(">H", maxp[4:6])
        (self.metric_count,) = struct.unpack(">H", self.tables["hhea"][34:36])
        size = 4 if self.long_places else 2
        places = self.tables["loca"]
        count = min(self.count + 1, len(places) // size)
        self.places = struct.unpack(f">{count}{'I' if size == 4 else 'H'}", places[: count * size])
        if size == 2:
            self.places = tuple(2 * place for place in self.places)
        self.glyf = self.tables["glyf"]

    def glyph(self, number: int) -> bytes:
        if not 0 <= number < len(self.places) - 1:
            return b""
        return self.glyf[self.places[number] : self.places[number + 1]]

    def metric(self, number: int) -> bytes:
        """Advance and left side bearing."""
        table, last = self.tables["hmtx"], self.metric_count - 1
        if number <= last:
            return table[4 * number : 4 * number + 4].ljust(4, b"\0")
        bearing = table[4 * (last + 1) + 2 * (number - last - 1) :][:2].ljust(2, b"\0")
        return table[4 * last : 4 * last + 2].ljust(2, b"\0") + bearing

    def subset(
        self,
        order: Sequence[int],
        character_map: bytes | None = None,
        names: Sequence[str] | None = None,
    ) -> bytes:
        """A program whose glyphs are 0 and those of ``order`` (which may repeat), then the parts
        that compound glyphs are made of. ``names`` go with ``order``.
        """
        numbers = [0, *order]
        parts = self._parts(numbers)
        place = {old: len(numbers) + i for i, old in enumerate(parts)}
        glyphs = [_with_parts(self.glyph(old), place) for old in [*numbers, *parts]]
        metrics = b"".join(self.metric(old) for old in [*numbers, *parts])
        glyf, loca = bytearray(), [0]
        for glyph in glyphs:
            glyf += glyph + bytes(-len(glyph) % 4)
            loca.append(len(glyf))
        tables = {tag: self.tables[tag] for tag in KEPT_WHOLE if tag in self.tables}
        tables["glyf"], tables["loca"] = bytes(glyf), struct.pack(f">{len(loca)}I", *loca)
        tables["hmtx"], tables["post"] = metrics, _post(names, len(glyphs))
        tables["head"] = _head(self.tables["head"])
        tables["maxp"] = _replaced(self.tables["maxp"], 4, struct.pack(">H", len(glyphs)))
        widest = max((w for (w,) in struct.iter_unpack(">Hxx", metrics)), default=0)
        hhea = _replaced(self.tables["hhea"], 10, struct.pack(">H", widest))
        tables["hhea"] = _replaced(hhea, 34, struct.pack(">H", len(glyphs)))
        if character_map is not None:
            tables["cmap"] = character_map
        return assemble(tables)

    def _parts(self, numbers: Iterable[int]) -> list[int]:
        """The glyphs that those are composed of, directly or not."""
        found: list[int] = []
        waiting = list(numbers)
        while waiting:
            for part, _ in _components(self.glyph(waiting.pop())):
                if part not in found:
                    found.append(part)
                    waiting.append(part)
        return sorted(found)

    def maps(self) -> dict[tuple[int, int], dict[int, int]]:
        """Its character maps by platform and encoding."""
        return character_maps(self.tables.get("cmap", b""))

    def names(self) -> dict[str, int]:
        """Glyph numbers by the names in its own table, where it has one."""
        return _post_names(self.tables.get("post", b""))


def tables_of(data: bytes) -> dict[str, bytes]:
    if len(data) < 12:
        raise BadFont
    (count,) = struct.unpack(">H", data[4:6])
    tables = {}
    for i in range(count):
        entry = data[12 + 16 * i : 28 + 16 * i]
        if len(entry) < 16:
            raise BadFont
        tag, _, offset, size = struct.unpack(">4sIII", entry)
        tables[tag.decode("latin-1")] = data[offset : offset + size]
    return tables


def assemble(tables: Mapping[str, bytes], kind: bytes = b"\0\1\0\0") -> bytes:
    """A font file of these tables."""
    count = len(tables)
    search = 1 << (count.bit_length() - 1)
    shape = (count, 16 * search, search.bit_length() - 1, 16 * (count - search))
    directory, body = kind + struct.pack(">4H", *shape), b""
    start = 12 + 16 * count
    places: dict[str, int] = {}
    for tag in sorted(tables):
        places[tag] = start + len(body)
        entry = (tag.encode("latin-1"), _sum(tables[tag]), places[tag], len(tables[tag]))
        directory += struct.pack(">4sIII", *entry)
        body += tables[tag] + bytes(-len(tables[tag]) % 4)
    whole = directory + body
    if "head" in places:
        adjustment = struct.pack(">I", (CHECKSUM - _sum(whole)) & 0xFFFFFFFF)
        whole = _replaced(whole, places["head"] + 8, adjustment)
    return whole


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def _replaced(data: bytes, at: int, by: bytes) -> bytes:
    return data[:at] + by + data[at + len(by) :]


def _head(head: bytes) -> bytes:
    """Without dates, and with long glyph places."""
    head = _replaced(_replaced(head, 8, bytes(4)), 20, bytes(16))
    return _replaced(head, 50, struct.pack(">h", 1))


def _components(glyph: bytes) -> list[tuple[int, int]]:
    """The part glyphs of a compound one, with the place where each number stands."""
    if len(glyph) < 10 or struct.unpack(">h", glyph[:2])[0] >= 0:
        return []
    found = []
    at, flags = 10, MORE
    while flags & MORE and at + 4 <= len(glyph):
        flags, part = struct.unpack(">HH", glyph[at : at + 4])
        found.append((part, at + 2))
        at += 8 if flags & ARE_WORDS else 6
        at += 2 if flags & HAS_SCALE else 4 if flags & HAS_XY_SCALE else 0
        at += 8 if flags & HAS_MATRIX else 0
    return found


def _with_parts(glyph: bytes, place: Mapping[int, int]) -> bytes:
    for part, at in _components(glyph):
        glyph = _replaced(glyph, at, struct.pack(">H", place[part]))
    return glyph


def character_maps(table: bytes) -> dict[tuple[int, int], dict[int, int]]:
    maps: dict[tuple[int, int], dict[int, int]] = {}
    try:
        (count,) = struct.unpack(">H", table[2:4])
        for i in range(count):
            platform, encoding, offset = struct.unpack(">HHI", table[4 + 8 * i : 12 + 8 * i])
            maps[(platform, encoding)] = _character_map(table[offset:])
    except struct.error:
        return maps
    return maps


def _character_map(table: bytes) -> dict[int, int]:
    (kind,) = struct.unpack(">H", table[:2])
    if kind == 0:
        return {code: glyph for code, glyph in enumerate(table[6:262]) if glyph}
    if kind == 4:
        return _segmented_map(table)
    if kind == 6:
        first, count = struct.unpack(">HH", table[6:10])
        glyphs = struct.unpack(f">{count}H", table[10 : 10 + 2 * count])
        return {first + i: glyph for i, glyph in enumerate(glyphs) if glyph}
    if kind == 12:
        (count,) = struct.unpack(">I", table[12:16])
        found = {}
        for low, high, glyph in struct.iter_unpack(">III", table[16 : 16 + 12 * count]):
            for code in range(low, min(high, low + 0xFFFF) + 1):
                found[code] = glyph + code - low
        return found
    return {}


def _segmented_map(table: bytes) -> dict[int, int]:
    (double,) = struct.unpack(">H", table[6:8])
    count = double // 2
    ends = struct.unpack(f">{count}H", table[14 : 14 + double])
    starts = struct.unpack(f">{count}H", table[16 + double : 16 + 2 * double])
    deltas = struct.unpack(f">{count}H", table[16 + 2 * double : 16 + 3 * double])
    base = 16 + 3 * double
    offsets = struct.unpack(f">{count}H", table[base : base + double])
    found = {}
    for i in range(count):
        for code in range(starts[i], ends[i] + 1):
            glyph = code
            if offsets[i]:
                at = base + 2 * i + offsets[i] + 2 * (code - starts[i])
                glyph = int.from_bytes(table[at : at + 2], "big")
                if not glyph:
                    continue
            glyph = (glyph + deltas[i]) & 0xFFFF
            if glyph and code != 0xFFFF:
                found[code] = glyph
    return found


def write_maps(maps: Mapping[tuple[int, int], Mapping[int, int]]) -> bytes:
    """A cmap table: format 0 for Macintosh, format 4 for the others."""
    header = struct.pack(">HH", 0, len(maps))
    body = b""
    start = 4 + 8 * len(maps)
    for (platform, encoding), codes in sorted(maps.items()):
        header += struct.pack(">HHI", platform, encoding, start + len(body))
        body += _byte_map(codes) if platform == 1 else _word_map(codes)
    return header + body


def _byte_map(codes: Mapping[int, int]) -> bytes:
    if any(glyph > 255 for code, glyph in codes.items() if code < 256):
        low = {code: glyph for code, glyph in codes.items() if code < 256}
        glyphs = [low.get(code, 0) for code in range(256)]
        return struct.pack(">HHHHH256H", 6, 10 + 512, 0, 0, 256, *glyphs)
    return struct.pack(">HHH", 0, 262, 0) + bytes(codes.get(code, 0) for code in range(256))


def _word_map(codes: Mapping[int, int]) -> bytes:
    """One segment per run of codes whose glyphs count up with them."""
    runs: list[list[int]] = []
    for code in sorted(code for code in codes if code < 0xFFFF):
        last = runs[-1] if runs else None
        if last and code == last[1] + 1 and codes[code] - code == codes[last[0]] - last[0]:
            last[1] = code
        else:
            runs.append([code, code])
    starts = [low for low, _ in runs] + [0xFFFF]
    ends = [high for _, high in runs] + [0xFFFF]
    deltas = [(codes[low] - low) & 0xFFFF for low, _ in runs] + [1]
    count = len(starts)
    search = 1 << (count.bit_length() - 1)
    shape = (2 * count, 2 * search, search.bit_length() - 1, 2 * (count - search))
    words = struct.pack(">4H", *shape) + struct.pack(f">{count}H", *ends) + bytes(2)
    words += struct.pack(f">{count}H", *starts) + struct.pack(f">{count}H", *deltas)
    words += bytes(2 * count)
    return struct.pack(">HHH", 4, 6 + len(words), 0) + words


def _post(names: Sequence[str] | None, count: int) -> bytes:
    if names is None:
        return POST_WITHOUT_NAMES
    known = [NAMELESS, *names, *[NAMELESS] * (count - 1 - len(names))]
    spelled = [name.encode("latin-1") for name in known]
    indexes = struct.pack(f">H{count}H", count, *range(258, 258 + count))
    strings = b"".join(bytes([len(name)]) + name for name in spelled)
    return struct.pack(">I", 0x00020000) + bytes(28) + indexes + strings


def _post_names(table: bytes) -> dict[str, int]:
    """Only names that the font spells out itself (format 2)."""
    if len(table) < 34 or table[:4] != struct.pack(">I", 0x00020000):
        return {}
    (count,) = struct.unpack(">H", table[32:34])
    indexes = struct.unpack(f">{count}H", table[34 : 34 + 2 * count].ljust(2 * count, b"\0"))
    spelled, at = [], 34 + 2 * count
    while at < len(table):
        size = table[at]
        spelled.append(table[at + 1 : at + 1 + size].decode("latin-1"))
        at += 1 + size
    names: dict[str, int] = {}
    for glyph, index in enumerate(indexes):
        if 258 <= index < 258 + len(spelled):
            names.setdefault(spelled[index - 258], glyph)
        elif index < 258:
            names.setdefault(standardGlyphOrder[index], glyph)
    return names
