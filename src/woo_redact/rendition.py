"""The text of the redacted document: what stays readable, with the ground where something went.

Boxes know their place on the page, not in the text. So the characters of a box are those whose
glyphs lie in its quads; then every secret that still stands somewhere else goes as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from presidio_anonymizer import AnonymizerEngine, OperatorConfig, RecognizerResult

from woo_redact import grounds
from woo_redact.folding import find_folded, fold, skeleton
from woo_redact.types import Box, Document, Page, Plan, Point, Quad

NOTHING_READ = "(op deze pagina is geen tekst gelezen)"
PICTURE = "\ufffc"
"""Stands for a box over something without text, such as a signature."""
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
"""Quotes and brackets around a secret are none of it."""
TOLERANCE = 0.01
"""Points by which a glyph's centre may lie outside a box that was drawn around it."""


@dataclass(frozen=True, slots=True)
class _Span:
    """``text[start:end]`` goes and ``ground`` comes in its place."""

    start: int
    end: int
    ground: str


class _Centre(NamedTuple):
    """The middle of a glyph and the character that it paints."""

    point: Point
    character: int


def render(document: Document, plan: Plan) -> str:
    """The text with ``[5.1.2e]`` for every box of the plan, page after page. A box over something
    without text, such as a signature, stands at the end of its page.
    """
    total = len(document.pages)
    pages = [
        f"--- pagina {page.number} van {total} ---\n\n{_page(page, plan)}"
        for page in document.pages
    ]
    return "\n\n".join(pages) + "\n"


def _page(page: Page, plan: Plan) -> str:
    text = page.text.rstrip()
    centres = _centres(page, len(text))
    spans: list[_Span] = []
    for box in plan.boxes:
        if box.page != page.number:
            continue
        places = _places(text, box, centres)
        if not places:
            places = [(len(text) + 2, len(text) + 3)]
            text += f"\n\n{PICTURE}"
        spans += [_Span(start, end, box.ground) for start, end in places]
    spans += _standing_again(text, plan, spans)
    return _replace(text, _merged(spans)) or NOTHING_READ


def _centres(page: Page, length: int) -> list[_Centre]:
    """Where the glyphs of the first ``length`` characters stand, from top to bottom."""
    if not page.glyphs:
        return []
    found = [
        _Centre(page.glyphs[glyph].quad.rect.centre, character)
        for character in range(length)
        for glyph in range(page.first[character], page.stop[character])
    ]
    return sorted(found, key=_height)


def _places(text: str, box: Box, centres: Sequence[_Centre]) -> list[tuple[int, int]]:
    """The runs of characters under a box; white space within a run belongs to it."""
    covered: set[int] = set()
    for quad in box.quads:
        top = bisect_left(centres, quad.rect.y0 - TOLERANCE, key=_height)
        bottom = bisect_right(centres, quad.rect.y1 + TOLERANCE, key=_height)
        covered.update(c.character for c in centres[top:bottom] if _holds(quad, c.point))
    runs: list[tuple[int, int]] = []
    for i in sorted(covered):
        if runs and not text[runs[-1][1] : i].strip():
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _height(centre: _Centre) -> float:
    return centre.point.y


def _holds(quad: Quad, point: Point) -> bool:
    """Does the point lie in the quad, whatever way it is turned?"""
    corners = (quad.ul, quad.ur, quad.lr, quad.ll)
    sides = [
        (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
        for a, b in zip(corners, corners[1:] + corners[:1], strict=True)
    ]
    return all(side >= -TOLERANCE for side in sides) or all(side <= TOLERANCE for side in sides)


def _standing_again(text: str, plan: Plan, covered: Sequence[_Span]) -> list[_Span]:
    """Secrets that stand where no box lies, except where an open text holds them. An e-mail
    address whose local part is covered stands there no more: its domain stays.
    """
    folded = fold(text)
    left_open = [place for open_text in plan.open_texts for place in find_folded(open_text, folded)]
    spans = []
    for secret in plan.secrets:
        for start, end in find_folded(EDGES.sub("", secret), folded):
            excused = any(begin <= start and end <= stop for begin, stop in left_open)
            gone = any(span.start < end and start < span.end for span in covered)
            if not (excused or gone):
                spans.append(_Span(start, end, _ground_of(secret, plan)))
    return spans


def _ground_of(secret: str, plan: Plan) -> str:
    """The ground under which the same text was covered elsewhere."""
    same = [box.ground for box in plan.boxes if skeleton(box.text) == skeleton(secret)]
    return (same or [box.ground for box in plan.boxes] or ["gelakt"])[0]


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    """Spans that overlap as one, with all their grounds."""
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = _Span(last.start, max(last.end, span.end), _both(last, span))
        else:
            merged.append(span)
    return merged


def _both(one: _Span, other: _Span) -> str:
    codes = dict.fromkeys(f"{one.ground}{grounds.SEPARATOR}{other.ground}".split(grounds.SEPARATOR))
    return grounds.SEPARATOR.join(codes)


def _replace(text: str, spans: Sequence[_Span]) -> str:
    """Every span becomes its ground. Each is an entity of its own: Presidio makes one of two
    neighbours of the same entity, and two boxes are two boxes.
    """
    results = [
        RecognizerResult(entity_type=f"BOX{i}", start=span.start, end=span.end, score=1.0)
        for i, span in enumerate(spans)
    ]
    operators = {
        f"BOX{i}": OperatorConfig("replace", {"new_value": f"[{span.ground}]"})
        for i, span in enumerate(spans)
    }
    engine = AnonymizerEngine()  # type: ignore[no-untyped-call]
    return str(engine.anonymize(text, results, operators).text)
