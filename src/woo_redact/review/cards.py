"""One page of a document as the reviewer sees it: its marks as cards, as boxes and in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from weakref import WeakKeyDictionary

from woo_redact import grounds
from woo_redact.annex.kinds import dutch
from woo_redact.review.reading import Leaf
from woo_redact.review.standing import STANDINGS, Standing, deviates, folded, news, standing
from woo_redact.sheet import Sheet, State
from woo_redact.sheet.lines import Decide, MarkLine, Note
from woo_redact.sheet.state import active
from woo_redact.types import Rect

Filter = Literal["alles", "open", "twijfel", "grond", "anders", "nieuw", "beeld"]
FILTERS: Mapping[Filter, str] = {
    "alles": "alles",
    "open": "open",
    "twijfel": "twijfel",
    "grond": "zonder grond",
    "anders": "anders dan voorgesteld",
    "nieuw": "nieuw",
    "beeld": "afbeeldingen zonder tekst",
}
TIERS = {
    "redact": "zeker",
    "look": "twijfel, kijk zelf",
    "unexplained": "onbekend woord, kijk zelf",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One mark. ``boxes`` are fractions of the page image; ``points`` is the box around them in
    points on the page before rotation.
    """

    id: str
    number: int
    page: int
    kind: str
    text: str
    standing: Standing
    later: bool
    tier: str
    doubtful: bool
    reasons: tuple[str, ...]
    ground: str | None
    ground_label: str
    proposed_ground: str | None
    own: bool
    by: str | None
    note: str | None
    same: int
    notes: tuple[tuple[str, str], ...]
    """Who said what about it to the next reader."""
    boxes: tuple[Rect, ...]
    points: Rect | None
    start: int
    end: int

    @property
    def label(self) -> str:
        return "later" if self.later else STANDINGS[self.standing]

    @property
    def name(self) -> str:
        """What a screen reader says of the box on the page."""
        ground = f", {self.ground}" if self.ground and self.standing != "niet" else ""
        return f"{self.number}: {self.kind}, {self.label}{ground}"

    @property
    def covered(self) -> bool:
        return self.standing in ("open", "akkoord")


@dataclass(frozen=True, slots=True)
class Order:
    """The marks of a document in reading order, each with its number, and those a filter shows."""

    keys: tuple[str, ...]
    shown: tuple[str, ...]

    def on(self, state: State, page: int) -> tuple[str, ...]:
        return tuple(key for key in self.shown if state.marks[key].page == page)

    def after(self, key: str | None, wanted: Callable[[str], bool]) -> str | None:
        """The next shown mark that is wanted, around the corner if need be."""
        place = self.shown.index(key) + 1 if key in self.shown else 0
        turned = [*self.shown[place:], *self.shown[:place]]
        return next((one for one in turned if one != key and wanted(one)), None)


_SORTED: WeakKeyDictionary[Sheet, tuple[State, tuple[str, ...]]] = WeakKeyDictionary()
"""Reading order is asked for several times at every key, and changes only with the sheet."""


def order(sheet: Sheet, chosen: Filter) -> Order:
    state = sheet.state
    known = _SORTED.get(sheet)
    if known is None or known[0] is not state:
        ordered = tuple(sorted(state.marks, key=lambda key: _place(state.marks[key])))
        known = _SORTED[sheet] = (state, ordered)
    keys = known[1]
    if chosen == "nieuw":
        fresh = news(sheet).fresh
        return Order(keys, tuple(key for key in keys if key in fresh))
    return Order(keys, tuple(key for key in keys if _passes(state, key, chosen)))


def cards(sheet: Sheet, page: int, leaf: Leaf | None, ordered: Order) -> tuple[Card, ...]:
    """The cards of one page; without a leaf they have no place on an image."""
    state = sheet.state
    counts = Counter(folded(mark.text) for mark in state.marks.values())
    notes: dict[str, list[Note]] = {}
    for note in state.notes:
        if note.mark:
            notes.setdefault(note.mark, []).append(note)
    numbers = {key: number for number, key in enumerate(ordered.keys, 1)}
    put_off = later(sheet)
    return tuple(
        _card(state, key, numbers[key], counts, leaf, key in put_off, notes.get(key, ()))
        for key in ordered.on(state, page)
    )


def later(sheet: Sheet) -> frozenset[str]:
    """The marks whose last word is *later*."""
    last: dict[str, bool] = {}
    for line in active(sheet.lines):
        if isinstance(line, Decide):
            last.update(dict.fromkeys(line.marks, line.verdict == "later"))
    return frozenset(key for key, waits in last.items() if waits)


def same_text(state: State, text: str) -> tuple[str, ...]:
    """Every mark of the document over this text, in whatever spelling."""
    wanted = folded(text)
    if not wanted:
        return ()
    return tuple(one for one, mark in state.marks.items() if folded(mark.text) == wanted)


def _card(
    state: State,
    key: str,
    number: int,
    counts: Counter[str],
    leaf: Leaf | None,
    later: bool,
    notes: Sequence[Note],
) -> Card:
    mark = state.marks[key]
    decision = state.decisions.get(key)
    stands = standing(state, key)
    ground = state.final(key).ground
    rects = [quad.rect for quad in mark.quads]
    return Card(
        id=key,
        number=number,
        page=mark.page,
        kind=dutch(mark.kind),
        text=" ".join(mark.text.split()) or "(geen tekst)",
        standing=stands,
        later=later and stands == "open",
        tier=TIERS[mark.tier],
        doubtful=mark.tier != "redact",
        reasons=_sentences(mark.reason),
        ground=ground,
        ground_label=_ground_label(ground),
        proposed_ground=mark.ground,
        own=mark.by is not None,
        by=decision.by if decision else mark.by,
        note=decision.note if decision else None,
        same=counts[folded(mark.text)] if folded(mark.text) else 1,
        notes=tuple((note.by, note.text) for note in notes),
        boxes=tuple(leaf.shown(rect) for rect in rects) if leaf else (),
        points=_around(rects),
        start=mark.start,
        end=mark.end,
    )


def _place(mark: MarkLine) -> tuple[int, float, float, float]:
    """Reading order: text by its place in the text, areas after it from the top down."""
    if mark.start < mark.end:
        return (mark.page, 0, mark.start, 0)
    rect = _around([quad.rect for quad in mark.quads]) or Rect(0, 0, 0, 0)
    return (mark.page, 1, rect.y0, rect.x0)


def _passes(state: State, key: str, chosen: Filter) -> bool:
    match chosen:
        case "open":
            return standing(state, key) == "open"
        case "twijfel":
            return state.marks[key].tier != "redact"
        case "grond":
            return standing(state, key) in ("open", "akkoord") and not state.final(key).ground
        case "anders":
            return deviates(state, key)
    return True


def _around(rects: list[Rect]) -> Rect | None:
    if not rects:
        return None
    whole = rects[0]
    for rect in rects[1:]:
        whole = whole.union(rect)
    return whole


def _sentences(reason: str) -> tuple[str, ...]:
    parts = [part.strip() for part in reason.split(";") if part.strip()]
    return tuple(dict.fromkeys(part[0].upper() + part[1:] for part in parts))


def _ground_label(ground: str | None) -> str:
    if not ground:
        return "geen grond"
    labels = [grounds.get(code).label for code in ground.split(grounds.SEPARATOR)]
    return f"{ground} {', '.join(labels)}"
