"""Open and rewrite a PDF; every way in which that fails becomes one sentence for the user."""

from __future__ import annotations

from typing import Final

import pymupdf

from woo_redact.errors import InputError

HEADER_WITHIN: Final = 1024
"""The header may stand after some other bytes, says the norm, but not far."""


def open_pdf(data: bytes, name: str) -> pymupdf.Document:
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    if not data:
        raise InputError(f"{name}: dit bestand is leeg; lever het opnieuw aan.", reason="empty")
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        raise InputError(
            f"{name}: dit is geen PDF; zet het bestand eerst om naar PDF.", reason="not-a-pdf"
        )
    try:
        file = pymupdf.open(stream=data, filetype="pdf")
    except (RuntimeError, ValueError, pymupdf.FileDataError) as error:
        raise damaged(name) from error
    if file.needs_pass:
        raise InputError(
            f"{name}: dit bestand is met een wachtwoord beveiligd; "
            "sla het op zonder wachtwoord en bied het opnieuw aan.",
            reason="encrypted",
        )
    if file.page_count == 0:
        raise InputError(
            f"{name}: dit bestand heeft geen bladzijden; maak de PDF opnieuw.", reason="no-pages"
        )
    return file


def rewrite(file: pymupdf.Document, name: str) -> bytes:
    """All live objects in a new file, without older revisions, encryption or a clock."""
    try:
        data: bytes = file.tobytes(
            garbage=1, deflate=True, encryption=pymupdf.PDF_ENCRYPT_NONE, no_new_id=True
        )
    except (RuntimeError, ValueError) as error:
        raise damaged(name) from error
    return data


def damaged(name: str) -> InputError:
    return InputError(
        f"{name}: dit bestand is te beschadigd om te lezen; maak de PDF opnieuw.",
        reason="damaged",
    )
