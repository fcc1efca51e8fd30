"""A plain text file as a document of one page.

It has no geometry of its own; its characters are put on a grid as a typewriter would, so that
what reads layout (a label above a value) works on it too.
"""

from __future__ import annotations

import re
from typing import Final

from woo_redact.read import language
from woo_redact.read.letters import UNSEEN, Letters
from woo_redact.types import Document, Line, Page, Rect, Source, Word

ADVANCE: Final = 6.0
LEADING: Final = 12.0
TAB: Final = 8


def read_text(text: str, source: Source) -> Document:
    """``Page.source_span`` leads from the NFC text back to offsets in the file's own text."""
    letters = _letters(text)
    normal = str(letters)
    words, lines = _grid(normal)
    page = Page(
        number=1,
        width=max((line.rect.x1 for line in lines), default=0.0),
        height=max((line.rect.y1 for line in lines), default=0.0),
        rotation=0,
        text=normal,
        first=tuple(letters.first),
        stop=tuple(letters.stop),
        words=words,
        lines=lines,
        warnings=language.doubts(normal),
    )
    return Document(source=source, pages=(page,))


def _letters(text: str) -> Letters:
    letters = Letters()
    previous = ""
    for i, character in enumerate(text):
        if (character == "\n" and previous == "\r") or character in UNSEEN:
            letters.hang(i + 1)
        elif character in "\n\r\u2028\u2029\f\v\x85":
            letters.blank("\n", i, i + 1)
        elif character.isspace():
            letters.blank("\t" if character == "\t" else " ", i, i + 1)
        else:
            letters.add(character, i, i + 1)
        previous = character
    return letters


def _grid(text: str) -> tuple[tuple[Word, ...], tuple[Line, ...]]:
    words: list[Word] = []
    lines: list[Line] = []
    block = 0
    start = 0
    for row, content in enumerate(text.split("\n")):
        found = [_word(match, content, start, row) for match in re.finditer(r"\S+", content)]
        if found:
            words.extend(found)
            whole = found[0].rect.union(found[-1].rect)
            lines.append(
                Line(
                    start=found[0].start,
                    end=found[-1].end,
                    rect=whole,
                    size=10.0,
                    bold=False,
                    block=block,
                )
            )
        elif lines:
            block = lines[-1].block + 1
        start += len(content) + 1
    return tuple(words), tuple(lines)


def _word(match: re.Match[str], content: str, start: int, row: int) -> Word:
    left = _column(content[: match.start()])
    right = left + len(match[0])
    return Word(
        start=start + match.start(),
        end=start + match.end(),
        rect=Rect(left * ADVANCE, row * LEADING, right * ADVANCE, row * LEADING + 10.0),
    )


def _column(before: str) -> int:
    return len(before.expandtabs(TAB))
