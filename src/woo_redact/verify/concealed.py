"""Text that is in the page but that nobody sees: invisible, white, clipped, off the page, tiny."""

from __future__ import annotations

import pypdfium2.raw as raw

from woo_redact.verify.cover import Looked
from woo_redact.verify.geometry import Frame, grown
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.pdfium import Char, Painted, View

CONCEALED = "concealed-text"
RUN = 3
"""Letters in a row that make a hidden word; single ones are blanks of odd fonts."""
FAINT = 5
DARK = 120
TINY = 0.7
"""Points: lower letters than this cannot be read on any page."""


def look(ledger: Ledger, number: int, frame: Frame, view: View, looked: Looked) -> set[int]:
    """Report what is hidden on a page; gives the indices of all characters not to be seen."""
    images = [i for i in view.painted() if i.kind == raw.FPDF_PAGEOBJ_IMAGE]
    unseen = set(looked.covered)
    words = {"off": 0, "dark": 0, "scan": 0, "plain": 0, "tiny": 0}
    run: list[tuple[int, str]] = []
    for index, char in enumerate(looked.chars):
        why = "" if index in looked.covered else _why_hidden(char, frame, looked, images)
        if not char.text.isalnum():
            continue
        if why:
            run.append((index, why))
            continue
        _settle(run, words, unseen)
        run = []
    _settle(run, words, unseen)
    _report(ledger, number, words)
    return unseen


def _why_hidden(char: Char, frame: Frame, looked: Looked, images: list[Painted]) -> str:
    if not char.text.isalnum():
        return ""
    if not frame.shows(*char.rect.centre, slack=1.0):
        return "off"
    height = max(char.rect.height, char.rect.width)
    if 0 < height < TINY:
        return "tiny"
    if char.rect.height <= 0 and char.rect.width <= 0:
        return ""
    around = grown(char.rect, 0.75)
    if looked.canvas.contrast(around) > FAINT:
        return ""
    if looked.canvas.brightness(around) < DARK:
        return "dark"
    if any(image.rect.contains(char.rect.centre) for image in images):
        wide = grown(char.rect, 0.6 * height)
        return "scan" if looked.canvas.contrast(wide) <= FAINT else ""
    return "plain"


def _settle(run: list[tuple[int, str]], words: dict[str, int], unseen: set[int]) -> None:
    """A finished run of hidden letters counts when it is long enough to be a word."""
    if len(run) < RUN:
        return
    unseen.update(index for index, _ in run)
    for kind in {why for _, why in run}:
        count = sum(why == kind for _, why in run)
        words[kind] += count if count >= RUN else 0


def _report(ledger: Ledger, number: int, words: dict[str, int]) -> None:
    if words["dark"]:
        detail = f"{words['dark']} letters tekst liggen onzichtbaar in een donker vlak."
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
