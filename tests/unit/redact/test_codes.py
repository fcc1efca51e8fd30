"""Codes that are the characters themselves stay, so that no reader of the file loses a word."""

from __future__ import annotations

import pymupdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from making import PLAIN, opened, page_of, plan_for, saved, text_of
from pikepdf import Array, Dictionary, Name, Pdf

from woo_redact.redact import redact
from woo_redact.redact.charmap import differences

SIGNS = {80: "summationtext", 88: "summationdisplay", 104: "angbracketleft"}
"""Names that no glyph list knows, at the codes that TeX gives them."""


def program(names: list[str]) -> bytes:
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", *names])
    drawn = {".notdef": T2CharStringPen(500, None).getCharString()}
    for number, name in enumerate(names):
        pen = T2CharStringPen(600, None)
        pen.moveTo((50, 0))
        pen.lineTo((50, 300 + 90 * number))
        pen.lineTo((550, 200))
        pen.closePath()
        drawn[name] = pen.getCharString()
    builder.setupCFF("Signs", {}, drawn, {})
    return bytes(builder.font["CFF "].compile(builder.font))


def font_of(pdf: Pdf, names: dict[int, str]) -> Dictionary:
    """A simple font without a map to Unicode."""
    first, last = min(names), max(names)
    listed: list[object] = []
    for code, name in sorted(names.items()):
        listed += [code, Name("/" + name)]
    stream = pdf.make_stream(program(list(names.values())))
    stream.Subtype = Name.Type1C
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Signs"),
        Flags=4,
        FontBBox=Array([0, -200, 1000, 1000]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        StemV=80,
        FontFile3=stream,
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name("/ABCDEF+Signs"),
        FirstChar=first,
        LastChar=last,
        Widths=Array([600 if code in names else 0 for code in range(first, last + 1)]),
        FontDescriptor=pdf.make_indirect(descriptor),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array(listed)),
    )


def document(names: dict[int, str], shown: bytes) -> bytes:
    """A line of Helvetica, and one in the font."""
    with opened(page_of("")) as pdf:
        page = pdf.pages[0].obj
        page.Resources.Font.F2 = pdf.make_indirect(font_of(pdf, names))
        content = b"BT /F1 12 Tf 40 220 Td (Mevrouw Quispel telt op.) Tj ET\n"
        content += b"BT /F2 20 Tf 40 150 Td <" + shown.hex().encode() + b"> Tj ET"
        page.Contents = pdf.make_stream(content)
        return saved(pdf)


def second_font(pdf: bytes) -> dict[str, object]:
    with opened(pdf) as done:
        fonts = done.pages[0].Resources.Font
        font = next(font for font in fonts.values() if "/FontDescriptor" in font)
        return {
            "names": differences(font.Encoding.Differences),
            "mapped": "/ToUnicode" in font,
        }


def test_signs_without_a_meaning_keep_code_and_drawing():
    pdf = document(SIGNS, bytes(SIGNS))
    result = redact(pdf, plan_for(pdf, "Quispel", style=PLAIN))
    made = second_font(result.pdf)
    assert made["names"] == SIGNS
    assert not made["mapped"]
    assert text_of(result.pdf).split()[-1] == text_of(pdf).split()[-1]
    clip = pymupdf.Rect(0, 110, 400, 300)
    with pymupdf.open("pdf", pdf) as old, pymupdf.open("pdf", result.pdf) as new:
        before, after = old[0].get_pixmap(clip=clip), new[0].get_pixmap(clip=clip)
    assert before.samples == after.samples
    assert before.color_count() > 1


def test_letters_at_their_own_codes_keep_names_and_codes():
    names = {ord(letter): letter for letter in "Optel"}
    pdf = document(names, b"Optel")
    made = second_font(redact(pdf, plan_for(pdf, "Quispel", style=PLAIN)).pdf)
    assert made["names"] == dict(sorted(names.items()))
    assert not made["mapped"]


def test_a_name_of_a_glyph_that_tells_more_than_its_code_goes():
    pdf = document({80: "summationtext", 88: "FatimaOzdemir"}, b"PX")
    result = redact(pdf, plan_for(pdf, "Quispel", style=PLAIN))
    assert "FatimaOzdemir" not in second_font(result.pdf)["names"].values()  # type: ignore[attr-defined]
    assert b"FatimaOzdemir" not in result.pdf


def test_glyph_procedures_under_names_in_hexadecimal_stay():
    with opened(page_of("")) as made:
        page = made.pages[0].obj
        drawn = [b"600 0 0 0 600 700 d1 50 0 400 %d re f" % (300 + 90 * n) for n in range(3)]
        page.Resources.Font.F2 = made.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type3,
                FontBBox=Array([0, 0, 1000, 800]),
                FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
                CharProcs=Dictionary(
                    {f"/g{code:X}": made.make_stream(d) for code, d in zip((77, 78, 79), drawn)}  # noqa: B905
                ),
                Encoding=Dictionary(
                    Differences=Array([77, Name("/g4D"), Name("/g4E"), Name("/g4F")])
                ),
                FirstChar=77,
                LastChar=79,
                Widths=Array([600, 600, 600]),
                Resources=Dictionary(),
            )
        )
        page.Contents = made.make_stream(b"BT /F2 20 Tf 40 150 Td <4D4E4F> Tj ET")
        pdf = saved(made)
    result = redact(pdf, plan_for(pdf))
    with pymupdf.open("pdf", pdf) as old, pymupdf.open("pdf", result.pdf) as new:
        before, after = old[0].get_pixmap(), new[0].get_pixmap()
    assert before.samples == after.samples
    assert before.color_count() > 1
