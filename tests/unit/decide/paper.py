"""Documents set from plain text, in one font of one width, with the findings that a test names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from woo_redact.types import (
    Document,
    Finding,
    Glyph,
    Line,
    OuterText,
    Page,
    Point,
    Quad,
    Rect,
    Source,
)

WIDTH, HEIGHT, LEADING = 5.0, 10.0, 14.0


def page(text: str, number: int = 1) -> Page:
    glyphs: list[Glyph] = []
    first: list[int] = []
    lines: list[Line] = []
    block = 0
    offset = 0
    for row, line in enumerate(text.split("\n")):
        top = 50 + row * LEADING
        block += not line.strip()
        if line.strip():
            rect = Rect(50, top, 50 + len(line) * WIDTH, top + HEIGHT)
            lines.append(
                Line(
                    start=offset,
                    end=offset + len(line),
                    rect=rect,
                    size=10,
                    bold=False,
                    block=block,
                )
            )
        for column, character in enumerate(line):
            first.append(len(glyphs))
            left = 50 + column * WIDTH
            quad = Quad.of(Rect(left, top, left + WIDTH, top + HEIGHT))
            glyphs.append(Glyph(character, quad, Point(left, top + 8), 10, "Courier", bold=False))
        first.append(len(glyphs))
        offset += len(line) + 1
    first = first[: len(text)]
    stop = [at + (character != "\n") for at, character in zip(first, text, strict=True)]
    return Page(
        number=number,
        width=595,
        height=842,
        rotation=0,
        text=text,
        first=tuple(first),
        stop=tuple(stop),
        glyphs=tuple(glyphs),
        lines=tuple(lines),
    )


def document(*texts: str, outer: Sequence[OuterText] = (), day: str | None = None) -> Document:
    pages = tuple(page(text, number) for number, text in enumerate(texts, 1))
    source = Source(name="nota.pdf", sha256="0" * 64, pages=len(pages))
    return Document(source=source, pages=pages, outer=tuple(outer), date=day)


def finding(text: str, start: int, end: int, number: int = 1, **changes: object) -> Finding:
    seen = Finding(
        page=number,
        start=start,
        end=end,
        kind="person",
        text=text[start:end],
        detector="names",
        rule="names/model",
        score=0.9,
        tier="redact",
        reason="naam",
    )
    return replace(seen, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Read:
    """A text in which ``[…]`` are the names found, taken out of their brackets."""

    text: str
    spans: tuple[tuple[int, int], ...]


def bracketed(marked: str) -> Read:
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for piece in re.split(r"(\[[^\]]*\])", marked):
        bare = piece[1:-1] if piece.startswith("[") else piece
        if piece.startswith("["):
            spans.append((length, length + len(bare)))
        pieces.append(bare)
        length += len(bare)
    return Read("".join(pieces), tuple(spans))
