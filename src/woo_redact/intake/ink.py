"""Find letters that leave no ink on a page."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from unicodedata import category

import pymupdf

from woo_redact.intake.crowd import Crowd, painted_over
from woo_redact.intake.glance import Glance
from woo_redact.intake.letters import EVERYWHERE, FLAGS, Box, Letter, letters, paint_of
from woo_redact.intake.opening import UNREADABLE

TINY: Final = 1.0
"""In points."""
UNKNOWN: Final = "\ufffd"
PAGE_SHARE: Final = 0.5
"""Text with an image over this part of the page is what OCR read in a scan."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Letters of a page that do not show. ``outside``: the page holds things beyond its edge."""

    letters: tuple[Letter, ...]
    outside: bool


def without(file: pymupdf.Document, number: int) -> Unseen | None:
    """What does not show on a page; None for an ordinary page."""
    page = file[number]
    page.set_rotation(0)
    edge = tuple(page.rect)
    glance = Glance(page)
    ground = _Ground(page)
    outside = ground.beyond()
    if not (outside or _suspect(page, glance, ground)):
        return None
    every = [letter for letter in letters(page) if _judged(letter)]
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
        if off_page(letter, edge) or letter.size < TINY:
            hidden.append(letter)
        elif not letter.painted:
            if not ground.imaged(letter):
                hidden.append(letter)
        elif glance.blank(letter.box):
            hidden.append(letter)
        elif letter.pale or ground.imaged(letter) or ground.shaped(letter):
            doubtful.append(letter)
    if doubtful:
        crowd = Crowd(every)
        alike = _without_difference(file, number, glance, doubtful, crowd)
        hidden.extend(alike)
        rest = set(doubtful) - set(alike)
        if rest and any(crowd.crowded(letter) for letter in rest):
            hidden.extend(painted_over(page, rest))
    if not hidden and not outside:
        return None
    return Unseen(tuple(hidden), outside)


def _judged(letter: Letter) -> bool:
    """Not what has no ink by nature, nor what has no width to look at."""
    x0, y0, x1, y1 = letter.box
    flat = min(x1 - x0, y1 - y0) < 0.2 and letter.size >= TINY
    return not flat and any(category(c)[0] in "LNPS" and c != UNKNOWN for c in letter.text)


def off_page(letter: Letter, page: Box) -> bool:
    x0, y0, x1, y1 = letter.box
    return x1 <= page[0] or y1 <= page[1] or x0 >= page[2] or y0 >= page[3]


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
    if _solid(whole.extractText()) != _solid(seen.extractText()):
        return True
    for block in whole.extractDICT()["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                painted, pale = paint_of(span)
                if span["text"].strip() and (not painted or pale or span["size"] < TINY):
                    return True
    words = [word[:4] for word in whole.extractWORDS()]
    middles = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in words]
    behind = ground.images + ground.shapes
    if any(glance.blank(box) for box in words):
        return True
    return bool(behind) and any(_within(middle, behind) for middle in middles)


def _solid(text: str) -> int:
    return sum(map(len, text.split()))


def _without_difference(
    file: pymupdf.Document, number: int, glance: Glance, doubtful: list[Letter], crowd: Crowd
) -> list[Letter]:
    """Those without which the page looks the same: render it without any text and compare."""
    with suppress(*UNREADABLE), pymupdf.open() as scratch:
        scratch.insert_pdf(file, from_page=number, to_page=number, annots=False)
        page = scratch[0]
        page.set_rotation(0)
        page.add_redact_annot(pymupdf.Rect(page.rect), fill=False, cross_out=False)
        page.apply_redactions(images=0, graphics=0, text=0)
        bare = Glance(page)
        left = Counter(letter.key for letter in letters(page))
        if (bare.width, bare.height) == (glance.width, glance.height):
            return [
                letter
                for letter in doubtful
                if not left[letter.key] and glance.alike(bare, crowd.alone(letter))
            ]
    return []  # nothing can be said of them
