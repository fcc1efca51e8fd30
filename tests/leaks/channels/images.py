"""Picture channels: the name is pixels or outlines, or hides behind pixels."""

from __future__ import annotations

import io
import struct

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

from channels.draft import SPOT, WIDTH, Draft, channel, fitted, font_file, image, picture, text

X, Y = SPOT
BOX = (X - 2, 78.0, X + 224, 112.0)


def _encoded(
    draft: Draft, name: str, form: str, filter_name: str, mode: str = "RGB", **options: object
) -> object:
    pixels = picture(name, 40, mode)
    stream = io.BytesIO()
    pixels.save(stream, form, **options)
    made = image(draft, pixels)
    made.write(stream.getvalue(), filter=Name(filter_name))
    return made


def _shown(draft: Draft, made: object, pixels_like: str) -> None:
    draft.paint("Im", made, fitted(picture(pixels_like, 40), X, 82))
    draft.mark(*BOX)


@channel("i01", "picture in colour", shown=True)
def colour(draft: Draft, name: str) -> None:
    _shown(draft, image(draft, picture(name)), name)


@channel("i02", "black picture whose soft mask has the shape of the name", shown=True)
def mask(draft: Draft, name: str) -> None:
    pixels = picture(name, 40, "L")
    negative = pixels.point([255 - v for v in range(256)])
    black = picture(name).point([0] * 768)
    _shown(draft, image(draft, black, SMask=image(draft, negative)), name)


@channel("i03", "another version of a picture that does not show the name")
def alternate(draft: Draft, name: str) -> None:
    other = image(draft, picture(name))
    made = image(
        draft,
        picture("Gemeente"),
        Alternates=Array([Dictionary(Image=other, DefaultForPrinting=False)]),
    )
    draft.paint("Im", made, fitted(picture("Gemeente"), X, 82, 120))


@channel("i04", "JPEG 2000", shown=True)
def jpeg2000(draft: Draft, name: str) -> None:
    made = _encoded(draft, name, "JPEG2000", "/JPXDecode")
    del made.ColorSpace, made.BitsPerComponent
    _shown(draft, made, name)


@channel("i05", "JPEG", shown=True)
def jpeg(draft: Draft, name: str) -> None:
    _shown(draft, _encoded(draft, name, "JPEG", "/DCTDecode", quality=90), name)


@channel("i06", "fax compression, as from a scanner", shown=True)
def fax(draft: Draft, name: str) -> None:
    pixels = picture(name, 40, "1")
    stream = io.BytesIO()
    pixels.save(stream, "TIFF", compression="group4")
    data = stream.getvalue()
    stripes = _tiff_stripes(data)
    made = image(draft, pixels)
    parms = Dictionary(K=-1, Columns=pixels.width, Rows=pixels.height, BlackIs1=True)
    made.write(stripes, filter=Name.CCITTFaxDecode, decode_parms=parms)
    _shown(draft, made, name)


def _tiff_stripes(data: bytes) -> bytes:
    """The compressed rows of a little-endian TIFF with its strips in one piece."""
    at = struct.unpack_from("<I", data, 4)[0]
    tags = {}
    for i in range(struct.unpack_from("<H", data, at)[0]):
        tag, kind, count, value = struct.unpack_from("<HHII", data, at + 2 + 12 * i)
        tags[tag] = (kind, count, value)

    def values(tag: int) -> list[int]:
        kind, count, value = tags[tag]
        width = {3: "H", 4: "I"}[kind]
        if count == 1:
            return [value & 0xFFFF if kind == 3 else value]
        return list(struct.unpack_from(f"<{count}{width}", data, value))

    return b"".join(data[o : o + n] for o, n in zip(values(273), values(279), strict=True))


@channel("i07", "inline picture", shown=True)
def inline(draft: Draft, name: str) -> None:
    pixels = picture(name, 24, "L")
    size = f"/W {pixels.width} /H {pixels.height}"
    head = f"q {fitted(pixels, X, 82)} cm BI {size} /CS /G /BPC 8 /F /AHx ID "
    draft.write(head.encode() + pixels.tobytes().hex().encode() + b">\nEI Q\n")
    draft.mark(*BOX)


