"""Are the pages of a PDF that came back still those of the source?

Redactions that were already applied have taken the text with them; then there is nothing left to
decide about, and what is gone was not proven to be gone.
"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from woo_redact.acrobat.returned import unreadable
from woo_redact.errors import InputError
from woo_redact.types import Mark


def check(source: bytes, data: bytes, marks: Sequence[Mark], name: str) -> None:
    """``marks`` are those the proposal file showed; ``name`` is what came back. Raises
    ``InputError`` where a page is not the one that was proposed for.
    """
    before = _pages(source)
    try:
        after = _pages(data)
    except pypdfium2.PdfiumError:
        raise unreadable(name) from None
    if len(before) != len(after):
        raise InputError(
            f"{name} heeft {len(after)} pagina's en het document {len(before)}; verwerk een "
            "bestand waarin geen pagina is toegevoegd of weggehaald.",
            reason="pages-changed",
        )
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        if old == new:
            continue
        if any(_lost(mark, old, new) for mark in marks if mark.page == number):
            raise InputError(
                f"{name}: op pagina {number} zijn de lakvakken al toegepast en is de tekst eronder "
                "weg; verwerk een bestand waarin zij nog alleen gemarkeerd zijn.",
                reason="already-applied",
            )
        raise InputError(
            f"{name}: de tekst van pagina {number} is niet meer die van het document; bewerk in "
            "het voorstel alleen de lakvakken.",
            reason="page-changed",
        )


def _pages(data: bytes) -> list[str]:
    """The text per page without white space, which programs space as they like."""
    with pypdfium2.PdfDocument(data) as file:
        return ["".join(page.get_textpage().get_text_range().split()) for page in file]


def _lost(mark: Mark, old: str, new: str) -> bool:
    text = "".join(mark.text.split())
    return bool(text) and new.count(text) < old.count(text)
