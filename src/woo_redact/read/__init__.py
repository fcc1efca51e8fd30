"""Read a PDF as people read it: text in reading order, each character with its glyphs."""

from __future__ import annotations

import unicodedata

import pymupdf

from woo_redact.errors import InputError
from woo_redact.read import blocks, gutters, order, outer, pictures, pieces
from woo_redact.read.compose import SPLIT, Composer
from woo_redact.read.glyphs import Frame, Painted, paint
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


def read_text(text: str, source: Source) -> Document:
    """A plain text file as one page; ``source_span`` leads back to offsets in the file."""
    letters: list[str] = []
    first: list[int] = []
    stop: list[int] = []
    for i, character in enumerate(text):
        spelled = character.translate(SPLIT)
        if letters and unicodedata.combining(character):
            joined = unicodedata.normalize("NFC", letters[-1] + spelled)
            if len(joined) == 1:
                letters[-1] = joined
                stop[-1] = i + 1
                continue
        for letter in unicodedata.normalize("NFC", spelled):
            letters.append(letter)
            first.append(i)
            stop.append(i + 1)
    page = Page(
        number=1,
        width=0.0,
        height=0.0,
        rotation=0,
        text="".join(letters),
        first=tuple(first),
        stop=tuple(stop),
    )
    return Document(source=source, pages=(page,))


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
        text=composer.text,
        first=tuple(composer.first),
        stop=tuple(composer.stop),
        glyphs=tuple(composer.glyphs),
        words=tuple(composer.words),
        lines=tuple(composer.lines),
        images=images,
        needs_ocr=pictures.needs_ocr(page, images, composer),
    )


def _by_weight(painted: Painted) -> list[list[list]]:  # type: ignore[type-arg]
    """The reading directions of a page, the one with most text first."""
    return sorted(painted.runs.values(), key=lambda runs: -sum(map(len, runs)))