@channel("i08", "JPEG whose Exif, comment and thumbnail hold the name", places=2)
def exif(draft: Draft, name: str) -> None:
    pixels = picture("Gemeente")
    data = pixels.getexif()
    data[0x013B] = name
    stream = io.BytesIO()
    pixels.save(stream, "JPEG", exif=data, comment=f"foto: {name}")
    made = image(draft, pixels)
    made.write(stream.getvalue(), filter=Name.DCTDecode)
    draft.paint("Im", made, fitted(pixels, X, 82, 120))


@channel("i09", "one picture on two pages", places=2, shown=True)
def two_pages(draft: Draft, name: str) -> None:
    draft.add_page()
    made = image(draft, picture(name))
    for page in (0, 1):
        draft.paint("Im", made, fitted(picture(name), X, 82), page=page)
        draft.mark(*BOX, page=page)


@channel("i10", "stencil", shown=True)
def stencil(draft: Draft, name: str) -> None:
    made = image(draft, picture(name, 40, "1"), ImageMask=True, Decode=Array([0, 1]))
    del made.ColorSpace
    _shown(draft, made, name)


@channel("i12", "picture inside a tiling pattern", shown=True)
def in_pattern(draft: Draft, name: str) -> None:
    pixels = picture(name)
    pattern = draft.stream(
        f"q {fitted(pixels, 0, 0)} cm /Im Do Q".encode(),
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 220, 30]),
        XStep=400,
        YStep=400,
        Resources=Dictionary(XObject=Dictionary(Im=image(draft, pixels))),
        Matrix=Array([1, 0, 0, 1, X, 82]),
    )
    draft.resource("/Pattern", "/P1", pattern)
    draft.write(f"q /Pattern cs /P1 scn {X} 82 220 30 re f Q\n".encode())
    draft.mark(*BOX)


@channel("i14", "picture in resources that the page inherits", shown=True)
def inherited_picture(draft: Draft, name: str) -> None:
    pixels = picture(name)
    draft.pdf.Root.Pages.Resources = Dictionary(
        Font=Dictionary(F1=draft.font), XObject=Dictionary(Im=image(draft, pixels))
    )
    del draft.page.Resources
    draft.write(f"q {fitted(pixels, X, 82)} cm /Im Do Q\n".encode())
    draft.mark(*BOX)


