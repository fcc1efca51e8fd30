"""Werkvoorraad: which documents there are, how far each is, and where you were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from woo_redact.errors import WooRedactError
from woo_redact.review.session import Session
from woo_redact.review.standing import STAGES, Stage, Summary

STORED = 50
"""So many documents read anew are worth keeping at once; fewer wait until the page is closed."""
COLUMNS: Mapping[str, Callable[[Summary], object]] = {
    "naam": lambda row: row.name.casefold(),
    "paginas": lambda row: row.pages,
    "open": lambda row: -row.open,
    "twijfel": lambda row: -row.doubtful,
    "stand": lambda row: list(STAGES).index(row.stage),
}
CHOICES: Mapping[str, tuple[str, Callable[[Summary], bool]]] = {
    "alles": ("alle documenten", lambda row: True),
    "open": ("met open voorstellen", lambda row: row.open > 0),
    "twijfel": ("met twijfel", lambda row: row.doubtful > 0),
    "nieuw": ("met iets nieuws sinds uw besluiten", lambda row: row.fresh > 0),
    "vlag": ("met vlag of notitie", lambda row: row.flagged + row.notes > 0),
    "klaar": ("klaar voor vrijgave", lambda row: row.stage == "klaar"),
    "af": ("vrijgegeven", lambda row: row.stage in ("vrijgegeven", "gepubliceerd")),
}


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    summary: Summary
    held: str | None
    """Who else has it open."""

    @property
    def stage(self) -> str:
        return STAGES[self.summary.stage]

    @property
    def icon(self) -> str:
        icons: dict[Stage, str] = {
            "nieuw": "○",
            "bezig": "◐",
            "klaar": "●",
            "vrijgegeven": "✓",
            "gepubliceerd": "★",
        }
        return icons[self.summary.stage]


async def show(session: Session, request: Request) -> Response:
    summaries = session.cabinet.summaries()
    rows = [
        Row(key, one, session.cabinet.held(key))
        for key, one in summaries.items()
        if isinstance(one, Summary)
    ]
    faults = [str(one) for one in summaries.values() if isinstance(one, WooRedactError)]
    chosen = request.query_params.get("toon", "alles")
    column = request.query_params.get("op", "naam")
    label, wanted = CHOICES.get(chosen, CHOICES["alles"])
    shown = [row for row in rows if wanted(row.summary)]
    shown.sort(key=lambda row: COLUMNS.get(column, COLUMNS["naam"])(row.summary))  # type: ignore[arg-type, return-value]
    response = session.page(
        "werkvoorraad.html",
        request,
        rows=shown,
        total=len(rows),
        open=sum(row.summary.open for row in rows),
        faults=faults,
        choices={
            key: (text, sum(test(row.summary) for row in rows))
            for key, (text, test) in CHOICES.items()
        },
        chosen=chosen if chosen in CHOICES else "alles",
        label=label,
        column=column if column in COLUMNS else "naam",
        resume=_resume(session, rows),
    )
    response.background = BackgroundTask(session.cabinet.store, least=STORED)
    return response


def _resume(session: Session, rows: list[Row]) -> Row | None:
    """The document to go on with: the last one that was worked on and is not finished."""
    busy = [row for row in rows if row.summary.stage == "bezig"]
    busy.sort(key=lambda row: session.cabinet.touched(row.id))
    fresh = [row for row in rows if row.summary.open]
    return busy[-1] if busy else (fresh[0] if fresh else None)
