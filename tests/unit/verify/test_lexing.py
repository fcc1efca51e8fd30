from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import MATRIX_IDENTITY
from verify_paper import line, write

from woo_redact.verify import lexing
from woo_redact.verify.mining import Collector, Mined, Miner

PLAIN = [
    line("Opgesteld door Bram Knibbelaar"),
    rb"BT /F1 11 Tf 1 0 0 1 50 200 Tm [(Br) -20 (am) 300.5 <4B6E>] TJ T* (regel) ' ET",
    rb"q 0.5 0 0 .5 0 0 cm BT /F1 11 Tf 12 TL 2 Tc 50 200 TD (a\)\134\050 b\101) Tj ET Q % einde",
    rb"/P <</MCID 0>> BDC BT /F1 9 Tf 5 5 Td 1 2 (c) "
    rb'" 3 Ts 80 Tz (d e) Tj ET EMC',
]


def by_pdfminer_alone(data: bytes) -> Mined:
    manager = PDFResourceManager()
    collector = Collector(manager)
    page = next(PDFPage.get_pages(io.BytesIO(data)))
    interpreter = PDFPageInterpreter(manager, collector)
    interpreter.render_contents(page.resources, page.contents, ctm=MATRIX_IDENTITY)
    return collector.mined


@pytest.mark.parametrize("content", PLAIN)
def test_plain_content_reads_as_pdfminer_reads_it(content: bytes) -> None:
    lexing.steps(content)
    fast, slow = Miner(write(content)).page(1), by_pdfminer_alone(write(content))
    assert fast.text == slow.text
    assert fast.glyphs == slow.glyphs
    assert abs(fast.centres - slow.centres).max() < 1e-6


@pytest.mark.parametrize(
    "content",
    [
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI BT ET",
        b"BT (onaf",
        b"BT (\\(haak) Tj (a(b)c) Tj ET",
        b"<414> Tj",
        b"1.2.3 0 Td",
        b"/A#42 1 Tf",
        b"[(a) Tj",
        b"{ 1 } Tj",
    ],
)
def test_unusual_content_is_left_to_pdfminer(content: bytes) -> None:
    with pytest.raises(lexing.Unusual):
        lexing.steps(content)


def test_unusual_content_is_still_read() -> None:
    image = b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI\n"
    assert "Bram" in Miner(write(image + line("Bram"))).page(1).text


@given(st.binary(max_size=60))
def test_any_content_gives_steps_or_is_unusual(content: bytes) -> None:
    try:
        steps = lexing.steps(content)
    except lexing.Unusual:
        return
    assert all(len(operands) == lexing.OPERANDS[name] for name, operands in steps)
