"""Pixels under boxes: a new image in which they are overwritten, coded as the old one was."""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterator, Sequence

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image as Pictures
from PIL import ImageDraw, JpegImagePlugin

from woo_redact.redact.colour import components
from woo_redact.redact.copier import plain
from woo_redact.redact.geometry import Matrix, apply, invert
from woo_redact.redact.images import filters_of
from woo_redact.types import Point, Quad

Polygon = list[Point]
KEPT_KEYS = (
    "/Type",
    "/Subtype",
    "/Width",
    "/Height",
    "/BitsPerComponent",
    "/ColorSpace",
    "/Decode",
    "/ImageMask",
    "/Interpolate",
    "/Intent",
    "/SMaskInData",
    "/Matte",
)
GENERIC = frozenset(
    ("/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCIIHexDecode", "/ASCII85Decode")
)
Fill = int | tuple[int, ...]
WHITE: dict[str, Fill] = {
    "L": 255,
    "RGB": (255, 255, 255),
    "CMYK": (0, 0, 0, 0),
}
MARGIN = 1.0
"""How many pixels beyond a box are overwritten, against interpolation."""


class Undecodable(Exception):
    """An image whose pixels this program cannot overwrite."""


Done = dict[tuple[object, ...], Object]


def blank(pdf: Pdf, image: Object, matrix: Matrix, quads: Sequence[Quad], done: Done) -> Object:
    """A copy of the image without what lies under the quads (in PDF user space). ``done`` keeps
    the copies, for masks that several images share.
    """
    key = (image.objgen, matrix, tuple(quads))
    if not image.is_indirect or key not in done:
        done[key] = _copy(pdf, image, matrix, quads, done)
    return done[key]


def _copy(pdf: Pdf, image: Object, matrix: Matrix, quads: Sequence[Quad], done: Done) -> Object:
    width, height = plain(image.get("/Width")), plain(image.get("/Height"))
    inverse = invert(matrix)
    if inverse is None or not (isinstance(width, int) and isinstance(height, int)):
        raise Undecodable
    polygons = [_in_pixels(quad, inverse, width, height) for quad in quads]
    made = _blanked(pdf, image, polygons, width, height)
    for key in ("/SMask", "/Mask"):
        mask = image.get(key)
        if isinstance(mask, Stream):
            made[key] = blank(pdf, mask, matrix, quads, done)
        elif key == "/Mask" and plain(mask) is not None:
            made[key] = mask
    return made