class PathPen(BasePen):
    """Takes down a glyph's outline as PDF operators."""

    def __init__(self, glyphs: object, scale: float, x: float, y: float) -> None:
        super().__init__(glyphs)
        self.scale, self.x, self.y = scale, x, y
        self.path: list[str] = []

    def _add(self, verb: str, *points: tuple[float, float]) -> None:
        at = " ".join(
            f"{self.x + px * self.scale:.3f} {self.y + py * self.scale:.3f}" for px, py in points
        )
        self.path.append(f"{at} {verb}")

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._add("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._add("l", pt)

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self._add("c", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        self.path.append("h")


def outlined(name: str, size: float, x: float, y: float, *, together: bool) -> bytes:
    """The name as filled curves, in one path or in one per letter."""
    program, _ = font_file(name)
    font = TTFont(io.BytesIO(program))
    cmap, glyphs = font.getBestCmap(), font.getGlyphSet()
    scale, out = size / 1000, []
    for letter in name:
        glyph = glyphs[cmap[ord(letter)]]
        pen = PathPen(glyphs, scale, x, y)
        glyph.draw(pen)
        out += [*pen.path, "" if together or not pen.path else "f"]
        x += glyph.width * scale
    return (" ".join(out) + (" f\n" if together else "\n")).encode()


@channel("i15", "outlines, one path per letter", shown=True)
def outlines(draft: Draft, name: str) -> None:
    draft.write(outlined(name, 14, X, 90, together=False))
    draft.mark(X - 2, 84, X + 220, 106)


@channel("i15b", "outlines, the whole name in one path", shown=True)
def one_path(draft: Draft, name: str) -> None:
    draft.write(outlined(name, 14, X, 90, together=True))
    draft.mark(X - 2, 84, X + 220, 106)


@channel("i16", "coarse picture, few pixels per letter", shown=True)
def coarse(draft: Draft, name: str) -> None:
    small = picture(name, 14, "L", 3)
    draft.paint("Im", image(draft, small), fitted(small, X, 82))
    draft.mark(*BOX)


@channel("i17", "scan cut into strips", shown=True)
def strips(draft: Draft, name: str) -> None:
    pixels = picture(name)
    step = pixels.height // 5
    scale = 220 / pixels.width
    for i, top in enumerate(range(0, pixels.height, step)):
        piece = pixels.crop((0, top, pixels.width, min(top + step, pixels.height)))
        low = 82 + (pixels.height - top - piece.height) * scale
        draft.paint(
            f"Im{i}", image(draft, piece), f"220 0 0 {piece.height * scale:.4f} {X} {low:.4f}"
        )
    draft.mark(*BOX)


@channel("i18", "scan with an invisible text layer", places=2, shown=True)
def scan(draft: Draft, name: str) -> None:
    pixels = picture(name)
    draft.paint("Im", image(draft, pixels), fitted(pixels, X, 82))
    draft.write(b"q 3 Tr " + text(name, X + 5, 90, 16) + b"Q\n")
    draft.mark(*BOX)


@channel("i20", "picture in CMYK", shown=True)
def cmyk(draft: Draft, name: str) -> None:
    _shown(draft, image(draft, picture(name, 40, "CMYK")), name)


@channel("i22", "picture with a palette", shown=True)
def indexed(draft: Draft, name: str) -> None:
    made = image(draft, picture(name, 40, "L").point([v // 128 for v in range(256)]))
    made.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0\0\0\xff\xff\xff")])
    _shown(draft, made, name)


@channel("i23", "picture in a spot colour", shown=True)
def spot(draft: Draft, name: str) -> None:
    function = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 0, 0, 1]), N=1
    )
    made = image(draft, picture(name, 40, "L").point([255 - v for v in range(256)]))
    made.ColorSpace = Array([Name.Separation, Name("/Zwart"), Name.DeviceCMYK, function])
    _shown(draft, made, name)


@channel("i24", "picture with a colour key mask", shown=True)
def colour_key(draft: Draft, name: str) -> None:
    _shown(draft, image(draft, picture(name), Mask=Array([250, 255] * 3)), name)


@channel("i25", "the name lies in the part of a picture that is clipped away")
def clipped_picture(draft: Draft, name: str) -> None:
    pixels = picture(name)
    tall = pixels.resize((pixels.width, pixels.height * 2))
    tall.paste("white", (0, 0, *tall.size))
    tall.paste(pixels, (0, pixels.height))
    draft.resource("/XObject", "/Im", image(draft, tall))
    scale = 220 / tall.width
    draft.write(
        f"q {X} {82 + pixels.height * scale} 220 {pixels.height * scale} re W n "
        f"220 0 0 {tall.height * scale} {X} 82 cm /Im Do Q\n".encode()
    )


@channel("i26", "picture outside the crop box")
def off_page(draft: Draft, name: str) -> None:
    draft.page.CropBox = Array([30, 130, WIDTH, 300])
    draft.paint("Im", image(draft, picture(name)), fitted(picture(name), X, 60))


@channel("i27", "picture in the resources that nothing paints")
def unused(draft: Draft, name: str) -> None:
    draft.resource("/XObject", "/Im", image(draft, picture(name)))


@channel("i28", "picture under another picture")
def covered(draft: Draft, name: str) -> None:
    pixels = picture(name)
    draft.paint("Im", image(draft, pixels), fitted(pixels, X, 82))
    draft.paint("Top", image(draft, picture("Gemeente").resize(pixels.size)), fitted(pixels, X, 82))


@channel("i29", "picture in two nested forms, turned 30 degrees", shown=True)
def turned(draft: Draft, name: str) -> None:
    pixels = picture(name)
    inner = draft.form(
        f"q {fitted(pixels, 0, 0, 200)} cm /Im Do Q".encode(),
        Resources=Dictionary(XObject=Dictionary(Im=image(draft, pixels))),
    )
    outer = draft.form(
        b"q .866 .5 -.5 .866 80 40 cm /In Do Q", Resources=Dictionary(XObject=Dictionary(In=inner))
    )
    draft.paint("Fm", outer)
    draft.mark(60, 36, 270, 175)
