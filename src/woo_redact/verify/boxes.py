"""The nets under the boxes: nothing readable, nothing painted, nothing left in an image.

Three views of one place. The glyphs whose centre lies under the box, by two engines; the pixels as
displayed, which must be one colour apart from the label; and the pixels with the box itself lifted,
which shows what a coat of paint would hide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import pypdfium2.raw as raw
from PIL import Image, ImageChops

from woo_redact.types import BurntBox, Point, Rect
from woo_redact.verify.geometry import Frame, grown
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.pdfium import Char, Painted, View
from woo_redact.verify.texts import Glyph

UNDER, PIXELS, RESIDUE = "under-box", "pixels", "residue"
DPI = 150
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
    chars: Sequence[Char],
    glyphs: Sequence[Glyph],
) -> None:
    """No glyph centre under a box, but the label's."""
    seen = [(c.text, c.rect.centre) for c in chars if not c.text.isspace()]
    mined = [(g.text, g.centre) for g in glyphs if not g.text.isspace()]
    for box in boxes:
        for rect in box.rects:
            area = frame.to_user(rect)
            if not is_label("".join(_inside(area, seen)), box):
                ledger.leak(UNDER, page, "Onder een blok staat nog tekst (pdfium).")
            below = _inside(area, mined)
            if not all(below):
                ledger.leak(UNDER, page, "Onder een blok staan tekens zonder leesbare betekenis.")
            elif not is_label("".join(below), box):
                ledger.leak(UNDER, page, "Onder een blok staat nog tekst (pdfminer).")


def _inside(area: Rect, placed: Sequence[tuple[str, Point]]) -> list[str]:
    x0, y0, x1, y1 = area
    return [text for text, (x, y) in placed if x0 <= x <= x1 and y0 <= y <= y1]


def painted(
    ledger: Ledger,
    page: int,
    frame: Frame,
    view: View,
    boxes: Sequence[BurntBox],
    chars: list[Char],
) -> None:
    """Pixels under the boxes as displayed, and once more with the boxes lifted."""
    areas = [(frame.to_user(rect), box) for box in boxes for rect in box.rects]
    scale = view.scale_for(DPI)
    shown = view.picture(scale)
    centres = [(c.rect, c.rect.centre) for c in chars]
    for area, _ in areas:
        labels = [rect for rect, (x, y) in centres if _holds(area, x, y)]
        if not _even(shown, frame, area, scale, labels):
            ledger.leak(PIXELS, page, "De pixels van een blok zijn niet van één kleur.")
    lids = _lids(view, [area for area, _ in areas])
    if not lids:
        return
    for item in lids:
        view.hide(item)
    bare = view.picture(scale)
    for item in lids:
        view.show(item)
    for area, _ in areas:
        if not _even(bare, frame, area, scale, [], rules=True):
            ledger.leak(RESIDUE, page, "Onder de verf van een blok is nog iets getekend.")


def _holds(area: Rect, x: float, y: float) -> bool:
    return area.x0 <= x <= area.x1 and area.y0 <= y <= area.y1


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
    picture: Image.Image,
    frame: Frame,
    area: Rect,
    scale: float,
    labels: list[Rect],
    *,
    rules: bool = False,
) -> bool:
    """Is the area of one colour, but for the label and, with ``rules``, straight lines that run
    through it from side to side?
    """
    inset = min(EDGE, area.width / 4, area.height / 4)
    left, top, right, bottom = frame.to_pixels(grown(area, -inset), scale)
    left, top = max(left, 0), max(top, 0)
    right, bottom = min(right, picture.width), min(bottom, picture.height)
    if right - left < 1 or bottom - top < 1:
        return True
    piece = picture.crop((left, top, right, bottom))
    base = _commonest(piece)
    for label in labels:
        x0, y0, x1, y1 = frame.to_pixels(grown(label, 1.0), scale)
        piece.paste(base, (x0 - left, y0 - top, x1 - left, y1 - top))
    off = ImageChops.difference(piece, Image.new("RGB", piece.size, base))
    mask = _strongest(off)
    if mask.getbbox() is None:
        return True
    return rules and _only_rules(mask)


def _strongest(difference: Image.Image) -> Image.Image:
    """White where any channel differs more than noise."""
    red, green, blue = difference.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([0] * (TOLERANCE + 1) + [255] * (255 - TOLERANCE))


def _commonest(piece: Image.Image) -> tuple[int, int, int]:
    colours = piece.getcolors(piece.width * piece.height) or []
    _, best = max(colours, key=lambda c: c[0], default=(0, (0, 0, 0)))
    return best if isinstance(best, tuple) and len(best) == 3 else (0, 0, 0)


def _only_rules(mask: Image.Image) -> bool:
    """Does every marked pixel lie in a row or a column that is marked from end to end?"""
    width, height = mask.size
    bits = mask.tobytes()
    rows = [bits[y * width : (y + 1) * width] for y in range(height)]
    full_rows = {y for y, row in enumerate(rows) if 0 not in row}
    full_columns = {x for x in range(width) if 0 not in bits[x::width]}
    return all(
        y in full_rows or all(not row[x] or x in full_columns for x in range(width))
        for y, row in enumerate(rows)
    )
