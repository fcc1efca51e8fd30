"""Images with the keys that paint them only: no alternates, metadata, comments or spare bytes."""

from __future__ import annotations

import struct
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfInlineImage, Stream

from woo_redact.redact import allowed
from woo_redact.redact.colour import components, copy_space
from woo_redact.redact.copier import Copier, pick, plain

FAX = ("/CCITTFaxDecode", "/JBIG2Decode")
MOST_INLINE = 2048
"""So many bytes of an image may stay within the content."""
JP2_BOXES = frozenset((b"jP  ", b"ftyp", b"jp2h", b"jp2c"))
START_OF_SCAN, END_OF_IMAGE, COMMENT, APP0, ADOBE = 0xDA, 0xD9, 0xFE, 0xE0, 0xEE
RESTARTS = range(0xD0, 0xD8)
APPLICATION = range(0xE0, 0xF0)


def copy_image(copier: Copier, image: Object) -> Object | None:
    return copier.once(image, lambda: _image(copier, image), "image")


def copy_inline(copier: Copier, image: PdfInlineImage, spaces: Object) -> Object | None:
    """An inline image as an ordinary one; ``spaces`` are the colour spaces its name may mean."""
    return _image(copier, copy_inline_source(copier.source, image, spaces))


def bare_stencil(image: PdfInlineImage) -> PdfInlineImage | None:
    """The same few bits with the keys that paint them only; None where there is more to them."""
    raw = image.read_raw_bytes()
    if not image.image_mask or len(raw) > MOST_INLINE or image.filters not in ([], [FAX[0]]):
        return None
    if not image.filters and len(raw) != (image.width + 7) // 8 * image.height:
        return None
    made: dict[Name, object] = {
        Name.IM: True,
        Name.W: image.width,
        Name.H: image.height,
        Name.BPC: 1,
    }
    decode = plain(image.obj.get("/Decode"))
    if decode is not None:
        made[Name.D] = decode
    if image.filters:
        made[Name.F] = Name.CCF
        made[Name.DP] = pick(image.obj.get("/DecodeParms") or Dictionary(), allowed.DECODE_PARMS)
    keys = tuple(part for pair in made.items() for part in pair)
    return PdfInlineImage(image_data=image._data, image_object=keys)


def copy_inline_source(pdf: Pdf, image: PdfInlineImage, spaces: Object) -> Stream:
    """The inline image as a stream object of the same file."""
    source = image.obj
    stream = Stream(pdf, image.read_raw_bytes())
    for key in source.keys():  # noqa: SIM118 - a pikepdf stream iterates over keys only this way
        if key not in ("/Length", "/SMask", "/Alternates"):
            stream[key] = source[key]
    space = stream.get("/ColorSpace")
    if isinstance(space, Name) and str(space) in spaces:
        stream.ColorSpace = spaces[str(space)]
    return stream


def _image(copier: Copier, image: Object) -> Object:
    made = pick(image, allowed.IMAGE)
    made.Type, made.Subtype = Name.XObject, Name.Image
    if "/ColorSpace" in image and plain(image.get("/ImageMask")) is not True:
        made.ColorSpace = copy_space(copier, image.ColorSpace)
    mask, soft = image.get("/Mask"), image.get("/SMask")
    if isinstance(soft, Stream):
        copy = copy_image(copier, soft)
        if copy is not None:
            made.SMask = copy
    if isinstance(mask, Stream):
        copy = copy_image(copier, mask)
        if copy is not None:
            made.Mask = copy
    elif plain(mask) is not None:
        made.Mask = plain(mask)
    if "/Matte" in image and plain(image.Matte) is not None:
        made.Matte = plain(image.Matte)
    return _pixels(copier, image, made)


def _pixels(copier: Copier, image: Object, made: Dictionary) -> Object:
    filters = filters_of(image)
    last = filters[-1] if filters else ""
    if last in ("/DCTDecode", "/JPXDecode"):
        coded = _before_last_filter(copier, image, filters)
        made.Filter = Name(last)
        if last == "/DCTDecode":
            parms = _last_parms(image)
            if parms is not None and plain(parms.get("/ColorTransform")) is not None:
                made.DecodeParms = pick(parms, ("/ColorTransform",))
            return copier.stream(strip_jpeg(coded), made)
        return copier.stream(strip_jp2(coded), made)
    if last in FAX:
        return _fax(copier, image, made, filters)
    return _samples(copier, image, made, filters)


def filters_of(stream: Object) -> list[str]:
    value = stream.get("/Filter")
    if isinstance(value, Name):
        return [str(value)]
    return [str(name) for name in value] if isinstance(value, Array) else []


def _last_parms(stream: Object) -> Object | None:
    value = stream.get("/DecodeParms")
    if isinstance(value, Array):
        value = value[-1] if len(value) else None
    return value if isinstance(value, pikepdf.Dictionary) else None


