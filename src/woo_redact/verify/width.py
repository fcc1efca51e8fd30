"""What the width of a gap tells: how many of 5,000 names would fit it.

A gap in a line is as wide as what was taken out, unless the line was laid out anew around a hole
of one fixed width. Here the gap is measured as somebody would who wants to know the name: from the
letter before it to the letter after it, less the blanks, against the widths of names set in a font
like that of the line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from statistics import median
from typing import NamedTuple

from pdfminer.fontmetrics import FONT_METRICS

from woo_redact.types import BurntBox, Rect
from woo_redact.verify.geometry import Frame
from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import unaccented
from woo_redact.verify.pdfium import Char

NET = "width"
REACH = 30.0
"""Points beyond which a letter on the same height is no neighbour in the line."""
TOLERANCE = 0.5
ENOUGH = 300
SAME = 0.15
"""Two gaps that differ less than this many points are one gap."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The hole that a box leaves between its neighbours in the line."""

    width: float
    size: float
    before: str
    after: str
    """The letters of the line to both sides, without blanks."""
    ratio: float
    """How much wider the line's font is than the one that widths are known of."""

    @property
    def inline(self) -> bool:
        return bool(self.after)


def judge(
    ledger: Ledger,
    number: int,
    frame: Frame,
    boxes: Sequence[BurntBox],
    chars: Sequence[Char],
    before: Sequence[Char] | None,
) -> None:
    """Report per box; a claim that a width is hidden is checked against the page before."""
    hidden = 0
    letters = [c for c in chars if c.text.strip()]
    old = _Row.of(before) if before is not None else None
    for box in boxes:
        gaps = [_gap(frame.to_user(rect), letters) for rect in box.rects]
        inline = [gap for gap in gaps if gap.inline]
        exposed = [gap for gap in inline if not _moved(gap, old, box.width_hidden)]
        if not exposed:
            hidden += box.width_hidden
            continue
        count = min(fitting(gap) for gap in exposed)
        detail = f"Breedte niet verborgen: {count} van 5000 namen passen in het gat van een blok."
        if count < ENOUGH:
            ledger.eyes(NET, number, detail)
        else:
            ledger.add(NET, number, "green", detail)
    if hidden:
        ledger.add(NET, number, "green", f"Van {hidden} blokken zegt de breedte niets.")


class _Row(NamedTuple):
    """The letters of a page in a row, to find neighbours in again."""

    letters: list[Char]
    spelled: str

    @staticmethod
    def of(chars: Sequence[Char]) -> _Row:
        letters = [c for c in chars if c.text.strip()]
        return _Row(letters, "".join(c.text if len(c.text) == 1 else "?" for c in letters))


def _moved(gap: Gap, before: _Row | None, claimed: bool) -> bool:
    """Was the line laid out anew, so that the gap is no longer as wide as what stood there?"""
    if before is None:
        return claimed
    was = _gap_between(gap, before)
    if was is None:
        return claimed
    return abs(was - gap.width) > SAME


def fitting(gap: Gap) -> int:
    """How many names of the reference list are as wide as the gap, less two blanks."""
    scale = gap.size * gap.ratio / 1000
    blank = _advance(" ") * scale
    blanks = blank * ((1 if gap.before else 0) + 1)
    target = gap.width - blanks
    widths = _name_widths()
    low = bisect_left(widths, (target - TOLERANCE) / scale)
    return bisect_right(widths, (target + TOLERANCE) / scale) - low


def _gap(area: Rect, letters: Sequence[Char]) -> Gap:
    line = [c for c in letters if area.y0 <= (c.rect.y0 + c.rect.y1) / 2 <= area.y1]
    outside = [c for c in line if not area.contains(c.rect.centre)]
    left = sorted((c for c in outside if c.rect.x1 <= area.x0 + 1), key=lambda c: c.rect.x0)
    right = sorted((c for c in outside if c.rect.x0 >= area.x1 - 1), key=lambda c: c.rect.x0)
    left = _adjoining(left[::-1], area.x0)[::-1]
    right = _adjoining(right, area.x1)
    start = left[-1].rect.x1 if left else area.x0
    stop = right[0].rect.x0 if right else area.x1
    neighbours = [*left, *right]
    size = _size(neighbours) or area.height
    return Gap(
        width=stop - start,
        size=size,
        before="".join(c.text for c in left),
        after="".join(c.text for c in right),
        ratio=_ratio(neighbours, size),
    )


def _adjoining(chars: Iterable[Char], edge: float) -> list[Char]:
    """The letters that follow on the edge without a jump to another column."""
    found: list[Char] = []
    for char in chars:
        distance = max(char.rect.x0 - edge, edge - char.rect.x1)
        if distance > REACH:
            break
        found.append(char)
        edge = char.rect.x1 if char.rect.x0 >= edge - 1 else char.rect.x0
    return found


def _size(chars: Sequence[Char]) -> float:
    """The font size, guessed from the height of capitals, digits and letters with a stem."""
    tall = [c.rect.height for c in chars if c.text in "bdfhkltABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"]
    return median(tall) / 0.72 if tall else 0.0


def _ratio(chars: Sequence[Char], size: float) -> float:
    """Painted widths against those of the known font, over wide letters only."""
    pairs = [
        (c.rect.width, _advance(c.text))
        for c in chars
        if c.text in "aeonubdpqghkmwvxyzcsADEGHKNORU" and c.rect.width > 0
    ]
    known = sum(advance for _, advance in pairs)
    if not known or not size:
        return 1.0
    ratio = sum(width for width, _ in pairs) / (known * size / 1000 * 0.86)
    return min(max(ratio, 0.6), 1.6)


def _gap_between(gap: Gap, row: _Row) -> float | None:
    """The width of what stood between the same neighbours on the page before."""
    texts, spelled = row
    tail, head = gap.before[-8:], gap.after[:8]
    best: float | None = None
    start = spelled.find(head)
    while head and start >= 0:
        first = texts[start]
        last = _end_before(spelled, texts, tail, start) if tail else None
        if last is not None and abs(last.rect.centre.y - first.rect.centre.y) < first.rect.height:
            width = first.rect.x0 - last.rect.x1
            if width > 0 and (best is None or abs(width - gap.width) < abs(best - gap.width)):
                best = width
        start = spelled.find(head, start + 1)
    return best


def _end_before(spelled: str, texts: Sequence[Char], tail: str, stop: int) -> Char | None:
    at = spelled.rfind(tail, max(0, stop - 150), stop)
    return texts[at + len(tail) - 1] if at >= 0 else None


@lru_cache(maxsize=1)
def _metrics() -> dict[str, int]:
    return {str(name): int(width) for name, width in FONT_METRICS["Helvetica"][1].items()}


@lru_cache(maxsize=4096)
def _advance(character: str) -> int:
    plain = unaccented(character)[:1] or character
    return _metrics().get(character, _metrics().get(plain, 556))


@lru_cache(maxsize=1)
def _name_widths() -> list[int]:
    """The widths of the reference names per 1000 of the font size, in order."""
    text = resources.files("woo_redact.verify").joinpath("reference_names.txt").read_text("utf-8")
    return sorted(sum(_advance(c) for c in name) for name in text.splitlines())
