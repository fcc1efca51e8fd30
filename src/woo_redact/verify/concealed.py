"""Text that is in the page but that nobody sees: invisible, white, clipped, off the page, tiny."""

from __future__ import annotations

import ctypes
from collections import Counter
from typing import Literal

import numpy as np
import pypdfium2.raw as raw

from woo_redact.types import Rect
from woo_redact.verify.contrast import Canvas
from woo_redact.verify.cover import Looked
from woo_redact.verify.geometry import Frame, grown
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.pdfium import Char, Letters, Painted, View

CONCEALED = "concealed-text"
Why = Literal["off", "dark", "scan", "plain", "tiny"]
RUN = 3
"""Letters in a row that make a hidden word; single ones are blanks of odd fonts."""
DARK_RUN = 2
STAMPED = 3
FAINT = 5
ALIKE = 32
"""Two colours that differ less in every channel look the same."""
INVISIBLE = 3
"""The way to show text that shows nothing."""
TINTED = 225
"""Below this brightness a surface is no paper."""
TINY = 0.7
"""Points: lower letters than this cannot be read on any page."""


def look(ledger: Ledger, number: int, frame: Frame, view: View, looked: Looked) -> set[int]:
    """Report what is hidden on a page; gives the indices of all characters not to be seen."""
    images = [i for i in view.painted() if i.kind == raw.FPDF_PAGEOBJ_IMAGE]
    unseen = set(looked.covered)
    counts: Counter[Why] = Counter()
    for why, run in _runs(frame, looked, images):
        unseen.update(run)
        counts[why] += len(run)
    _report(ledger, number, counts)
    return unseen


def _runs(frame: Frame, looked: Looked, images: list[Painted]) -> list[tuple[Why, list[int]]]:
    """Hidden letters in a row, of one text object and for one reason, that are long enough to be
    a word. The same dark text in several places is the stamp of a redaction program.
    """
    found: list[tuple[Why, list[int]]] = []
    for index in _suspects(frame, looked):
        why = _why_hidden(looked.chars[index], frame, looked, images)
        if why is None:
            continue
        if found and found[-1][0] == why and _adjoin(looked.chars, found[-1][1][-1], index):
            found[-1][1].append(index)
        else:
            found.append((why, [index]))
    words = [(w, run) for w, run in found if len(run) >= (DARK_RUN if w == "dark" else RUN)]
    spelled = ["".join(looked.chars.texts[i] for i in run) for _, run in words]
    stamps = [text for text, times in Counter(spelled).items() if times >= STAMPED]
    return [
        entry
        for entry, text in zip(words, spelled, strict=True)
        if entry[0] != "dark" or not any(text in stamp for stamp in stamps)
    ]


def _suspects(frame: Frame, looked: Looked) -> list[int]:
    """Letters that do not plainly show, on the page and in a size that can be read."""
    chars = looked.chars
    if not len(chars):
        return []
    x, y = chars.centres.T
    left, bottom, right, top = chars.rects.T
    on = (x >= frame.x0 - 1) & (x <= frame.x1 + 1) & (y >= frame.y0 - 1) & (y <= frame.y1 + 1)
    plain = on & (np.maximum(right - left, top - bottom) >= TINY)
    plain &= looked.canvas.marked(chars.rects, FAINT)
    hidden = chars.alphanumeric & ~plain
    hidden[list(looked.covered)] = False
    return np.flatnonzero(hidden).tolist()


def _adjoin(chars: Letters, last: int, index: int) -> bool:
    """Is nothing but space and punctuation of the same text object in between, or nothing at all
    of the same line?
    """
    if chars.owners[last] != chars.owners[index] and not _beside(chars, last, index):
        return False
    return not chars.alphanumeric[last + 1 : index].any()


def _beside(chars: Letters, last: int, index: int) -> bool:
    left, low, right, high = chars.rects[last].tolist()
    start, foot, end, top = chars.rects[index].tolist()
    near = max(high - low, right - left)
    return bool(low < top and foot < high and -near <= start - right <= near and end > left)


def _why_hidden(char: Char, frame: Frame, looked: Looked, images: list[Painted]) -> Why | None:
    if not frame.shows(*char.rect.centre, slack=1.0):
        return "off"
    height = max(char.rect.height, char.rect.width)
    if 0 < height < TINY:
        return "tiny"
    if char.rect.height <= 0 and char.rect.width <= 0:
        return None
    if not looked.canvas.blank(char.rect, FAINT):
        return None
    if _in_a_tint(char, looked) and _like_its_ground(char, looked):
        return "dark"
    if not looked.canvas.blank(grown(char.rect, 0.75), FAINT):
        return None
    if any(image.rect.contains(char.rect.centre) for image in images):
        wide = grown(char.rect, 0.6 * height)
        return "scan" if looked.canvas.blank(wide, FAINT) else None
    return "plain"


def _in_a_tint(char: Char, looked: Looked) -> bool:
    """Tinted all over, and beside it too: a stem fills its own box, but not its surroundings."""
    x0, y0, x1, y1 = char.rect
    canvas = looked.canvas
    sides = (Rect(x0 - 0.75, y0, x0, y1), Rect(x1, y0, x1 + 0.75, y1))
    return _even_tint(canvas, char.rect) and any(_even_tint(canvas, side) for side in sides)


def _like_its_ground(char: Char, looked: Looked) -> bool:
    """Is it painted in the colour of what it stands on, or not at all? Else it was clipped away, as
    lines are that do not fit their frame. What cannot be told counts as painted.
    """
    owner = ctypes.cast(char.owner, raw.FPDF_PAGEOBJECT)
    if not char.owner or raw.FPDFTextObj_GetTextRenderMode(owner) == INVISIBLE:
        return True
    channels = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(owner, *channels):
        return True
    ground = looked.canvas.colour(char.rect)
    return all(abs(c.value - g) <= ALIKE for c, g in zip(channels, ground, strict=False))


def _even_tint(canvas: Canvas, rect: Rect) -> bool:
    return canvas.blank(rect, FAINT) and canvas.brightness(rect) < TINTED


def _report(ledger: Ledger, number: int, words: Counter[Why]) -> None:
    if words["dark"]:
        detail = f"{words['dark']} letters tekst liggen onzichtbaar in een gekleurd vlak."
        ledger.leak(CONCEALED, number, detail)
    if words["off"]:
        detail = f"{words['off']} letters tekst staan buiten de zichtbare pagina."
        ledger.eyes(CONCEALED, number, detail)
    if words["plain"] + words["tiny"]:
        count = words["plain"] + words["tiny"]
        ledger.eyes(CONCEALED, number, f"{count} letters tekst zijn onzichtbaar op de pagina.")
    if words["scan"] >= 2 * RUN:
        detail = f"{words['scan']} letters van een OCR-laag liggen op een leeg deel van de scan."
        ledger.eyes(CONCEALED, number, detail)
