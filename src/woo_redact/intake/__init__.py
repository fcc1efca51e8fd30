"""Normalise a PDF before anything else: what a reviewer sees must be all that the file holds.

::

    opening ─▶ prune ─▶ layers ─▶ flatten ─▶ crops ─▶ unseen ─▶ Intake

The original is never changed; what comes out is a full rewrite that later steps work on.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, field
from datetime import date
from pathlib import PureWindowsPath

import pikepdf
import pymupdf

from woo_redact.intake import crops, flatten, layers, opening, prune, unseen

__all__ = ["Intake", "normalise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The file to work on."""

    pdf: bytes = field(repr=False)
    dropped: tuple[str, ...]
    """What the file no longer holds, in Dutch, without any of it."""
    pages: int
    date: str | None
    """ISO date from /Info, None where there is none."""
    repaired: bool = False
    kept: tuple[str, ...] = ()
    """Where something that does not show could not be taken out without harm, in Dutch."""


def normalise(data: bytes, name: str) -> Intake:
    """Raise ``InputError`` with one Dutch sentence for a file that cannot be worked on."""
    name = PureWindowsPath(name).name or "bestand"
    with opening.opened(data, name) as file:
        pages = file.page_count
        created = _date(file)
        pdf = opening.rewrite(file)
        repaired = bool(file.is_repaired)
    with opening.understood(name):
        pdf, dropped = _without_hidden_objects(pdf, name)
        pdf = flatten.flatten(pdf)
        pdf, cropped = crops.crop(pdf)
        letters = unseen.drop(pdf)
    return Intake(
        pdf=letters.pdf,
        dropped=(*dropped, *cropped, *letters.dropped),
        pages=pages,
        date=created,
        repaired=repaired,
        kept=letters.kept,
    )


def _without_hidden_objects(pdf: bytes, name: str) -> tuple[bytes, list[str]]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pruned = prune.prune(file)
        layered = layers.drop_hidden(file, name)
        if pruned is None and layered is None:
            return pdf, []
        out = io.BytesIO()
        with warnings.catch_warnings():  # of fields that no form names; they are flattened next
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
            file.save(out, static_id=True)
    return out.getvalue(), [*(pruned or ()), *(layered or ())]


def _date(file: pymupdf.Document) -> str | None:
    digits = str((file.metadata or {}).get("creationDate") or "").removeprefix("D:")[:8]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        return None
