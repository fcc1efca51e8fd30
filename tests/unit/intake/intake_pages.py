"""Small PDFs, each with one thing that a reviewer would not see."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

VISIBLE = "BT /F1 12 Tf 20 250 Td (Zichtbare regel) Tj ET\n"
Change = Callable[[Pdf, pikepdf.Page], None]


def build(
    content: str,
    *,
    media: Sequence[float] = (0, 0, 300, 300),
    crop: Sequence[float] | None = None,
    rotate: int = 0,
    unit: float | None = None,
    change: Change | None = None,
) -> bytes:
    """One page with the given content stream; /F1 is Helvetica, /Im0 a photograph-like image."""
    file = Pdf.new()
    page = file.add_blank_page(page_size=(300, 300))
    page.obj.MediaBox = Array(media)
    if crop:
        page.obj.CropBox = Array(crop)
    if rotate:
        page.obj.Rotate = rotate
    if unit:
        page.obj.UserUnit = unit
    page.obj.Resources = Dictionary(
        Font=Dictionary(
            F1=Dictionary(
                Type=Name.Font,
                Subtype=Name.Type1,
                BaseFont=Name.Helvetica,
                Encoding=Name.WinAnsiEncoding,
            )
        ),
        XObject=Dictionary(Im0=image(file)),
    )
    page.obj.Contents = file.make_stream(content.encode("latin-1"))
    if change:
        change(file, page)
    out = io.BytesIO()
    file.save(out, static_id=True)
    return out.getvalue()


def image(file: Pdf, width: int = 16, height: int = 16) -> pikepdf.Stream:
    """Grey squares of every shade, so that nothing on it is of one colour."""
    shades = bytes((x * 37 + y * 91) % 256 for y in range(height) for x in range(width))
    return pikepdf.Stream(
        file,
        shades,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
