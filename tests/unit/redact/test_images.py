from __future__ import annotations

import io
import struct

import pymupdf
import pytest
from making import drawn, opened, page_of, plan_of, saved
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from woo_redact.redact import redact
from woo_redact.redact.colour import strip_profile
from woo_redact.redact.images import strip_jp2, strip_jpeg
from woo_redact.types import Rect

BOX = Rect(100, 100, 150, 150)


def jpeg(**options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (60, 60), (200, 30, 30)).save(buffer, "JPEG", **options)
    return buffer.getvalue()


def with_image(data: bytes, **keys: object) -> bytes:
    """The image fills 200 by 200 from (50, 50) up."""
    with opened(page_of("q 200 0 0 200 50 50 cm /Im Do Q")) as source:
        image = Stream(source, data)
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width = image.Height = 60
        for key, value in keys.items():
            image["/" + key] = value
        source.pages[0].Resources.XObject = Dictionary(Im=source.make_indirect(image))
        return saved(source)


def image_of(pdf: bytes) -> tuple[set[str], bytes, bytes]:
    """The keys, the coded and the decoded bytes of the file's only image."""
    with opened(pdf) as done:
        images = [
            thing
            for thing in done.objects
            if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image
        ]
        assert len(images) == 1
        image = images[0]
        decoded = b"" if image.get("/Filter") == Name.DCTDecode else image.read_bytes()
        return set(image.keys()), image.read_raw_bytes(), decoded


SAMPLES = {
    "rgb": (bytes([200, 30, 30]) * 3600, {"ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8}),
    "grey": (bytes([90]) * 3600, {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}),
    "cmyk": (bytes([9, 99, 9, 9]) * 3600, {"ColorSpace": Name.DeviceCMYK, "BitsPerComponent": 8}),
    "bilevel": (bytes(8 * 60), {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 1}),
    "four bits": (bytes([0x55]) * 1800, {"ColorSpace": Name.DeviceGray, "BitsPerComponent": 4}),
    "stencil": (bytes(8 * 60), {"ImageMask": True, "BitsPerComponent": 1}),
    "jpeg": (
        jpeg(quality=90),
        {"ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8, "Filter": Name.DCTDecode},
    ),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_pixels_under_a_box_are_overwritten_and_others_stay(kind: str):
    data, keys = SAMPLES[kind]
    pdf = with_image(data, **keys)
    result = redact(pdf, plan_of([drawn(BOX)]))
    assert not result.rastered
    with opened(result.pdf) as done:  # without the painted box, only the image is left
        page = done.pages[0].obj
        page.Contents = page.Contents[1]
        bare = saved(done)
    with pymupdf.open("pdf", pdf) as old, pymupdf.open("pdf", bare) as new:
        before, after = old[0].get_pixmap(), new[0].get_pixmap()
    assert after.pixel(125, 125) == pytest.approx((255, 255, 255), abs=6)
    assert after.pixel(200, 200) == pytest.approx(before.pixel(200, 200), abs=6)


def test_an_image_under_a_box_altogether_goes():
    pdf = with_image(SAMPLES["grey"][0], **SAMPLES["grey"][1])
    result = redact(pdf, plan_of([drawn(Rect(40, 40, 260, 260))]))
    with opened(result.pdf) as done:
        assert "/XObject" not in done.pages[0].Resources


def test_alternates_and_metadata_do_not_come_along():
    pdf = with_image(
        jpeg(comment=b"Quispel"),
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
        Alternates=Array([]),
        Name=Name("/Quispel"),
    )
    keys, coded, _ = image_of(redact(pdf, plan_of([])).pdf)
    assert not {"/Alternates", "/Name"} & keys
    assert b"Quispel" not in coded


def test_bytes_after_the_samples_go():
    pdf = with_image(bytes(3600) + b"Quispel", ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    assert image_of(redact(pdf, plan_of([])).pdf)[2] == bytes(3600)


def test_a_jpeg_loses_its_texts_and_still_opens():
    exif = Image.Exif()
    exif[0x010E] = "Quispel"
    data = jpeg(exif=exif, comment=b"Quispel") + b"Quispel"
    stripped = strip_jpeg(data)
    assert b"Quispel" not in stripped
    with Image.open(io.BytesIO(stripped)) as picture:
        picture.load()
        assert picture.size == (60, 60)


def test_a_progressive_jpeg_keeps_all_its_scans():
    data = jpeg(progressive=True)
    assert strip_jpeg(data).count(b"\xff\xda") == data.count(b"\xff\xda") > 1


def test_a_jpeg_2000_loses_boxes_that_do_not_paint():
    buffer = io.BytesIO()
    Image.new("L", (16, 16), 90).save(buffer, "JPEG2000")
    data = buffer.getvalue() + struct.pack(">I4s", 15, b"xml ") + b"Quispel"
    stripped = strip_jp2(data)
    assert b"Quispel" not in stripped
    with Image.open(io.BytesIO(stripped)) as picture:
        assert picture.size == (16, 16)


def test_a_profile_loses_its_texts():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    stripped = strip_profile(profile)
    assert stripped is not None
    assert b"sRGB" not in stripped
    ImageCms.ImageCmsProfile(io.BytesIO(stripped))


def test_bytes_that_are_no_profile_are_not_kept():
    assert strip_profile(b"Quispel" * 40) is None


def test_an_inline_image_keeps_its_look():
    content = b"q 100 0 0 100 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x50 EI Q"
    pdf = page_of(content.decode("latin-1"))
    with pymupdf.open("pdf", redact(pdf, plan_of([])).pdf) as done:
        assert done[0].get_pixmap().pixel(100, 200) == (80, 80, 80)
