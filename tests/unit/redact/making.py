"""Small PDFs and plans for the tests of redaction."""

from __future__ import annotations

import io

import pikepdf
import pymupdf
from pikepdf import Dictionary, Name, Pdf

from woo_redact.types import Box, BoxStyle, Plan, Quad, Rect

STYLE = BoxStyle(fill=(0.67, 0.67, 0.67), edge=None, ink=(0.0, 0.0, 0.0), code=True)
PLAIN = BoxStyle(fill=(0.67, 0.67, 0.67), edge=None, ink=(0.0, 0.0, 0.0), code=False)


def page_of(content: str, **resources: object) -> bytes:
    """One page of 400 by 300 with Helvetica as /F1."""
    pdf = Pdf.new()
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )
    pdf.add_blank_page(page_size=(400, 300))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    for key, value in resources.items():
        page.Resources["/" + key] = value
    page.Contents = pdf.make_stream(content.encode("latin-1"))
    return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def letter(name: str = "Quispel") -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), f"Geachte mevrouw {name}, dank voor uw brief.", fontsize=11)
    page.insert_text((72, 113), "De regel eronder blijft staan.", fontsize=11)
    return bytes(document.tobytes())


def plan_of(boxes: list[Box], *secrets: str, style: BoxStyle = STYLE) -> Plan:
    return Plan(
        source_sha256="", policy_sha256="", boxes=tuple(boxes), style=style, secrets=secrets
    )


def plan_for(pdf: bytes, *texts: str, style: BoxStyle = STYLE) -> Plan:
    """Boxes over every place of the texts."""
    boxes = []
    with pymupdf.open("pdf", pdf) as document:
        for page in document:
            for text in texts:
                for number, rect in enumerate(page.search_for(text)):
                    boxes.append(
                        Box(
                            mark=f"{page.number}-{text}-{number}",
                            page=page.number + 1,
                            quads=(Quad.of(Rect(*rect)),),
                            text=text,
                            ground="5.1.2e",
                            kind="person",
                        )
                    )
    return plan_of(boxes, *texts, style=style)


def drawn(rect: Rect, page: int = 1) -> Box:
    """A box by hand."""
    return Box(
        mark="hand",
        page=page,
        quads=(Quad.of(rect),),
        text="",
        ground="5.1.2e",
        kind="box",
        exact=True,
    )


def text_of(pdf: bytes) -> str:
    with pymupdf.open("pdf", pdf) as document:
        return "\n".join(page.get_text() for page in document)


def words_of(pdf: bytes) -> dict[str, tuple[float, float]]:
    """Every word and where it begins, rounded to a twentieth of a point."""
    with pymupdf.open("pdf", pdf) as document:
        return {
            word[4]: (round(word[0] * 20) / 20, round(word[3] * 20) / 20)
            for page in document
            for word in page.get_text("words")
        }


def opened(pdf: bytes) -> Pdf:
    return pikepdf.open(io.BytesIO(pdf))
