"""What pictures and outlined letters say, as a document of its own.

A name in a pasted screenshot, a scanned block of signatures or letters turned into drawings is no
text; only an eye, or Tesseract, reads it. What it reads here never joins the text of the pages,
since it may be wrong: it is searched beside them, and a hit gives a place to cover.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from itertools import groupby
from typing import Final

import pymupdf
from PIL import Image as Picture

from woo_redact.read.glyphs import Frame
from woo_redact.types import Document, Glyph, Line, Page, Point, Quad, Rect, Word

LANGUAGE: Final = "nld"
WORD_LEVEL: Final = "5"
"""Tesseract's rows about single words."""
DOTS: Final = 300
MOST_PIXELS: Final = 9_000_000
SMALL: Final = 60
"""Pictures lower than this many pixels are enlarged: Tesseract wants letters of some size."""
MARGIN: Final = 12
"""Pixels of paper around a picture, without which Tesseract misses words at the edge."""
CHANGES: Final = 24
"""A place with fewer changes between dark and light holds no word."""
UNSURE: Final = 20
"""Below this confidence, in percent, Tesseract is guessing at dirt."""
CLEAR: Final = 60
"""From this confidence on, words of three letters and more are no chance."""
ENOUGH: Final = 6
"""With fewer clear letters than this, a picture may lie on its side or upside down."""
MOST_TURNED: Final = 8
TURNS: Final = (
    Picture.Transpose.ROTATE_90,
    Picture.Transpose.ROTATE_180,
    Picture.Transpose.ROTATE_270,
)
SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A word that was read, how sure in percent, on which line of the picture, and where: in
    pixels of the picture, later in points as displayed.
    """

    text: str
    sure: float
    line: tuple[int, ...]
    rect: Rect


@dataclass(frozen=True, slots=True)
class _Shot:
    """A place as pixels. ``scale`` are pixels per point, ``left`` and ``top`` where its first
    pixel lies, as displayed.
    """

    page: int
    picture: Picture.Image
    scale: float
    left: float
    top: float


@lru_cache(maxsize=1)
def program() -> str | None:
    """Tesseract, if it is here and knows Dutch."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    done = subprocess.run(
        [found, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    )
    return found if LANGUAGE in done.stdout.split() else None


def pictured(pdf: bytes, document: Document) -> Document | None:
    """What stands in the places that no text layer reads (``Page.unread``): a document with the
    same pages. None where there is nothing to read, or nothing to read it with.
    """
    if not any(page.unread for page in document.pages) or program() is None:
        return None
    with pymupdf.open(stream=pdf, filetype="pdf") as file:
        shots = [shot for page in document.pages for shot in _shots(file[page.number - 1], page)]
    different = {_content(shot): shot.picture for shot in shots}
    found = dict(zip(different, _upright(list(different.values())), strict=True))
    pages = []
    for page in document.pages:
        mine = [shot for shot in shots if shot.page == page.number]
        pages.append(_page(page, [_placed(shot, found[_content(shot)]) for shot in mine]))
    return replace(document, pages=tuple(pages), outer=(), tagged=False)


def _shots(file: pymupdf.Page, page: Page) -> Iterator[_Shot]:
    frame = Frame(page.width, page.height, page.rotation)
    for place in page.unread:
        shown = frame.rect(*place)
        scale = min(DOTS / 72, (MOST_PIXELS / max(shown.width * shown.height, 1.0)) ** 0.5)
        matrix = pymupdf.Matrix(scale, scale)
        pixels = file.get_pixmap(matrix=matrix, clip=shown, colorspace=pymupdf.csGRAY, annots=False)
        picture = Picture.frombytes(
            "L", (pixels.width, pixels.height), pixels.samples, "raw", "L", pixels.stride
        )
        if _changes(picture) < CHANGES:
            continue
        larger = max(1.0, SMALL / picture.height)
        if larger > 1:
            size = (round(picture.width * larger), round(picture.height * larger))
            picture = picture.resize(size, Picture.Resampling.LANCZOS)
        yield _Shot(page.number, picture, scale * larger, pixels.x / scale, pixels.y / scale)


def _changes(picture: Picture.Image) -> int:
    """How often dark and light take turns along the rows."""
    low, high = picture.getextrema()
    if not isinstance(low, int) or not isinstance(high, int) or high - low < 40:
        return 0
    bits = picture.point(lambda level: 255 if level > (low + high) / 2 else 0)
    rows = (bits.crop((0, y, bits.width, y + 1)).tobytes() for y in range(0, bits.height, 3))
    return sum(row.count(b"\xff\x00") for row in rows)


def _content(shot: _Shot) -> tuple[tuple[int, int], bytes]:
    """A logo that stands on every page is read once."""
    return shot.picture.size, shot.picture.tobytes()


def _upright(pictures: Sequence[Picture.Image]) -> list[list[Reading]]:
    """The words of each picture, in its pixels, whichever way up it was put on the page."""
    found = _read(pictures)
    dim = [i for i, words in enumerate(found) if _clear(words) < ENOUGH][:MOST_TURNED]
    tries = [(i, turn) for i in dim for turn in TURNS]
    turned = _read([pictures[i].transpose(turn) for i, turn in tries])
    for (i, turn), words in zip(tries, turned, strict=True):
        if _clear(words) > max(_clear(found[i]), ENOUGH - 1):
            size = pictures[i].size
            found[i] = [replace(word, rect=_turned_back(word.rect, turn, *size)) for word in words]
    return found


