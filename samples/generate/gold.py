"""Finds every marked text in the printed file and writes the gold beside it.

The marks come from the sheet; the printed file only adds on which page and where. A mark that
cannot be found in the file is an error of the generator, never a gap in the gold.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf

from samples.generate.model import LINK, Box, Mention, Sheet, bare, runs

Rect = tuple[float, float, float, float]


class GoldError(RuntimeError):
    """A marked text does not stand in the printed file."""


@dataclass(slots=True)
class _Ink:
    """The characters of one page without what line breaking adds."""

    text: str
    rects: list[Rect]
    ends: set[int]
    """Where a word ends: a line or white space follows."""


def _squash(text: str) -> str:
    kept = []
    for char in unicodedata.normalize("NFKD", text):
        if char.isspace() or char in "-\u2010\u2011\u00ad\ufffd" or unicodedata.combining(char):
            continue
        kept.append(char)
    return "".join(kept)


def _ink(page: pymupdf.Page) -> _Ink:
    text: list[str] = []
    rects: list[Rect] = []
    ends: set[int] = set()
    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
    for block in page.get_text("rawdict", flags=flags)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for char in span["chars"]:
                    squashed = _squash(char["c"])
                    text.append(squashed)
                    rects += [tuple(round(v, 1) for v in char["bbox"])] * len(squashed)
                    if char["c"].isspace():
                        ends.add(len(rects))
            ends.add(len(rects))
    return _Ink("".join(text), rects, ends)


@dataclass(slots=True)
class _Piece:
    """A stretch of text printed in one go, with its mentions at squashed offsets."""

    text: str
    mentions: list[tuple[int, int, Mention]]
    place: str


def _piece(marked: str, place: str) -> _Piece:
    text = ""
    mentions = []
    for run in runs(marked.replace("{pages}", "").replace("{page}", "")):
        squashed = _squash(run.text)
        if run.mention:
            mentions.append((len(text), len(text) + len(squashed), run.mention))
        text += squashed
    return _Piece(text, mentions, place)


def _find(piece: _Piece, page: _Ink, region: Rect, start: int = 0) -> int:
    """Where the piece begins on a page, within the region where it was put; -1 if nowhere."""
    at = page.text.find(piece.text, start)
    while at >= 0:
        x, y = page.rects[at][:2]
        if region[0] <= x <= region[2] and region[1] <= y <= region[3]:
            return at
        at = page.text.find(piece.text, at + 1)
    return -1


def _rects(page: _Ink, start: int, end: int) -> list[list[float]]:
    """One rectangle per line."""
    result: list[list[float]] = []
    for x0, y0, x1, y1 in page.rects[start:end]:
        last = result[-1] if result else None
        if last and abs(last[1] - y0) < 3 and -2 < x0 - last[2] < 12:
            last[2], last[3] = max(last[2], x1), max(last[3], y1)
        else:
            result.append([x0, y0, x1, y1])
    return result


def _entry(mention: Mention, page: int, place: str, rects: list[list[float]]) -> dict[str, Any]:
    return {
        "page": page,
        "kind": mention.kind,
        "role": mention.role,
        "text": unicodedata.normalize("NFC", mention.text),
        "origin": mention.origin,
        "place": place,
        "rects": rects,
    }


def _box_pages(box: Box, count: int) -> range:
    return {"first": range(1), "next": range(1, count), "all": range(count)}[box.on]


class _Search:
    """Goes through one printed file in the order of its sheet."""

    def __init__(self, sheet: Sheet, target: Path) -> None:
        self.sheet = sheet
        self.found: list[dict[str, Any]] = []
        with pymupdf.open(target) as pdf:
            self.pages = [_ink(page) for page in pdf]

    def put(self, piece: _Piece, number: int, region: Rect, start: int = 0) -> int:
        """Note the mentions of a piece on a page; gives where it ends, -1 if it is not there."""
        page = self.pages[number]
        at = _find(piece, page, region, start)
        if at < 0:
            return -1
        for begin, end, mention in piece.mentions:
            self.found.append(
                _entry(mention, number + 1, piece.place, _rects(page, at + begin, at + end))
            )
        return at + len(piece.text)

    def boxes(self) -> None:
        sheet = self.sheet
        for box in sheet.boxes:
            for number in _box_pages(box, len(self.pages)):
                top = sheet.top if number == 0 else sheet.top_next
                beside = box.x + box.width <= sheet.left or box.x >= sheet.left + sheet.width
                above = box.y < top and not beside
                region = (box.x - 8, box.y - 8, box.x + box.width + 8, top - 3 if above else 842)
                start = 0
                for line in box.lines:
                    piece = _piece(line.text, box.place)
                    if not piece.text:
                        continue
                    end = self.put(piece, number, region, start)
                    if end < 0 and piece.mentions:
                        raise GoldError(
                            f"{sheet.name}: {box.place}, page {number + 1}: {piece.text!r}"
                        )
                    start = max(start, end)

    def flow(self) -> None:
        sheet, number, start = self.sheet, 0, 0
        for block in sheet.flow:
            for cell in [cell for row in block.rows for cell in row] or [block.text]:
                piece = _piece(cell, block.place)
                if not piece.text:
                    continue
                tries = [(number, start), *((n, 0) for n in range(number + 1, len(self.pages)))]
                for candidate, begin in tries:
                    top = sheet.top if candidate == 0 else sheet.top_next
                    region = (sheet.left - 8, top - 3, sheet.left + sheet.width + 12, 842)
                    end = self.put(piece, candidate, region, begin)
                    if end >= 0:
                        number, start = candidate, end
                        break
                else:
                    if piece.mentions:
                        raise GoldError(f"{sheet.name}: {block.kind}: {piece.text!r}")

    def notes(self) -> None:
        for note in self.sheet.notes:
            piece = _piece(note, "footnote")
            whole = (0, 0, 600, 842)
            if piece.mentions and all(
                self.put(piece, n, whole) < 0 for n in range(len(self.pages))
            ):
                raise GoldError(f"{self.sheet.name}: footnote: {piece.text!r}")

    def outer(self) -> None:
        for outer in self.sheet.outer:
            for run in runs(outer.text):
                if run.mention:
                    self.found.append(_entry(run.mention, 0, outer.place, []))

    def links(self) -> None:
        """Addresses that became links hold the mention once more, outside the page."""
        if not self.sheet.has("links"):
            return
        marked = [line.text for box in self.sheet.boxes for line in box.lines]
        marked += [text for block in self.sheet.flow for text in (block.text, *sum(block.rows, ()))]
        for text in marked:
            if LINK.fullmatch(bare(text).strip()):
                mentions = [run.mention for run in runs(text) if run.mention]
                self.found += [_entry(mention, 0, "link", []) for mention in mentions]

    def unmarked(self, names: frozenset[str]) -> list[str]:
        """Names of the cast that stand on a page outside every mention: holes in the gold."""
        holes = []
        for number, page in enumerate(self.pages, 1):
            rects = [r for m in self.found if m["page"] == number for r in m["rects"]]
            for name in names:
                for match in re.finditer(re.escape(_squash(name)), page.text):
                    follows = page.text[match.end() : match.end() + 1]
                    if follows.isalpha() and match.end() not in page.ends:
                        continue
                    x0, y0, x1, y1 = page.rects[match.start()]
                    if not any(_holds(r, (x0 + x1) / 2, (y0 + y1) / 2) for r in rects):
                        holes.append(f"page {number}: {name}")
        return holes


def _holds(rect: list[float], x: float, y: float) -> bool:
    return rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]


def collect(sheet: Sheet, target: Path) -> list[dict[str, Any]]:
    """All mentions of the printed file."""
    search = _Search(sheet, target)
    search.boxes()
    search.flow()
    search.notes()
    search.outer()
    search.links()
    holes = search.unmarked(sheet.names)
    if holes:
        raise GoldError(f"{sheet.name}: {holes}")
    return search.found


def write(sheet: Sheet, producer: str, target: Path) -> None:
    """The gold as JSON beside the PDF."""
    with pymupdf.open(target) as pdf:
        count = len(pdf)
        words = sum(len(page.get_text("words")) for page in pdf)
    gold = {
        "file": target.name,
        "layout": sheet.layout,
        "profile": sheet.profile,
        "producer": producer,
        "traits": sorted(sheet.traits),
        "pages": count,
        "words": words,
        "mentions": collect(sheet, target),
    }
    text = json.dumps(gold, ensure_ascii=False, indent=1)
    target.with_suffix(".gold.json").write_text(text + "\n", encoding="utf-8")
