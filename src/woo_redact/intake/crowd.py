"""Letters that lie over one another: which part of one is its own, and what covers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pymupdf

from woo_redact.intake.letters import EVERYWHERE, Box, Letter

CELL: Final = 24.0
X_HEIGHT: Final = 0.45
"""In em, from the baseline: there every letter and digit has ink."""
OWN: Final = 0.6
"""Of that height: with less left over by others, nothing can be said of a letter alone."""
GIANT: Final = 400.0
MOST_GIANTS: Final = 20
"""Broken fonts claim boxes larger than the page; a few are looked at, not thousands."""
SLACK: Final = 0.3
BASIC: Final = 0xFFFF


class Crowd:
    """Letters by place."""

    def __init__(self, letters: Iterable[Letter]) -> None:
        self._cells: dict[tuple[int, int], list[Letter]] = {}
        self._giants: list[Letter] = []
        for letter in letters:
            x0, y0, x1, y1 = letter.box
            if max(x1 - x0, y1 - y0) > GIANT:
                self._giants.append(letter)
                continue
            for cell in _cells(letter.box):
                self._cells.setdefault(cell, []).append(letter)

    def at(self, x: float, y: float) -> bool:
        """Does a letter stand on this point?"""
        return any(
            other.box[0] <= x <= other.box[2] and other.box[1] <= y <= other.box[3]
            for other in self._at((int(x // CELL), int(y // CELL)))
        )

    def crowded(self, letter: Letter) -> bool:
        return next(self._over(letter), None) is not None

    def alone(self, letter: Letter) -> Box:
        """The part of the letter, over its whole width, that no other letter touches; all of it
        where too little of the height in which every letter has ink would be left.
        """
        x0, y0, x1, y1 = letter.box
        top, bottom = y0, y1
        for other in self._over(letter):
            if other.box[1] <= y0:
                top = max(top, other.box[3])
            else:
                bottom = min(bottom, other.box[1])
        base = letter.origin[1]
        lean = min(bottom, base) - max(top, base - X_HEIGHT * letter.size)
        inked = letter.text.isalnum() and y0 < base <= y1
        return (
            (x0, top, x1, bottom) if inked and lean > OWN * X_HEIGHT * letter.size else letter.box
        )

    def _at(self, cell: tuple[int, int]) -> list[Letter]:
        return self._cells.get(cell, []) + self._giants[:MOST_GIANTS]

    def _over(self, letter: Letter) -> Iterator[Letter]:
        x0, y0, x1, y1 = letter.box
        if max(x1 - x0, y1 - y0) > GIANT:
            return
        for cell in _cells(letter.box):
            for other in self._at(cell):
                a0, b0, a1, b1 = other.box
                apart = a1 <= x0 + SLACK or a0 >= x1 - SLACK or b1 <= y0 or b0 >= y1
                if not apart and other.key != letter.key:
                    yield other


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box[0] // CELL), int(box[2] // CELL) + 1):
        for row in range(int(box[1] // CELL), int(box[3] // CELL) + 1):
            yield column, row


def painted_over(page: pymupdf.Page, doubtful: Iterable[Letter]) -> list[Letter]:
    """Letters over which something opaque was painted later, and a label over that perhaps."""
    lids = list(_lids(page))
    beyond = any(ord(c) > BASIC for c in page.get_textpage(clip=EVERYWHERE).extractText())
    if not lids or beyond:  # the trace of such characters ends the whole process
        return []
    painted: dict[tuple[str, int, int], int] = {}
    for span in page.get_texttrace():
        for code, _, origin, _ in span["chars"]:
            key = chr(code), round(origin[0] * 4), round(origin[1] * 4)
            painted[key] = span["seqno"]
    return [
        letter
        for letter in doubtful
        if letter.key in painted
        and any(when > painted[letter.key] and _holds(lid, letter.box) for when, lid in lids)
    ]


def _lids(page: pymupdf.Page) -> Iterator[tuple[int, Box]]:
    """Opaque filled rectangles, with their turn in the painting."""
    for drawing in page.get_drawings():
        whole = len(drawing["items"]) == 1 and drawing["items"][0][0] in ("re", "qu")
        if whole and drawing.get("fill") is not None and drawing.get("fill_opacity") == 1:
            yield drawing["seqno"], tuple(drawing["rect"])


def _holds(lid: Box, box: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    return (
        lid[0] <= box[0] + SLACK
        and lid[2] >= box[2] - SLACK
        and lid[1] <= middle <= lid[3]
        and min(lid[3], box[3]) - max(lid[1], box[1]) > 0.6 * (box[3] - box[1])
    )
