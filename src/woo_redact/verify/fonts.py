"""The font net: a subset font may know no letter that nobody shows any more.

A subset holds the letters of the text it was made for. When a name is taken out of that text, the
letters that only the name used stay behind in the outlines, in the widths and in the map to
Unicode, often in the order of the name. No secret is needed to see that: whatever a font knows
beyond what its text uses is too much, unless it knows the whole alphabet and so tells nothing.
"""

from __future__ import annotations

import io
import logging
import re
import string
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.misc import eexec
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

from woo_redact.types import Colour
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Needles
from woo_redact.verify.painting import Painting, UsedFont

logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # its warnings quote the font
NET = "fonts"
SPACES = frozenset((0x20, 0xA0, 0xAD, 0x09, 0x0A, 0x0D))
BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
BFRANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
TRIPLE = re.compile(
    rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|(\[.*?\]))", re.DOTALL
)
SPARE: Colour = "leak"
FEW = 2
"""Spare letters that may be a coincidence: said, but no reason to stop."""
EXPECTED = 0.97
"""A font with so much of the alphabet was not cut down to a text."""


def search(ledger: Ledger, pdf: pikepdf.Pdf, painting: Painting) -> None:
    for used in painting.fonts.values():
        with ledger.net(NET, used.page, 20):
            _check(ledger, used)
    known = {key for key in painting.fonts if not isinstance(key, str)}
    for node in pdf.objects:
        if _is_font(node) and node.objgen not in known and _is_own(node):
            ledger.add(
                NET, 0, SPARE, "Het bestand bevat een lettertype dat nergens meer wordt gebruikt."
            )
    ledger.green(NET, f"{len(painting.fonts)} lettertypen vergeleken met de tekst die ze tonen.")


def spelled(ledger: Ledger, pdf: pikepdf.Pdf, painting: Painting, needles: Needles) -> None:
    """Fonts whose spare letters are all of one sought text: they were made for it."""
    unused = [
        UsedFont(node, 0)
        for node in pdf.objects
        if _is_font(node) and node.objgen not in painting.fonts
    ]
    for used in (*painting.fonts.values(), *unused):
        with ledger.net(NET, used.page, 20):
            mapped = {**_own_map(used.font), **to_unicode(used.font)}
            known = {c for text in mapped.values() for c in text if c.isalnum()}
            spare = known - {c for code in used.codes for c in mapped.get(code, "")}
            if used.unread or not spare:
                continue
            if any(spare <= letters <= known for letters in needles.letters):
                few = len(spare) <= FEW
                letters = "enkele" if few else "de"
                detail = f"Een lettertype kent nog {letters} letters van een {ledger.sought} tekst."
                ledger.add(NET, used.page, "green" if few else "leak", detail)
    ledger.green(NET, f"{len(painting.fonts)} lettertypen vergeleken met de tekst die ze tonen.")


def _own_map(font: pikepdf.Object) -> dict[int, str]:
    """What the codes of a composite TrueType font mean by the font program's own table."""
    if font.get("/Subtype") != Name.Type0:
        return {}
    descendant = font.DescendantFonts[0]
    descriptor = descendant.get("/FontDescriptor")
    program = descriptor.get("/FontFile2") if isinstance(descriptor, Dictionary) else None
    if not isinstance(program, Stream) or isinstance(descendant.get("/CIDToGIDMap"), Stream):
        return {}
    with TTFont(io.BytesIO(program.read_bytes()), lazy=True) as opened:
        cmap = opened.getBestCmap() if "cmap" in opened else None
        return {opened.getGlyphID(name): chr(point) for point, name in (cmap or {}).items()}


def _is_font(node: object) -> bool:
    if not isinstance(node, Dictionary) or node.get("/Type") != Name.Font:
        return False
    return node.get("/Subtype") in (Name.Type0, Name.TrueType, Name.Type1, Name.Type3, Name.MMType1)


def _is_own(font: pikepdf.Object) -> bool:
    """A font that comes with the file; the standard ones tell nothing."""
    return any(key in font for key in ("/FontDescriptor", "/DescendantFonts", "/ToUnicode"))


