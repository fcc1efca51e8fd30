"""What comes back from Acrobat or another program: Redact annotations in a PDF.

Programs save as they like: quads in another order, numbers rounded, names kept or lost, and the
whole file written anew. Nothing here depends on any of that; what changed is seen by comparing.
"""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Object, Page, Pdf

from woo_redact.acrobat.annots import Annot, around
from woo_redact.acrobat.binding import KEY, Binding, parse
from woo_redact.acrobat.replies import Reply, attach
from woo_redact.errors import InputError
from woo_redact.intake.opening import UNREADABLE
from woo_redact.types import Point, Quad, Rect

MARKUP = frozenset(
    {
        "text",
        "freetext",
        "line",
        "square",
        "circle",
        "polygon",
        "polyline",
        "highlight",
        "underline",
        "squiggly",
        "strikeout",
        "stamp",
        "caret",
        "ink",
    }
)
"""Annotations that somebody may have meant as a box or a remark, and that are not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """``others`` counts, per page and type, the annotations of ``MARKUP``."""

    annots: tuple[Annot, ...]
    others: Mapping[tuple[int, str], int]
    binding: Binding | None


def read(data: bytes, name: str) -> Returned:
    """What a PDF called ``name`` holds. Raises ``InputError``."""
    with opened(data, name) as pdf:
        try:
            return _read(pdf, name)
        except UNREADABLE:
            raise unreadable(name) from None


def opened(data: bytes, name: str) -> Pdf:
    """Raises ``InputError`` for what is damaged or locked."""
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise InputError(
            f"{name} is beveiligd met een wachtwoord; bewaar het zonder beveiliging en verwerk het "
            "opnieuw.",
            reason="encrypted",
        ) from None
    except UNREADABLE:
        raise unreadable(name) from None


def area(
    rect: Sequence[float], numbers: Sequence[float], name: str, page: int
) -> tuple[Rect, tuple[Quad, ...]]:
    """Rectangle and quads of an annotation; without quads the rectangle is one. Raises
    ``InputError`` for numbers that are no place.
    """
    if not all(math.isfinite(number) for number in (*rect, *numbers)):
        raise wrong_place(name, page)
    if len(numbers) % 8 or (rect and len(rect) != 4) or not (rect or numbers):
        raise wrong_place(name, page)
    quads = [_quad(numbers[i : i + 8]) for i in range(0, len(numbers), 8)]
    if not rect:
        return around(quads), tuple(quads)
    x0, y0, x1, y1 = rect
    whole = Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return whole, tuple(quads) or (Quad.of(whole),)


def unreadable(name: str) -> InputError:
    return InputError(
        f"{name} is beschadigd of geen PDF of XFDF; bewaar het bewerkte voorstel opnieuw als PDF, "
        "of voer de opmerkingen uit als XFDF.",
        reason="damaged",
    )


def wrong_place(name: str, page: int) -> InputError:
    return InputError(
        f"{name}: op pagina {page} staat een lakvak zonder geldige plaats; teken het opnieuw.",
        reason="box-place",
    )


def _read(pdf: Pdf, name: str) -> Returned:
    found: list[tuple[Hashable, Annot]] = []
    answers: list[Reply] = []
    others: Counter[tuple[int, str]] = Counter()
    stamps: list[str] = []
    for number, page in enumerate(pdf.pages, 1):
        for annotation in _annotations(page):
            kind = str(annotation.get("/Subtype", "/")).removeprefix("/").lower()
            if kind == "redact":
                found.append((_key(annotation), _annot(annotation, number, name)))
                stamps.append(_text(annotation.get(KEY)))
            elif kind == "text" and isinstance(annotation.get("/IRT"), Dictionary):
                answers.append(_reply(annotation, number))
            elif kind in MARKUP:
                others[number, kind] += 1
    annots, unread = attach(found, answers)
    return Returned(annots=annots, others=others + unread, binding=_binding(pdf, stamps))


def _annotations(page: Page) -> list[Dictionary]:
    found = page.obj.get("/Annots")
    entries = list(found) if isinstance(found, Array) else []
    return [entry for entry in entries if isinstance(entry, Dictionary)]


def _annot(annotation: Dictionary, page: int, name: str) -> Annot:
    numbers = _numbers(annotation.get("/QuadPoints"), name, page)
    rect, quads = area(_numbers(annotation.get("/Rect"), name, page), numbers, name, page)
    return Annot(
        page=page,
        quads=quads,
        rect=rect,
        name=_text(annotation.get("/NM")) or None,
        overlay=_text(annotation.get("/OverlayText")),
        subject=_text(annotation.get("/Subj")),
        contents=_text(annotation.get("/Contents")),
        author=_text(annotation.get("/T")),
    )


def _reply(annotation: Dictionary, page: int) -> Reply:
    return Reply(
        page=page,
        key=_key(annotation),
        to=_key(annotation.IRT),
        state=_text(annotation.get("/State")),
        text=_text(annotation.get("/Contents")),
    )


def _key(annotation: Object) -> Hashable:
    """What replies point at it by; None for one that stands in the page's own list."""
    return annotation.objgen if annotation.is_indirect else None


def _binding(pdf: Pdf, stamps: Sequence[str]) -> Binding | None:
    """As the file says, else as its annotations say, for what was copied into another file."""
    info = pdf.trailer.get("/Info")
    ids = pdf.trailer.get("/ID")
    written = _text(info.get(KEY)) if isinstance(info, Dictionary) else None
    told = {stamp for stamp in stamps if stamp}
    written = written or (told.pop() if len(told) == 1 else None)
    first = ids[0] if isinstance(ids, Array) and len(ids) else None
    return parse(written, bytes(first).hex() if isinstance(first, pikepdf.String) else None)


def _numbers(found: Object | None, name: str, page: int) -> list[float]:
    if not isinstance(found, Array):
        return []
    try:
        return [float(number) for number in found]
    except (TypeError, ValueError, ArithmeticError):
        raise wrong_place(name, page) from None


def _text(found: Object | None) -> str:
    return str(found) if isinstance(found, pikepdf.String) else ""


def _quad(numbers: Sequence[float]) -> Quad:
    return Quad(*(Point(numbers[i], numbers[i + 1]) for i in range(0, 8, 2)))
