"""Controle en publiceren: what is still in the way, the second reader's word, the publication."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from woo_redact.errors import ReviewError, UsageError, WooRedactError
from woo_redact.policy import Policy
from woo_redact.review import deeds
from woo_redact.review.cards import order
from woo_redact.review.forms import Form
from woo_redact.review.judging import burning
from woo_redact.review.session import Checked, Press, Session, away, go
from woo_redact.review.standing import STAGES, Summary, news, stage
from woo_redact.sheet import State
from woo_redact.sheet.checks import blockers, reviewers

OUTDATED = "het beleid is sinds het voorstel veranderd; doe het voorstel opnieuw"
COLOURS = {"green": "groen", "needs-eyes": "kijk het na", "leak": "lek"}


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition for release: passed, or what to do. ``passed`` is None while unknown."""

    name: str
    passed: bool | None
    detail: str


async def overview(session: Session, request: Request) -> Response:
    """All documents of the case, and those that may be published."""
    summaries = session.cabinet.summaries()
    rows = [
        (key, one, STAGES[one.stage]) for key, one in summaries.items() if isinstance(one, Summary)
    ]
    rows.sort(key=lambda row: (list(STAGES.values()).index(row[2]), row[1].name.casefold()))
    return session.page(
        "publiceren.html",
        request,
        rows=rows,
        ready=[row for row in rows if row[1].stage == "vrijgegeven"],
        out=session.out.name,
        press=session.press,
    )


async def show(session: Session, request: Request) -> Response:
    """The gates of one document."""
    key = request.path_params["id"]
    held = session.cabinet.take(key)
    sheet = session.cabinet.sheet(key)
    state = sheet.state
    remarks, worries, fault = await _remarks(session, key)
    checked = session.checked.get(key)
    checked = checked if checked and checked.digest == state.digest else None
    return session.page(
        "controle.html",
        request,
        id=key,
        name=state.header.source.name,
        pages=state.header.source.pages,
        held=held,
        editable=held is None,
        news=news(sheet),
        gates=gates(state, session.cabinet.policy, session.by, checked),
        blocked=blocked(state, session.cabinet.policy, session.by),
        checked=checked,
        colours=COLOURS,
        stage=stage(state, session.cabinet.policy),
        approval=state.approval,
        results=state.results,
        notes=state.notes,
        remarks=remarks,
        worries=worries,
        fault=fault,
        deviating=len(order(sheet, "anders").shown),
        marks=state.marks,
        four_eyes=session.cabinet.policy.four_eyes,
        proof=checked is not None,
    )


def gates(state: State, policy: Policy, by: str, checked: Checked | None) -> list[Gate]:
    """Every condition, passed or not, in the order in which a reviewer meets them."""
    own = blockers(state, policy)
    unseen = [text for text in own if text.startswith("niet gezien")]
    open_ = [text for text in own if text.endswith("nog open")]
    reasons = [text for text in own if text.endswith("heeft geen reden")]
    rest = [text for text in own if text not in (*unseen, *open_, *reasons)]
    hands = reviewers(state)
    second = not policy.four_eyes or by not in hands
    return [
        Gate(
            "Voorstel volgens het huidige beleid",
            state.header.policy == policy.sha256,
            "" if state.header.policy == policy.sha256 else OUTDATED,
        ),
        Gate("Elke pagina gezien", not unseen, "; ".join(unseen)),
        Gate("Geen open voorstellen", not open_, "; ".join(open_)),
        Gate("Bij elk vak een grond", not rest, "; ".join(rest)),
        Gate("Bij elke afwijking een reden", not reasons, "; ".join(reasons)),
        Gate(
            "Tweede lezer",
            second,
            "" if second else "u hebt zelf beslist; laat iemand anders vrijgeven",
        ),
        Gate(
            "Controle op restgegevens",
            None if checked is None else checked.colour != "leak",
            "nog niet gedaan" if checked is None else COLOURS[checked.colour],
        ),
    ]


def blocked(state: State, policy: Policy, by: str) -> tuple[str, ...]:
    """Why this person cannot release the document now; empty when they can."""
    outdated = () if state.header.policy == policy.sha256 else (OUTDATED,)
    return (*outdated, *blockers(state, policy, approver=by))


async def verify(session: Session, request: Request) -> Response:
    """Burn and check as publishing would, and keep nothing of it."""
    key = request.path_params["id"]
    await Form.of(request)
    checked = await check(session, key)
    kind = {"green": "goed", "needs-eyes": "let-op", "leak": "fout"}[checked.colour]
    session.tell(f"Controle op restgegevens: {COLOURS[checked.colour]}.", kind)
    return go(f"/controle/{key}")


