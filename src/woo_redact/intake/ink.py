"""Find letters that leave no ink on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
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
IMAGES: Final = frozenset({"fill-image", "fill-imgmask"})
PAINTED: Final = IMAGES | {"fill-path", "stroke-path", "fill-shade"}
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
    glance = Glance(page)
    ground = Ground(page)
    outside = ground.beyond()
    if not (outside or _suspect(page, glance, ground)):
        return None
    every = [letter for letter in letters(page) if _judged(letter)]
    hidden, doubtful = _sort(page, every, glance, ground)
    if doubtful:
        crowd = Crowd(every)
        alike = _without_difference(file, number, glance, doubtful, crowd)
        hidden.extend(alike)
        rest = set(doubtful) - set(alike)
        if rest and any(crowd.crowded(letter) for letter in rest):
            hidden.extend(painted_over(page, rest))
    return Unseen(tuple(hidden), outside) if hidden or outside else None


def _sort(
    page: pymupdf.Page, every: list[Letter], glance: Glance, ground: Ground
) -> tuple[list[Letter], list[Letter]]:
    """Letters that certainly leave no ink, and those that may not."""
    inside = Counter(letter.key for letter in letters(page, FLAGS | pymupdf.TEXT_CLIP))
    hidden: list[Letter] = []
    doubtful: list[Letter] = []
    for letter in every:
        clipped = inside[letter.key] <= 0
        inside[letter.key] -= 1
        if clipped or off_page(letter, ground.page):
            hidden.append(letter)
        elif ground.scanned(letter):
            continue
        elif letter.size < TINY or (letter.painted and glance.blank(letter.box)):
            hidden.append(letter)
        elif not letter.painted:
            if not ground.imaged(letter):
                hidden.append(letter)
        elif letter.pale or ground.covered(letter):
            doubtful.append(letter)
    return hidden, doubtful


def _judged(letter: Letter) -> bool:
    """Not what has no ink by nature, nor what has no place to look at."""
    x0, y0, x1, y1 = letter.box
    flat = min(x1 - x0, y1 - y0) < 0.2 and letter.size >= TINY
    return (
        letter.plain
        and not flat
        and any(category(c)[0] in "LNPS" and c != UNKNOWN for c in letter.text)
    )


def off_page(letter: Letter, page: Box) -> bool:
    x0, y0, x1, y1 = letter.box
    return x1 <= page[0] or y1 <= page[1] or x0 >= page[2] or y0 >= page[3]


class Ground:
    """What else lies on the page: images and painted shapes."""

    def __init__(self, page: pymupdf.Page) -> None:
        self.page: Box = tuple(page.rect)
        self._log: list[tuple[str, Box]] = page.get_bboxlog()
        self._images = [box for kind, box in self._log if kind in IMAGES]
        area = page.rect.width * page.rect.height
        self._scans = [b for b in self._images if (b[2] - b[0]) * (b[3] - b[1]) > PAGE_SHARE * area]
        self._covers = list(self._painted_over_text())

    def beyond(self) -> bool:
        """Does anything lie wholly outside the page?"""
        return any(
            box[2] < -1 or box[3] < -1 or box[0] > self.page[2] + 1 or box[1] > self.page[3] + 1
            for kind, box in self._log
            if box[0] <= box[2] and box[1] <= box[3] and not kind.startswith("clip")
        )

    def scanned(self, letter: Letter) -> bool:
        return _within(letter.centre, self._scans)

    def imaged(self, letter: Letter) -> bool:
        return _within(letter.centre, self._images)

    def covered(self, letter: Letter) -> bool:
        return _within(letter.centre, self._covers)

    def covers(self, boxes: Iterable[Box]) -> bool:
        """Does one of the boxes lie under what was painted over text?"""
        return bool(self._covers) and any(
            _within(((b[0] + b[2]) / 2, (b[1] + b[3]) / 2), self._covers) for b in boxes
        )

    def _painted_over_text(self) -> Iterator[Box]:
        """Images and shapes; a background that came before all text hides none."""
        texts: list[Box] = []
        for kind, box in self._log:
            if kind.endswith("text"):
                texts.append(box)
            elif kind in PAINTED and any(_meet(box, text) for text in texts):
                yield box


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _within(point: tuple[float, float], boxes: list[Box]) -> bool:
    x, y = point
    return any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)


def _suspect(page: pymupdf.Page, glance: Glance, ground: Ground) -> bool:
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
    return any(glance.blank(box) for box in words) or ground.covers(words)


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