def covers_all(matrix: Matrix, quad: Quad) -> bool:
    """Does an upright quad cover the whole image?"""
    rect = quad.rect
    corners = [apply(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    return all(rect.contains(corner) for corner in corners)


def _in_pixels(quad: Quad, inverse: Matrix, width: int, height: int) -> Polygon:
    """The quad on the pixel grid, whose first row is the top one."""
    corners = (quad.ul, quad.ur, quad.lr, quad.ll)
    units = [apply(inverse, corner.x, corner.y) for corner in corners]
    return [Point(unit.x * width, (1 - unit.y) * height) for unit in units]


def _blanked(
    pdf: Pdf, image: Object, polygons: Sequence[Polygon], width: int, height: int
) -> Object:
    filters = filters_of(image)
    if all(name in GENERIC for name in filters):
        return _blank_samples(pdf, image, polygons, width, height)
    if filters == ["/DCTDecode"] and plain(image.get("/ImageMask")) is not True:
        return _blank_jpeg(pdf, image, polygons)
    return _blank_decoded(pdf, image, polygons)


def _dictionary(image: Object) -> Dictionary:
    made = Dictionary()
    for key in KEPT_KEYS:
        if key in image:
            made[key] = image[key]
    return made


def _blank_samples(
    pdf: Pdf, image: Object, polygons: Sequence[Polygon], width: int, height: int
) -> Object:
    """Overwrites samples where they stand, whatever they mean."""
    stencil = plain(image.get("/ImageMask")) is True
    bits = 1 if stencil else plain(image.get("/BitsPerComponent"))
    if bits not in (1, 2, 4, 8, 16):
        raise Undecodable
    count = 1 if stencil else _components(image.get("/ColorSpace"))
    try:
        data = bytearray(image.read_bytes())
    except pikepdf.PdfError as error:
        raise Undecodable from error
    stride = (width * count * int(bits) + 7) // 8
    data.extend(bytes(max(0, stride * height - len(data))))
    del data[stride * height :]
    white = not stencil and _is_light(image.get("/ColorSpace"))
    empty = _invisible(image) if stencil else int(white)
    for row, start, stop in _spans(polygons, width, height):
        first, last = start * count * int(bits), stop * count * int(bits)
        _fill_bits(data, row * stride * 8 + first, row * stride * 8 + last, empty)
    return _losslessly(pdf, bytes(data), _dictionary(image), (width, height), count, int(bits))


def _losslessly(
    pdf: Pdf, data: bytes, made: Dictionary, size: tuple[int, int], count: int, bits: int
) -> Object:
    """Coded with the predictors of PNG where its writer knows such samples."""
    mode = {(1, 1): "1", (1, 8): "L", (3, 8): "RGB", (4, 8): "RGBA"}.get((count, bits))
    if mode is None:
        return pdf.make_indirect(Stream(pdf, data, made))
    buffer = io.BytesIO()
    Pictures.frombytes(mode, size, data).save(buffer, "PNG", optimize=True)
    made.Filter = Name.FlateDecode
    made.DecodeParms = Dictionary(
        Predictor=15, Colors=count, BitsPerComponent=bits, Columns=size[0]
    )
    return pdf.make_indirect(Stream(pdf, _png_data(buffer.getvalue()), made))


def _png_data(png: bytes) -> bytes:
    parts = []
    at = 8
    while at + 8 <= len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            parts.append(png[at + 8 : at + 8 + size])
        at += 12 + size
    return b"".join(parts)


def _is_light(space: object) -> bool:
    """Are the highest samples of this space white?"""
    if isinstance(space, Array) and str(space[0]) in ("/ICCBased", "/CalRGB", "/CalGray"):
        return components(space) in (1, 3)
    return isinstance(space, Name) and components(space) in (1, 3)


def _invisible(stencil: Object) -> int:
    """The bit that a stencil does not paint."""
    decode = plain(stencil.get("/Decode"))
    inverted = isinstance(decode, Array) and len(decode) == 2 and int(decode[0]) == 1
    return 0 if inverted else 1


def _fill_bits(data: bytearray, first: int, last: int, value: int) -> None:
    full = 0xFF if value else 0
    while first < last and first % 8:
        _set_bit(data, first, value)
        first += 1
    while last > first and last % 8:
        last -= 1
        _set_bit(data, last, value)
    data[first // 8 : last // 8] = bytes([full]) * (last // 8 - first // 8)


def _set_bit(data: bytearray, at: int, value: int) -> None:
    mask = 0x80 >> at % 8
    data[at // 8] = data[at // 8] | mask if value else data[at // 8] & ~mask


def _components(space: object) -> int:
    """How many samples a pixel has in a space of the source."""
    if isinstance(space, Array) and len(space):
        family = str(space[0])
        if family in ("/ICCBased", "/DeviceN", "/CalRGB", "/Lab"):
            return components(space)
        if family not in ("/Indexed", "/I", "/Separation", "/CalGray"):
            raise Undecodable
        return 1
    known = ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/G", "/RGB", "/CMYK", "/CalGray")
    if not isinstance(space, Name) or str(space) not in known:
        raise Undecodable
    return components(space)


def _spans(polygons: Sequence[Polygon], width: int, height: int) -> Iterator[tuple[int, int, int]]:
    """Per row of pixels the columns, from and to, that a polygon touches."""
    for polygon in polygons:
        top = max(0, math.floor(min(p.y for p in polygon) - MARGIN))
        bottom = min(height, math.ceil(max(p.y for p in polygon) + MARGIN))
        for row in range(top, bottom):
            crossing = _crossing(polygon, row - MARGIN, row + 1 + MARGIN)
            if crossing is None:
                continue
            start = max(0, math.floor(crossing[0] - MARGIN))
            stop = min(width, math.ceil(crossing[1] + MARGIN))
            if start < stop:
                yield row, start, stop


def _crossing(polygon: Polygon, top: float, bottom: float) -> tuple[float, float] | None:
    """The leftmost and rightmost point of a polygon between two heights."""
    xs: list[float] = []
    for a, b in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        if max(a.y, b.y) < top or min(a.y, b.y) > bottom:
            continue
        for y in (max(top, min(a.y, b.y)), min(bottom, max(a.y, b.y))):
            part = 0.0 if a.y == b.y else (y - a.y) / (b.y - a.y)
            xs.append(a.x + part * (b.x - a.x))
        if a.y == b.y:
            xs += [a.x, b.x]
    return (min(xs), max(xs)) if xs else None


def _draw(picture: Pictures.Image, polygons: Sequence[Polygon], fill: Fill) -> None:
    pen = ImageDraw.Draw(picture)
    for row, start, stop in _spans(polygons, picture.width, picture.height):
        pen.rectangle((start, row, stop - 1, row), fill=fill)


def _blank_jpeg(pdf: Pdf, image: Object, polygons: Sequence[Polygon]) -> Object:
    """With the tables of the old image, so that quality and size stay what they were."""
    try:
        picture = Pictures.open(io.BytesIO(image.read_raw_bytes()))
        sampling = max(JpegImagePlugin.get_sampling(picture), 0)
        settings = {"qtables": picture.quantization, "subsampling": sampling}  # type: ignore[attr-defined]
        settings["progressive"] = bool(picture.info.get("progressive"))
        picture.load()
    except (OSError, ValueError, AttributeError, SyntaxError) as error:
        raise Undecodable from error
    if picture.mode not in WHITE:
        raise Undecodable
    _draw(picture, polygons, WHITE[picture.mode])
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", optimize=True, **settings)
    made = _dictionary(image)
    made.Filter = Name.DCTDecode
    return pdf.make_indirect(Stream(pdf, buffer.getvalue(), made))


def _blank_decoded(pdf: Pdf, image: Object, polygons: Sequence[Polygon]) -> Object:
    """Fax, JBIG2 and JPEG 2000 images, and wrapped ones, decoded by MuPDF first."""
    picture = _decoded(image)
    stencil = plain(image.get("/ImageMask")) is True
    grey = not isinstance(image.get("/ColorSpace"), Array)
    bilevel = stencil or (plain(image.get("/BitsPerComponent")) == 1 and grey)
    made = _dictionary(image)
    if bilevel:
        _draw(picture, polygons, 255 * _invisible(image) if stencil else 255)
        return pdf.make_indirect(Stream(pdf, fax(picture), _asfax(made, image, picture)))
    _draw(picture, polygons, WHITE[picture.mode])
    if "/SMaskInData" in made:
        del made["/SMaskInData"]
    made.Width, made.Height, made.BitsPerComponent = picture.width, picture.height, 8
    made.ColorSpace = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    made.Filter = Name.JPXDecode
    raw = picture.width * picture.height * len(picture.getbands())
    ratio = max(1.0, raw / max(1, len(image.read_raw_bytes())))
    buffer = io.BytesIO()
    settings = {"quality_mode": "rates", "quality_layers": [ratio], "irreversible": True}
    picture.save(buffer, "JPEG2000", **settings)
    return pdf.make_indirect(Stream(pdf, buffer.getvalue(), made))


def _decoded(image: Object) -> Pictures.Image:
    """The image as grey or RGB pixels; MuPDF decodes it on a page of its own file."""
    holder = Pdf.new()
    copy = holder.copy_foreign(image) if image.is_indirect else None
    if copy is None:
        raise Undecodable
    for key in ("/SMask", "/Mask", "/Alternates", "/Metadata", "/Decode"):
        if key in copy:
            del copy[key]
    if plain(copy.get("/ImageMask")) is True:
        del copy["/ImageMask"]
        copy.ColorSpace, copy.BitsPerComponent = Name.DeviceGray, 1
    holder.Root.Picture = copy
    buffer = io.BytesIO()
    holder.add_blank_page()
    holder.save(buffer)
    try:
        with pymupdf.open("pdf", buffer.getvalue()) as document:
            number = int(document.xref_get_key(document.pdf_catalog(), "Picture")[1].split()[0])
            pixels = pymupdf.Pixmap(document, number)
            if pixels.colorspace is None or pixels.n - pixels.alpha not in (1, 3):
                pixels = pymupdf.Pixmap(pymupdf.csRGB, pixels)
            if pixels.alpha:
                pixels = pymupdf.Pixmap(pixels, 0)
            mode = "L" if pixels.n == 1 else "RGB"
            size = (pixels.width, pixels.height)
            return Pictures.frombytes(mode, size, bytes(pixels.samples))
    except (RuntimeError, ValueError, IndexError) as error:
        raise Undecodable from error


def fax(picture: Pictures.Image) -> bytes:
    """CCITT group 4, in one strip; its coder takes the ones, which are white here, for black."""
    buffer = io.BytesIO()
    bilevel = picture.convert("L").point([0] * 128 + [255] * 128).convert("1")
    bilevel.save(buffer, "TIFF", compression="group4", tiffinfo={278: picture.height})
    with Pictures.open(buffer) as written:
        offset, size = written.tag_v2[273][0], written.tag_v2[279][0]  # type: ignore[attr-defined]
    return buffer.getvalue()[offset : offset + size]


def _asfax(made: Dictionary, image: Object, picture: Pictures.Image) -> Dictionary:
    """The dictionary of a bilevel image; its /Decode still says what its samples mean."""
    made.Width, made.Height, made.BitsPerComponent = picture.width, picture.height, 1
    if plain(image.get("/ImageMask")) is not True:
        made.ColorSpace = Name.DeviceGray
    made.Filter = Name.CCITTFaxDecode
    made.DecodeParms = Dictionary(K=-1, Columns=picture.width, Rows=picture.height, BlackIs1=True)
    return made