async def check(session: Session, key: str) -> Checked:
    """The verification of the state as it now is."""
    state = session.cabinet.sheet(key).state
    known = session.checked.get(key)
    if known is None or known.digest != state.digest:
        ask = session.cabinet.ask(key)
        plan = await away(session.proofs.plan, ask, *burning(state), session.case.rules())
        colour, checks = await away(session.proofs.verify, ask, plan, state.digest)
        known = session.checked[key] = Checked(state.digest, colour, checks)
    return known


async def approve(session: Session, request: Request) -> Response:
    """The second reader's word, once everything is in order and the check was green."""
    key = request.path_params["id"]
    form = await Form.of(request)
    if form.text("gezien") != "ja":
        raise UsageError(
            "Zet eerst het vinkje dat u het document hebt beoordeeld.", reason="not-confirmed"
        )
    sheet = session.cabinet.writable(key)
    reasons = blocked(sheet.state, session.cabinet.policy, session.by)
    if OUTDATED in reasons:
        raise ReviewError(f"Vrijgeven kan niet: {OUTDATED}.", reason="policy-changed")
    if not reasons:
        checked = await check(session, key)
        if checked.colour == "leak":
            raise ReviewError(
                "De controle op restgegevens vond iets; los dat eerst op.", reason="leak"
            )
        if checked.colour == "needs-eyes" and form.text("nagekeken") != "ja":
            raise ReviewError(
                "De controle op restgegevens vraagt uw ogen; bekijk de uitkomst en zet er het "
                "vinkje bij.",
                reason="needs-eyes",
            )
        if checked.digest != sheet.state.digest:
            raise ReviewError(
                "Het lakblad is intussen veranderd; bekijk het opnieuw.", reason="changed"
            )
    sheet.approve(session.by, deeds.now(), session.cabinet.policy)
    session.tell("Vrijgegeven. Elke latere wijziging trekt deze vrijgave in.")
    return go(f"/controle/{key}")


async def publish(session: Session, request: Request) -> Response:
    """Burn, check and publish what was released; the page goes on meanwhile."""
    form = await Form.of(request)
    if form.text("zeker") != "ja":
        raise UsageError(
            "Zet eerst het vinkje: een gepubliceerd bestand is niet terug te draaien.",
            reason="not-confirmed",
        )
    chosen = [session.cabinet.entry(key) for key in form.all("document")]
    if not chosen:
        raise UsageError("Kies ten minste één vrijgegeven document.", reason="none-chosen")
    if session.press.running:
        raise UsageError("Er wordt al gepubliceerd; wacht tot dat klaar is.", reason="busy")
    for entry in chosen:
        if session.cabinet.sheet(entry.id).state.approval is None:
            raise ReviewError("Dit document is niet (meer) vrijgegeven.", reason="not-approved")
    session.press = Press(running=True)
    session.cabinet.lent = frozenset(entry.id for entry in chosen)
    session.cabinet.release()  # the workers take the sheets
    sheets = {entry.path for entry in chosen}
    threading.Thread(target=_print, args=(session, sheets), daemon=True).start()
    session.tell("Het publiceren is begonnen.")
    return go("/publiceren")


def _print(session: Session, sheets: set[Path]) -> None:
    """In a thread of its own: the work itself happens in the batch's processes."""
    press, case, out = session.press, session.case, session.out
    from woo_redact import batch, dossier
    from woo_redact import publish as publishing
    from woo_redact.desk import Settings

    try:
        publishing.sweep(out)
        tasks = [task for task in dossier.approved(case) if task.sheet in sheets]
        settings = Settings(out=out, case=case.root, rules=case.rules(), step="burn")
        for _, result in batch.run(tasks, settings, workers=1):
            press.told.append((result.outcome.file, result.message or "gepubliceerd"))
        publishing.rebuild_tables(out)
    except WooRedactError as error:
        press.fault = str(error)
    except Exception as error:
        press.fault = (
            f"Het publiceren is gestopt door een onverwachte fout ({type(error).__name__})."
        )
    finally:
        session.cabinet.lent = frozenset()
        press.running = False


async def _remarks(
    session: Session, key: str
) -> tuple[tuple[str, ...], list[tuple[int, str]], str | None]:
    """What the file lost on the way in, and what nobody but a person can judge."""
    ask = session.cabinet.ask(key)
    try:
        remarks = await away(session.pages.remarks, ask)
        overview = await away(session.pages.overview, ask)
    except WooRedactError as error:
        return (), [], str(error)
    worries = []
    for worry in overview:
        worries += [(worry.page, warning) for warning in worry.warnings]
        if worry.unread_images:
            worries.append((worry.page, "Afbeelding waarvan de tekst niet is gelezen."))
    return remarks, worries, None
