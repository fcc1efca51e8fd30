"""What the codes of a font mean: character maps to Unicode and glyph names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import pikepdf
from fontTools import agl
from fontTools.encodings.StandardEncoding import StandardEncoding
from pikepdf import Array, Name, Object, Stream

UNKNOWN = "\0\ufffd"
LONGEST_RANGE = 0xFFFF
SECTION = re.compile(rb"begin(bfchar|bfrange|cidchar|cidrange|codespacerange)(.*?)end\1", re.DOTALL)
TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(\d+)")
GLYPH_NUMBER = re.compile(r"(uni([0-9A-F]{4})+|u[0-9A-F]{4,6}|[A-Za-z]{1,3}\d{1,5}|\.notdef)")
TYPESET = re.compile(
    "(?:ang|angbracket|bracket|paren|brace|floor|ceiling|slash|backslash|bar|radical|summation|"
    "product|coproduct|integral|contintegral|union|unionsq|unionmulti|intersection|logicaland|"
    "intersectionsq|logicalor|circleplus|circlemultiply|circledot|hat|tilde|vextend|arrow|left|"
    "right|up|down|top|bottom|tp|bt|mid|ex|vertex|text|display|big|Big|bigg|Bigg|wide|wider|widest|"
    "dbl|double|single|visible|space|dotless|i|j)+"
)
"""Names of the extensible and other signs of TeX, put together of words that name no one."""
SUBSET_NAME = re.compile(r"[A-Za-z]{1,3}\d{1,5}")

LIGATURES = {"\ufb01": "fi", "\ufb02": "fl"}
IDENTITY = frozenset(("/Identity-H", "/Identity-V"))
CharacterMap = dict[int, str]


class Identity(dict[int, str]):
    """Codes that are characters themselves."""

    def get(self, code: int, default: object = None) -> str:
        return chr(code)

    def __bool__(self) -> bool:
        return True


def sections(data: bytes) -> Iterator[tuple[str, list[bytes | int | str]]]:
    """The sections of a CMap with their tokens: strings as bytes, numbers, ``[`` and ``]``."""
    for match in SECTION.finditer(data):
        tokens: list[bytes | int | str] = []
        for token in TOKEN.finditer(match.group(2)):
            if token.group(1) is not None:
                digits = re.sub(rb"\s", b"", token.group(1)).decode()
                tokens.append(bytes.fromhex(digits if len(digits) % 2 == 0 else "0" + digits))
            elif token.group(4) is not None:
                tokens.append(int(token.group(4)))
            else:
                tokens.append("[" if token.group(2) else "]")
        yield match.group(1).decode(), tokens


def to_unicode(font: Object) -> CharacterMap:
    """What the font's own /ToUnicode says, per code."""
    stream = font.get("/ToUnicode")
    if str(stream) in IDENTITY:
        return Identity()
    if not isinstance(stream, Stream):
        return {}
    meaning: CharacterMap = {}
    for kind, tokens in sections(stream.read_bytes()):
        if kind == "bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(text, bytes):
                    meaning[_number(code)] = _text(text)
        elif kind == "bfrange":
            meaning.update(_ranges(tokens))
    return {code: text for code, text in meaning.items() if text}


def _ranges(tokens: list[bytes | int | str]) -> CharacterMap:
    meaning: CharacterMap = {}
    at = 0
    while at + 2 < len(tokens):
        first, last, target = tokens[at : at + 3]
        at += 3
        if not (isinstance(first, bytes) and isinstance(last, bytes)):
            continue
        low, high = _number(first), min(_number(last), _number(first) + LONGEST_RANGE)
        if isinstance(target, bytes):
            text = _text(target)
            for code in range(low, high + 1):
                meaning[code] = _shifted(text, code - low)
        elif target == "[":
            for code in range(low, high + 1):
                if at >= len(tokens) or not isinstance(tokens[at], bytes):
                    break
                meaning[code] = _text(tokens[at])  # type: ignore[arg-type]
                at += 1
            while at < len(tokens) and tokens[at] != "]":
                at += 1
            at += 1
    return meaning


def _shifted(text: str, by: int) -> str:
    if not text:
        return text
    last = ord(text[-1]) + by
    return text[:-1] + chr(last) if last < 0x110000 else text


