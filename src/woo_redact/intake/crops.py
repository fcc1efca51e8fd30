"""Blank the parts of images that do not show: a picture that was cropped in the text processor
still holds what was cropped away, and one that another picture covers shows nothing at all.

Each place where an image is painted gets a copy of its own in which only what shows is left; the
size stays, so that nothing else on the page changes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple

import pikepdf
import pymupdf
from pikepdf import Dictionary, Name, Operator, Pdf, Stream
from PIL import Image as Picture

from woo_redact.intake.glance import Glance
from woo_redact.intake.letters import Box
from woo_redact.intake.opening import UNREADABLE
from woo_redact.intake.pens import (
    IDENTITY,
    UNIT,
    Matrix,
    area,
    around,
    common,
    corners,
    inverse,
    matrix,
    times,
)

MARGIN: Final = 2.0
"""In points: kept around what shows, since viewers mix the dots at an edge."""
HIDDEN: Final = 0.02
"""An image of which less than this part is hidden is left alone."""
SAME: Final = 12
DIFFERENT: Final = 30
QUALITY: Final = 92
THROUGH: Final = ("/SMask", "/Mask", "/ImageMask", "/SMaskInData")
ENCODED: Final = ("/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode")
KEYS: Final = ("/ColorSpace", "/Decode", "/ImageMask", "/Interpolate", "/Intent", "/Mask")


class Placed(NamedTuple):
    """An image that is painted: by which instruction, under which name, where, what shows."""

    step: int
    name: str
    box: Box
    place: Matrix
    shows: Box | None


def crop(pdf: bytes) -> tuple[bytes, list[str]]:
    with pymupdf.open(stream=pdf, filetype="pdf") as file:
        pages = [i for i in range(file.page_count) if file[i].get_images()]
    if not pages:
        return pdf, []
    clean, changed = _without(pdf, pages)
    harmed = set(_harmed(pdf, clean, changed))
    if harmed:
        clean, changed = _without(pdf, sorted(changed - harmed))
    sentences = [
        f"Bladzijde {i + 1}: afgesneden of afgedekt deel van een afbeelding weggelaten."
        for i in sorted(changed)
    ]
    return (clean, sentences) if changed else (pdf, [])


def _without(pdf: bytes, pages: list[int]) -> tuple[bytes, set[int]]:
    changed = set()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for i in pages:
            with suppress(*UNREADABLE):  # such a page is left as it is
                if _page(file, file.pages[i], pdf):
                    changed.add(i)
        out = io.BytesIO()
        file.save(out, static_id=True)
    return out.getvalue(), changed


def _page(file: Pdf, page: pikepdf.Page, pdf: bytes) -> bool:
    resources = page.resources
    images = {
        name: o
        for name, o in resources.get(Name.XObject, Dictionary()).items()
        if isinstance(o, Stream) and o.get(Name.Subtype) == Name.Image
    }
    if not images:
        return False
    content = list(pikepdf.parse_content_stream(page))
    placed = list(_placed(content, images, _box(page.cropbox)))
    hidden = {p.step for p in placed if p.shows is None} | set(_covered(placed, images))
    cropped = {
        p.step: _cropped(file, images[p.name], part, pdf)
        for p in placed
        if p.step not in hidden and (part := _part(p)) is not None
    }
    if not hidden and not cropped:
        return False
    objects = Dictionary(dict(resources.get(Name.XObject, Dictionary()).items()))
    kept: list[Any] = []
    for index, instruction in enumerate(content):
        if index in cropped:
            name = Name(f"/Beeld{index}")
            objects[str(name)] = cropped[index]
            kept.append(pikepdf.ContentStreamInstruction([name], Operator("Do")))
        elif index not in hidden:
            kept.append(instruction)
    own = Dictionary(dict(resources.items()))
    used = {str(i.operands[0]) for i in kept if str(i.operator) == "Do" and len(i.operands)}
    own.XObject = Dictionary({name: o for name, o in objects.items() if name in used})
    page.obj.Resources = own
    page.obj.Contents = file.make_stream(pikepdf.unparse_content_stream(kept))
    return True


def _placed(content: list[Any], images: Mapping[str, Stream], crop_box: Box) -> Iterator[Placed]:
    """Follow the matrix and the clip; a clip is taken as the box around its path."""
    here, clip = IDENTITY, crop_box
    stack: list[tuple[Matrix, Box | None]] = []
    window: Box | None = clip
    path: list[tuple[float, float]] = []
    clipping = False
    for index, instruction in enumerate(content):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            stack.append((here, window))
        elif operator == "Q" and stack:
            here, window = stack.pop()
        elif operator == "cm" and len(operands) == 6:
            here = times(matrix(operands), here)
        elif operator == "re" and len(operands) == 4:
            x, y, w, h = (float(value) for value in operands)
            path.extend(((x, y), (x + w, y), (x, y + h), (x + w, y + h)))
        elif operator in ("m", "l", "c", "v", "y"):
            numbers = [float(value) for value in operands]
            path.extend(zip(numbers[::2], numbers[1::2], strict=False))
        elif operator in ("W", "W*"):
            clipping = True
        elif operator in ("n", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*"):
            if clipping and window and path:
                window = common(window, around(path, here))
            path, clipping = [], False
        elif operator == "Do" and len(operands) and str(operands[0]) in images:
            box = around(UNIT, here)
            shows = common(box, window) if window else None
            yield Placed(index, str(operands[0]), box, here, shows)


def _covered(placed: list[Placed], images: Mapping[str, Stream]) -> Iterator[int]:
    """Images that lie wholly under a later one that lets nothing through."""
    for i, under in enumerate(placed):
        for over in placed[i + 1 :]:
            opaque = not any(key in images[over.name] for key in THROUGH)
            upright = abs(over.place[1]) + abs(over.place[2]) < 1e-6
            if not (opaque and upright and over.shows and under.shows):
                continue
            if common(over.shows, under.shows) == under.shows:
                yield under.step
                break


def _part(placed: Placed) -> Box | None:
    """What shows, as a part of the image with its origin at the top left; None for all."""
    back = inverse(placed.place)
    if placed.shows is None or back is None:
        return None
    x0, y0, x1, y1 = placed.shows
    wide = (x0 - MARGIN, y0 - MARGIN, x1 + MARGIN, y1 + MARGIN)
    part = common(around(corners(wide), back), (0.0, 0.0, 1.0, 1.0))
    if part is None or area(part) > 1 - HIDDEN:
        return None
    return part[0], 1 - part[3], part[2], 1 - part[1]


def _cropped(file: Pdf, image: Stream, part: Box, pdf: bytes) -> Stream:
    """A copy in which the rest is blank, and so is its mask."""
    if _filters(image) & set(ENCODED):
        copy = _decoded(file, image, part, pdf)
    else:
        copy = _raw(file, image, part)
    mask = image.get(Name.SMask)
    if isinstance(mask, Stream):
        copy.SMask = _cropped(file, mask, part, pdf)
    return copy


def _filters(image: Stream) -> set[str]:
    found: Any = image.get(Name.Filter)
    if found is None:
        return set()
    return {str(found)} if isinstance(found, Name) else {str(name) for name in found}


def _box(array: Any) -> Box:  # noqa: ANN401
    x0, y0, x1, y1 = (float(value) for value in array)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _raw(file: Pdf, image: Stream, part: Box) -> Stream:
    width, height = int(image.Width), int(image.Height)
    data = image.read_bytes()
    stride = len(data) // height
    bits = stride * 8 / width
    left, right = int(part[0] * width * bits) // 8, -(-int(part[2] * width * bits) // 8) + 1
    rows = _blanked(data, stride, height, left, min(right, stride), part)
    copy = file.make_stream(rows)
    copy.Type, copy.Subtype = Name.XObject, Name.Image
    copy.Width, copy.Height = width, height
    copy.BitsPerComponent = image.get(Name.BitsPerComponent, 1)
    for key in KEYS:
        if key in image:
            copy[key] = image[key]
    mask = copy.get(Name.Mask)
    if isinstance(mask, Stream):
        copy.Mask = _raw(file, mask, part)
    return copy


def _decoded(file: Pdf, image: Stream, part: Box, pdf: bytes) -> Stream:
    """Compressed in a way that must be undone first; MuPDF knows all of them."""
    with pymupdf.open(stream=pdf, filetype="pdf") as read:
        pixels = pymupdf.Pixmap(read, image.objgen[0])
        if pixels.alpha:
            pixels = pymupdf.Pixmap(pixels, 0)
        if pixels.n not in (1, 3):
            pixels = pymupdf.Pixmap(pymupdf.csRGB, pixels)
        width, height, each = pixels.width, pixels.height, pixels.n
        left, right = int(part[0] * width) * each, (int(part[2] * width) + 1) * each
        right = min(right, pixels.stride)
        samples = _blanked(bytes(pixels.samples), pixels.stride, height, left, right, part)
    picture = Picture.frombytes("L" if each == 1 else "RGB", (width, height), samples)
    copy = _encoded(file, picture, image)
    copy.Type, copy.Subtype = Name.XObject, Name.Image
    copy.Width, copy.Height = width, height
    copy.ColorSpace = _space(image, each)
    return copy


def _encoded(file: Pdf, picture: Picture.Image, image: Stream) -> Stream:
    """Compressed about as it was: a photograph as a photograph, black and white in one bit."""
    if image.get(Name.BitsPerComponent, 8) == 1 or "/CCITTFaxDecode" in _filters(image):
        copy = file.make_stream(picture.convert("1", dither=Picture.Dither.NONE).tobytes())
        copy.BitsPerComponent = 1
        return copy
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
    copy = file.make_stream(out.getvalue())
    copy.Filter = Name.DCTDecode
    copy.BitsPerComponent = 8
    return copy


def _space(image: Stream, each: int) -> pikepdf.Object:
    """The colour space of the image where the decoded dots are still in it."""
    space: Any = image.get(Name.ColorSpace)
    profiled = isinstance(space, pikepdf.Array) and len(space) > 1 and space[0] == Name.ICCBased
    if profiled and int(space[1].get(Name.N, 0)) == each:
        return pikepdf.Array(space)
    return Name.DeviceGray if each == 1 else Name.DeviceRGB


def _blanked(data: bytes, stride: int, height: int, left: int, right: int, part: Box) -> bytes:
    top, bottom = int(part[1] * height), min(int(part[3] * height) + 1, height)
    rows = [bytes(stride)] * height
    for y in range(top, bottom):
        row = data[y * stride : (y + 1) * stride]
        rows[y] = bytes(left) + row[left:right] + bytes(stride - right)
    return b"".join(rows)


def _harmed(before: bytes, after: bytes, pages: set[int]) -> Iterator[int]:
    with (
        pymupdf.open(stream=before, filetype="pdf") as old,
        pymupdf.open(stream=after, filetype="pdf") as new,
    ):
        for i in sorted(pages):
            if Glance(old[i]).changed(Glance(new[i]), SAME) > DIFFERENT:
                yield i
