from __future__ import annotations

import io

import pikepdf
import pymupdf

from woo_redact.redact import redact
from woo_redact.types import Box, BoxStyle, Plan, Quad, Rect

STYLE = BoxStyle(fill=(0.67, 0.67, 0.67), edge=None, ink=(0.0, 0.0, 0.0), code=True)


def letter(text: str = "Geachte mevrouw Quispel, dank voor uw brief.") -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), text, fontsize=11)
    page.insert_text((72, 113), "De regel eronder blijft staan.", fontsize=11)
    return document.tobytes()


def plan_for(pdf: bytes, *texts: str, style: BoxStyle = STYLE) -> Plan:
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
    return Plan(source_sha256="", policy_sha256="", boxes=tuple(boxes), style=style, secrets=texts)


def text_of(pdf: bytes) -> str:
    with pymupdf.open("pdf", pdf) as document:
        return "\n".join(page.get_text() for page in document)


def test_the_word_goes_and_its_neighbours_stay():
    pdf = letter()
    result = redact(pdf, plan_for(pdf, "Quispel"))
    text = text_of(result.pdf)
    assert "Quispel" not in text
    for word in ("Geachte", "mevrouw", "dank", "brief.", "eronder", "5.1.2e"):
        assert word in text


def test_two_runs_give_the_same_bytes():
    pdf = letter()
    plan = plan_for(pdf, "Quispel")
    assert redact(pdf, plan).pdf == redact(pdf, plan).pdf


def test_metadata_is_fresh_and_a_clean_title_stays():
    with pikepdf.open(io.BytesIO(letter())) as source:
        source.docinfo["/Title"] = "Brief"
        source.docinfo["/Author"] = "Quispel"
        source.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array()))
        buffer = io.BytesIO()
        source.save(buffer)
    pdf = buffer.getvalue()
    result = redact(pdf, plan_for(pdf, "Quispel"))
    with pikepdf.open(io.BytesIO(result.pdf)) as done:
        assert dict(done.docinfo) == {"/Title": "Brief"}
        assert "/Names" not in done.Root
    assert "scripts" in result.dropped
