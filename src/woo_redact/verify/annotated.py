"""Annotations in a stranger's file: covers that come off with one click, comments, fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

import numpy as np
import pikepdf
from pikepdf import Array, Dictionary, Name, String

from woo_redact.types import Rect
from woo_redact.verify.contrast import Canvas
from woo_redact.verify.cover import CLEAR, VEILED, Looked
from woo_redact.verify.geometry import grown
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Haystack
from woo_redact.verify.pdfium import View

REDACT, VEIL, COMMENT, FIELD, LINK = (
    "redact-annotation",
    "annotation-over-text",
    "comments",
    "form-fields",
    "links",
)
MARKUP = frozenset(
    (
        *("/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp"),
        *("/Ink", "/Square", "/Circle", "/Line", "/Polygon", "/PolyLine", "/Caret", "/Popup"),
    )
)
PACKED = frozenset(["/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"])
OUTWARD = frozenset(("/Launch", "/ImportData", "/SubmitForm"))
PLACE = re.compile(r"(?i)^(?:file:/*)?(?:[a-z][:|][\\/]|\\\\\w)|^(?:file:/*)?/?(?:home|users)/\w")
"""Where somebody keeps files; a neighbouring file or a help page of a program tells nothing."""
HIDDEN = 2 | 32
"""The flags Hidden and NoView."""
DARKEST = 0.3
MOST = 5000


class Claim(NamedTuple):
    """Something is amiss if these words are nowhere to be seen in the document."""

    net: str
    page: int
    words: str
    detail: str


def settle(ledger: Ledger, claims: list[Claim], visible: Haystack) -> None:
    """``visible``: all that a reader sees of the document's text."""
    for claim in claims:
        skeleton = Haystack(claim.words).skeleton
        if skeleton and skeleton not in visible.skeleton:
            ledger.eyes(claim.net, claim.page, claim.detail)


def look(
    ledger: Ledger, number: int, page: pikepdf.Object, view: View, looked: Looked
) -> list[Claim]:
    """Judge the annotations of a page; gives what can only be judged by the whole document."""
    found = list(_annotations(page))
    claims: list[Claim] = []
    if not found:
        return claims
    bare = Canvas(view.pixels(annotations=False), looked.canvas.frame, view.scale)
    for annotation in found:
        kind = str(annotation.get("/Subtype"))
        rects = _rects(annotation)
        if kind == "/Redact":
            _redact(ledger, number, bare, rects)
        elif kind in MARKUP:
            _veil(ledger, number, looked, bare, rects, _is_dark(annotation))
            claims += _comments(number, annotation)
        elif kind in PACKED:
            ledger.eyes(COMMENT, number, "Aan de pagina hangt een bijlage, geluid of film.")
        elif kind == "/Widget":
            _field(ledger, number, annotation)
        elif kind == "/Link":
            claims += _links(ledger, number, annotation)
    return claims


def _annotations(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    listed = page.get("/Annots")
    for annotation in list(listed)[:MOST] if isinstance(listed, Array) else []:
        if isinstance(annotation, Dictionary):
            yield annotation


def _rects(annotation: pikepdf.Object) -> list[Rect]:
    """The quads of a markup, else its rectangle."""
    quads = _numbers(annotation.get("/QuadPoints"))
    rects = [
        Rect(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2]))
        for i in range(0, len(quads) - 7, 8)
        if (q := quads[i : i + 8])
    ]
    box = _numbers(annotation.get("/Rect"))
    if not rects and len(box) == 4:
        rects = [Rect(min(box[::2]), min(box[1::2]), max(box[::2]), max(box[1::2]))]
    return rects


def _numbers(raw: pikepdf.Object | None) -> list[float]:
    try:
        return [float(n) for n in raw] if isinstance(raw, Array) else []
    except (TypeError, ValueError):
        return []


def _redact(ledger: Ledger, number: int, bare: Canvas, rects: list[Rect]) -> None:
    if any(bare.contrast(rect) >= CLEAR for rect in rects):
        ledger.leak(REDACT, number, "Een lakvlak is wel getekend maar niet toegepast.")
    else:
        ledger.eyes(REDACT, number, "Er staat nog een niet toegepast lakvlak op de pagina.")


