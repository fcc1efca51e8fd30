"""A small letter to hide a name in, and the list of channels that do so."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image, ImageDraw, ImageFont

NAME = "Sanne van der Ploeg-Karimi"
"""The invented person whom every file hides."""
OTHER = "Bram van den Heuvel-Osman"
"""Stands in the name's place in a twin: the same build with nobody to find."""
LINES = (
    "Nota over het groen langs de nieuwe weg",
    "De bomen langs de weg worden dit najaar geplant. Daarvoor is geld",
    "gereserveerd in de begroting van het volgende jaar. De aannemer",
    "begint in oktober en is voor de winter klaar met het werk.",
    "Over de keuze van de boomsoort is met de bewoners gesproken.",
)
WIDTH, HEIGHT = 420, 300
SPOT = (60.0, 90.0)
"""Where channels show the name on the page, in user space."""


@dataclass(frozen=True)
class Channel:
    id: str
    what: str
    hide: Callable[[Draft, str], None]
    places: int
    shown: bool
    """Does the page show the name to a reader, so that a text search can find it?"""


CHANNELS: dict[str, Channel] = {}


def channel(
    id: str, what: str, *, places: int = 1, shown: bool = False
) -> Callable[[Callable[[Draft, str], None]], Callable[[Draft, str], None]]:
    """Register a function that hides a name in a draft, in ``places`` places."""

    def keep(hide: Callable[[Draft, str], None]) -> Callable[[Draft, str], None]:
        CHANNELS[id] = Channel(id, what, hide, places, shown)
        return hide

    return keep


@dataclass
class Draft:
    """One page, or more, of plain text in Helvetica, and room for a channel to write on."""

    pdf: Pdf = field(default_factory=Pdf.new)
    boxes: list[tuple[int, tuple[float, float, float, float]]] = field(default_factory=list)
    """Places that a person would mark by hand (page, user space), where no search can."""
    tail: bytes = b""
    save_options: dict[str, object] = field(default_factory=dict)
    rewrite: Callable[[bytes], bytes] | None = None

    def __post_init__(self) -> None:
        self.font = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type1,
                BaseFont=Name.Helvetica,
                Encoding=Name.WinAnsiEncoding,
            )
        )
        self.add_page()

    def add_page(self) -> pikepdf.Object:
        page = self.pdf.add_blank_page(page_size=(WIDTH, HEIGHT)).obj
        page.Resources = Dictionary(Font=Dictionary(F1=self.font))
        page.Contents = self.pdf.make_stream(b"")
        self.write(
            b"".join(text(line, 60, 250 - 16 * row) for row, line in enumerate(LINES)),
            len(self.pdf.pages) - 1,
        )
        return page

    @property
    def page(self) -> pikepdf.Object:
        return self.pdf.pages[0].obj

    def write(self, content: bytes, page: int = 0) -> None:
        contents = self.pdf.pages[page].obj.Contents
        contents.write(contents.read_bytes() + content)

    def stream(self, data: bytes, **keys: object) -> Stream:
        return self.pdf.make_stream(data, {f"/{key}": value for key, value in keys.items()})

    def form(self, content: bytes, **keys: object) -> Stream:
        found = {
            "/Type": Name.XObject,
            "/Subtype": Name.Form,
            "/BBox": Array([0, 0, WIDTH, HEIGHT]),
            "/Resources": Dictionary(Font=Dictionary(F1=self.font)),
        }
        found.update({f"/{key}": value for key, value in keys.items()})
        return self.pdf.make_stream(content, found)

    def resource(self, category: str, name: str, value: object, page: int = 0) -> None:
        resources = self.pdf.pages[page].obj.Resources
        if category not in resources:
            resources[category] = Dictionary()
        resources[category][name] = value

    def paint(self, name: str, value: object, matrix: str = "1 0 0 1 0 0", page: int = 0) -> None:
        """Put an XObject on the page."""
        self.resource("/XObject", f"/{name}", value, page)
        self.write(f"q {matrix} cm /{name} Do Q\n".encode(), page)

    def annotate(self, page: int = 0, **keys: object) -> pikepdf.Object:
        made = {"/Type": Name.Annot, "/Rect": Array([60, 60, 240, 110]), "/F": 4}
        made.update({f"/{key}": value for key, value in keys.items()})
        annotation = self.pdf.make_indirect(Dictionary(made))
        owner = self.pdf.pages[page].obj
        if "/Annots" not in owner:
            owner.Annots = Array()
        owner.Annots.append(annotation)
        return annotation

    def mark(self, x0: float, y0: float, x1: float, y1: float, page: int = 0) -> None:
        self.boxes.append((page, (x0, y0, x1, y1)))

    def finish(self) -> bytes:
        stream = io.BytesIO()
        options: dict[str, object] = {"static_id": True, "preserve_pdfa": False}
        options.update(self.save_options)
        self.pdf.save(stream, **options)
        data = stream.getvalue() + self.tail
        return self.rewrite(data) if self.rewrite else data


def escaped(words: str) -> bytes:
    """A literal string operand in WinAnsi."""
    raw = words.encode("cp1252")
    return b"(" + raw.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)") + b")"


