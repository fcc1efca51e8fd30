"""Bookmarks that still say what a page no longer shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2

from woo_redact.types import Rect
from woo_redact.verify.cover import Looked
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Haystack
from woo_redact.verify.pdfium import Letters

NET = "bookmarks"
MOST = 20_000
LOWEST, HIGHEST = 6.0, 45.0
"""How high a box over one line of text is, in points."""
LIGHTEST = 235
NEAR = 30
SLIM, STOUT = 0.15, 1.2
"""How wide a letter is, as a part of the height of a box over it."""
WORD = re.compile(r"[^\W\d_]{3,}")


class Bookmark(NamedTuple):
    title: str
    page: int
    """0 where it is not known."""


class Boxed(NamedTuple):
    """A page with boxes: where they are, and what stands around them."""

    chars: Letters
    boxes: list[Rect]


def look(
    ledger: Ledger,
    document: pypdfium2.PdfDocument,
    visible: Haystack,
    boxed: dict[int, Boxed],
) -> None:
    """Only a file with boxes can be given away by its bookmarks."""
    if not boxed:
        return
    for bookmark in _bookmarks(document):
        words = WORD.findall(bookmark.title)
        known = [w for w in words if Haystack(w).skeleton in visible.skeleton]
        if len(known) == len(words):
            continue
        here = [bookmark.page] if bookmark.page else list(boxed)
        if any(_beside_a_box(boxed[n], known) for n in here if n in boxed):
            ledger.leak(NET, bookmark.page, "Een bladwijzer zegt woorden die gelakt zijn.")
        elif not known and any(_would_fit(bookmark.title, boxed[n]) for n in here if n in boxed):
            ledger.eyes(NET, bookmark.page, "Een bladwijzer zegt iets wat op geen pagina staat.")


def _bookmarks(document: pypdfium2.PdfDocument) -> Iterator[Bookmark]:
    for count, item in enumerate(document.get_toc(max_depth=20)):
        if count >= MOST:
            return
        target = item.get_dest()
        index = target.get_index() if target else None
        yield Bookmark(item.get_title() or "", 0 if index is None else index + 1)


def boxes(looked: Looked) -> list[Rect]:
    """Even rectangles as high as a line, in a colour that sets them off from the paper."""
    return [
        lid
        for lid in looked.lids
        if LOWEST <= lid.height <= HIGHEST
        and lid.width >= 15
        and looked.canvas.brightness(lid) < LIGHTEST
    ]


def _would_fit(title: str, page: Boxed) -> bool:
    """Is there a box about as large as the title would be in a line of that height?"""
    return any(SLIM < box.width / (len(title) * box.height) < STOUT for box in page.boxes)


def _beside_a_box(page: Boxed, known: list[str]) -> bool:
    """Does a line with the words that the page still shows run into a box?"""
    lines = [line for word in known for line in _places(page.chars, word)]
    return any(
        line.y0 < box.y1
        and box.y0 < line.y1
        and min(abs(box.x0 - line.x1), abs(line.x0 - box.x1)) < NEAR
        for line in lines
        for box in page.boxes
    )


def _places(chars: Letters, word: str) -> Iterator[Rect]:
    text = "".join(chars.texts)
    for match in re.finditer(re.escape(word), text):
        rect = chars[match.start()].rect
        for char in chars[match.start() : match.end()]:
            rect = rect.union(char.rect)
        yield rect
