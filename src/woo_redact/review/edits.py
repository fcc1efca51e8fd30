"""What a person changed in a proposal file, as the lines of one deed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from woo_redact import acrobat
from woo_redact.decide.drawn import area_mark, snapped
from woo_redact.errors import InputError
from woo_redact.policy import Policy
from woo_redact.review import deeds
from woo_redact.review.standing import needs_reason
from woo_redact.sheet import Sheet
from woo_redact.sheet.lines import Decide, Line, MarkLine, Note, PageLine
from woo_redact.sheet.state import active
from woo_redact.types import Document, Mark, Quad, Rect, Verdict

LEAST = 1.0
"""In points: a box smaller than this covers nothing."""
COINCIDES = 2.0
"""How many times as large as a text a box may be to be a decision about that very text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who decides, and what they say about the whole file: ``accept``, that what still stands is
    agreed to and every page was seen; ``reason``, why what they changed is otherwise than proposed;
    ``none_left``, that a file without any box is no mistake.
    """

    by: str
    accept: bool = False
    reason: str | None = None
    none_left: bool = False


class Lines:
    """The lines of one deed, and what they come down to."""

    def __init__(
        self,
        sheet: Sheet,
        document: Document,
        basis: acrobat.Basis,
        policy: Policy,
        told: Told,
    ) -> None:
        self.made: list[Line] = []
        self._sheet = sheet
        self._state = sheet.state
        self._document = document
        self._basis = basis
        self._policy = policy
        self._told = told
        self._at = deeds.now()
        self.accepted: list[str] = []
        self.seen: list[int] = []
        self._proposed = {
            line.id
            for line in active(sheet.lines)
            if isinstance(line, MarkLine) and line.by is None
        }

    def write(self, changes: acrobat.Changes) -> None:
        for edit in changes.edits:
            self._edit(edit)
        self._gone(changes.gone)
        for new in changes.new:
            self._new(new, changes)
        self._agree(changes.standing if self._told.accept else changes.agreed)
        if self._told.accept:
            self._see()

    def _edit(self, edit: acrobat.Edit) -> None:
        old = self._state.final(edit.mark)
        if edit.rects:
            area = self._area(edit.page, edit.rects, edit.ground or old.ground or self._box)
            shaped = replace(area, id=old.id, kind=old.kind, person=old.person)
            self._draw(shaped)
        for key in edit.takes:
            self.made += self._removal(key)
        if edit.ground:
            note = edit.remark or self._told.reason
            self._decide([edit.mark], "redact", edit.ground, note)
        elif edit.remark:
            self._note(edit.remark, edit.page, edit.mark)

    def _gone(self, keys: Sequence[str]) -> None:
        """A proposal is rejected, also when somebody reshaped it since; a box that somebody drew is
        no longer there.
        """
        rejected = []
        for key in keys:
            if key in self._proposed:
                rejected.append(key)
            else:
                self.made += self._removal(key)
        if rejected:
            self._decide(rejected, "keep", None, self._told.reason)

    def _new(self, new: acrobat.New, changes: acrobat.Changes) -> None:
        parent = self._state.final(new.part_of) if new.part_of else None
        ground = new.ground or (parent.ground if parent else None)
        area = self._area(new.page, new.rects, ground or self._box)
        if parent:
            area = replace(area, kind=parent.kind, person=parent.person)
        kept = self._kept_under(area)
        if kept is not None:
            own = self._policy.grounds.get(kept.kind, self._box)
            self._decide([kept.id], "redact", ground or own, new.remark or self._told.reason)
        elif area.id not in (*changes.standing, *(line.id for line in self._drawn())):
            self._draw(area)
            if new.remark:
                self._note(new.remark, new.page, area.id)

    def _agree(self, keys: Sequence[str]) -> None:
        """What is still open among these is covered as proposed."""
        done = {line.id for line in self._drawn()} | self._decided()
        grounded: dict[str | None, list[str]] = {}
        for key in self._state.open_marks:
            if key in keys and key not in done:
                mark = self._state.marks[key]
                own = None if mark.ground else self._policy.grounds.get(mark.kind, self._box)
                grounded.setdefault(own, []).append(key)
        for ground, agreed in grounded.items():
            self._decide(agreed, "redact", ground, None)
            self.accepted += agreed

    def _see(self) -> None:
        for page in range(1, self._state.header.source.pages + 1):
            if self._state.page_state(page) != "seen":
                line = PageLine(page=page, state="seen", by=self._told.by, at=self._at)
                self.made.append(line)
                self.seen.append(page)

    def _kept_under(self, area: Mark) -> Mark | None:
        """What was proposed to stay, when the box is drawn over just that: then that proposal is
        overruled, as the review page does, and no second mark is laid over it.
        """
        rects = [quad.rect for quad in area.quads]
        size = sum(rect.width * rect.height for rect in rects)
        decided = self._decided()
        for key, mark in self._state.marks.items():
            if mark.page != area.page or not mark.quads or key in decided:
                continue
            if self._state.final(key).verdict != "keep":
                continue
            covered = all(_inside(quad, rects) for quad in mark.quads)
            own = sum(quad.rect.width * quad.rect.height for quad in mark.quads)
            if covered and size <= COINCIDES * own:
                return self._state.final(key)
        return None

    def _area(self, page: int, places: Sequence[Rect], ground: str) -> Mark:
        """What lies under rectangles in PDF user space, as far as they are on the page."""
        leaf = self._document.pages[page - 1]
        space = self._basis.spaces[page - 1]
        rects = []
        for place in places:
            rect = space.back(place)
            inside = Rect(
                max(0.0, round(rect.x0, 2)),
                max(0.0, round(rect.y0, 2)),
                min(leaf.width, round(rect.x1, 2)),
                min(leaf.height, round(rect.y1, 2)),
            )
            if inside.width >= LEAST and inside.height >= LEAST:
                rects.append(inside)
        if not rects:
            raise InputError(
                f"Een lakvak op pagina {page} van {self._document.source.name} is te klein of ligt "
                "buiten de pagina; teken het opnieuw of haal het weg.",
                reason="box-small",
            )
        return snapped(self._document, area_mark(leaf, rects, ground))

    def _decide(
        self, keys: Sequence[str], verdict: Verdict, ground: str | None, note: str | None
    ) -> None:
        self.made.append(
            Decide(
                marks=tuple(keys),
                verdict=verdict,
                ground=ground,
                note=note,
                by=self._told.by,
                at=self._at,
            )
        )

    def _draw(self, mark: Mark) -> None:
        exact = mark.start == mark.end
        self.made.append(deeds.mark_line(mark, self._told.by, self._at, exact=exact))

    def _note(self, text: str, page: int, mark: str) -> None:
        self.made.append(Note(text=text, page=page, mark=mark, by=self._told.by, at=self._at))

    def _removal(self, key: str) -> list[Line]:
        return deeds.removal(self._sheet, key, self._told.by, self._at, whole=True)

    def _drawn(self) -> Iterator[MarkLine]:
        return (line for line in self.made if isinstance(line, MarkLine))

    def _decided(self) -> set[str]:
        return {key for line in self.made if isinstance(line, Decide) for key in line.marks}

    def unreasoned(self) -> int:
        """Rejections and other grounds that need a reason and were given none."""
        count = 0
        for line in self.made:
            if not isinstance(line, Decide) or line.note:
                continue
            for key in line.marks:
                mark = self._state.marks[key]
                other = line.verdict == "keep" or line.ground not in (None, mark.ground)
                count += other and needs_reason(self._state, key)
        return count

    @property
    def _box(self) -> str:
        return self._policy.grounds["box"]


def _inside(quad: Quad, rects: Sequence[Rect]) -> bool:
    """Does one of the rectangles cover it, but for what rounding and outlines cost?"""
    own = quad.rect
    slack = LEAST
    return any(
        rect.x0 <= own.x0 + slack
        and rect.y0 <= own.y0 + slack
        and rect.x1 >= own.x1 - slack
        and rect.y1 >= own.y1 - slack
        for rect in rects
    )
