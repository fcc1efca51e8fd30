"""What may stand in a published file. Whatever is not named here is not copied."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


STRUCTURE_TYPES = frozenset(
    words(
        """Document DocumentFragment Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct
        Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote
        Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form
        Title FENote Sub Em Strong Aside Artifact"""
    )
)
"""Standard structure types of PDF 1.7 and 2.0; custom ones are mapped to these."""

NAMES = frozenset(
    words(
        """DeviceGray DeviceRGB DeviceCMYK CalGray CalRGB Lab ICCBased Indexed Separation DeviceN
        Pattern G RGB CMYK I All None Black Cyan Magenta Yellow Normal Compatible Multiply Screen
        Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference Exclusion Hue
        Saturation Color Luminosity Alpha Transparency Identity Default AbsoluteColorimetric
        RelativeColorimetric Perceptual XYZ Fit FitH FitV FitR FitB FitBH FitBV R S C W D A
        Layout List Table Block Inline Before After Start End Center Middle Justify Auto
        Row Column Both LrTb RlTb TbRl Disc Circle Square Decimal UpperRoman LowerRoman UpperAlpha
        LowerAlpha Underline LineThrough Hidden Dotted Dashed Solid Double Groove Ridge Inset
        Outset WinAnsiEncoding MacRomanEncoding MacExpertEncoding StandardEncoding Identity-H
        Identity-V Type0 Type1 MMType1 Type3 TrueType CIDFontType0 CIDFontType2 Type1C
        CIDFontType0C OpenType FlateDecode LZWDecode RunLengthDecode ASCIIHexDecode
        ASCII85Decode CCITTFaxDecode JBIG2Decode DCTDecode JPXDecode"""
    )
)
"""Names that are values. A name can carry any text, so only known ones are copied."""

OPERATORS: dict[str, str] = {
    # n: number, t: text string, a: array of text strings and numbers, A: array of numbers,
    # N: name, P: name or dictionary, *: numbers and perhaps a name
    **dict.fromkeys(words("b B b* B* f F f* s S n h q Q BT ET T* W W* EMC"), ""),
    **dict.fromkeys(words("w J j M i Tc Tw Tz TL Ts Tr g G"), "n"),
    **dict.fromkeys(words("m l Td TD d0"), "nn"),
    **dict.fromkeys(words("rg RG"), "nnn"),
    **dict.fromkeys(words("re v y k K"), "nnnn"),
    **dict.fromkeys(words("c cm Tm d1"), "nnnnnn"),
    **dict.fromkeys(words("sc SC scn SCN"), "*"),
    **dict.fromkeys(words("gs cs CS sh Do BMC ri"), "N"),
    "d": "An",
    "Tf": "Nn",
    "Tj": "t",
    "'": "t",
    '"': "nnt",
    "TJ": "a",
    "BDC": "NP",
}
"""Content operators and the operands that they take; others go, and so do stray operands."""

PATH_PAINTING = frozenset(words("b B b* B* f F f* s S"))
SHOWING = frozenset(words("Tj TJ ' \""))
PAINTING = PATH_PAINTING | SHOWING | {"sh", "Do", "INLINE IMAGE"}

GRAPHICS_STATE = words("/LW /LC /LJ /ML /D /RI /OP /op /OPM /FL /SM /SA /BM /CA /ca /AIS /TK")
SHADING = words(
    """/ShadingType /Background /BBox /AntiAlias /Coords /Domain /Extend /Matrix
    /BitsPerCoordinate /BitsPerComponent /BitsPerFlag /Decode /VerticesPerRow"""
)
FUNCTION = words(
    """/FunctionType /Domain /Range /Size /BitsPerSample /Order /Encode /Decode /C0 /C1 /N
    /Bounds"""
)
IMAGE = words(
    """/Width /Height /BitsPerComponent /Decode /ImageMask /Interpolate /Intent
    /SMaskInData"""
)
DECODE_PARMS = words(
    """/K /EndOfLine /EncodedByteAlign /Columns /Rows /EndOfBlock /BlackIs1
    /DamagedRowsBeforeError /Predictor /Colors /BitsPerComponent /EarlyChange
    /ColorTransform"""
)
FONT = words("/Subtype /FirstChar /LastChar /Widths /DW /W /DW2 /W2")
FONT_DESCRIPTOR = words(
    """/Flags /FontBBox /ItalicAngle /Ascent /Descent /Leading /CapHeight /XHeight /StemV
    /StemH /AvgWidth /MaxWidth /MissingWidth /FontWeight"""
)
ATTRIBUTES = words(
    """/O /Placement /BBox /Width /Height /BlockAlign /InlineAlign /TextAlign /SpaceBefore
    /SpaceAfter /StartIndent /EndIndent /TextIndent /ListNumbering /RowSpan /ColSpan /Scope
    /WritingMode /LineHeight /BaselineShift /TextDecorationType /ColumnCount"""
)
"""Structure attributes that hold numbers and known names: no header lists, no summaries."""