def _check(ledger: Ledger, used: UsedFont) -> None:
    if used.unread:
        ledger.eyes(
            NET, used.page, "Van een lettertype is niet na te gaan welke letters het toont."
        )
        return
    codes = set(used.codes)
    mapped = to_unicode(used.font)
    spare = {code: text for code, text in mapped.items() if code not in codes}
    if _tells(spare.values(), mapped.values()):
        ledger.add(NET, used.page, SPARE, "Een lettertype kent nog letters die nergens meer staan.")
    if _spare_widths(used.font, codes):
        ledger.add(
            NET, used.page, SPARE, "Een lettertype bewaart breedten van letters die weg zijn."
        )
    outlines, alphabet = _outlines(used.font)
    if outlines > len(codes) and not alphabet:
        ledger.add(
            NET, used.page, SPARE, "Een lettertype bewaart tekeningen van letters die weg zijn."
        )
    if mapped and _order_tells(used, mapped):
        ledger.eyes(
            NET, used.page, "De volgorde van letters in een lettertype is die van een tekst."
        )


def _tells(spare: Iterable[str], everything: Iterable[str]) -> bool:
    """Are there letters left over, in a font that does not simply know them all?"""
    letters = {c for text in spare for c in text if c.isalnum()}
    if not letters:
        return False
    return not _whole_alphabet({c for text in everything for c in text})


def _whole_alphabet(characters: set[str]) -> bool:
    plain = set(string.ascii_letters)
    return len(plain & characters) >= EXPECTED * len(plain)


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """What each code of a font means, by its own map."""
    stream = font.get("/ToUnicode")
    if not isinstance(stream, Stream):
        return {}
    data = stream.read_bytes()
    found: dict[int, str] = {}
    for block in BFCHAR.findall(data):
        for code, text in PAIR.findall(block):
            found[int(code, 16)] = _utf16(text)
    for block in BFRANGE.findall(data):
        for low, high, first, several in TRIPLE.findall(block):
            codes = range(int(low, 16), min(int(high, 16), int(low, 16) + 65535) + 1)
            found.update(zip(codes, _targets(first, several, len(codes)), strict=False))
    return found


def _targets(first: bytes, several: bytes, count: int) -> Iterator[str]:
    if several:
        yield from (_utf16(text) for text in re.findall(rb"<([0-9A-Fa-f\s]*)>", several))
        return
    text = _utf16(first)
    for step in range(count):
        point = ord(text[-1]) + step if text else 0
        yield text[:-1] + chr(point) if 0 < point < 0x110000 else ""


def _utf16(digits: bytes) -> str:
    compact = re.sub(rb"\s", b"", digits)
    return bytes.fromhex(compact.decode() + "0" * (len(compact) % 2)).decode("utf-16-be", "ignore")


def _spare_widths(font: pikepdf.Object, codes: set[int]) -> bool:
    """Widths for codes that nothing shows, where others that nothing shows have none."""
    if font.get("/Subtype") == Name.Type0:
        descendant = font.DescendantFonts[0]
        return bool(_listed_cids(descendant) - codes - {0}) and len(_listed_cids(descendant)) < 500
    widths, first = font.get("/Widths"), int(font.get("/FirstChar", 0))
    if not isinstance(widths, Array) or not _is_cut(font):
        return False
    unused = [float(w) for i, w in enumerate(widths, first) if i not in codes and i not in SPACES]
    return any(unused) and not all(unused)


def _is_cut(font: pikepdf.Object) -> bool:
    """A subset says so by a tag of six capitals before its name."""
    return bool(re.match(r"/[A-Z]{6}\+", str(font.get("/BaseFont", ""))))


def _listed_cids(font: pikepdf.Object) -> set[int]:
    listed: set[int] = set()
    array = font.get("/W")
    items = list(array) if isinstance(array, Array) else []
    i = 0
    while i + 1 < len(items):
        start, second = int(items[i]), items[i + 1]
        if isinstance(second, Array):
            listed.update(range(start, start + len(second)))
            i += 2
        else:
            listed.update(range(start, min(int(second), start + 65535) + 1))
            i += 3
    return listed