def _number(code: bytes) -> int:
    return int.from_bytes(code, "big")


def _text(data: bytes) -> str:
    """What a code stands for; empty where a writer did not know."""
    text = chr(data[0]) if len(data) == 1 else data.decode("utf-16-be", "replace")
    return "" if text.strip(UNKNOWN) == "" and text else text


@lru_cache(maxsize=8)
def base_encoding(name: str) -> Mapping[int, str]:
    """The glyph names of a predefined simple encoding."""
    if name == "/StandardEncoding":
        return {c: n for c, n in enumerate(StandardEncoding) if n != ".notdef"}
    codec = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}.get(name)
    if codec is None:
        return {}
    names = {}
    for code in range(32, 256):
        character = bytes([code]).decode(codec, "ignore") or "\u2022"
        names[code] = agl.UV2AGL.get(ord(character)) or LIGATURES.get(character, ".notdef")
    names.update(
        {0xA0: "space", 0xAD: "hyphen"}
        if name == "/WinAnsiEncoding"
        else {0xBD: "Omega", 0xC6: "Delta", 0xCA: "space", 0xDB: "currency"}
    )
    return names


def glyph_names(font: Object, built_in: Mapping[int, str] | None = None) -> dict[int, str]:
    """The glyph name of every code of a simple font, as its /Encoding says."""
    encoding = font.get("/Encoding")
    if isinstance(encoding, Name):
        return dict(base_encoding(str(encoding)) or built_in or {})
    if not isinstance(encoding, pikepdf.Dictionary):
        return dict(built_in if built_in is not None else base_encoding("/StandardEncoding"))
    base = encoding.get("/BaseEncoding")
    if base is not None:
        names = dict(base_encoding(str(base)))
    else:
        names = dict(built_in if built_in is not None else base_encoding("/StandardEncoding"))
    names.update(differences(encoding.get("/Differences")))
    return names


def stated_names(font: Object) -> dict[int, str]:
    """Only the glyph names that /Encoding itself gives; the rest is up to the font program."""
    encoding = font.get("/Encoding")
    if isinstance(encoding, Name):
        return dict(base_encoding(str(encoding)))
    if not isinstance(encoding, pikepdf.Dictionary):
        return {}
    names = dict(base_encoding(str(encoding.get("/BaseEncoding", ""))))
    names.update(differences(encoding.get("/Differences")))
    return names


def differences(array: object) -> dict[int, str]:
    names: dict[int, str] = {}
    code = 0
    for item in array if isinstance(array, Array) else ():
        if isinstance(item, Name):
            names[code] = str(item)[1:]
            code += 1
        elif isinstance(item, int):
            code = int(item)
    return names


def is_usual_name(name: str) -> bool:
    """Is this a name of the glyph list, or one that only numbers the glyph?"""
    return is_known_name(name) or GLYPH_NUMBER.fullmatch(name) is not None


def is_known_name(name: str) -> bool:
    """Is this a name of the glyph list, or one of TeX?"""
    return name in agl.LEGACY_AGL2UV or TYPESET.fullmatch(name) is not None


@lru_cache(maxsize=4096)
def text_of_name(name: str) -> str:
    """The characters that a glyph name stands for; empty for names such as ``g12``."""
    if SUBSET_NAME.fullmatch(name) and name not in agl.LEGACY_AGL2UV:
        return ""
    return agl.toUnicode(name) or ""


def write_byte_map(glyphs: Mapping[int, int]) -> bytes:
    """A CMap from codes of one byte to glyph numbers."""
    entries = [f"<{code:02X}> {glyph}" for code, glyph in sorted(glyphs.items())]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def",
        "/CMapName /Own def",
        "/CMapType 1 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), 100):
        part = entries[start : start + 100]
        lines += [f"{len(part)} begincidchar", *part, "endcidchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()


def write_to_unicode(meaning: Iterable[tuple[int, str]], code_bytes: int) -> bytes:
    """A fresh /ToUnicode for these codes, sorted by code."""
    digits = 2 * code_bytes
    entries = [
        f"<{code:0{digits}X}> <{text.encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, text in sorted(meaning)
        if text
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<{'00' * code_bytes}> <{'FF' * code_bytes}>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), 100):
        part = entries[start : start + 100]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
