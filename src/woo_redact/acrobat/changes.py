"""What a person changed: the annotations as written beside those that came back.

::

    by name ─▶ by place ─▶ what lies over each other ─▶ the rest is gone, or new
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from woo_redact.acrobat import places, wording
from woo_redact.acrobat.annots import Annot
from woo_redact.policy import Policy
from woo_redact.types import Quad, Rect

TOUCHING = 0.3
"""Part of the smaller of two boxes: from here on a new one stands in the place of one that went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A mark that stayed. ``rects`` where it now lies, in PDF user space; None for what is as it
    was. ``takes`` are the marks that were drawn together with it.
    """

    mark: str
    page: int
    rects: tuple[Rect, ...] | None = None
    ground: str | None = None
    remark: str | None = None
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A box that was drawn. ``part_of``: the mark that it and others stand in the place of."""

    page: int
    rects: tuple[Rect, ...]
    ground: str | None = None
    remark: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    edits: tuple[Edit, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[New, ...] = ()
    standing: tuple[str, ...] = ()
    """Every mark whose annotation came back, changed or not."""
    agreed: tuple[str, ...] = ()
    """Those that were given the status *Accepted*; *Rejected* ones are gone."""


@dataclass(slots=True)
class _Sides:
    """What has no counterpart on a page yet, and the pairs."""

    before: list[Annot]
    after: list[Annot]
    pairs: list[tuple[Annot, Annot]] = field(default_factory=list)

    def pair(self, one: Annot, other: Annot) -> None:
        self.before.remove(one)
        self.after.remove(other)
        self.pairs.append((one, other))


def compare(
    before: Sequence[Annot],
    after: Sequence[Annot],
    policy: Policy,
    *,
    own: Sequence[Annot] = (),
    name: str,
) -> Changes:
    """``own`` are Redact annotations that the source itself holds: nobody's decision. Raises
    ``InputError`` for a ground that does not exist; ``name`` is the file that it stands in.
    """
    found = [
        _on_page(_of(page, before), _of(page, after), _of(page, own), policy, name)
        for page in sorted({annot.page for annot in (*before, *after)})
    ]
    return Changes(
        edits=tuple(edit for one in found for edit in one.edits),
        gone=tuple(key for one in found for key in one.gone),
        new=tuple(new for one in found for new in one.new),
        standing=tuple(key for one in found for key in one.standing),
        agreed=tuple(key for one in found for key in one.agreed),
    )


def _of(page: int, annots: Sequence[Annot]) -> list[Annot]:
    return [annot for annot in annots if annot.page == page]


def _on_page(
    before: list[Annot], after: list[Annot], own: list[Annot], policy: Policy, name: str
) -> Changes:
    sides = _Sides(before, _without(after, own, {annot.name for annot in before}))
    _by_name(sides)
    _by_place(sides)
    joined, parts = _by_overlap(sides, policy, name)
    rejected = [one for one, other in sides.pairs if other.status == "rejected"]
    pairs = [pair for pair in sides.pairs if pair[1].status != "rejected"]
    edits = [_edit(one, other, policy, name) for one, other in pairs]
    drawn = [annot for annot in sides.after if annot.status != "rejected"]
    return Changes(
        edits=(*(edit for edit in edits if _says(edit)), *joined),
        gone=_names([*sides.before, *rejected]),
        new=(*parts, *(_new(annot, policy, name) for annot in drawn)),
        standing=_names([one for one, _ in pairs]),
        agreed=_names([one for one, other in pairs if other.status == "accepted"]),
    )


def _names(annots: Sequence[Annot]) -> tuple[str, ...]:
    return tuple(annot.name or "" for annot in annots)


def _without(after: Sequence[Annot], own: Sequence[Annot], known: set[str | None]) -> list[Annot]:
    left = list(after)
    for annot in own:
        twin = next(
            (o for o in left if o.name not in known and places.same(o.quads, annot.quads)), None
        )
        if twin is not None:
            left.remove(twin)
    return left


def _by_name(sides: _Sides) -> None:
    """A copied annotation keeps its name: the one that still lies there is the mark."""
    for one in list(sides.before):
        twins = [other for other in sides.after if other.name == one.name]
        if twins:
            sides.pair(one, max(twins, key=lambda other: _likeness(one, other)))


def _likeness(one: Annot, other: Annot) -> tuple[bool, float]:
    return places.same(one.quads, other.quads), places.overlap(one.quads, other.quads)


def _by_place(sides: _Sides) -> None:
    """Names are lost by programs that write annotations anew."""
    for one in list(sides.before):
        for other in sides.after:
            if places.same(one.quads, other.quads):
                sides.pair(one, other)
                break


def _by_overlap(sides: _Sides, policy: Policy, name: str) -> tuple[list[Edit], list[New]]:
    """Boxes taken away and boxes drawn in their place: moved, joined or split."""
    edits: list[Edit] = []
    parts: list[New] = []
    for old, drawn in _groups(sides):
        first, *others = old
        moved = _edit(first, drawn[0], policy, name)
        rects = moved.rects or _rects(drawn[0].quads)
        takes = _names(others)
        edits.append(
            Edit(
                mark=moved.mark,
                page=moved.page,
                rects=rects,
                ground=moved.ground,
                remark=moved.remark,
                takes=takes,
            )
        )
        parts += [_new(annot, policy, name, part_of=first.name) for annot in drawn[1:]]
        sides.before = [annot for annot in sides.before if annot not in old]
        sides.after = [annot for annot in sides.after if annot not in drawn]
    return edits, parts


def _groups(sides: _Sides) -> list[tuple[list[Annot], list[Annot]]]:
    """What hangs together by lying over each other, from both sides."""
    groups = []
    left = list(sides.before)
    while left:
        old, drawn = [left.pop(0)], list[Annot]()
        grown = True
        while grown:
            over = [a for a in sides.after if a not in drawn and _touches(a, old)]
            under = [b for b in left if _touches(b, over)]
            drawn += over
            old += under
            left = [annot for annot in left if annot not in under]
            grown = bool(under)
        if drawn:
            groups.append((old, drawn))
    return groups


def _touches(annot: Annot, others: Sequence[Annot]) -> bool:
    return any(places.overlap(annot.quads, other.quads) >= TOUCHING for other in others)


def _edit(before: Annot, after: Annot, policy: Policy, name: str) -> Edit:
    quads = places.now(before, after)
    return Edit(
        mark=before.name or "",
        page=before.page,
        rects=None if places.same(before.quads, quads) else _rects(quads),
        ground=wording.new_ground(before, after, policy, name),
        remark=wording.remark(before, after),
    )


def _says(edit: Edit) -> bool:
    return bool(edit.rects or edit.ground or edit.remark)


def _new(annot: Annot, policy: Policy, name: str, part_of: str | None = None) -> New:
    return New(
        page=annot.page,
        rects=_rects(annot.quads),
        ground=wording.own_ground(annot, policy, name),
        remark=wording.remark(None, annot),
        part_of=part_of,
    )


def _rects(quads: Sequence[Quad]) -> tuple[Rect, ...]:
    return tuple(quad.rect for quad in quads)
