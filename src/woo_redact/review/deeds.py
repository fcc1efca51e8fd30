"""What a reviewer does, as lines of the sheet.

One deed may be several lines: they are written at once and carry the same ``at``, so that a step
back takes them back together. Steps back are lines too, hence they survive a restart and have no
limit::

    decide … at=T1 │ mark+undo … at=T2 │ undo(of T2) at=T3 │ undo(of T3) at=T4
        deed 1     │      deed 2       │   a step back     │  done again
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

from woo_redact.errors import UsageError
from woo_redact.sheet import Sheet
from woo_redact.sheet.lines import Decide, Line, MarkLine, Note, PageLine, PageState, Undo
from woo_redact.sheet.state import active
from woo_redact.types import Kind, Mark, Verdict

Acting = MarkLine | PageLine | Decide | Note | Undo


@dataclass(frozen=True, slots=True)
class Deed:
    """Lines of one moment by one person."""

    lines: tuple[Acting, ...]

    @property
    def step(self) -> bool:
        """Is it a step back or forth, rather than something done?"""
        return all(isinstance(line, Undo) and not line.removes for line in self.lines)

    @property
    def sweep(self) -> str | None:
        named = [line.sweep for line in self.lines if isinstance(line, Decide) and line.sweep]
        return named[0] if named else None


@dataclass(frozen=True, slots=True)
class History:
    """What one person can take back, and do again; the latest last. ``undone`` are the deeds taken
    back, each with the step that did so.
    """

    done: tuple[Deed, ...]
    undone: tuple[tuple[Deed, Deed], ...]


def now() -> str:
    """The moment, fine enough that no two deeds share it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def decide(
    sheet: Sheet,
    marks: Sequence[str],
    verdict: Verdict | None,
    by: str,
    *,
    defaults: Mapping[Kind, str],
    ground: str | None = None,
    note: str | None = None,
    sweep: str | None = None,
    drawn: Sequence[Mark] = (),
) -> None:
    """Decide on marks, and cover the places in ``drawn`` with them; no verdict puts off until
    later. Without a ground a mark keeps the one it has, or else gets that of its kind. In a
    ``sweep`` the new marks get a decision too: by that the deed is found again.
    """
    known = [sheet.state.marks[key] for key in marks if key in sheet.state.marks]
    if not known and not drawn:
        raise UsageError("Dit voorstel bestaat niet meer; ververs de pagina.", reason="no-mark")
    at = now()
    told: dict[str | None, list[str]] = {}
    for mark in known:
        own = ground or (None if mark.ground else defaults.get(mark.kind, defaults["box"]))
        told.setdefault(own if verdict == "redact" else None, []).append(mark.id)
    lines: list[Line] = [
        mark_line(
            replace(mark, ground=ground or mark.ground or defaults.get(mark.kind, defaults["box"])),
            by,
            at,
            exact=False,
        )
        for mark in drawn
    ]
    if sweep and drawn:
        told.setdefault(ground, []).extend(mark.id for mark in drawn)
    lines += [
        Decide(
            marks=tuple(keys),
            verdict=verdict or "later",
            ground=code,
            note=note,
            sweep=sweep,
            by=by,
            at=at,
        )
        for code, keys in told.items()
    ]
    sheet.extend(lines)


def draw(sheet: Sheet, mark: Mark, ground: str, by: str) -> None:
    """A new mark by hand; over characters it is burnt with them, over an area whole."""
    sheet.append(mark_line(replace(mark, ground=ground), by, now(), exact=mark.start == mark.end))


def reshape(sheet: Sheet, key: str, mark: Mark, by: str) -> None:
    """The mark gets another place; it stays the same mark, and it is a box by hand from now on."""
    old = _mark(sheet, key)
    at = now()
    shaped = replace(
        mark, id=key, kind=old.kind, ground=_ground(sheet, key), person=old.person, rule=mark.rule
    )
    sheet.extend(
        [mark_line(shaped, by, at, exact=mark.start == mark.end), *_covered(sheet, key, by, at)]
    )


def split(sheet: Sheet, key: str, parts: Sequence[Mark], by: str, *, exact: bool) -> None:
    """One mark becomes several: the first keeps the id."""
    old = _mark(sheet, key)
    ground = _ground(sheet, key)
    at = now()
    whole = [replace(part, kind=old.kind, ground=ground, person=old.person) for part in parts]
    lines: list[Line] = [mark_line(replace(whole[0], id=key), by, at, exact=exact)]
    lines += [mark_line(part, by, at, exact=exact) for part in whole[1:]]
    sheet.extend([*lines, *_covered(sheet, key, by, at)])


def merge(sheet: Sheet, keys: Sequence[str], whole: Mark, by: str) -> None:
    """Several marks become one, which keeps the id of the first. It is there before the others go,
    so that a write cut off halfway leaves too much covered and nothing open.
    """
    first, *others = keys
    old = _mark(sheet, first)
    at = now()
    line = replace(whole, id=first, kind=old.kind, ground=_ground(sheet, first), person=old.person)
    gone = [line for key in others for line in removal(sheet, key, by, at, whole=True)]
    sheet.extend(
        [
            mark_line(line, by, at, exact=whole.start == whole.end),
            *_covered(sheet, first, by, at),
            *gone,
        ]
    )


