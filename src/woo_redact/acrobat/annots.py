"""A mark as an annotation: what Acrobat shows of it, and what a person can change in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from woo_redact import grounds
from woo_redact.annex.kinds import dutch
from woo_redact.policy import Policy
from woo_redact.redact.geometry import PageSpace
from woo_redact.sheet import State
from woo_redact.types import Mark, Quad, Rect

AUTHOR = "woo-redact"
GROUND = "Grond:"
LOOK = "kijk hiernaar"
LOOK_LINE = (
    "Kijk hiernaar: het programma is niet zeker. Haal het vak weg als de tekst mag blijven staan."
)


Status = Literal["accepted", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annot:
    """One Redact annotation. Quads and rectangle are in the user space of its PDF page; pages
    count from 1. ``doubtful``: of tier *look*, shown in another colour. ``status`` and ``answers``
    are what reviewers replied to it.
    """

    page: int
    quads: tuple[Quad, ...]
    rect: Rect
    name: str | None
    overlay: str = ""
    subject: str = ""
    contents: str = ""
    author: str = ""
    doubtful: bool = False
    status: Status | None = None
    answers: tuple[str, ...] = ()


def annots(state: State, spaces: Sequence[PageSpace], policy: Policy) -> tuple[Annot, ...]:
    """What would be covered now, decided or proposed; ``spaces`` has one entry per page. Marks
    outside the pages, in titles or bookmarks, have no place to be shown.
    """
    marks = [state.final(key) for key in state.marks]
    shown = [mark for mark in marks if mark.verdict == "redact" and mark.page > 0 and mark.quads]
    return tuple(
        _annot(mark, spaces[mark.page - 1], policy, state.marks[mark.id].by) for mark in shown
    )


def around(quads: Sequence[Quad]) -> Rect:
    """The upright rectangle around all of them."""
    whole = quads[0].rect
    for quad in quads[1:]:
        whole = whole.union(quad.rect)
    return whole


def _annot(mark: Mark, space: PageSpace, policy: Policy, by: str | None) -> Annot:
    quads = tuple(_rounded(space.quad(quad)) for quad in mark.quads)
    code = mark.ground or policy.grounds.get(mark.kind, policy.grounds["box"])
    ground = grounds.show(code, policy.ground_form)
    doubtful = mark.tier == "look" and by is None
    kind = dutch(mark.kind)
    lines = [f"{kind[:1].upper()}{kind[1:]}: {mark.reason}"]
    lines += [LOOK_LINE] if doubtful else []
    return Annot(
        page=mark.page,
        quads=quads,
        rect=around(quads),
        name=mark.id,
        overlay=ground,
        subject=f"{ground} ({LOOK})" if doubtful else ground,
        contents="\n".join([*lines, f"{GROUND} {ground}"]),
        author=by or f"{AUTHOR}: {', '.join(mark.detectors)}",
        doubtful=doubtful,
    )


def _rounded(quad: Quad) -> Quad:
    """As written: a file that comes back unchanged is compared with just these numbers."""
    return Quad(*(type(p)(round(p.x, 3), round(p.y, 3)) for p in quad))
