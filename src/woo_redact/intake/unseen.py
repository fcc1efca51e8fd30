"""Take out letters that leave no ink: white on white, under an image or a box, clipped away,
outside the page, invisible, or too small to see.

A page is only touched when it holds such letters. Afterwards the page must look the same and
say the same but for them; where it does not, it stays as it was and the intake says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import pymupdf

from woo_redact.intake import ink
from woo_redact.intake.glance import Glance
from woo_redact.intake.opening import rewrite

SAME: Final = 12
"""Levels of 256: pixels that differ less look alike."""
DIFFERENT: Final = 0.0005
"""Of the colour values of a page; above it the page looks different."""


@dataclass(frozen=True, slots=True)
class Outcome:
    pdf: bytes = field(repr=False)
    dropped: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def drop(pdf: bytes) -> Outcome:
    with pymupdf.open(stream=pdf, filetype="pdf") as file:
        found = {i: seen for i in range(file.page_count) if (seen := ink.without(file, i))}
    if not found:
        return Outcome(pdf)
    clean = _without(pdf, found)
    harmed, left = _compare(pdf, clean, found)
    if harmed:
        found = {i: unseen for i, unseen in found.items() if i not in harmed}
        clean = _without(pdf, found) if found else pdf
    return Outcome(clean, tuple(_dropped(found, left)), tuple(map(_kept, sorted(harmed | left))))


def _dropped(found: dict[int, ink.Unseen], left: set[int]) -> Iterator[str]:
    for i, unseen in found.items():
        number = len(unseen.letters)
        if number and i not in left:
            letters = "1 teken" if number == 1 else f"{number} tekens"
            yield f"Bladzijde {i + 1}: {letters} zonder zichtbare inkt weggelaten."
        elif unseen.outside:
            yield f"Bladzijde {i + 1}: inhoud buiten de bladzijde weggelaten."


def _kept(i: int) -> str:
    return (
        f"Bladzijde {i + 1}: tekst die niet te zien is kon niet zonder schade worden weggelaten; "
        "zij is wel doorzocht."
    )


def _without(pdf: bytes, found: dict[int, ink.Unseen]) -> bytes:
    with pymupdf.open(stream=pdf, filetype="pdf") as file:
        for i, unseen in found.items():
            page = file[i]
            rotation = page.rotation
            page.set_rotation(0)
            if unseen.outside:
                page.clip_to_rect(page.rect)
            for spot in unseen.spots:
                page.add_redact_annot(pymupdf.Rect(spot), fill=False, cross_out=False)
            page.apply_redactions(images=0, graphics=0, text=0)
            page.set_rotation(rotation)
        return rewrite(file)


def _compare(
    before: bytes, after: bytes, found: dict[int, ink.Unseen]
) -> tuple[set[int], set[int]]:
    """Pages that lost more than they should, and pages where something unseen is left."""
    harmed, left = set(), set()
    with (
        pymupdf.open(stream=before, filetype="pdf") as old,
        pymupdf.open(stream=after, filetype="pdf") as new,
    ):
        for i, unseen in found.items():
            if Glance(old[i]).changed(Glance(new[i]), SAME) > DIFFERENT:
                harmed.add(i)
                continue
            wanted = _letters(old[i]) - Counter(letter.key for letter in unseen.letters)
            now = _letters(new[i])
            if wanted - now:
                harmed.add(i)
            elif now - wanted:
                left.add(i)
    return harmed, left


def _letters(page: pymupdf.Page) -> Counter[tuple[str, int, int]]:
    page.set_rotation(0)
    return Counter(letter.key for letter in ink.letters(page))