def remove(sheet: Sheet, key: str, by: str) -> None:
    """Take a box by hand away; what was proposed there stands again as it was proposed."""
    if _mark(sheet, key).by is None:
        raise UsageError(
            "Een voorstel verdwijnt niet; kies ‘niet lakken’ als het mag blijven staan.",
            reason="not-own",
        )
    sheet.extend(removal(sheet, key, by, now(), whole=False))


def page(sheet: Sheet, number: int, state: PageState, by: str) -> None:
    pages = sheet.state.header.source.pages
    if not 1 <= number <= pages:
        raise UsageError(f"Pagina {number} bestaat niet; er zijn er {pages}.", reason="no-page")
    sheet.append(PageLine(page=number, state=state, by=by, at=now()))


def note(sheet: Sheet, text: str, by: str, *, page: int | None, mark: str | None) -> None:
    if not text.strip():
        raise UsageError("De notitie is leeg; schrijf er iets in.", reason="note-empty")
    sheet.append(Note(text=text.strip(), page=page, mark=mark, by=by, at=now()))


def undo(sheet: Sheet, by: str) -> Deed:
    """One step back of this person's own deeds; says which."""
    done = history(sheet.lines, by).done
    if not done:
        raise UsageError("Er is niets om ongedaan te maken.", reason="nothing-done")
    _take_back(sheet, done[-1].lines, by)
    return done[-1]


def redo(sheet: Sheet, by: str) -> Deed:
    """What was last taken back is done again; says what."""
    undone = history(sheet.lines, by).undone
    if not undone:
        raise UsageError("Er is niets om opnieuw te doen.", reason="nothing-undone")
    deed, step = undone[-1]
    _take_back(sheet, step.lines, by)
    return deed


def undo_sweep(sheet: Sheet, sweep: str, by: str) -> bool:
    """Take back this document's part in a deed over many."""
    for deed in reversed(history(sheet.lines, by).done):
        if deed.sweep == sweep:
            _take_back(sheet, deed.lines, by)
            return True
    return False


def redo_sweep(sheet: Sheet, sweep: str, by: str) -> bool:
    """Do this document's part in a deed over many again."""
    for deed, step in reversed(history(sheet.lines, by).undone):
        if deed.sweep == sweep:
            _take_back(sheet, step.lines, by)
            return True
    return False


def history(lines: Iterable[Line], by: str) -> History:
    """Replay one person's deeds and steps."""
    done: list[Deed] = []
    undone: list[tuple[Deed, Deed]] = []
    for deed in _deeds(lines, by):
        if not deed.step:
            done.append(deed)
            undone.clear()
            continue
        target = {line.of for line in deed.lines if isinstance(line, Undo)}
        back = [one for one in done if target & {line.seq for line in one.lines}]
        if back:
            done.remove(back[-1])
            undone.append((back[-1], deed))
            continue
        forth = [pair for pair in undone if target & {line.seq for line in pair[1].lines}]
        if forth:
            undone.remove(forth[-1])
            done.append(forth[-1][0])
    return History(tuple(done), tuple(undone))


def _deeds(lines: Iterable[Line], by: str) -> list[Deed]:
    deeds: list[Deed] = []
    for line in lines:
        if not isinstance(line, Acting) or line.by != by:
            continue
        if deeds and deeds[-1].lines[0].at == line.at:
            deeds[-1] = Deed((*deeds[-1].lines, line))
        else:
            deeds.append(Deed((line,)))
    return deeds


def _take_back(sheet: Sheet, lines: Iterable[Acting], by: str) -> None:
    at = now()
    sheet.extend([Undo(of=line.seq, by=by, at=at) for line in lines])


def removal(sheet: Sheet, key: str, by: str, at: str, *, whole: bool) -> list[Line]:
    """Takes back every line about the mark: with one of them gone an older place would hold again.
    Unless ``whole``, what was proposed stays.
    """
    return [
        Undo(of=line.seq, removes=True, by=by, at=at)
        for line in active(sheet.lines)
        if isinstance(line, MarkLine) and line.id == key and (whole or line.by is not None)
    ]


def _covered(sheet: Sheet, key: str, by: str, at: str) -> list[Line]:
    """A mark that somebody reshapes is one they want covered, whatever was decided before."""
    decision = sheet.state.decisions.get(key)
    if decision is None or decision.verdict != "keep":
        return []
    return [Decide(marks=(key,), verdict="redact", by=by, at=at)]


def mark_line(mark: Mark, by: str, at: str, *, exact: bool) -> MarkLine:
    """The line by which a person covers a place; ``exact`` where everything under it goes."""
    values = {field.name: getattr(mark, field.name) for field in fields(Mark)}
    return MarkLine(**{**values, "verdict": "redact", "tier": "redact"}, exact=exact, by=by, at=at)


def _mark(sheet: Sheet, key: str) -> MarkLine:
    mark = sheet.state.marks.get(key)
    if mark is None:
        raise UsageError("Dit voorstel bestaat niet meer; ververs de pagina.", reason="no-mark")
    return mark


def _ground(sheet: Sheet, key: str) -> str | None:
    return sheet.state.final(key).ground or sheet.state.marks[key].ground
