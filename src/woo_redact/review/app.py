"""The review page: which address leads to which screen or deed."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from woo_redact import case as cases
from woo_redact.errors import ExitCode, WooRedactError
from woo_redact.review import (
    acting,
    boxes,
    judging,
    keys,
    people,
    release,
    searching,
    settings,
    worklist,
)
from woo_redact.review.cabinet import Cabinet
from woo_redact.review.forms import Form
from woo_redact.review.session import ORIGIN, STATIC, Session, asks_fragment, go

Handler = Callable[[Session, Request], Awaitable[Response]]
STATUS = {ExitCode.USAGE: 400, ExitCode.INPUT: 422, ExitCode.REVIEW: 409, ExitCode.LOCKED: 423}
PAGE = re.compile(r"/d/([0-9a-f]{12})/(\d{1,6})")
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
    "/instellingen": settings.show,
    "/theme.css": settings.theme,
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
    "/zoek/{id}": searching.ask,
    "/zoek/{id}/lak": searching.cover,
    "/instellingen": settings.change,
    "/toetsen": settings.switch,
}


def open_session(root: Path, by: str, out: Path) -> Session:
    """Open the case for one reviewer; raises ``UsageError`` where there is none."""
    case = cases.find(root)
    cabinet = Cabinet.open(case, by)
    return Session(case=case, by=by, out=out, cabinet=cabinet, keys=keys.load())


def application(session: Session) -> Starlette:
    """The screens and deeds over one session; nothing here asks who is calling (see guard)."""
    routes = [
        *(
            Route(path, partial(_shown, session, show), methods=["GET"])
            for path, show in SCREENS.items()
        ),
        *(Route(path, partial(_done, session, do), methods=["POST"]) for path, do in DEEDS.items()),
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
    """A deed leads on to a page; one that fails says why on the page where it was done."""
    try:
        return await _follow(session, request, await do(session, request))
    except WooRedactError as error:
        match = ORIGIN.match(request.url.path)
        if match is None or error.reason in ("no-entry", "no-page"):
            return _fault(session, request, error)
        session.tell(str(error), "fout")
        form = await Form.of(request)
        mark, view = form.text("m"), form.text("beeld")
        back = go(
            match[0],
            m=mark if MARK.fullmatch(mark) else None,
            beeld=view if view in judging.VIEWS and view != "pagina" else None,
        )
        return await _follow(session, request, back)


async def _follow(session: Session, request: Request, response: Response) -> Response:
    """Give our own script at once what a redirect would lead it to: that saves a round trip at
    every key.
    """
    address = response.headers.get("location", "")
    path, _, query = address.partition("?")
    place = PAGE.fullmatch(path)
    if place is None or not asks_fragment(request):
        return response
    scope = {
        **request.scope,
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "path_params": {"id": place[1], "page": int(place[2])},
    }
    shown = await _shown(session, judging.show, Request(scope))
    shown.headers["content-location"] = address
    return shown


def _fault(session: Session, request: Request, error: WooRedactError) -> Response:
    status = 404 if error.reason in ("no-entry", "no-page") else STATUS.get(error.exit_code, 500)
    return session.page("fout.html", request, status=status, fault=str(error))


async def _missing(session: Session, request: Request, error: Exception) -> Response:
    return session.page("fout.html", request, status=404, fault="Deze pagina bestaat niet.")