def _outlines(font: pikepdf.Object) -> tuple[int, bool]:
    """How many glyphs of the font program have an outline that text could show, and whether
    they are the whole alphabet anyway.
    """
    holder = font.DescendantFonts[0] if font.get("/Subtype") == Name.Type0 else font
    descriptor = holder.get("/FontDescriptor")
    if not isinstance(descriptor, Dictionary):
        return 0, True
    for key, count in (
        ("/FontFile2", _sfnt_outlines),
        ("/FontFile3", _compact_outlines),
        ("/FontFile", _type1_outlines),
    ):
        program = descriptor.get(key)
        if isinstance(program, Stream):
            return count(program.read_bytes())
    return 0, True


def _sfnt_outlines(data: bytes) -> tuple[int, bool]:
    with TTFont(io.BytesIO(data), lazy=True) as program:
        if "CFF " in program:
            return _compact_outlines(program.getTableData("CFF "))
        places, outlines = program["loca"].locations, program.getTableData("glyf")
        drawn, parts = set[str](), set[str]()
        for number, name in enumerate(program.getGlyphOrder()[1:], 1):
            contours = outlines[places[number] : places[number + 1]][:2]
            if contours and contours != b"\0\0":
                drawn.add(name)
            if contours >= b"\x80":  # less than none: made of other glyphs
                glyf = program["glyf"]
                parts.update(glyf[name].getComponentNames(glyf))
        return len(drawn - parts), len(drawn) > 500


def _compact_outlines(data: bytes) -> tuple[int, bool]:
    if data[:4] == b"OTTO":
        return _sfnt_outlines(data)
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    strings = fonts[0].CharStrings
    drawn = [name for name in strings.keys() if name != ".notdef" and _draws(strings[name])]  # noqa: SIM118
    letters = {name for name in drawn if len(name) == 1}
    return len(drawn), len(drawn) > 500 or _whole_alphabet(letters)


def _draws(charstring: object) -> bool:
    """Longer than a width and an end: it paints something."""
    code = getattr(charstring, "bytecode", None)
    return code is None or len(code) > 4


def _type1_outlines(data: bytes) -> tuple[int, bool]:
    start = data.find(b"eexec")
    if start < 0:
        return 0, True
    body = data[start + 5 :].lstrip(b" \t\r\n")
    if re.match(rb"[0-9A-Fa-f]{8}", body):
        body = bytes.fromhex(re.sub(rb"[^0-9A-Fa-f]", b"", body)[: len(body) // 2 * 2].decode())
    plain, _ = eexec.decrypt(body, 55665)
    strings = plain[plain.find(b"/CharStrings") :]
    names = re.findall(rb"/([A-Za-z0-9._]+)\s+(\d+)\s+(?:RD|-\||\S{1,3})\s", strings)
    drawn = {name.decode() for name, size in names if name != b".notdef" and int(size) > 9}
    return len(drawn), _whole_alphabet({name for name in drawn if len(name) == 1})


def _order_tells(used: UsedFont, mapped: dict[int, str]) -> bool:
    """Codes counted up without gaps were given out in some order: that of the alphabet or that
    of the text as it is now tells nothing, any other is that of a text that was.
    """
    codes = sorted(code for code in used.codes if code in mapped and mapped[code].strip())
    if len(codes) < 6 or codes[-1] - codes[0] > 1.2 * len(codes):
        return False
    by_code = [mapped[code][0] for code in codes]
    now = [code for code in used.codes if code in codes]
    return by_code != sorted(by_code) and now != codes and _disorder(by_code) > 0.25


def _disorder(letters: list[str]) -> float:
    """How often the next letter stands before the last one in the alphabet."""
    falls = sum(a > b for a, b in pairwise(letters))
    return falls / max(len(letters) - 1, 1)