def _veil(
    ledger: Ledger, number: int, looked: Looked, bare: Canvas, rects: list[Rect], dark: bool
) -> None:
    """Does the annotation make letters or pixels disappear?"""
    for rect in rects:
        hidden = 0
        inside = looked.chars.alphanumeric & looked.chars.within(rect)
        for index in np.flatnonzero(inside).tolist():
            area = grown(looked.chars[index].rect, 0.4)
            legible = bare.contrast(area)
            if legible >= CLEAR and (dark or looked.canvas.contrast(area) <= VEILED * legible):
                hidden += 1
                looked.covered.add(index)
        if hidden:
            ledger.leak(VEIL, number, f"{hidden} letters staan nog onder een annotatie.")
        inner = grown(rect, -1.0)
        if inner.x0 >= inner.x1 or inner.y0 >= inner.y1 or hidden:
            continue
        if bare.looks_written(inner) and looked.canvas.contrast(inner) <= 24:
            ledger.leak(VEIL, number, "Onder een annotatie staan nog leesbare pixels.")


def _is_dark(annotation: pikepdf.Object) -> bool:
    """A highlighter in a colour under which nothing can be read."""
    if annotation.get("/Subtype") != Name.Highlight:
        return False
    colour = _numbers(annotation.get("/C"))
    if len(colour) == 4:
        return min(1.0, sum(colour[:3]) / 3 + colour[3]) > 1 - DARKEST
    return bool(colour) and sum(colour) / len(colour) < DARKEST


def _comments(number: int, annotation: pikepdf.Object) -> Iterator[Claim]:
    if annotation.get("/Subtype") in (Name.FreeText, Name.Popup) and not _is_hidden(annotation):
        return
    detail = "De pagina heeft opmerkingen met een tekst of een auteur."
    for key in ("/Contents", "/RC", "/T", "/Subj"):
        yield Claim(COMMENT, number, _text(annotation.get(key)), detail)


def _is_hidden(annotation: pikepdf.Object) -> bool:
    flags = annotation.get("/F", 0)
    return bool(int(flags) & HIDDEN) if isinstance(flags, int) else False


def _field(ledger: Ledger, number: int, field: pikepdf.Object) -> None:
    """Filled in text, also where a field only inherits its value."""
    node: pikepdf.Object | None = field
    for _ in range(20):
        if not isinstance(node, Dictionary):
            return
        kind = node.get("/FT", field.get("/FT"))
        for key in ("/V", "/DV"):
            value = _text(node.get(key)) if kind != Name.Btn else ""
            if value.strip():
                ledger.eyes(FIELD, number, "Een formulierveld is nog ingevuld en uit te lezen.")
                return
        node = node.get("/Parent")


def _links(ledger: Ledger, number: int, link: pikepdf.Object) -> Iterator[Claim]:
    action = link.get("/A")
    if not isinstance(action, Dictionary):
        return
    target = unquote(_text(action.get("/URI")))
    if str(action.get("/S")) in OUTWARD or PLACE.search(target or _file(action)):
        ledger.eyes(LINK, number, "Een link verwijst naar een bestand bij de maker.")
    if target.lower().startswith("mailto:"):
        address = target[7:].partition("?")[0]
        detail = "Een link bevat een mailadres dat niet op de pagina staat."
        yield Claim(LINK, number, address, detail)


def _file(action: pikepdf.Object) -> str:
    """The file that an action names, on its own or in a file specification."""
    named = action.get("/F")
    if not isinstance(named, Dictionary):
        return _text(named)
    return _text(named.get("/UF")) or _text(named.get("/F"))


def _text(raw: object) -> str:
    """A text string; a field may hold it as a stream."""
    if isinstance(raw, String):
        return str(raw)
    if isinstance(raw, pikepdf.Stream):
        return raw.read_bytes().decode("utf-8", "replace")
    return ""
