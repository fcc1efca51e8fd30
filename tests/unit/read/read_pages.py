"""PDFs set letter by letter or line by line, to be read back."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pymupdf
from pikepdf import Array, Dictionary, Name, Pdf

from woo_redact.read import read
from woo_redact.types import Document, Page, Source

SOURCE = Source(name="nota.pdf", sha256="", pages=1)


def document(pdf: bytes) -> Document:
    return read(pdf, SOURCE)


def page_of(pdf: bytes) -> Page:
    return document(pdf).pages[0]


def painted(
    content: str,
    *,
    rotate: int = 0,
    crop: tuple[float, ...] | None = None,
    unit: float | None = None,
    codes: dict[int, str] | None = None,
) -> bytes:
    """A page with a raw content stream; ``codes`` says what character a code stands for."""
    file = Pdf.new()
    page = file.add_blank_page(page_size=(400, 400))
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
    )
    if codes:
        font.ToUnicode = file.make_stream(_character_map(codes))
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = file.make_stream(content.encode("latin-1"))
    if rotate:
        page.obj.Rotate = rotate
    if crop:
        page.obj.CropBox = Array(crop)
    if unit:
        page.obj.UserUnit = unit
    out = io.BytesIO()
    file.save(out, static_id=True)
    return out.getvalue()


def _character_map(codes: dict[int, str]) -> bytes:
    rows = "\n".join(
        f"<{code:02x}> <{text.encode('utf-16-be').hex()}>" for code, text in codes.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(codes)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    ).encode()


def typeset(
    lines: Iterable[tuple[float, float, str]], *, size: float = 10, width: float = 595
) -> bytes:
    """An A4 page with every text at its place (left, baseline) in Helvetica."""
    file = pymupdf.open()
    page = file.new_page(width=width, height=842)
    for x, y, text in lines:
        page.insert_text((x, y), text, fontsize=size)
    data: bytes = file.tobytes(no_new_id=True)
    return data


def paragraph(x: float, y: float, text: str, leading: float = 12) -> list[tuple[float, float, str]]:
    return [(x, y + i * leading, line) for i, line in enumerate(text.split("\n"))]
