"""Pages as images: the way out where a page holds content that boxes cannot be trusted to reach."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf
import pymupdf
from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream
from PIL import Image as Pictures

from woo_redact.redact.charmap import write_to_unicode
from woo_redact.redact.emptyfont import empty_font
from woo_redact.redact.geometry import PageSpace
from woo_redact.redact.pixels import fax
from woo_redact.types import Box, Point, Rect

DPI = 300
QUALITY = 75
TEXT_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_IGNORE_ACTUALTEXT
GLYPH_WIDTH = 0.5
KEPT = frozenset(("/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Annots"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word outside the boxes: where its baseline begins, its direction, width and size."""

    text: str
    origin: Point
    direction: Point
    width: float
    size: float


def flatten(pdf: bytes, boxes: Mapping[int, Sequence[Box]]) -> bytes:
    """The document with these pages as pictures, boxes painted into them first, and an
    invisible text layer of the words outside the boxes.
    """
    with pymupdf.open("pdf", pdf) as document, pikepdf.open(io.BytesIO(pdf)) as target:
        layer = _TextLayer(target)
        for number, on_page in sorted(boxes.items()):
            covered = [quad.rect for box in on_page for quad in box.quads]
            page = document[number - 1]
            page.set_rotation(0)
            words = list(_words(page, covered))
            for rect in covered:
                page.draw_rect(pymupdf.Rect(rect), color=None, fill=(0, 0, 0), overlay=True)
            _replace(target, target.pages[number - 1], _picture(page), layer, words)
        layer.finish()
        buffer = io.BytesIO()
        target.save(buffer)
        return buffer.getvalue()


def _words(page: pymupdf.Page, covered: Sequence[Rect]) -> Iterator[Word]:
    for block in page.get_text("rawdict", flags=TEXT_FLAGS)["blocks"]:
        for line in block.get("lines", ()):
            direction = Point(*line["dir"])
            for span in line["spans"]:
                for run in _runs(span["chars"]):
                    if not any(_touches(char, covered) for char in run):
                        yield _word(run, direction, span["size"])


def _runs(chars: list[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    run: list[dict[str, object]] = []
    for char in chars:
        if str(char["c"]).isspace():
            if run:
                yield run
            run = []
        else:
            run.append(char)
    if run:
        yield run


def _touches(char: Mapping[str, object], covered: Sequence[Rect]) -> bool:
    place = Rect(*char["bbox"])  # type: ignore[misc]
    return any(rect.contains(place.centre) for rect in covered)


def _word(run: list[dict[str, object]], direction: Point, size: float) -> Word:
    first, last = Rect(*run[0]["bbox"]), Rect(*run[-1]["bbox"])  # type: ignore[misc]
    origin = Point(*run[0]["origin"])  # type: ignore[misc]
    whole = first.union(last)
    width = abs(direction.x) * whole.width + abs(direction.y) * whole.height
    return Word("".join(str(char["c"]) for char in run), origin, direction, width, size)


def _picture(page: pymupdf.Page) -> tuple[bytes, Dictionary]:
    """The page as an image: fax where it is black and white only, else JPEG."""
    level = pymupdf.TOOLS.show_aa_level()["text"]
    pymupdf.TOOLS.set_aa_level(0)
    try:
        hard = page.get_pixmap(dpi=DPI, annots=False, colorspace=pymupdf.csRGB)
    finally:
        pymupdf.TOOLS.set_aa_level(level)
    picture = Pictures.frombytes("RGB", (hard.width, hard.height), bytes(hard.samples))
    made = Dictionary(Type=Name.XObject, Subtype=Name.Image)
    made.Width, made.Height = hard.width, hard.height
    if _is_bilevel(picture):
        made.ColorSpace, made.BitsPerComponent = Name.DeviceGray, 1
        made.Filter = Name.CCITTFaxDecode
        size = {"Columns": hard.width, "Rows": hard.height}
        made.DecodeParms = Dictionary(K=-1, BlackIs1=True, **size)
        return fax(picture), made
    soft = page.get_pixmap(dpi=DPI, annots=False, colorspace=pymupdf.csRGB)
    picture = Pictures.frombytes("RGB", (soft.width, soft.height), bytes(soft.samples))
    grey = picture.convert("L")
    is_grey = grey.convert("RGB").tobytes() == picture.tobytes()
    buffer = io.BytesIO()
    (grey if is_grey else picture).save(buffer, "JPEG", quality=QUALITY, optimize=True)
    made.ColorSpace = Name.DeviceGray if is_grey else Name.DeviceRGB
    made.BitsPerComponent, made.Filter = 8, Name.DCTDecode
    return buffer.getvalue(), made


def _is_bilevel(picture: Pictures.Image) -> bool:
    colours = picture.getcolors(maxcolors=2)
    return colours is not None and all(c in ((0, 0, 0), (255, 255, 255)) for _, c in colours)


def _replace(
    pdf: Pdf,
    page: Page,
    picture: tuple[bytes, Dictionary],
    layer: _TextLayer,
    words: Sequence[Word],
) -> None:
    """The page keeps its boxes and links; its content becomes the picture and the words."""
    space = PageSpace.of(page)
    data, dictionary = picture
    image = pdf.make_indirect(Stream(pdf, data, dictionary))
    x0, y0, x1, y1 = (float(number) for number in page.cropbox)
    width, height = abs(x1 - x0), abs(y1 - y0)
    left, bottom = min(x0, x1), min(y0, y1)
    content = f"q {width:.4f} 0 0 {height:.4f} {left:.4f} {bottom:.4f} cm /Page Do Q\n"
    for key in list(page.obj.keys()):
        if key not in KEPT:
            del page.obj[key]
    page.obj.Resources = Dictionary(
        XObject=Dictionary(Page=image), Font=Dictionary(Layer=layer.font)
    )
    page.obj.Contents = pdf.make_stream(content.encode() + layer.show(words, space))


@dataclass(slots=True)
class _TextLayer:
    """Invisible words in a font whose glyphs are empty."""

    pdf: Pdf
    codes: dict[str, int] = field(default_factory=dict)
    font: Object = field(init=False)

    def __post_init__(self) -> None:
        self.font = self.pdf.make_indirect(empty_font(self.pdf))

    def show(self, words: Sequence[Word], space: PageSpace) -> bytes:
        out = ["BT 3 Tr\n"] if words else []
        for word in words:
            text = word.text + " "
            natural = len(word.text) * GLYPH_WIDTH * word.size
            size = max(word.size / space.unit, 0.1)
            stretch = 100 * word.width / natural if natural else 100
            origin = space.point(word.origin)
            length = math.hypot(*word.direction) or 1.0
            cos, sin = word.direction.x / length, -word.direction.y / length
            matrix = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {origin.x:.3f} {origin.y:.3f}"
            shown = "".join(f"{self._code(character):04X}" for character in text)
            out.append(f"/Layer {size:.3f} Tf {stretch:.3f} Tz {matrix} Tm <{shown}> Tj\n")
        return "".join([*out, "ET\n"] if words else out).encode()

    def _code(self, character: str) -> int:
        return self.codes.setdefault(character, len(self.codes) + 1)

    def finish(self) -> None:
        """Gives the font its map, now that all characters are known."""
        texts = [(code, character) for character, code in self.codes.items()]
        self.font.ToUnicode = self.pdf.make_indirect(Stream(self.pdf, write_to_unicode(texts, 2)))
