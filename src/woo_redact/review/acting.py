"""Beoordelen: what the forms of the screen do. Each ends by going back to the page."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from woo_redact.errors import UsageError
from woo_redact.review import deeds, sweeping
from woo_redact.review.cards import FILTERS, Filter, order
from woo_redact.review.forms import Form
from woo_redact.review.judging import VIEWS, ZOOMS
from woo_redact.review.session import Session, documents, go
from woo_redact.review.standing import needs_reason, standing
from woo_redact.review.sweeping import WIDE, Sweep, skipped
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
    """One mark, or with ``bereik`` all with its text or of its block, here or in the case."""
    act = await Act.of(session, request)
    verdict, scope, key = act.form.verdict(), act.form.text("bereik"), act.mark
    following = next_on_page(act, key)
    if scope in WIDE:
        return await _everywhere(act, Sweep.of(act.state, key, scope, verdict), key)
    keys: list[str] = [key]
    drawn: tuple[Mark, ...] = ()
    if scope not in ("", "een"):
        sweep = Sweep.of(act.state, key, scope, verdict)
        keys = list(dict.fromkeys([key, *sweep.marks(act.state)]))
        drawn = await sweeping.drawn(session, act.id, act.state, sweep)
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
    waiting = _waits(act, key, verdict)
    count = len(keys) + len(drawn)
    what = f"{count} voorstellen" if count > 1 else called(act, key)
    session.tell(f"{what}: {TOLD[verdict]}{'; geef een reden' if waiting else ''}.")
    stays = waiting or act.form.text("blijf") == "ja"
    return act.back(key if stays else next_open(act, key) or following or key)


async def _everywhere(act: Act, sweep: Sweep, key: str) -> Response:
    session = act.session
    outcome = await sweeping.everywhere(
        session, act.id, key, sweep, act.form.ground(), act.form.maybe("reden")
    )
    asks = "; geef een reden" if _waits(act, key, sweep.verdict) else ""
    session.tell(
        f"{sweeping.told(session, outcome)}: {TOLD[sweep.verdict]}{asks}."
        f"{skipped(session, outcome.busy, outcome.unread)}",
        outcome.kind,
    )
    return act.back(key)


def _waits(act: Act, key: str, verdict: Verdict | None) -> bool:
    """Does the decision still need a reason?"""
    return verdict == "keep" and needs_reason(act.state, key) and not act.form.maybe("reden")


async def reason(session: Session, request: Request) -> Response:
    """Why a decision departs from the proposal: the same decision, with the reason; for a deed over
    several documents in all of them.
    """
    act = await Act.of(session, request)
    key, decision = act.mark, act.state.decisions.get(act.mark)
    note = act.form.maybe("reden")
    if decision is None or note is None:
        raise UsageError("Geef een reden van een paar woorden.", reason="reason-empty")
    _explain(act.sheet, decision, note, session)
    busy: list[str] = []
    if decision.sweep:
        others = session.cabinet.with_sweep(decision.sweep) - {act.id}
        _, busy = sweeping.elsewhere(
            session, others, lambda sheet: _explain_sweep(sheet, decision, note, session)
        )
    session.tell(
        f"Reden bewaard voor {called(act, key)}.{skipped(session, busy)}",
        "let-op" if busy else "goed",
    )
    return act.back(next_open(act, key) or key)


def _explain(sheet: Sheet, decision: Decide, note: str, session: Session) -> None:
    verdict: Verdict | None = None if decision.verdict == "later" else decision.verdict
    deeds.decide(
        sheet,
        decision.marks,
        verdict,
        session.by,
        defaults=session.cabinet.policy.grounds,
        ground=decision.ground,
        note=note,
        sweep=decision.sweep,
    )


def _explain_sweep(sheet: Sheet, decision: Decide, note: str, session: Session) -> bool:
    mine = {
        one.seq: one
        for one in sheet.state.decisions.values()
        if (one.sweep, one.verdict, one.note) == (decision.sweep, decision.verdict, None)
    }
    for one in mine.values():
        _explain(sheet, one, note, session)
    return bool(mine)


async def undo(session: Session, request: Request) -> Response:
    return await _step(session, request, back=True)


async def redo(session: Session, request: Request) -> Response:
    return await _step(session, request, back=False)


async def _step(session: Session, request: Request, *, back: bool) -> Response:
    """A step back or forth; of a deed over several documents in all of them."""
    act = await Act.of(session, request)
    step, everywhere = (deeds.undo, deeds.undo_sweep) if back else (deeds.redo, deeds.redo_sweep)
    deed = step(act.sheet, session.by)
    touched, busy = 0, list[str]()
    if sweep := deed.sweep:
        touched, busy = sweeping.elsewhere(
            session,
            session.cabinet.with_sweep(sweep) - {act.id},
            lambda sheet: everywhere(sheet, sweep, session.by),
        )
    more = f", ook elders: in {documents(touched)}" if touched else ""
    session.tell(
        f"{'Ongedaan gemaakt' if back else 'Opnieuw gedaan'}{more}.{skipped(session, busy)}",
        "let-op" if busy else "goed",
    )
    return _to(act, deed)


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
    """For the next reader: about a proposal, a page or the whole document."""
    act = await Act.of(session, request)
    about = act.form.text("over")
    deeds.note(
        act.sheet,
        act.form.text("notitie"),
        session.by,
        page=act.page if about in ("pagina", "voorstel") and act.page else None,
        mark=act.mark if about == "voorstel" else None,
    )
    session.tell("Notitie bewaard voor de tweede lezer.")
    return act.back(act.form.text("m"))


def next_on_page(act: Act, key: str) -> str | None:
    """The next mark on this page that the filter shows."""
    ordered = order(act.sheet, act.chosen)
    return ordered.after(key, lambda one: act.state.marks[one].page == act.page and one != key)


def next_open(act: Act, key: str) -> str | None:
    """The next open proposal on this page."""
    ordered = order(act.sheet, "alles")
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
    ordered = order(act.sheet, "alles").keys
    number = ordered.index(key) + 1 if key in ordered else 0
    return f"Voorstel {number} van {len(ordered)}"
