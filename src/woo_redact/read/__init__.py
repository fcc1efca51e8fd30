"""Read a PDF as people read it: text in reading order, each character with its glyphs.

::

    glyphs ─▶ pieces ─▶ gutters ─▶ blocks ─▶ order ─▶ compose ─▶ Page
"""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pymupdf
import pypdfium2

from woo_redact.intake.opening import understood
from woo_redact.read import blocks, dates, doubts, gutters, language, order, outer, pictures, pieces
from woo_redact.read.compose import Composer
from woo_redact.read.glyphs import Frame, Ink, paint
from woo_redact.read.ocr import pictured
from woo_redact.read.plain import read_text
from woo_redact.read.strokes import strokes
from woo_redact.types import Document, Page, Source

__all__ = ["pictured", "read", "read_text"]


def read(pdf: bytes, source: Source) -> Document:
    """Read the bytes that ``intake.normalise`` made; ``InputError`` where that cannot be done."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    with understood(source.name):
        with pymupdf.open(stream=pdf, filetype="pdf") as file:
            pages = tuple(_page(file[i]) for i in range(file.page_count))
        with pikepdf.open(io.BytesIO(pdf)) as objects:
            around = outer.read(objects)
        pages = _compared(pdf, pages)
    return Document(
        source=source,
        pages=pages,
        outer=around.texts,
        tagged=around.tagged,
        language=around.language,
        date=dates.printed(pages) or around.created,
    )


def _page(page: pymupdf.Page) -> Page:
    rotation = page.rotation
    page.set_rotation(0)
    frame = Frame(page.rect.width, page.rect.height, rotation)
    painted = paint(page, frame)
    walls = pieces.Walls(rect for rect in painted.rules if rect.width < 2 < rect.height)
    floors = [rect for rect in painted.rules if rect.height < 2 < rect.width]
    composer = Composer()
    for runs in _heaviest_first(painted.runs):
        lines = gutters.join(pieces.rows(runs, walls), walls)
        composer.write(order.order(blocks.build(lines, floors)))
    words = tuple(composer.words)
    seen = pictures.look(page, frame, words, painted.rules)
    return Page(
        number=page.number + 1,
        width=frame.width,
        height=frame.height,
        rotation=rotation,
        text=str(composer.letters),
        first=tuple(composer.letters.first),
        stop=tuple(composer.letters.stop),
        glyphs=tuple(composer.glyphs),
        words=words,
        lines=tuple(composer.lines),
        images=seen.images,
        unread=seen.places,
        strokes=strokes(page, frame, words),
        warnings=(
            *doubts.about(composer.glyphs, seen.unread),
            *language.doubts(str(composer.letters)),
        ),
        needs_ocr=seen.needs_ocr or doubts.hopeless(composer.glyphs),
    )


def _heaviest_first(runs: dict[int, list[list[Ink]]]) -> list[list[list[Ink]]]:
    """The reading directions of a page, the one with most text first."""
    return sorted(runs.values(), key=lambda group: -sum(map(len, group)))


def _compared(pdf: bytes, pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Ask a second engine: text that only it can read is text nobody would cover."""
    checked = []
    with pypdfium2.PdfDocument(pdf) as file:
        for page, other in zip(pages, file, strict=True):
            text = other.get_textpage().get_text_range()
            doubt = doubts.missed(page.glyphs, text)
            checked.append(replace(page, warnings=(*page.warnings, doubt)) if doubt else page)
    return tuple(checked)
