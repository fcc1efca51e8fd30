"""The words of a PDF with their places, read by pdfium, which the redactor does not use."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pypdfium2

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits; the rectangle has its origin at the top left."""

    page: int
    text: str
    rect: Rectangle


def read(data: bytes, *, pages: int = 40) -> list[Word]:
    """The words in the order in which pdfium gives them."""
    found: list[Word] = []
    with pypdfium2.PdfDocument(data) as pdf:
        for number in range(min(len(pdf), pages)):
            page = pdf[number]
            text = page.get_textpage()
            found += _page_words(text, number + 1, page.get_bbox())
            text.close()
            page.close()
    return found


def _page_words(text: pypdfium2.PdfTextPage, page: int, shown: Rectangle) -> list[Word]:
    """``shown`` is what the page shows, from left, bottom to right, top."""
    x0, y0, x1, y1 = shown
    found: list[Word] = []
    letters: list[str] = []
    boxes: list[Rectangle] = []

    def close() -> None:
        if letters and boxes:
            rect = (
                min(b[0] for b in boxes),
                min(b[1] for b in boxes),
                max(b[2] for b in boxes),
                max(b[3] for b in boxes),
            )
            word = unicodedata.normalize("NFKC", "".join(letters))
            found.append(Word(page, word, rect))
        letters.clear()
        boxes.clear()

    for index in range(text.count_chars()):
        char = chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, index) or 32)
        accent = bool(letters) and unicodedata.combining(char) > 0
        if not (char.isalnum() or accent):
            close()
            continue
        left, bottom, right, top = text.get_charbox(index)
        if not (x0 <= left <= x1 and y0 <= bottom <= y1):
            letters.append(char)  # pdfium does not know where a ligature of a Type 3 font stands
            continue
        box = (left - x0, y1 - top, right - x0, y1 - bottom)
        if boxes and not accent and not _follows(boxes[-1], box):
            close()
        letters.append(char)
        boxes.append(box)
    close()
    return found


def _follows(before: Rectangle, after: Rectangle) -> bool:
    """Do two characters stand on one line, close together? pdfium joins across columns."""
    size = max(before[3] - before[1], after[3] - after[1], 1)
    return abs(after[3] - before[3]) < size and abs(after[0] - before[2]) < 3 * size
