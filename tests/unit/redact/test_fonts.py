"""Fonts tell nothing of the letters that only a covered text used."""

from __future__ import annotations

import io

import pikepdf
import pymupdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given
from hypothesis import strategies as st
from making import PLAIN, opened, page_of, plan_for, saved, text_of
from pikepdf import Array, Dictionary, Name, Stream, String

from woo_redact.redact import charmap, redact
from woo_redact.redact.charmap import to_unicode
from woo_redact.redact.outlines import read_cff
from woo_redact.redact.truetype import TrueType, character_maps, write_maps

NAME = "Quispel"
TEXT = "Quispel komt te laat"
LETTERS = list(dict.fromkeys(TEXT))
"""In the order of their first use, as writers number them."""


def box(pen, width: int) -> None:
    pen.moveTo((50, 0))
    pen.lineTo((50, 300 + width % 300))
    pen.lineTo((width - 50, 300 + width % 300))
    pen.lineTo((width - 50, 0))
    pen.closePath()


def widths() -> dict[str, int]:
    return {letter: 400 + 7 * ord(letter) % 300 for letter in LETTERS}


def names() -> list[str]:
    return [".notdef", *(f"g{i}" for i in range(len(LETTERS)))]


def true_type(**maps: dict[int, str]) -> bytes:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names())
    builder.setupCharacterMap(maps.get("unicode", {}))
    glyphs, metrics = {".notdef": TTGlyphPen(None).glyph()}, {".notdef": (500, 0)}
    for name, letter in zip(names()[1:], LETTERS, strict=True):
        pen = TTGlyphPen(None)
        box(pen, widths()[letter])
        glyphs[name], metrics[name] = pen.glyph(), (widths()[letter], 50)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    return _file(builder)


def cff() -> bytes:
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names())
    programs = {".notdef": T2CharStringPen(500, None).getCharString()}
    for name, letter in zip(names()[1:], LETTERS, strict=True):
        pen = T2CharStringPen(widths()[letter], None)
        box(pen, widths()[letter])
        programs[name] = pen.getCharString()
    builder.setupCFF("Quispel", {"FullName": "Quispel"}, programs, {})
    return bytes(builder.font["CFF "].compile(builder.font))


def _file(builder: FontBuilder) -> bytes:
    buffer = io.BytesIO()
    builder.font.save(buffer)
    return buffer.getvalue()


def descriptor(pdf: pikepdf.Pdf, key: str, program: bytes, **extra: object) -> pikepdf.Object:
    stream = pdf.make_indirect(Stream(pdf, program, Dictionary(**extra)))
    made = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Quispel"),
        FontFamily=String(NAME),
        Flags=4,
        FontBBox=Array([0, -200, 1000, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        StemV=80,
    )
    made[key] = stream
    return pdf.make_indirect(made)


def composite(pdf: pikepdf.Pdf, program: bytes, key: str, subtype: str) -> pikepdf.Object:
    extra = {} if key == "/FontFile2" else {"Subtype": Name.CIDFontType0C}
    child = Dictionary(
        Type=Name.Font,
        Subtype=Name(subtype),
        BaseFont=Name("/ABCDEF+Quispel"),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=descriptor(pdf, key, program, **extra),
        W=Array([1, Array([widths()[letter] for letter in LETTERS])]),
    )
    if key == "/FontFile2":
        child.CIDToGIDMap = Name.Identity
    codes = [(i + 1, letter) for i, letter in enumerate(LETTERS)]
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+Quispel"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(child)]),
        ToUnicode=pdf.make_indirect(Stream(pdf, charmap.write_to_unicode(codes, 2))),
    )


def simple(pdf: pikepdf.Pdf, program: bytes, key: str, subtype: str) -> pikepdf.Object:
    extra = {} if key == "/FontFile2" else {"Subtype": Name.Type1C}
    made = Dictionary(
        Type=Name.Font,
        Subtype=Name(subtype),
        BaseFont=Name("/ABCDEF+Quispel"),
        FirstChar=33,
        LastChar=32 + len(LETTERS),
        Widths=Array([widths()[letter] for letter in LETTERS]),
        FontDescriptor=descriptor(pdf, key, program, **extra),
    )
    codes = [(33 + i, letter) for i, letter in enumerate(LETTERS)]
    made.ToUnicode = pdf.make_indirect(Stream(pdf, charmap.write_to_unicode(codes, 1)))
    if key == "/FontFile3":
        made.Encoding = Dictionary(
            Type=Name.Encoding, Differences=Array([33, *(Name("/" + n) for n in names()[1:])])
        )
    return made


def type3(pdf: pikepdf.Pdf) -> pikepdf.Object:
    programs = Dictionary()
    for name, letter in zip(names()[1:], LETTERS, strict=True):
        width = widths()[letter]
        programs[f"/{name}"] = pdf.make_stream(
            b"%d 0 0 0 600 700 d1 50 0 %d 400 re f" % (width, width - 100)
        )
    codes = [(33 + i, letter) for i, letter in enumerate(LETTERS)]
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 1000, 800]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=programs,
        Encoding=Dictionary(
            Type=Name.Encoding, Differences=Array([33, *(Name("/" + n) for n in names()[1:])])
        ),
        FirstChar=33,
        LastChar=32 + len(LETTERS),
        Widths=Array([widths()[letter] for letter in LETTERS]),
        Resources=Dictionary(),
        ToUnicode=pdf.make_indirect(Stream(pdf, charmap.write_to_unicode(codes, 1))),
    )


