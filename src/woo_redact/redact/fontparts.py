"""What building a font anew takes, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from woo_redact.redact import charmap
from woo_redact.redact.codes import Recoding
from woo_redact.redact.copier import subset_name
from woo_redact.redact.truetype import tables_of
from woo_redact.redact.usage import FontUse

LAST = "\U0010ffff"
"""What a code without a meaning is sorted as."""
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")

Shape = Callable[[bytes], bytes]


def own_descriptor(font: Object, number: int) -> Object | None:
    """The font's descriptor as its own copy under a neutral name."""
    source = font.get("/FontDescriptor")
    if not isinstance(source, pikepdf.Dictionary):
        return None
    made = Dictionary()
    for key, value in source.items():
        made[key] = value
    if any(key in made for key in PROGRAMS):
        made.FontName = font.BaseFont = subset_name(number)
    font.FontDescriptor = made
    return made


def collection() -> Dictionary:
    """Glyph numbers that mean nothing outside their font."""
    return Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)


def embed(pdf: Pdf, descriptor: Object, key: str, data: bytes, kind: Name | None) -> None:
    for other in PROGRAMS:
        if other in descriptor:
            del descriptor[other]
    parms = Dictionary(Length1=len(data)) if kind is None else Dictionary(Subtype=kind)
    descriptor[key] = pdf.make_indirect(Stream(pdf, data, parms))


def ordered(use: FontUse, look: Shape) -> list[bytes]:
    """The codes by what they mean, those without a meaning by how they look."""
    meaning = use.metrics.meaning

    def key(code: bytes) -> tuple[str, bytes, bytes]:
        text = meaning.get(int.from_bytes(code, "big"))
        return (text or LAST, b"" if text else look(code), code)

    return sorted(use.codes, key=key)


def write_map(
    pdf: Pdf, use: FontUse, recoding: Recoding, size: int, meaning: Mapping[int, str]
) -> None:
    """A fresh map of what the codes mean, by their old numbers."""
    texts = [
        (int.from_bytes(new, "big"), text)
        for old, new in recoding.items()
        if (text := meaning.get(int.from_bytes(old, "big")))
    ]
    if texts:
        data = charmap.write_to_unicode(texts, size)
        use.font.ToUnicode = pdf.make_indirect(Stream(pdf, data))
    elif "/ToUnicode" in use.font:
        del use.font.ToUnicode


def rounded(width: float) -> float | int:
    rounded = round(width, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def tables_inside(data: bytes) -> Mapping[str, bytes]:
    return tables_of(data) if data[:4] == b"OTTO" else {}


def differences_of(names: Mapping[int, str]) -> Array:
    items: list[object] = []
    before = None
    for code in sorted(names):
        if before is None or code != before + 1:
            items.append(code)
        items.append(Name("/" + names[code]))
        before = code
    return Array(items)