def text(words: str, x: float, y: float, size: float = 11, font: str = "F1") -> bytes:
    return f"BT /{font} {size} Tf {x} {y} Td ".encode() + escaped(words) + b" Tj ET\n"


def sentence(name: str) -> str:
    return f"Opgesteld door {name} van de afdeling."


def aileron(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow without FreeType cannot draw the pictures")
    return font


def picture(words: str, size: int = 40, mode: str = "RGB", margin: int = 12) -> Image.Image:
    """The words as pixels, dark on light."""
    font = aileron(size)
    left, top, right, bottom = font.getbbox(words)
    image = Image.new(
        "RGB", (int(right - left) + 2 * margin, int(bottom - top) + 2 * margin), "white"
    )
    ImageDraw.Draw(image).text((margin - left, margin - top), words, fill="black", font=font)
    return image.convert(mode)


def font_file(letters: str, *, ordered: bool = False) -> tuple[bytes, dict[str, int]]:
    """A TrueType subset that holds the letters, and which glyph each of them is. ``ordered``
    numbers the glyphs in order of first use, as office programs do.
    """
    source = aileron(12).path
    source.seek(0)
    made = TTFont(io.BytesIO(source.read()))
    for table in ("GSUB", "GPOS", "GDEF", "FFTM", "gasp"):
        if table in made:
            del made[table]
    options = subset.Options(notdef_outline=True, name_IDs=[], hinting=False)
    engine = subset.Subsetter(options)
    engine.populate(text=letters)
    engine.subset(made)
    cmap = made.getBestCmap()
    if ordered:
        first = [".notdef", *dict.fromkeys(cmap[ord(c)] for c in letters)]
        rest = [g for g in made.getGlyphOrder() if g not in first]
        made.ensureDecompiled()
        glyf, metrics = made["glyf"], made["hmtx"]
        made.setGlyphOrder(first + rest)
        glyf.glyphOrder = first + rest
        metrics.metrics = dict(metrics.metrics)
    stream = io.BytesIO()
    made.save(stream)
    order = TTFont(io.BytesIO(stream.getvalue())).getReverseGlyphMap()
    return stream.getvalue(), {c: order[cmap[ord(c)]] for c in set(letters)}


def type0(
    draft: Draft,
    letters: str,
    *,
    unicode_of: str | None = None,
    encoding: object = Name("/Identity-H"),
    base: str = "ABCDEF+Aileron",
    ordered: bool = False,
    file: bytes | None = None,
) -> tuple[pikepdf.Object, dict[str, int]]:
    """A composite font for the letters. ``unicode_of``: only these get an entry in ToUnicode."""
    program, glyphs = font_file(letters, ordered=ordered)
    widths = TTFont(io.BytesIO(program))["hmtx"].metrics
    order = TTFont(io.BytesIO(program)).getGlyphOrder()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{base}"),
        Flags=4,
        FontBBox=Array([-50, -250, 1100, 950]),
        ItalicAngle=0,
        Ascent=950,
        Descent=-250,
        CapHeight=700,
        StemV=80,
        FontFile2=draft.stream(file or program),
    )
    listed = sorted(set(letters if unicode_of is None else unicode_of))
    lines = "".join(f"<{glyphs[c]:04X}> <{ord(c):04X}>\n" for c in listed)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(listed)} beginbfchar\n{lines}endbfchar\nendcmap end end"
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name(f"/{base}"),
        Encoding=encoding,
        DescendantFonts=Array(
            [
                draft.pdf.make_indirect(
                    Dictionary(
                        Type=Name.Font,
                        Subtype=Name.CIDFontType2,
                        BaseFont=Name(f"/{base}"),
                        CIDSystemInfo=Dictionary(
                            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
                        ),
                        FontDescriptor=draft.pdf.make_indirect(descriptor),
                        CIDToGIDMap=Name.Identity,
                        DW=1000,
                        W=Array([0, Array([widths[g][0] for g in order])]),
                    )
                )
            ]
        ),
        ToUnicode=draft.stream(cmap.encode()),
    )
    return draft.pdf.make_indirect(font), glyphs


def hexed(words: str, glyphs: dict[str, int]) -> str:
    return "<" + "".join(f"{glyphs[c]:04X}" for c in words) + ">"


def image(draft: Draft, pixels: Image.Image, **keys: object) -> Stream:
    """An image XObject with raw samples, compressed when the file is saved."""
    space = {
        "L": Name.DeviceGray,
        "RGB": Name.DeviceRGB,
        "CMYK": Name.DeviceCMYK,
        "1": Name.DeviceGray,
    }
    made = {
        "/Type": Name.XObject,
        "/Subtype": Name.Image,
        "/Width": pixels.width,
        "/Height": pixels.height,
        "/ColorSpace": space[pixels.mode],
        "/BitsPerComponent": 1 if pixels.mode == "1" else 8,
    }
    made.update({f"/{key}": value for key, value in keys.items()})
    return draft.pdf.make_stream(pixels.tobytes(), made)


def fitted(pixels: Image.Image, x: float, y: float, width: float = 220) -> str:
    """The matrix that puts an image on the page at a natural height."""
    return f"{width} 0 0 {width * pixels.height / pixels.width:.3f} {x} {y}"
