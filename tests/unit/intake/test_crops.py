"""What was cropped from a picture, or lies under another one, leaves the file."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pymupdf
import pytest
from intake_pages import VISIBLE, build
from pikepdf import Name, Pdf, Stream
from PIL import Image, ImageDraw

from woo_redact.intake import normalise

WIDE, HIGH = 200, 100


def picture(mode: str = "RGB") -> Image.Image:
    """Left half red on white squares, right half the secret: a black bar."""
    drawn = Image.new("RGB", (WIDE, HIGH), "white")
    pen = ImageDraw.Draw(drawn)
    for k in range(0, 90, 20):
        pen.rectangle((k, k, k + 9, k + 9), fill="red")
    pen.rectangle((120, 20, 190, 80), fill="black")
    return drawn.convert(mode)


def stream(file: Pdf, kind: str) -> Stream:
    out = io.BytesIO()
    if kind == "jpeg":
        picture().save(out, "JPEG", quality=95)
        made = file.make_stream(out.getvalue())
        made.Filter, made.ColorSpace, made.BitsPerComponent = Name.DCTDecode, Name.DeviceRGB, 8
    elif kind == "flate":
        made = file.make_stream(picture().tobytes())
        made.ColorSpace, made.BitsPerComponent = Name.DeviceRGB, 8
    elif kind == "palette":
        small = picture().quantize(4)
        made = file.make_stream(small.tobytes())
        table = bytes(small.getpalette()[: 4 * 3])
        made.ColorSpace = pikepdf.Array([Name.Indexed, Name.DeviceRGB, 3, pikepdf.String(table)])
        made.BitsPerComponent = 8
    else:
        made = file.make_stream(picture("1").tobytes())
        made.ColorSpace, made.BitsPerComponent = Name.DeviceGray, 1
    made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, WIDE, HIGH
    return made


def shown(content: str, kind: str, **page: object) -> bytes:
    def change(file: Pdf, own: pikepdf.Page) -> None:
        own.obj.Resources.XObject.Im1 = stream(file, kind)

    return build(VISIBLE + content, change=change, **page)


def look_alike(one: bytes, other: bytes) -> bool:
    pixels = [pymupdf.open(stream=pdf)[0].get_pixmap(dpi=72).samples for pdf in (one, other)]
    return sum(abs(a - b) > 16 for a, b in zip(*pixels, strict=True)) < 20


KINDS = ["jpeg", "flate", "palette", "bits"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("rotate", [0, 90])
def test_what_a_clip_cuts_off_is_blank(kind: str, rotate: int) -> None:
    before = shown("q 20 20 100 100 re W n 200 0 0 100 20 20 cm /Im1 Do Q", kind, rotate=rotate)
    result = normalise(before, "nota.pdf")
    assert look_alike(before, result.pdf)
    assert len(result.dropped) == 1
    assert "afbeelding" in result.dropped[0]
    pixels = next(images(result.pdf))
    assert len(set(pixels.crop((112, 20, WIDE, 80)).tobytes())) == 1
    assert len(set(pixels.crop((0, 0, 90, 90)).tobytes())) > 1


def images(pdf: bytes) -> Iterator[Image.Image]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pictures = [
            found
            for found in file.objects
            if isinstance(found, Stream) and found.get("/Subtype") == Name.Image
        ]
        for found in pictures:
            if found.Width == WIDE:
                yield pikepdf.PdfImage(found).as_pil_image().convert("L")


@pytest.mark.parametrize("kind", KINDS)
def test_what_lies_beyond_the_crop_box_is_blank(kind: str) -> None:
    content = "q 200 0 0 100 80 150 cm /Im1 Do Q"
    before = shown(content, kind, crop=(0, 0, 180, 300))
    result = normalise(before, "nota.pdf")
    assert look_alike(before, result.pdf)
    pixels = next(images(result.pdf))
    assert len(set(pixels.crop((112, 20, WIDE, 80)).tobytes())) == 1


def test_a_picture_under_a_picture_goes() -> None:
    content = "q 100 0 0 50 20 20 cm /Im1 Do Q q 120 0 0 70 10 10 cm /Im0 Do Q"
    before = shown(content, "flate")
    result = normalise(before, "nota.pdf")
    assert look_alike(before, result.pdf)
    assert list(images(result.pdf)) == []


@pytest.mark.parametrize(
    "content",
    [
        "q 200 0 0 100 20 20 cm /Im1 Do Q",
        "q 20 20 200 100 re W n 200 0 0 100 20 20 cm /Im1 Do Q",
        "q 0 100 -200 0 240 60 cm /Im1 Do Q",
        "q 100 0 0 50 20 20 cm /Im1 Do Q q 60 0 0 70 10 10 cm /Im0 Do Q",
    ],
)
def test_what_shows_is_left_alone(content: str) -> None:
    before = shown(content, "jpeg")
    result = normalise(before, "nota.pdf")
    assert result.dropped == ()
    with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(result.pdf)) as new:
        pictures = [f.pages[0].Resources.XObject.Im1.read_raw_bytes() for f in (old, new)]
    assert pictures[0] == pictures[1]


def test_a_picture_that_shows_in_full_elsewhere_keeps_its_other_place() -> None:
    content = "q 20 20 60 60 re W n 120 0 0 60 20 20 cm /Im1 Do Q q 120 0 0 60 150 150 cm /Im1 Do Q"
    before = shown(content, "flate")
    result = normalise(before, "nota.pdf")
    assert look_alike(before, result.pdf)
    assert len(list(images(result.pdf))) == 2