def symbolic() -> bytes:
    return true_type(unicode={0xF000 + 33 + i: name for i, name in enumerate(names()[1:])})


FONTS = {
    "composite TrueType": lambda pdf: composite(pdf, true_type(), "/FontFile2", "/CIDFontType2"),
    "composite CFF": lambda pdf: composite(pdf, cff(), "/FontFile3", "/CIDFontType0"),
    "simple TrueType": lambda pdf: simple(pdf, _as_symbol(symbolic()), "/FontFile2", "/TrueType"),
    "simple CFF": lambda pdf: simple(pdf, cff(), "/FontFile3", "/Type1"),
    "Type3": type3,
}


def _as_symbol(program: bytes) -> bytes:
    """With its character map said to be for symbols (3, 0)."""
    table = TrueType(program)
    codes = next(iter(table.maps().values()))
    order = list(range(1, table.count))
    return table.subset(order, write_maps({(3, 0): codes}))


def document(kind: str) -> bytes:
    with opened(page_of("")) as pdf:
        page = pdf.pages[0].obj
        page.Resources.Font.F2 = pdf.make_indirect(FONTS[kind](pdf))
        wide = kind.startswith("composite")
        shown = "".join(
            f"{LETTERS.index(c) + 1:04X}" if wide else f"{LETTERS.index(c) + 33:02X}" for c in TEXT
        )
        page.Contents = pdf.make_stream(f"BT /F2 20 Tf 40 200 Td <{shown}> Tj ET".encode())
        return saved(pdf)


@pytest.mark.parametrize("kind", FONTS)
def test_a_font_keeps_only_the_letters_still_shown_in_the_order_of_unicode(kind: str):
    pdf = document(kind)
    assert NAME in text_of(pdf)
    result = redact(pdf, plan_for(pdf, NAME, style=PLAIN))
    assert not result.rastered
    left = sorted(set(TEXT.replace(NAME, "")))
    with opened(result.pdf) as done:
        fonts = list(done.pages[0].Resources.Font.values())
        assert len(fonts) == 1
        meaning = to_unicode(fonts[0])
    assert [meaning[code] for code in sorted(meaning)] == left
    assert "komt te laat" in " ".join(text_of(result.pdf).split())
    assert b"Quispel" not in result.pdf


@pytest.mark.parametrize("kind", FONTS)
def test_the_letters_still_shown_look_the_same(kind: str):
    pdf = document(kind)
    result = redact(pdf, plan_for(pdf))
    with pymupdf.open("pdf", pdf) as old, pymupdf.open("pdf", result.pdf) as new:
        before, after = old[0].get_pixmap(), new[0].get_pixmap()
    assert before.samples == after.samples


@pytest.mark.parametrize("kind", FONTS)
def test_which_letters_were_covered_cannot_be_told(kind: str):
    """A font written for a shorter text gives the same font in the end."""
    pdf = document(kind)
    with opened(redact(pdf, plan_for(pdf, NAME, style=PLAIN)).pdf) as done:
        font = next(iter(done.pages[0].Resources.Font.values()))
        codes = sorted(to_unicode(font))
    assert codes == list(range(codes[0], codes[0] + len(codes))) or 32 in codes


def test_glyphs_are_cut_out_of_a_program():
    program = TrueType(true_type())
    cut = TrueType(program.subset([3, 1]))
    assert cut.count == 3
    assert cut.glyph(1) == program.glyph(3).ljust(len(cut.glyph(1)), b"\0")
    assert cut.metric(2) == program.metric(1)
    assert "name" not in cut.tables


def test_a_cff_program_names_its_glyphs():
    assert read_cff(cff()).order == names()


@given(st.dictionaries(st.integers(0, 0xFFFE), st.integers(1, 0xFFFE), max_size=60))
def test_character_maps_are_read_as_they_were_written(codes: dict[int, int]):
    assert character_maps(write_maps({(3, 1): codes}))[(3, 1)] == codes


@given(st.dictionaries(st.integers(0, 0xFFFF), st.text(min_size=1, max_size=3), max_size=40))
def test_maps_to_unicode_are_read_as_they_were_written(meaning: dict[int, str]):
    meaning = {code: text for code, text in meaning.items() if text.strip("\0\ufffd")}
    pdf = pikepdf.Pdf.new()
    stream = Stream(pdf, charmap.write_to_unicode(list(meaning.items()), 2))
    encodable = {c: t for c, t in meaning.items() if t.isprintable() or t.isspace()}
    read = to_unicode(Dictionary(ToUnicode=pdf.make_indirect(stream)))
    assert {code: read[code] for code in encodable} == encodable
