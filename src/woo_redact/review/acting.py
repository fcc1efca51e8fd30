"""Beoordelen: what the forms of the screen do. Each ends by going back to the page."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from woo_redact.errors import Locked, UsageError
from woo_redact.review import deeds
from woo_redact.review.cards import FILTERS, Filter, order, same_block, same_text
from woo_redact.review.forms import Form
from woo_redact.review.judging import VIEWS, ZOOMS
from woo_redact.review.session import Session, away, documents, go
from woo_redact.review.standing import folded, needs_reason, standing
from woo_redact.sheet import Sheet, State
from woo_redact.sheet.lines import Decide, MarkLine
from woo_redact.types import Mark, Verdict

TOLD: dict[Verdict | None, str] = {
    "redact": "akkoord, wordt gelakt",
    "keep": "niet lakken",
    None: "later",
}


@dataclass(slots=True)
class Act:
    """One form about one page of one document. Raises ``Locked`` when somebody else has it."""

    session: Session
    id: str
    page: int
    form: Form
    sheet: Sheet

    @classmethod
    async def of(cls, session: Session, request: Request) -> Act:
        form = await Form.of(request)
        key = request.path_params["id"]
        page = request.path_params["page"]
        return cls(session, key, page, form, session.cabinet.writable(key))

    @property
    def state(self) -> State:
        return self.sheet.state

    @property
    def mark(self) -> str:
        key = self.form.text("m")
        if key not in self.state.marks:
            raise UsageError("Dit voorstel bestaat niet meer; ververs de pagina.", reason="no-mark")
        return key

    @property
    def chosen(self) -> Filter:
        value = self.form.text("toon")
        return value if value in FILTERS else "alles"  # type: ignore[return-value]

    def back(self, mark: str | None = None, page: int | None = None) -> Response:
        view, zoom = self.form.text("beeld"), self.form.text("zoom")
        return go(
            f"/d/{self.id}/{self.page if page is None else page}",
            m=mark if mark in self.state.marks else None,
            toon=self.chosen if self.chosen != "alles" else None,
            beeld=view if view in VIEWS and view != "pagina" else None,
            zoom=zoom if zoom in ZOOMS and zoom != "100" else None,
        )


async def decide(session: Session, request: Request) -> Response:
    """One mark, or with ``bereik`` all with its text, or its whole block."""
    act = await Act.of(session, request)
    verdict, scope, key = act.form.verdict(), act.form.text("bereik"), act.mark
    before = order(act.state, act.chosen)
    following = before.after(key, lambda one: act.state.marks[one].page == act.page and one != key)
    if scope == "zaak":
        return await _everywhere(act, verdict, key)
    keys, drawn = await _reach(act, scope, key, verdict)
    deeds.decide(
        act.sheet,
        keys,
        verdict,
        session.by,
        defaults=session.cabinet.policy.grounds,
        ground=act.form.ground(),
        note=act.form.maybe("reden"),
        drawn=drawn,
    )
    waiting = verdict == "keep" and needs_reason(act.state, key) and not act.form.maybe("reden")
    count = len(keys) + len(drawn)
    what = f"{count} voorstellen" if count > 1 else called(act, key)
    session.tell(f"{what}: {TOLD[verdict]}{'; geef een reden' if waiting else ''}.")
    stays = waiting or act.form.text("blijf") == "ja"
    return act.back(key if stays else next_open(act, key) or following or key)


async def _reach(
    act: Act, scope: str, key: str, verdict: Verdict | None
) -> tuple[tuple[str, ...], tuple[Mark, ...]]:
    """The marks that a decision is about, and the places without a mark. What somebody already
    decided by itself is left alone.
    """
    if scope == "tekst":
        reached = same_text(act.state, key)
        drawn = await _unmarked(act, key) if verdict == "redact" else ()
    elif scope == "blok":
        reached, drawn = same_block(act.state, key), ()
    elif scope in ("", "een"):
        return (key,), ()
    else:
        raise UsageError("Dit formulier klopt niet; ververs de pagina.", reason="form")
    free = [one for one in reached if one == key or one not in act.state.decisions]
    return tuple(free), drawn


async def _unmarked(act: Act, key: str) -> tuple[Mark, ...]:
    """Where the text stands without a mark over it."""
    ask = act.session.cabinet.ask(act.id)
    places = await away(act.session.pages.found, ask, act.state.marks[key].text)
    return tuple(
        [
            await away(act.session.pages.spanned, ask, page, start, end)
            for page, start, end in places
            if not marked(act.state, page, start, end)
        ]
    )


def marked(state: State, page: int, start: int, end: int) -> bool:
    """Does a mark lie over any of these characters?"""
    return any(
        mark.page == page and mark.start < end and start < mark.end for mark in state.marks.values()
    )


async def _everywhere(act: Act, verdict: Verdict | None, key: str) -> Response:
    """The same text in all documents of the case, as one deed."""
    session = act.session
    text, sweep = act.state.marks[key].text, secrets.token_hex(6)
    busy, touched = [], 0
    for other in sorted(session.cabinet.with_text(text) | {act.id}):
        try:
            with session.cabinet.borrowed(other) as sheet:
                keys = _with_text(sheet.state, text, key if other == act.id else None)
                if keys:
                    deeds.decide(
                        sheet,
                        keys,
                        verdict,
                        session.by,
                        defaults=session.cabinet.policy.grounds,
                        ground=act.form.ground(),
                        note=act.form.maybe("reden"),
                        sweep=sweep,
                    )
                    touched += 1
        except Locked:
            busy.append(other)
    session.tell(
        f"In {documents(touched)}: {TOLD[verdict]}.{skipped(session, busy)}",
        "let-op" if busy else "goed",
    )
    return act.back(key)


def skipped(session: Session, busy: Sequence[str]) -> str:
    """Which documents were passed over because somebody else has them."""
    if not busy:
        return ""
    names = ", ".join(session.cabinet.sheet(key).state.header.source.name for key in busy)
    return f" Overgeslagen, want iemand anders werkt eraan: {names}."


def _with_text(state: State, text: str, chosen: str | None) -> list[str]:
    wanted = folded(text)
    return [
        key
        for key, mark in state.marks.items()
        if folded(mark.text) == wanted and (key == chosen or key not in state.decisions)
    ]


async def reason(session: Session, request: Request) -> Response:
    """Why a decision departs from the proposal: the same decision, with the reason."""
    act = await Act.of(session, request)
    key, decision = act.mark, act.state.decisions.get(act.mark)
    if decision is None or not act.form.maybe("reden"):
        raise UsageError("Geef een reden van een paar woorden.", reason="reason-empty")
    verdict: Verdict | None = None if decision.verdict == "later" else decision.verdict
    deeds.decide(
        act.sheet,
        decision.marks,
        verdict,
        session.by,
        defaults=session.cabinet.policy.grounds,
        ground=decision.ground,
        note=act.form.maybe("reden"),
        sweep=decision.sweep,
    )
    session.tell(f"Reden bewaard voor {called(act, key)}.")
    return act.back(next_open(act, key) or key)


async def undo(session: Session, request: Request) -> Response:
    act = await Act.of(session, request)
    deed = deeds.undo(act.sheet, session.by)
    others, busy = 0, []
    if deed.sweep:
        for other in session.cabinet.with_sweep(deed.sweep) - {act.id}:
            try:
                with session.cabinet.borrowed(other) as sheet:
                    others += deeds.undo_sweep(sheet, deed.sweep, session.by)
            except Locked:
                busy.append(other)
    more = f", ook elders: in {documents(others)}" if others else ""
    session.tell(f"Ongedaan gemaakt{more}.{skipped(session, busy)}", "let-op" if busy else "goed")
    return _to(act, deed)


async def redo(session: Session, request: Request) -> Response:
    act = await Act.of(session, request)
    deeds.redo(act.sheet, session.by)
    session.tell("Opnieuw gedaan.")
    return act.back(act.form.text("m"))


async def page(session: Session, request: Request) -> Response:
    """Seen and on to the next, flagged, or back to unseen."""
    act = await Act.of(session, request)
    states = {"gezien": "seen", "vlag": "flagged", "ongezien": "unseen"}
    state = states.get(act.form.text("stand"))
    if state is None:
        raise UsageError("Dit formulier klopt niet; ververs de pagina.", reason="form")
    deeds.page(act.sheet, act.page, state, session.by)  # type: ignore[arg-type]
    last = act.page >= act.state.header.source.pages
    told = {"seen": "gezien", "flagged": "krijgt een vlag", "unseen": "weer ongezien"}
    session.tell(f"Pagina {act.page} {told[state]}.")
    return act.back(page=act.page if last or state != "seen" else act.page + 1)


async def note(session: Session, request: Request) -> Response:
    act = await Act.of(session, request)
    about = act.form.text("over")
    deeds.note(
        act.sheet,
        act.form.text("notitie"),
        session.by,
        page=act.page if about == "pagina" and act.page else None,
        mark=None,
    )
    session.tell("Notitie bewaard voor de tweede lezer.")
    return act.back(act.form.text("m"))


def next_open(act: Act, key: str) -> str | None:
    """The next open proposal on this page."""
    ordered = order(act.state, "alles")
    return ordered.after(
        key,
        lambda one: act.state.marks[one].page == act.page and standing(act.state, one) == "open",
    )


def _to(act: Act, deed: deeds.Deed) -> Response:
    """Show what changed: the page of the first mark of the deed."""
    for line in deed.lines:
        keys = line.marks if isinstance(line, Decide) else ()
        for key in (*keys, line.id) if isinstance(line, MarkLine) else keys:
            if key in act.state.marks:
                return act.back(key, act.state.marks[key].page)
    return act.back(act.form.text("m"))


def called(act: Act, key: str) -> str:
    ordered = order(act.state, "alles").keys
    number = ordered.index(key) + 1 if key in ordered else 0
    return f"Voorstel {number} van {len(ordered)}"
