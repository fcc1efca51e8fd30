"""Read a PDF as people read it: text in reading order, each character with its glyphs."""

from __future__ import annotations

import pymupdf

from woo_redact.errors import InputError
from woo_redact.read import blocks, gutters, order, outer, pictures, pieces
from woo_redact.read.compose import Composer
from woo_redact.read.glyphs import Frame, Painted, paint
from woo_redact.read.plain import read_text
from woo_redact.types import Document, Page, Source

__all__ = ["read", "read_text"]


def read(pdf: bytes, source: Source) -> Document:
    """Read the bytes that ``intake.normalise`` made."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        with pymupdf.open(stream=pdf, filetype="pdf") as file:
            pages = tuple(_page(file[i]) for i in range(file.page_count))
            return Document(
                source=source,
                pages=pages,
                outer=outer.texts(file),
                tagged=outer.tagged(file),
                language=outer.language(file),
                date=outer.printed_date(pages) or outer.created(file),
            )
    except (RuntimeError, ValueError, pymupdf.FileDataError) as error:
        raise InputError(
            f"{source.name}: de tekst van dit bestand kan niet worden gelezen; "
            "maak de PDF opnieuw en bied haar nog eens aan.",
            reason="damaged",
        ) from error


def _page(page: pymupdf.Page) -> Page:
    rotation = page.rotation
    page.set_rotation(0)
    frame = Frame(page.rect.width, page.rect.height, rotation)
    painted = paint(page, frame)
    walls = [rule.rect for rule in painted.rules if rule.rect.width < 2 < rule.rect.height]
    floors = [rule.rect for rule in painted.rules if rule.rect.height < 2 < rule.rect.width]
    composer = Composer()
    for runs in _by_weight(painted):
        lines = gutters.join(pieces.rows(runs), walls)
        composer.write(order.order(blocks.build(lines, floors)))
    images = pictures.images(page, composer)
    return Page(
        number=page.number + 1,
        width=page.rect.width,
        height=page.rect.height,
        rotation=rotation,
        text=str(composer.letters),
        first=tuple(composer.letters.first),
        stop=tuple(composer.letters.stop),
        glyphs=tuple(composer.glyphs),
        words=tuple(composer.words),
        lines=tuple(composer.lines),
        images=images,
        needs_ocr=pictures.needs_ocr(page, images, composer),
    )


def _by_weight(painted: Painted) -> list[list[list]]:  # type: ignore[type-arg]
    """The reading directions of a page, the one with most text first."""
    return sorted(painted.runs.values(), key=lambda runs: -sum(map(len, runs)))
