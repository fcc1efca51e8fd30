"""Take out letters that leave no ink: white on white, under an image or a box, clipped away,
outside the page, invisible, or too small to see.

A page is only touched when it holds such letters: first whole strings are cut from its content
stream, then what is left is pointed at and removed by MuPDF. Afterwards the page must look the
same and say the same but for those letters; where it does not, it stays as it was and the
intake says so.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import pikepdf
import pymupdf

from woo_redact.intake import ink, strings
from woo_redact.intake.crowd import Crowd
from woo_redact.intake.glance import Glance
from woo_redact.intake.letters import Box, Key, Letter, letters
from woo_redact.intake.opening import UNREADABLE, rewrite

SAME: Final = 12
"""Levels of 256: pixels that differ less look alike."""
DIFFERENT: Final = 30
"""Colour values, so ten dots: less than any letter; above it the page looks different."""

DOT: Final = 0.05

Found = Mapping[int, ink.Unseen]


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
    clean, pending = pdf, dict(found)
    for cut in (True, False):
        clean, pending = _try(clean, pending, cut=cut)
    left = {*pending, *_remaining(clean, found)}
    return Outcome(clean, tuple(_dropped(found, left)), tuple(map(_kept, sorted(left))))


def _try(pdf: bytes, found: Found, *, cut: bool) -> tuple[bytes, dict[int, ink.Unseen]]:
    """Clean the pages that can be cleaned this way; the others are handed back."""
    if not found:
        return pdf, {}
    clean = _without(pdf, found, cut=cut)
    harmed = {i: found[i] for i in _harmed(pdf, clean, found)}
    if harmed:
        safe = {i: unseen for i, unseen in found.items() if i not in harmed}
        clean = _without(pdf, safe, cut=cut) if safe else pdf
    return clean, harmed


def _dropped(found: Found, left: set[int]) -> Iterator[str]:
    for i, unseen in found.items():
        number = len(unseen.letters)
        if number and i not in left:
            signs = "1 teken" if number == 1 else f"{number} tekens"
            yield f"Bladzijde {i + 1}: {signs} zonder zichtbare inkt weggelaten."
        elif unseen.outside and i not in left:
            yield f"Bladzijde {i + 1}: inhoud buiten de bladzijde weggelaten."


def _kept(i: int) -> str:
    return (
        f"Bladzijde {i + 1}: tekst die niet te zien is kon niet zonder schade worden weggelaten; "
        "zij is wel doorzocht."
    )


def _without(pdf: bytes, found: Found, *, cut: bool) -> bytes:
    if cut:
        pdf = _cut_strings(pdf, found)
    touched = False
    with pymupdf.open(stream=pdf, filetype="pdf") as file:
        for i, unseen in found.items():
            page = file[i]
            rotation = page.rotation
            page.set_rotation(0)
            if unseen.outside:
                _clip(page)
                touched = True
            spots = list(_spots(page, unseen.letters))
            if spots:
                _remove(page, spots)
                touched = True
            if rotation:
                page.set_rotation(rotation)
        return rewrite(file) if touched else pdf


def _cut_strings(pdf: bytes, found: Found) -> bytes:
    with (
        pymupdf.open(stream=pdf, filetype="pdf") as read,
        pikepdf.open(io.BytesIO(pdf)) as file,
    ):
        for i, unseen in found.items():
            page = read[i]
            page.set_rotation(0)
            lines = strings.lines_of(list(letters(page, blanks=True)), unseen.letters)
            content = None
            with suppress(*UNREADABLE):  # then MuPDF, which reads more, may still do it
                content = strings.cut(file.pages[i], lines, tuple(page.transformation_matrix))
            if content is not None:
                file.pages[i].obj.Contents = file.make_stream(content)
        out = io.BytesIO()
        file.save(out, static_id=True)
    return out.getvalue()


def _clip(page: pymupdf.Page) -> None:
    """What ``Page.clip_to_rect`` does; that turns the rectangle the wrong way, which only goes
    well where the crop box begins at x = 0 and a unit is a point.
    """
    inside = pymupdf.Rect(page.rect) * ~page.transformation_matrix
    pymupdf.mupdf.pdf_clip_page(
        pymupdf.mupdf.pdf_page_from_fz_page(page.this), pymupdf.mupdf.FzRect(*inside)
    )


def _remove(page: pymupdf.Page, spots: list[Box]) -> None:
    """One redaction with all spots: PyMuPDF takes ever longer to add the next annotation."""
    mark = page.add_redact_annot(pymupdf.Rect(spots[0]), fill=False, cross_out=False)
    back = ~page.transformation_matrix
    corners = [
        pymupdf.Point(x, y) * back
        for x0, y0, x1, y1 in spots
        for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))
    ]
    points = " ".join(f"{corner.x:.3f} {corner.y:.3f}" for corner in corners)
    page.parent.xref_set_key(mark.xref, "QuadPoints", f"[{points}]")
    page.apply_redactions(images=0, graphics=0, text=0)


def _spots(page: pymupdf.Page, unseen: Iterable[Letter]) -> Iterator[Box]:
    """A point in every hidden letter that is still there, which no visible letter touches."""
    gone = _keys(unseen)
    hidden, visible = [], []
    for letter in letters(page):
        if gone[letter.key] > 0:
            gone[letter.key] -= 1
            hidden.append(letter)
        else:
            visible.append(letter)
    crowd = Crowd(visible)
    edge = tuple(page.rect)
    points = ((letter, _free(letter, crowd)) for letter in hidden if not ink.off_page(letter, edge))
    yield from _strips([(letter, point) for letter, point in points if point], crowd)


def _free(letter: Letter, crowd: Crowd) -> tuple[float, float] | None:
    """A point in the letter that no visible letter touches."""
    x0, y0, x1, y1 = letter.box
    for fx, fy in ((0.5, 0.5), (0.5, 0.3), (0.5, 0.7), (0.25, 0.5), (0.75, 0.5)):
        x, y = x0 + fx * (x1 - x0), y0 + fy * (y1 - y0)
        if not crowd.at(x, y):
            return x, y
    return None


def _strips(points: list[tuple[Letter, tuple[float, float]]], crowd: Crowd) -> Iterator[Box]:
    """One strip for letters in a row: MuPDF compares every strip with every letter."""
    strip: Box | None = None
    for letter, (x, y) in points:
        if strip is not None and abs(strip[1] + DOT - y) < DOT:
            gap = x - strip[2]
            steps = (strip[2] + gap * k / 4 for k in range(1, 4))
            if 0 < gap < 1.5 * letter.size and not any(crowd.at(step, y) for step in steps):
                strip = (strip[0], strip[1], x + DOT, strip[3])
                continue
        if strip is not None:
            yield strip
        strip = (x - DOT, y - DOT, x + DOT, y + DOT)
    if strip is not None:
        yield strip


def _harmed(before: bytes, after: bytes, found: Found) -> Iterator[int]:
    """Pages that look different, or miss a letter that shows."""
    with (
        pymupdf.open(stream=before, filetype="pdf") as old,
        pymupdf.open(stream=after, filetype="pdf") as new,
    ):
        for i, unseen in found.items():
            changed = Glance(old[i]).changed(Glance(new[i]), SAME)
            missing = _letters(old[i]) - _keys(unseen.letters) - _letters(new[i])
            if changed > DIFFERENT or missing:
                yield i


def _remaining(pdf: bytes, found: Found) -> Iterator[int]:
    """Pages on which one of the hidden letters is still there."""
    with pymupdf.open(stream=pdf, filetype="pdf") as file:
        for i, unseen in found.items():
            if _letters(file[i]) & _keys(unseen.letters):
                yield i


def _letters(page: pymupdf.Page) -> Counter[Key]:
    page.set_rotation(0)
    return _keys(letters(page))


def _keys(found: Iterable[Letter]) -> Counter[Key]:
    return Counter(letter.key for letter in found)
