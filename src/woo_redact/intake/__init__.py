"""Normalise a PDF before anything else: what a reviewer sees must be all that the file holds.

The original is never changed; what comes out is a full rewrite that later steps work on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath

import pymupdf

from woo_redact.intake import flatten, opening

__all__ = ["Intake", "normalise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The file to work on. ``dropped`` says in Dutch what it no longer holds, without content."""

    pdf: bytes = field(repr=False)
    dropped: tuple[str, ...]
    pages: int
    date: str | None
    """ISO date from /Info, None where there is none."""
    repaired: bool = False


def normalise(data: bytes, name: str) -> Intake:
    """Raise ``InputError`` with one Dutch sentence for a file that cannot be worked on."""
    name = PurePath(name).name
    with opening.open_pdf(data, name) as file:
        dropped = flatten.flatten(file)
        return Intake(
            pdf=opening.rewrite(file, name),
            dropped=tuple(dropped),
            pages=file.page_count,
            date=_date(file),
            repaired=file.is_repaired,
        )


def _date(file: pymupdf.Document) -> str | None:
    match = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", (file.metadata or {}).get("creationDate") or "")
    if not match:
        return None
    year, month, day = match.groups()
    return f"{year}-{month}-{day}" if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None