def _clear(words: Iterable[Reading]) -> int:
    """How many letters were surely read."""
    return sum(
        len(word.text)
        for word in words
        if word.sure >= CLEAR and len(word.text) >= 3 and word.text.isalpha()
    )


def _turned_back(rect: Rect, turn: Picture.Transpose, width: int, height: int) -> Rect:
    """Where a place of the turned picture lies in the picture of this size."""
    x0, y0, x1, y1 = rect
    if turn == Picture.Transpose.ROTATE_90:
        return Rect(width - y1, x0, width - y0, x1)
    if turn == Picture.Transpose.ROTATE_180:
        return Rect(width - x1, height - y1, width - x0, height - y0)
    return Rect(y0, height - x1, y1, height - x0)


def _read(pictures: Sequence[Picture.Image]) -> list[list[Reading]]:
    """The words of each picture, in its pixels; nothing where Tesseract fails or takes too long:
    the verification reads the result again and does not forgive.
    """
    table = _table(pictures)
    found: list[list[Reading]] = [[] for _ in pictures]
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text, sure = (row["text"] or "").strip(), float(row["conf"])
        if row["level"] != WORD_LEVEL or sure < UNSURE or not text:
            continue
        x, y = int(row["left"]) - MARGIN, int(row["top"]) - MARGIN
        rect = Rect(x, y, x + int(row["width"]), y + int(row["height"]))
        line = tuple(int(row[key]) for key in ("block_num", "par_num", "line_num"))
        found[int(row["page_num"]) - 1].append(Reading(text, sure, line, rect))
    return found


def _table(pictures: Sequence[Picture.Image]) -> str:
    """What Tesseract says of a pile of pictures, word by word; empty where it fails."""
    tesseract = program()
    if tesseract is None or not pictures:
        return ""
    padded = [_padded(picture) for picture in pictures]
    pile = io.BytesIO()
    padded[0].save(pile, "TIFF", save_all=True, append_images=padded[1:])
    command = [tesseract, "stdin", "stdout", "-l", LANGUAGE, "--psm", "11", "--dpi", str(DOTS)]
    try:
        done = subprocess.run(
            [*command, "tsv"],
            input=pile.getvalue(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


def _padded(picture: Picture.Image) -> Picture.Image:
    size = (picture.width + 2 * MARGIN, picture.height + 2 * MARGIN)
    paper = Picture.new("L", size, picture.getpixel((0, 0)))
    paper.paste(picture, (MARGIN, MARGIN))
    return paper


def _placed(shot: _Shot, words: Iterable[Reading]) -> list[Reading]:
    """The words where they stand on the page as displayed."""
    return [
        replace(
            word,
            rect=Rect(
                shot.left + word.rect.x0 / shot.scale,
                shot.top + word.rect.y0 / shot.scale,
                shot.left + word.rect.x1 / shot.scale,
                shot.top + word.rect.y1 / shot.scale,
            ),
        )
        for word in words
    ]


def _page(page: Page, pictures: Sequence[Sequence[Reading]]) -> Page:
    """A page of what was read; what the text layer says already is left out."""
    frame = Frame(page.width, page.height, page.rotation)
    known = [frame.rect(*word.rect) for word in page.words]
    writer = _Writer(frame)
    for block, picture in enumerate(pictures):
        fresh = [w for w in picture if not any(k.contains(w.rect.centre) for k in known)]
        for _, line in groupby(fresh, key=lambda word: word.line):
            writer.write(list(line), block)
    return replace(
        page,
        text="".join(writer.text),
        first=tuple(first for first, _ in writer.owners),
        stop=tuple(stop for _, stop in writer.owners),
        glyphs=tuple(writer.glyphs),
        words=tuple(writer.words),
        lines=tuple(writer.lines),
        images=(),
        warnings=(),
        unread=(),
    )


class _Writer:
    """Collects the text of a page with, for every character, a glyph where it was read."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.text: list[str] = []
        self.owners: list[tuple[int, int]] = []
        self.glyphs: list[Glyph] = []
        self.words: list[Word] = []
        self.lines: list[Line] = []

    def write(self, words: Sequence[Reading], block: int) -> None:
        """A line; an empty line before it where a picture begins."""
        if self.lines:
            self._blank("\n" if self.lines[-1].block == block else "\n\n")
        begin = len(self.text)
        for number, word in enumerate(words):
            if number:
                self._blank(" ")
            self._word(word)
        around = reduce(Rect.union, (word.rect for word in words))
        self.lines.append(
            Line(
                start=begin,
                end=len(self.text),
                rect=self._frame.back(around),
                size=round(around.height, 2),
                bold=False,
                block=block,
            )
        )

    def _word(self, word: Reading) -> None:
        """Each letter has an equal part of the width."""
        start = len(self.text)
        step = word.rect.width / len(word.text)
        for i, letter in enumerate(word.text):
            left = word.rect.x0 + i * step
            rect = self._frame.back(Rect(left, word.rect.y0, left + step, word.rect.y1))
            self.owners.append((len(self.glyphs), len(self.glyphs) + 1))
            self.text.append(letter)
            size = max(word.rect.height, 1.0)
            origin = Point(rect.x0, rect.y1)
            self.glyphs.append(Glyph(letter, Quad.of(rect), origin, size, "ocr", False))
        rect = self._frame.back(word.rect)
        self.words.append(Word(start=start, end=len(self.text), rect=rect))

    def _blank(self, characters: str) -> None:
        for character in characters:
            self.text.append(character)
            self.owners.append((len(self.glyphs), len(self.glyphs)))