def _before_last_filter(copier: Copier, image: Object, filters: list[str]) -> bytes:
    """The bytes that the last filter decodes, with any wrapping ones undone."""
    if len(filters) == 1:
        return image.read_raw_bytes()
    inner = Stream(copier.source, image.read_raw_bytes())
    inner.Filter = Array([Name(name) for name in filters[:-1]])
    parms = image.get("/DecodeParms")
    if isinstance(parms, Array):
        inner.DecodeParms = Array(list(parms)[:-1])
    return inner.read_bytes()


def _fax(copier: Copier, image: Object, made: Dictionary, filters: list[str]) -> Object:
    made.Filter = Name(filters[-1])
    parms = _last_parms(image)
    if parms is not None:
        made.DecodeParms = pick(parms, allowed.DECODE_PARMS)
        shared = parms.get("/JBIG2Globals")
        if isinstance(shared, Stream):
            made.DecodeParms.JBIG2Globals = copier.stream(shared.read_bytes())
    return copier.stream(_before_last_filter(copier, image, filters), made)


def _samples(copier: Copier, image: Object, made: Dictionary, filters: list[str]) -> Object:
    """Uncoded or losslessly coded samples, cut off where the image ends. The source's own coding
    is kept when it holds exactly the image, since its predictors keep the file small.
    """
    data = image.read_bytes()
    size = _sample_bytes(made)
    if filters == ["/FlateDecode"] and (size is None or len(data) == size):
        raw = image.read_raw_bytes()
        if _is_whole_zlib(raw):
            made.Filter = Name.FlateDecode
            parms = _last_parms(image)
            if parms is not None:
                made.DecodeParms = pick(parms, allowed.DECODE_PARMS)
            return copier.stream(raw, made)
    return copier.stream(data if size is None else data[:size], made)


def _sample_bytes(image: Dictionary) -> int | None:
    """How many bytes the samples of an image take, where its dictionary says enough."""
    width, height = plain(image.get("/Width")), plain(image.get("/Height"))
    stencil = plain(image.get("/ImageMask")) is True
    bits = 1 if stencil else plain(image.get("/BitsPerComponent"))
    if not (isinstance(width, int) and isinstance(height, int) and isinstance(bits, int)):
        return None
    count = 1 if stencil else components(image.get("/ColorSpace"))
    return (width * count * bits + 7) // 8 * height


def _is_whole_zlib(raw: bytes) -> bool:
    decoder = zlib.decompressobj()
    try:
        decoder.decompress(raw)
    except zlib.error:
        return False
    return decoder.eof and not decoder.unused_data


def strip_jpeg(data: bytes) -> bytes:
    """Only the segments that decode the picture; nothing before its start or after its end."""
    if data[:2] != b"\xff\xd8":
        return data
    kept = [b"\xff\xd8"]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in RESTARTS or marker == 0x01:
            at += 2
            continue
        if marker == END_OF_IMAGE:
            break
        end = at + 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
        kept.append(_jpeg_segment(marker, data[at:end]))
        at = end
        if marker == START_OF_SCAN:
            stop = _end_of_scan(data, at)
            kept.append(data[at:stop])
            at = stop
    return b"".join(kept) + b"\xff\xd9"


def _jpeg_segment(marker: int, segment: bytes) -> bytes:
    if marker == APP0 and segment[4:8] == b"JFIF":
        return b"\xff\xe0\x00\x10" + segment[4:16].ljust(12, b"\0") + b"\0\0"
    if marker == ADOBE and segment[4:9] == b"Adobe":
        return b"\xff\xee\x00\x0e" + segment[4:16]
    if marker in APPLICATION or marker == COMMENT:
        return b""
    return segment


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the entropy-coded data ends: at the first marker that is no stuffing or restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or data[at + 1] in RESTARTS:
            at += 2
        elif data[at + 1] == 0xFF:
            at += 1
        else:
            return at


def strip_jp2(data: bytes) -> bytes:
    """The boxes that decode the picture, and a codestream without comments."""
    if data[:4] == b"\xff\x4f\xff\x51":
        return _strip_codestream(data)
    if data[4:8] != b"jP  ":
        return data
    kept = []
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        head = 8
        if size == 1:
            (size,) = struct.unpack(">Q", data[at + 8 : at + 16])
            head = 16
        end = len(data) if size == 0 else at + size
        if end < at + head:
            break
        body = data[at + head : end]
        if kind == b"jp2c":
            body = _strip_codestream(body)
        if kind in JP2_BOXES:
            kept.append(struct.pack(">I4s", len(body) + 8, kind) + body)
        at = end
    return b"".join(kept)


def _strip_codestream(data: bytes) -> bytes:
    """Without the comments in its main header (tile headers follow at the first SOT marker)."""
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0x90:
        end = at + 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
        if data[at + 1] != 0x64:
            kept.append(data[at:end])
        at = end
    return b"".join(kept) + data[at:]
