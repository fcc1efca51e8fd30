"""The words that the PDF format itself writes into nearly every file.

A listed text may be an ordinary word, and "source" stands in ``/Resources`` of every page. What
the format prescribes is no text of the document; everything else in the same place is searched.
"""

from __future__ import annotations

import re

_NAMES = """
    ActualText Alternate Alternates AntiAlias ArtBox Artifact Ascent Author AvgWidth Background
    BaseEncoding BaseFont BBox BitsPerComponent BitsPerCoordinate BitsPerFlag BitsPerSample
    BlackIs1 BleedBox BlockQuote Border Bounds BoundingBox CalGray CalRGB CapHeight Caption
    Catalog CCITTFaxDecode CharProcs CharSet CIDFontType0 CIDFontType0C CIDFontType2 CIDSet
    CIDSystemInfo CIDToGIDMap ClassMap Collection Colorants ColorSpace Colors ColorTransform
    Columns Contents Coords Count CreationDate Creator CropBox DCTDecode Decode DecodeParms
    Default DefaultCMYK DefaultGray DefaultRGB Descent DescendantFonts Dests DeviceCMYK
    DeviceGray DeviceN DeviceRGB Differences DisplayDocTitle Document Domain Duration
    EarlyChange Encode EncodedByteAlign Encoding Encrypt EndOfBlock EndOfLine ExtGState Extend
    Extends Extensions Figure Filter First FirstChar FitBH FitBV Flags FlateDecode FontBBox
    FontDescriptor FontFamily FontFile FontFile2 FontFile3 FontMatrix FontName FontStretch
    FontWeight Footer Footnote FormType Formula Function Functions FunctionType Group Header
    Height ICCBased Identity Identity-H Identity-V Image ImageMask Index Indexed Intent
    Interpolate Isolated ItalicAngle JBIG2Decode JBIG2Globals JPXDecode JavaScript Keywords Kids
    Knockout Lang LastChar LastModified Layer Layers Leading Length Length1 Length2 Length3
    Limits Linearized Link LZWDecode MacExpertEncoding MacRomanEncoding MarkInfo Marked
    MarkedContent Matrix Matte MaxLen MaxWidth MediaBox Metadata MissingWidth ModDate Names
    Nested NonFullScreenPageMode NonStruct Normal Note Nums ObjStm OCProperties OpenAction
    OpenType Order Ordering Outlines OutputIntents Overlay Page PageLabels PageLayout PageMode
    Pages PaintType Paragraph Parent ParentTree ParentTreeNextKey Part Pattern PatternType
    Perceptual Placement Predictor Prev PrintScaling Private ProcSet Producer Properties Quote
    Range Rect Reference Registry RelativeColorimetric Resources RoleMap Root Rotate Rows
    RunLengthDecode SMask SMaskInData Saturation Scope Section Separation Shading ShadingType
    Short Size Sort Span Standard StandardEncoding StemH StemV StructElem StructParent
    StructParents StructTreeRoot Style Subject Subtype Summary Supplement Suspects Table Tabs
    TextAlign TextDecorationType TilingType Title ToUnicode TrimBox TrueType Type Type0 Type1
    Type1C Type3 UniqueID UserUnit Version ViewerPreferences VerticesPerRow WhitePoint Width
    Widths WinAnsiEncoding WritingMode XHeight XObject XRef XRefStm XStep YStep Transparency
    Luminosity Alpha Multiply Screen Darken Lighten ColorDodge ColorBurn HardLight SoftLight
    Difference Exclusion Compatible AbsoluteColorimetric ListNumbering SpaceBefore SpaceAfter
    StartIndent EndIndent TextIndent BlockAlign InlineAlign LineHeight BaselineShift ColumnCount
    RowSpan ColSpan
"""
NAMES = frozenset(_NAMES.split())
"""Names of ISO 32000 that are five letters or longer, or hold such a word."""

NAME = re.compile(rb"/([A-Za-z0-9-]+)")
POSTSCRIPT = re.compile(
    rb"\b(?:CIDInit|ProcSet|findresource|defineresource|currentdict|dict|def|pop|"
    rb"CIDSystemInfo|Registry|Ordering|Supplement|Adobe|UCS|Identity|CMapName|CMapType|CMap|"
    rb"(?:begin|end)(?:cmap|codespacerange|bfchar|bfrange|cidchar|cidrange)?)\b"
)
XMP = re.compile(
    rb"</?(?:rdf:(?:RDF|Description|Alt|Seq|Bag|li)|x:xmpmeta|dc:(?:title|language|format)|"
    rb"pdf(?:ua|a)?(?:id)?:(?:part|conformance|Producer))\b|"
    rb"\b(?:xmlns:\w{1,8}|rdf:about|xml:lang|x:xmptk|x-default|xpacket)\b|"
    rb"http://(?:www\.w3\.org/1999/02/22-rdf-syntax-ns|purl\.org/dc/elements/1\.1|"
    rb"ns\.adobe\.com/(?:pdf/1\.3|xap/1\.0)|www\.aiim\.org/pdf(?:ua|a)/ns/id)[/#]?|adobe:ns:meta/"
)


def without_format(data: bytes) -> bytes:
    """A stream of text without what its format prescribes, where it has one: a character map,
    a packet of metadata, or objects with their keys.
    """
    if b"begincmap" in data:
        return POSTSCRIPT.sub(b" ", data)
    if b"<?xpacket" in data or b"<x:xmpmeta" in data:
        return XMP.sub(b" ", data)
    return NAME.sub(lambda match: b"/" if match[1].decode() in NAMES else match[0], data)
