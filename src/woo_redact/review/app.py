"""The review page: which address leads to which screen or deed."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from woo_redact import case as cases
from woo_redact.errors import ExitCode, UsageError, WooRedactError
from woo_redact.review import acting, boxes, judging, people, release, searching, worklist
from woo_redact.review.cabinet import Cabinet
from woo_redact.review.forms import Form
from woo_redact.review.session import STATIC, Session, go

Handler = Callable[[Session, Request], Awaitable[Response]]
STATUS = {ExitCode.USAGE: 400, ExitCode.INPUT: 422, ExitCode.REVIEW: 409, ExitCode.LOCKED: 423}
ORIGIN = re.compile(
    r"/(?:d/[0-9a-f]{12}/\d{1,6}|controle/[0-9a-f]{12}|zoek/[0-9a-f]{12}|personen|publiceren)"
)
"""The screen that a deed was done on: the beginning of the deed's own address."""
MARK = re.compile(r"p\d{1,6}-[0-9a-f]{10}")

SCREENS: dict[str, Handler] = {
    "/": worklist.show,
    "/d/{id}/{page:int}": judging.show,
    "/d/{id}/{page:int}/beeld": judging.image,
    "/d/{id}/{page:int}/vakken.css": judging.places,
    "/personen": people.show,
    "/publiceren": release.overview,
    "/controle/{id}": release.show,
    "/zoek/{id}": searching.show,
}
DEEDS: dict[str, Handler] = {
    "/d/{id}/{page:int}/besluit": acting.decide,
    "/d/{id}/{page:int}/reden": acting.reason,
    "/d/{id}/{page:int}/terug": acting.undo,
    "/d/{id}/{page:int}/opnieuw": acting.redo,
    "/d/{id}/{page:int}/stand": acting.page,
    "/d/{id}/{page:int}/notitie": acting.note,
    "/d/{id}/{page:int}/vak": boxes.draw,
    "/d/{id}/{page:int}/maat": boxes.reshape,
    "/d/{id}/{page:int}/woorden": boxes.words,
    "/d/{id}/{page:int}/splits": boxes.split,
    "/d/{id}/{page:int}/samen": boxes.merge,
    "/d/{id}/{page:int}/weg": boxes.remove,
    "/personen/besluit": people.decide,
    "/personen/terug": people.undo,
    "/controle/{id}/proef": release.verify,
    "/controle/{id}/akkoord": release.approve,
    "/publiceren/nu": release.publish,
    "/zoek": searching.ask,
    "/zoek/{id}/lak": searching.cover,
}


def open_session(root: Path, by: str, out: Path) -> Session:
    """Open the case for one reviewer; raises ``UsageError`` where there is none."""
    case = cases.find(root)
    return Session(case=case, by=by, out=out, cabinet=Cabinet.open(case))


def application(session: Session) -> Starlette:
    """The screens and deeds over one session; nothing here asks who is calling (see guard)."""
    routes = [
        *(
            Route(path, partial(_shown, session, show), methods=["GET"])
            for path, show in SCREENS.items()
        ),
        *(Route(path, partial(_done, session, do), methods=["POST"]) for path, do in DEEDS.items()),
        Route("/toetsen", partial(_done, session, _keys), methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return Starlette(
        routes=routes,
        exception_handlers={404: partial(_missing, session), 405: partial(_missing, session)},
    )


async def _shown(session: Session, show: Handler, request: Request) -> Response:
    try:
        return await show(session, request)
    except WooRedactError as error:
        return _fault(session, request, error)


async def _done(session: Session, do: Handler, request: Request) -> Response:
    """A deed that fails says why on the page where it was done."""
    try:
        return await do(session, request)
    except WooRedactError as error:
        match = ORIGIN.match(request.url.path)
        if match is None or error.reason in ("no-entry", "no-page"):
            return _fault(session, request, error)
        session.tell(str(error), "fout")
        form = await Form.of(request)
        mark, view = form.text("m"), form.text("beeld")
        return go(
            match[0],
            m=mark if MARK.fullmatch(mark) else None,
            beeld=view if view in judging.VIEWS and view != "pagina" else None,
        )


def _fault(session: Session, request: Request, error: WooRedactError) -> Response:
    status = 404 if error.reason in ("no-entry", "no-page") else STATUS.get(error.exit_code, 500)
    return session.page("fout.html", request, status=status, fault=str(error))


async def _missing(session: Session, request: Request, error: Exception) -> Response:
    return session.page("fout.html", request, status=404, fault="Deze pagina bestaat niet.")


async def _keys(session: Session, request: Request) -> Response:
    """Single keys on or off (WCAG 2.1.4)."""
    form = await Form.of(request)
    session.keys = form.text("toetsen") == "aan"
    session.tell(f"Sneltoetsen staan {'aan' if session.keys else 'uit'}.")
    back = form.text("terug")
    if back == "/" or ORIGIN.fullmatch(back):
        return RedirectResponse(back, status_code=303)
    raise UsageError("Dit formulier klopt niet; ververs de pagina.", reason="form")
