"""Open and rewrite a PDF; every way in which that fails becomes one sentence for the user."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pikepdf
import pymupdf

from woo_redact.errors import InputError

HEADER_WITHIN: Final = 1024
"""The header may stand after some other bytes, says the norm, but not far."""
MOST_BYTES: Final = 1 << 30
MOST_PAGES: Final = 10_000

REFERENCE: Final = re.compile(r"(\d+) \d+ R")

UNREADABLE: Final = (
    pymupdf.mupdf.FzErrorBase,
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    RuntimeError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
)
"""What the libraries raise on a file that they cannot make sense of."""


@contextmanager
def opened(data: bytes, name: str) -> Iterator[pymupdf.Document]:
    """A PDF with at least one page that opens without a password."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    _refuse_at_sight(data, name)
    with understood(name):
        file = _open(data, name)
        try:
            _refuse(file, name)
            yield file
        finally:
            file.close()


@contextmanager
def understood(name: str) -> Iterator[None]:
    """Whatever a library raises here means that the file is damaged."""
    try:
        yield
    except UNREADABLE as error:
        raise InputError(
            f"{name}: dit bestand is te beschadigd om te lezen; maak de PDF opnieuw.",
            reason="damaged",
        ) from error


def rewrite(file: pymupdf.Document) -> bytes:
    """All live objects in a new file, without older revisions, encryption or a clock."""
    data: bytes = file.tobytes(
        garbage=1, deflate=True, encryption=pymupdf.PDF_ENCRYPT_NONE, no_new_id=True
    )
    return data


def _refuse_at_sight(data: bytes, name: str) -> None:
    if not data.strip(b"\0\t\n\f\r "):
        raise InputError(f"{name}: dit bestand is leeg; lever het opnieuw aan.", reason="empty")
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        raise InputError(
            f"{name}: dit is geen PDF; zet het bestand eerst om naar PDF.", reason="not-a-pdf"
        )


def _open(data: bytes, name: str) -> pymupdf.Document:
    try:
        return pymupdf.open(stream=data, filetype="pdf")
    except pymupdf.FileDataError as error:
        if "encryption" in str(error.__cause__):
            raise _encrypted(name) from error
        raise


def _refuse(file: pymupdf.Document, name: str) -> None:
    if file.needs_pass:
        raise _encrypted(name)
    if file.page_count == 0 and file.is_repaired:
        raise ValueError("nothing is left to repair")
    if file.page_count == 0:
        raise InputError(
            f"{name}: dit bestand heeft geen bladzijden; maak de PDF opnieuw.", reason="no-pages"
        )
    if file.page_count > MOST_PAGES:
        raise _too_large(name)
    if file.is_repaired and any(_lost(file, number) for number in range(file.page_count)):
        raise ValueError("what a page shows is gone")


def _lost(file: pymupdf.Document, number: int) -> bool:
    """Does a page refer to contents that are not in the file? A copy that was cut off halfway
    repairs to pages without their text, which would pass for clean.
    """
    _, contents = file.xref_get_key(file.page_xref(number), "Contents")
    wanted = [int(xref) for xref in REFERENCE.findall(contents)]
    return any(xref >= file.xref_length() or not _is_there(file, xref) for xref in wanted)


def _is_there(file: pymupdf.Document, xref: int) -> bool:
    return bool(file.xref_is_stream(xref) or file.xref_object(xref).startswith("["))


def _encrypted(name: str) -> InputError:
    return InputError(
        f"{name}: dit bestand is beveiligd met een wachtwoord of certificaat; "
        "sla het onbeveiligd op en bied het opnieuw aan.",
        reason="encrypted",
    )


def _too_large(name: str) -> InputError:
    return InputError(
        f"{name}: dit bestand is te groot; splits het en bied de delen aan.", reason="too-large"
    )
