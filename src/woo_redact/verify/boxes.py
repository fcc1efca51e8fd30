"""The nets under the boxes: nothing readable, nothing painted, nothing left in an image.

Three views of one place. The glyphs whose centre lies under the box, by two engines; the pixels as
displayed, which must be one colour apart from the label; and the pixels with the box itself lifted,
which shows what a coat of paint would hide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import pypdfium2.raw as raw

from woo_redact.types import BurntBox, Point, Rect
from woo_redact.verify.contrast import Canvas
from woo_redact.verify.geometry import Frame, grown
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.mining import Mined
from woo_redact.verify.pdfium import Flags, Letters, Painted, Pixels, View, within

UNDER, PIXELS, RESIDUE = "under-box", "pixels", "residue"
TOLERANCE = 6
"""How far two pixels of one colour may differ, of 255."""
EDGE = 1.2
"""Points along the sides of a box left out of the pixel test: its own outline."""
SEPARATORS = re.compile(r"[\W_]+")


def by_page(boxes: Sequence[BurntBox]) -> dict[int, list[BurntBox]]:
    found: dict[int, list[BurntBox]] = defaultdict(list)
    for box in boxes:
        found[box.page].append(box)
    return found


def is_label(text: str, box: BurntBox) -> bool:
    """Is this the ground code that belongs on the box, once or more, and nothing else?"""
    bare = SEPARATORS.sub("", text).lower()
    code = SEPARATORS.sub("", box.ground).lower()
    return not bare or (bool(code) and bare == code * (len(bare) // len(code)))


def readable(
    ledger: Ledger,
    page: int,
    frame: Frame,
    boxes: Sequence[BurntBox],
    chars: Letters,
    mined: Mined | None,
) -> None:
    """No glyph centre under a box, but the label's."""
    for box in boxes:
        for rect in box.rects:
            area = frame.to_user(rect)
            seen = np.flatnonzero(chars.inked & chars.within(area)).tolist()
            if not is_label("".join(chars.texts[i] for i in seen), box):
                ledger.leak(UNDER, page, "Onder een blok staat nog tekst (pdfium).")
            below = _mined_in(mined, area) if mined else []
            if not all(below):
                ledger.leak(UNDER, page, "Onder een blok staan tekens zonder leesbare betekenis.")
            elif not is_label("".join(below), box):
                ledger.leak(UNDER, page, "Onder een blok staat nog tekst (pdfminer).")


def _mined_in(mined: Mined, area: Rect) -> list[str]:
    inside = np.flatnonzero(within(mined.centres, area)).tolist()
    return [text for i in inside if not (text := mined.glyphs[i]).isspace()]


def painted(
    ledger: Ledger,
    page: int,
    frame: Frame,
    view: View,
    boxes: Sequence[BurntBox],
    chars: Letters,
) -> None:
    """Pixels under the boxes as displayed, and once more with the boxes lifted."""
    areas = [(frame.to_user(rect), box) for box in boxes for rect in box.rects]
    shown = Canvas(view.pixels(), frame, view.scale)
    for area, _ in areas:
        labels = chars.rects[chars.within(area)]
        if not _even(shown, area, labels):
            ledger.leak(PIXELS, page, "De pixels van een blok zijn niet van één kleur.")
    lids = _lids(view, [area for area, _ in areas])
    if not lids:
        return
    bare = Canvas(view.pixels(lids), frame, view.scale)
    for area, _ in areas:
        if not _even(bare, area, (), rules=True):
            ledger.leak(RESIDUE, page, "Onder de verf van een blok is nog iets getekend.")


def _lids(view: View, areas: list[Rect]) -> list[Painted]:
    """The painted rectangles that are the boxes themselves, with the labels on them."""
    items = view.painted()
    lids: list[Painted] = []
    for area in areas:
        outer = grown(area, 1.5)
        inside = [
            i
            for i in items
            if i.kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_TEXT)
            and outer.contains(Point(i.rect.x0, i.rect.y0))
            and outer.contains(Point(i.rect.x1, i.rect.y1))
        ]
        first = next((i.order for i in inside if _covers(i, area)), None)
        if first is not None:
            lids += [i for i in inside if i.order >= first]
    return lids


def _covers(item: Painted, area: Rect) -> bool:
    if item.kind != raw.FPDF_PAGEOBJ_PATH:
        return False
    return item.rect.width >= 0.85 * area.width and item.rect.height >= 0.85 * area.height


def _even(
    canvas: Canvas, area: Rect, labels: Iterable[Sequence[float]], *, rules: bool = False
) -> bool:
    """Is the area of one colour, but for the label and, with ``rules``, straight lines that run
    through it from side to side?
    """
    inner = grown(area, -min(EDGE, area.width / 4, area.height / 4))
    block = canvas.block(inner)
    if block is None or (block == block[0, 0]).all():
        return True
    left, top, _, _ = canvas.frame.to_pixels(inner, canvas.scale)
    left, top = max(left, 0), max(top, 0)
    block, base = block.copy(), _commonest(block)
    for label in labels:
        x0, y0, x1, y1 = canvas.frame.to_pixels(grown(Rect(*label), 1.0), canvas.scale)
        block[max(y0 - top, 0) : max(y1 - top, 0), max(x0 - left, 0) : max(x1 - left, 0)] = base
    off = (np.abs(block.astype(np.int16) - base) > TOLERANCE).any(2)
    return not off.any() or (rules and _only_rules(off))


def _commonest(block: Pixels) -> Pixels:
    """The colour of most pixels."""
    colours, counts = np.unique(block.reshape(-1, block.shape[2]), axis=0, return_counts=True)
    best: Pixels = colours[counts.argmax()]
    return best


def _only_rules(mask: Flags) -> bool:
    """Does every marked pixel lie in a row or a column that is marked from end to end?"""
    rules = mask.all(1, keepdims=True) | mask.all(0, keepdims=True)
    return not (mask & ~rules).any()
