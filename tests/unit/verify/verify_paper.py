"""A page to verify, written by hand."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

WIDTH, HEIGHT = 400, 300
CODE = "5.1.2e"


def write(
    *contents: bytes,
    crop: tuple[float, ...] = (),
    rotate: int = 0,
    change: object = None,
) -> bytes:
    """A PDF with one page per content stream; Helvetica is ``/F1``."""
    pdf = Pdf.new()
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )
    for content in contents:
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT)).obj
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(content)
        if crop:
            page.CropBox = Array(list(crop))
        if rotate:
            page.Rotate = rotate
    if callable(change):
        change(pdf)
    stream = io.BytesIO()
    pdf.save(stream, static_id=True)
    return stream.getvalue()


def line(words: str, x: float = 50, y: float = 200, size: float = 11) -> bytes:
    raw = words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return f"BT /F1 {size} Tf {x} {y} Td ".encode() + b"(" + raw + b") Tj ET\n"


def box(x: float, y: float, width: float, height: float, grey: float = 0.667) -> bytes:
    return f"q {grey} g {x} {y} {width} {height} re f Q\n".encode()


def reopened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))
