"""Find letters that leave no ink on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import pymupdf

from woo_redact.intake.glance import Box, Glance

FLAGS: Final = (
    pymupdf.TEXT_IGNORE_ACTUALTEXT
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_PRESERVE_LIGATURES
)
EVERYWHERE: Final = (-1e6, -1e6, 1e6, 1e6)
"""Without a clip of its own, text outside the page is not handed over."""
FILLED_OR_STROKED: Final = 16 | 32
CLIPPING: Final = 64
TINY: Final = 1.0
"""In points."""
PALE: Final = 235
"""In levels of 256: such a light colour may hide on paper."""
PAGE_SHARE: Final = 0.5
"""Text with an image over this part of the page is what OCR read in a scan."""


class Letter(NamedTuple):
    text: str
    box: Box
    origin: tuple[float, float]
    size: float
    painted: bool
    pale: bool

    @property
    def key(self) -> tuple[str, int, int]:
        return self.text, round(self.origin[0] * 4), round(self.origin[1] * 4)

    @property
    def centre(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Unseen:
    """Letters of a page that do not show. ``outside``: the page holds things beyond its edge."""

    letters: tuple[Letter, ...]
    spots: tuple[Box, ...]
    """A point in each letter that no visible letter touches."""
    outside: bool


def letters(page: pymupdf.Page, flags: int = FLAGS) -> Iterator[Letter]:
    """Everything but white space, wherever it stands."""
    for block in page.get_textpage(clip=EVERYWHERE, flags=flags).extractRAWDICT()["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                painted, pale = _ink(span)
                for char in span["chars"]:
                    if not char["c"].isspace() and not char["synthetic"]:
                        yield Letter(
                            char["c"], char["bbox"], char["origin"], span["size"], painted, pale
                        )


def _ink(span: dict[str, Any]) -> tuple[bool, bool]:
    flags = span["char_flags"]
    clips = bool(flags & CLIPPING)
    painted = clips or (bool(flags & FILLED_OR_STROKED) and span["alpha"] > 0)
    colour = span["color"]
    pale = min(colour >> 16 & 255, colour >> 8 & 255, colour & 255) >= PALE
    return painted, pale and not clips


def without(file: pymupdf.Document, number: int) -> Unseen | None:
    """What does not show on a page; None for an ordinary page."""
    page = file[number]
    page.set_rotation(0)
    glance = Glance(page)
    ground = _Ground(page)
    outside = ground.beyond()
    if not (outside or _suspect(page, glance, ground)):
        return None
    every = list(letters(page))
    inside = Counter(letter.key for letter in letters(page, FLAGS | pymupdf.TEXT_CLIP))
    hidden: list[Letter] = []
    doubtful: list[Letter] = []
    for letter in every:
        if inside[letter.key] > 0:
            inside[letter.key] -= 1
        else:
            hidden.append(letter)
            continue
        if ground.scanned(letter):
            continue
        if ground.off_page(letter) or letter.size < TINY:
            hidden.append(letter)
        elif not letter.painted:
            if not ground.imaged(letter):
                hidden.append(letter)
        elif glance.blank(letter.box):
            hidden.append(letter)
        elif letter.pale or ground.imaged(letter) or ground.shaped(letter):
            doubtful.append(letter)
    if doubtful:
        hidden.extend(_no_difference(file, number, glance, doubtful))
    if not hidden and not outside:
        return None
    return Unseen(tuple(hidden), _spots(hidden, every, ground), outside)


class _Ground:
    """What else lies on the page: images and painted shapes."""

    def __init__(self, page: pymupdf.Page) -> None:
        self.width, self.height = page.rect.width, page.rect.height
        self.log: list[tuple[str, Box]] = page.get_bboxlog()
        self.images = [box for kind, box in self.log if kind in ("fill-image", "fill-imgmask")]
        self.shapes = [box for kind, box in self.log if kind in ("fill-path", "fill-shade")]
        area = self.width * self.height
        scans = [b for b in self.images if (b[2] - b[0]) * (b[3] - b[1]) > PAGE_SHARE * area]
        self.scans = scans

    def beyond(self) -> bool:
        """Does anything lie wholly outside the page?"""
        return any(
            box[2] < -1 or box[3] < -1 or box[0] > self.width + 1 or box[1] > self.height + 1
            for kind, box in self.log
            if box[0] <= box[2] and box[1] <= box[3] and not kind.startswith("clip")
        )

    def off_page(self, letter: Letter) -> bool:
        x0, y0, x1, y1 = letter.box
        return x1 <= 0 or y1 <= 0 or x0 >= self.width or y0 >= self.height

    def scanned(self, letter: Letter) -> bool:
        return _within(letter.centre, self.scans)

    def imaged(self, letter: Letter) -> bool:
        return _within(letter.centre, self.images)

    def shaped(self, letter: Letter) -> bool:
        return _within(letter.centre, self.shapes)


def _within(point: tuple[float, float], boxes: list[Box]) -> bool:
    x, y = point
    return any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)


def _suspect(page: pymupdf.Page, glance: Glance, ground: _Ground) -> bool:
    """A quick look that most pages pass, without taking the text apart letter by letter."""
    whole = page.get_textpage(clip=EVERYWHERE, flags=FLAGS)
    seen = page.get_textpage(clip=EVERYWHERE, flags=FLAGS | pymupdf.TEXT_CLIP)
    if len(whole.extractText()) != len(seen.extractText()):
        return True
    for block in whole.extractDICT()["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                painted, pale = _ink(span)
                if span["text"].strip() and (not painted or pale or span["size"] < TINY):
                    return True
    words = [word[:4] for word in whole.extractWORDS()]
    middles = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in words]
    behind = ground.images + ground.shapes
    if any(glance.blank(box) for box in words):
        return True
    return bool(behind) and any(_within(middle, behind) for middle in middles)


def _no_difference(
    file: pymupdf.Document, number: int, glance: Glance, doubtful: list[Letter]
) -> list[Letter]:
    """Those without which the page looks the same: render it without any text and compare."""
    with pymupdf.open() as scratch:
        scratch.insert_pdf(file, from_page=number, to_page=number, annots=False)
        page = scratch[0]
        page.set_rotation(0)
        page.add_redact_annot(pymupdf.Rect(page.rect), fill=False, cross_out=False)
        page.apply_redactions(images=0, graphics=0, text=0)
        bare = Glance(page)
        left = Counter(letter.key for letter in letters(page))
    if (bare.width, bare.height) != (glance.width, glance.height):
        return []
    return [
        letter for letter in doubtful if not left[letter.key] and glance.alike(bare, letter.box)
    ]


def _spots(hidden: list[Letter], every: list[Letter], ground: _Ground) -> tuple[Box, ...]:
    """Where to point at a hidden letter without touching a visible one."""
    gone = Counter(letter.key for letter in hidden)
    visible: dict[tuple[int, int], list[Box]] = {}
    for letter in every:
        if gone[letter.key] > 0:
            gone[letter.key] -= 1
            continue
        for cell in _cells(letter.box):
            visible.setdefault(cell, []).append(letter.box)
    spots = []
    for letter in hidden:
        x0, y0, x1, y1 = letter.box
        for fx, fy in ((0.5, 0.5), (0.5, 0.3), (0.5, 0.7), (0.25, 0.5), (0.75, 0.5)):
            x, y = x0 + fx * (x1 - x0), y0 + fy * (y1 - y0)
            if not ground.off_page(letter) and not _within(
                (x, y), visible.get((int(x // CELL), int(y // CELL)), [])
            ):
                spots.append((x - 0.05, y - 0.05, x + 0.05, y + 0.05))
                break
    return tuple(spots)


CELL: Final = 24.0


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box[0] // CELL), int(box[2] // CELL) + 1):
        for row in range(int(box[1] // CELL), int(box[3] // CELL) + 1):
            yield column, row
