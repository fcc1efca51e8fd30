"""Nothing else changed: the words and the look of a page outside its boxes, before and after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pypdfium2.raw as raw
from PIL import Image, ImageFilter

from woo_redact.types import BurntBox, Rect
from woo_redact.verify.geometry import Frame
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import SEPARATORS, unaccented
from woo_redact.verify.pdfium import Flags, Pixels, View

WORDS, LOOKS = "difference", "appearance"
DPI = 60
CHANGED = 90
"""How much a pixel must differ to count: more than another rounding or colour profile does."""
ALLOWED = 0.002
NEAR = 5
"""Pixels across within which another program may paint the same thing."""
WHOLE = 0.95
BAND = 4.0
"""Points above and below a box that belong to its line, which may be laid out anew."""
SHORT = 3


def words(
    ledger: Ledger,
    number: int,
    before: str,
    after: str,
    secrets: frozenset[str],
    boxes: Sequence[BurntBox],
) -> None:
    """``secrets``: the words of everything that was to go, as ``bare`` spells them."""
    old, new = _bag(before), _bag(after)
    labels = {bare(box.ground) for box in boxes}
    whole_old, whole_new = bare(before), bare(after)
    lost = [w for w in (old - new).elements() if not _expected(w, secrets, whole_new)]
    excused = [w for w in (old - new) if w not in lost]
    gained = [
        word
        for word in (new - old).elements()
        if word not in labels
        and word not in whole_old
        and not any(word in part for part in excused)
        and not any(word.replace(label, "") == "" for label in labels if label)
    ]
    spare = len(boxes)
    lost = _without_short(lost, spare)
    if lost:
        ledger.eyes(WORDS, number, f"{len(lost)} woorden buiten de blokken zijn verdwenen.")
    if gained:
        ledger.eyes(WORDS, number, f"{len(gained)} woorden staan er nu die er eerst niet stonden.")


def bare(text: str) -> str:
    return SEPARATORS.sub("", unaccented(text).lower())


def parts(texts: Sequence[str]) -> frozenset[str]:
    """The words of texts, each bare."""
    return frozenset(w for text in texts for piece in text.split() if (w := bare(piece)))


def _bag(text: str) -> Counter[str]:
    joined = re.sub("[-\u00ad\ufffe\x02]\\s*\\n", "", text)
    return Counter(word for piece in joined.split() if (word := bare(piece)))


def _expected(word: str, secrets: frozenset[str], rest: str) -> bool:
    """Gone because it was, or held, a secret; or not gone, only joined to its neighbour."""
    if any(secret in word for secret in secrets if len(secret) > SHORT) or word in secrets:
        return True
    return len(word) > SHORT and word in rest


def _without_short(lost: list[str], spare: int) -> list[str]:
    """Initials and numbers too short to be on the list of secrets go with their boxes."""
    short = [word for word in lost if len(word) <= SHORT]
    return [word for word in lost if len(word) > SHORT] + short[spare:]


def looks(
    ledger: Ledger,
    number: int,
    frame: Frame,
    before: View,
    after: View,
    boxes: Sequence[BurntBox],
) -> None:
    """The two pages as pictures, without the lines that boxes stand on."""
    old, new = before.grey(DPI), after.grey(DPI)
    if old.shape != new.shape:
        ledger.eyes(LOOKS, number, "De pagina heeft een ander formaat gekregen.")
        return
    changed = np.abs(old.astype(np.int16) - new) >= CHANGED
    if _is_picture(after, frame) and not _is_picture(before, frame):
        changed &= _strays(old, new) | _strays(new, old)
    for box in boxes:
        for rect in box.rects:
            line = _line(frame, frame.to_user(rect))
            left, top, right, bottom = frame.to_pixels(line, after.scale_for(DPI))
            changed[max(top, 0) : max(bottom + 1, 0), max(left, 0) : max(right + 1, 0)] = False
    share = float(changed.mean())
    if share > ALLOWED:
        ledger.eyes(
            LOOKS, number, f"{share:.1%} van de pagina ziet er buiten de blokken anders uit."
        )


def _is_picture(view: View, frame: Frame) -> bool:
    """Is the whole page one image?"""
    return any(
        item.kind == raw.FPDF_PAGEOBJ_IMAGE
        and item.rect.width >= WHOLE * frame.width
        and item.rect.height >= WHOLE * frame.height
        for item in view.painted()
    )


def _strays(one: Pixels, other: Pixels) -> Flags:
    """Where a picture is darker or lighter than anything close by in the other. A page that became
    an image was painted by another program: letters a little wider, edges a little softer.
    """
    around = Image.fromarray(other)
    darkest = np.asarray(around.filter(ImageFilter.MinFilter(NEAR)), np.int16)
    lightest = np.asarray(around.filter(ImageFilter.MaxFilter(NEAR)), np.int16)
    strays: Flags = (one < darkest - CHANGED) | (one > lightest + CHANGED)
    return strays


def _line(frame: Frame, rect: Rect) -> Rect:
    """The whole line that a box stands on, in the direction in which it is longest."""
    if rect.height > 2.5 * rect.width:
        return Rect(rect.x0 - BAND, frame.y0, rect.x1 + BAND, frame.y1)
    return Rect(frame.x0, rect.y0 - BAND, frame.x1, rect.y1 + BAND)
