"""Bad redactions: what is painted over text, pixels or outlines instead of removing them.

Every drawing and image that comes after something it could cover is lifted, all at once, and the
page painted again. Where ink appears that could not be seen before, it was covered. That one test
finds rectangles, polygons, thick lines, thin slices, images and nearly opaque boxes alike, and
leaves highlighters and watermarks alone.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pypdfium2.raw as raw

from woo_redact.types import Rect
from woo_redact.verify.contrast import Canvas, spread
from woo_redact.verify.geometry import Frame, grown
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.pdfium import Char, Flags, Letters, Painted, View

COVERED, HATCHED = "covered-text", "hatched-text"
CLEAR = 45
"""So much contrast and a letter can be read."""
VEILED = 0.35
"""Less than this part of its own contrast left: the letter is covered."""
KEPT = 0.5
"""Less than this part of its ink left in place: something else is painted there."""
DARK = 120
"""Below this brightness a surface is a redaction rather than paper."""
LABEL = 14
"""Visible characters on a drawing up to which they may be a ground code, not a caption."""
HIGHEST = 45.0
"""Points; a higher picture is no box over a line of text."""
MOST_SEGMENTS = 5000
STROKES = 8
"""Slanted lines that make a hatching."""
SHOWS = 0.01
"""So much of a box changes at least when something under it comes to light."""
HATCHED_PART = 0.2
"""How much of a word a hatching takes; the lines of a graph that cross a word take less."""


@dataclass(slots=True)
class Looked:
    """What was seen of a page, for the nets that come after."""

    chars: Letters
    canvas: Canvas
    covered: set[int] = field(default_factory=set)
    """Indices of characters that a drawing covers."""
    lids: list[Rect] = field(default_factory=list)
    """Even, filled rectangles that could be redactions, good or bad."""


def look(ledger: Ledger, number: int, frame: Frame, view: View) -> Looked:
    """Judge everything that is painted over something else on one page."""
    items = view.painted()
    chars = view.chars()
    order = {item.address: item.order for item in items}
    looked = Looked(chars, Canvas(view.pixels(), frame, view.scale))
    covers = [item for item in items if _may_cover(item, frame)]
    if covers:
        lifted = Canvas(view.pixels(covers), frame, view.scale)
        _under(ledger, number, looked, covers, order, lifted)
        _pixels(ledger, number, view, looked, covers, items)
    _hatched(ledger, number, view, looked, items, order)
    return looked


def _may_cover(item: Painted, frame: Frame) -> bool:
    if item.kind == raw.FPDF_PAGEOBJ_IMAGE or item.kind == raw.FPDF_PAGEOBJ_SHADING:
        return frame.shows(*item.rect.centre)
    if item.kind != raw.FPDF_PAGEOBJ_PATH:
        return False
    thin = min(item.rect.width, item.rect.height) < 2.5
    return not thin and item.rect.intersects(Rect(frame.x0, frame.y0, frame.x1, frame.y1))


def _under(
    ledger: Ledger,
    number: int,
    looked: Looked,
    covers: Sequence[Painted],
    order: dict[int, int],
    lifted: Canvas,
) -> None:
    """Letters that become legible when the drawings are lifted."""
    by_drawing = by_image = by_lid_image = 0
    written = {id(cover): not _hides(cover, looked) for cover in covers}
    chars = looked.chars
    orders = np.array([order.get(owner, -1) for owner in chars.owners], np.int64)
    open_still = chars.alphanumeric.copy()
    for cover in covers:
        candidates = open_still & (orders < cover.order) & chars.within(cover.rect)
        for index in np.flatnonzero(candidates).tolist():
            area = _shared(grown(chars[index].rect, 0.6), grown(cover.rect, -0.4))
            if area is None or lifted.contrast(area) < CLEAR:
                continue
            veiled = looked.canvas.contrast(area) <= VEILED * lifted.contrast(area)
            if veiled or looked.canvas.keeps(area, lifted) < KEPT:
                open_still[index] = False
                looked.covered.add(index)
                image = cover.kind == raw.FPDF_PAGEOBJ_IMAGE
                shut = looked.canvas.brightness(area) < DARK or not written[id(cover)]
                by_drawing += not image
                by_lid_image += image and shut
                by_image += image and not shut
    if by_drawing:
        ledger.leak(COVERED, number, f"{by_drawing} letters staan nog onder een getekend vlak.")
    if by_lid_image:
        ledger.leak(COVERED, number, f"{by_lid_image} letters staan nog onder een beeld.")
    if by_image >= 3:
        ledger.eyes(COVERED, number, f"{by_image} letters staan nog onder een afbeelding.")


def _hides(cover: Painted, looked: Looked) -> bool:
    """Is it as high as a redaction, with nothing to read on it? A signature is a picture too."""
    if not _like_a_box(cover, looked) or cover.rect.height > HIGHEST:
        return False
    return not looked.canvas.looks_written(grown(cover.rect, -1.0))


def _pixels(
    ledger: Ledger,
    number: int,
    view: View,
    looked: Looked,
    covers: Sequence[Painted],
    items: Sequence[Painted],
) -> None:
    """Even boxes under which an image or outlines show writing once the boxes are lifted."""
    seen = looked.chars.inked.copy()
    seen[list(looked.covered)] = False
    lids = [cover for cover in covers if _is_lid(cover, looked, seen)]
    looked.lids = [lid.rect for lid in lids]
    suspects = [lid for lid in lids if _has_below(lid, items)]
    if not suspects:
        return
    off = [*lids, *(item for lid in suspects for item in _printed_on(lid, items))]
    lifted = Canvas(view.pixels(off), looked.canvas.frame, view.scale)
    inner = [grown(lid.rect, -1.0) for lid in suspects]
    if any(lifted.looks_written(i) and looked.canvas.differs(i, lifted) >= SHOWS for i in inner):
        ledger.leak(COVERED, number, "Onder een getekend vlak staan nog leesbare pixels.")


def _is_lid(cover: Painted, looked: Looked, seen: Flags) -> bool:
    """A filled shape of one colour with nothing on it but perhaps a ground code. ``seen``: the
    characters that are visible.
    """
    if cover.kind == raw.FPDF_PAGEOBJ_IMAGE or not _like_a_box(cover, looked):
        return False
    inner = grown(cover.rect, -1.0)
    on_it = np.flatnonzero(seen & looked.chars.within(inner)).tolist()
    return len(on_it) <= LABEL and _even(looked.canvas, inner, [looked.chars[i] for i in on_it])


def _printed_on(lid: Painted, items: Sequence[Painted]) -> list[Painted]:
    """Text that was painted on the box afterwards: its label, not what it covers."""
    return [
        item
        for item in items
        if item.kind == raw.FPDF_PAGEOBJ_TEXT
        and item.order > lid.order
        and item.rect.intersects(lid.rect)
    ]


def _has_below(lid: Painted, items: Sequence[Painted]) -> bool:
    return any(
        other.order < lid.order
        and other.kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH)
        and other.rect.intersects(lid.rect)
        for other in items
    )


def _like_a_box(cover: Painted, looked: Looked) -> bool:
    rect, frame = cover.rect, looked.canvas.frame
    if rect.height < 5 or rect.width < 8:
        return False
    return rect.width * rect.height < 0.5 * frame.width * frame.height


def _shared(one: Rect, other: Rect) -> Rect | None:
    """What two rectangles share, if it is a good part of the first."""
    rect = Rect(
        max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1)
    )
    if rect.x0 >= rect.x1 or rect.y0 >= rect.y1:
        return None
    part = rect.width * rect.height / max(one.width * one.height, 1e-6)
    return rect if part >= 0.3 else None


def _even(canvas: Canvas, rect: Rect, labels: Iterable[Char]) -> bool:
    """Is the visible face of a box of one colour, its label aside?"""
    block = canvas.block(rect)
    if block is None:
        return False
    left, top, _, _ = canvas.frame.to_pixels(rect, canvas.scale)
    left, top = max(left, 0), max(top, 0)
    block = block.copy()
    base = block[-1, 0].copy()
    for label in labels:
        x0, y0, x1, y1 = canvas.frame.to_pixels(grown(label.rect, 1), canvas.scale)
        block[max(y0 - top, 0) : max(y1 - top, 0), max(x0 - left, 0) : max(x1 - left, 0)] = base
    return spread(block) <= 24


def _hatched(
    ledger: Ledger,
    number: int,
    view: View,
    looked: Looked,
    items: Sequence[Painted],
    order: dict[int, int],
) -> None:
    """Patterns and slanted lines drawn over text, which hide it from the eye only."""
    patterned = [i for i in items if _may_hatch(i, looked) and _is_pattern(view, i)]
    slanted = [(i, n) for i in items if (n := _slants(i))]
    if not patterned and not slanted:
        return
    drawn = [*patterned, *(item for item, _ in slanted)]
    bare = Canvas(view.pixels(drawn), looked.canvas.frame, view.scale)
    for char_order, rect in _words(looked.chars, order):
        over = [i for i in patterned if i.order > char_order and i.rect.contains(rect.centre)]
        lines = sum(
            n for i, n in slanted if i.order > char_order and i.rect.intersects(grown(rect, 2))
        )
        if (over or lines >= STROKES) and looked.canvas.differs(rect, bare) >= HATCHED_PART:
            ledger.leak(HATCHED, number, "Over tekst is een arcering getekend.")
            return


def _words(chars: Sequence[Char], order: dict[int, int]) -> list[tuple[int, Rect]]:
    """The space that each run of at least three letters of one text object takes."""
    found: list[tuple[int, Rect]] = []
    run: list[Char] = []
    for char in [*chars, None]:
        same = char is not None and char.text.isalnum() and (not run or run[0].owner == char.owner)
        if same and char is not None:
            run.append(char)
            continue
        if len(run) >= 3:
            rect = run[0].rect
            for other in run[1:]:
                rect = rect.union(other.rect)
            found.append((order.get(run[0].owner, -1), rect))
        run = [char] if char is not None and char.text.isalnum() else []
    return found


def _may_hatch(item: Painted, looked: Looked) -> bool:
    return item.kind == raw.FPDF_PAGEOBJ_PATH and _like_a_box(item, looked)


def _is_pattern(view: View, item: Painted) -> bool:
    bitmap = raw.FPDFPageObj_GetRenderedFillPattern(view.document, item.handle)
    if not bitmap:
        return False
    raw.FPDFBitmap_Destroy(bitmap)
    return True


def _slants(item: Painted) -> int:
    """How many slanted strokes a drawing has; 0 for anything filled or curved."""
    if item.kind != raw.FPDF_PAGEOBJ_PATH:
        return 0
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item.handle, fill, stroke)
    if fill.value or not stroke.value:
        return 0
    slanted, last = 0, (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(min(raw.FPDFPath_CountSegments(item.handle), MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item.handle, i)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return 0
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_LINETO:
            slanted += abs(x.value - last[0]) > 2 and abs(y.value - last[1]) > 2
        last = (x.value, y.value)
    return slanted
