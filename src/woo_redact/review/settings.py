"""Instellingen: sneltoetsen uit of aan, en andere toetsen."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from woo_redact.errors import UsageError
from woo_redact.review import keys
from woo_redact.review.forms import Form
from woo_redact.review.session import ORIGIN, Session, go

THEME = "theme.css"


async def show(session: Session, request: Request) -> Response:
    return session.page(
        "instellingen.html", request, actions=keys.STANDARD, fixed=keys.FIXED, own=session.keys
    )


async def change(session: Session, request: Request) -> Response:
    """All keys at once, or back to the standard."""
    form = await Form.of(request)
    if form.text("standaard") == "ja":
        session.keys = keys.Keys(session.keys.on)
        told = "De toetsen zijn weer zoals ze waren."
    else:
        wanted = {action: form.text(action) for action in keys.STANDARD}
        session.keys = session.keys.changed(wanted)
        told = "De toetsen zijn bewaard."
    keys.save(session.keys)
    session.tell(told)
    return go("/instellingen")


async def switch(session: Session, request: Request) -> Response:
    """Single keys on or off (WCAG 2.1.4)."""
    form = await Form.of(request)
    back = form.text("terug")
    if form.text("toetsen") not in ("aan", "uit") or not (back == "/" or ORIGIN.fullmatch(back)):
        raise UsageError("Dit formulier klopt niet; ververs de pagina.", reason="form")
    session.keys = keys.Keys(form.text("toetsen") == "aan", session.keys.own)
    session.tell(f"Sneltoetsen staan {'aan' if session.keys.on else 'uit'}.")
    keys.save(session.keys)
    return RedirectResponse(back, status_code=303)


async def theme(session: Session, request: Request) -> Response:
    """The organisation's own colours, laid over ours."""
    path = keys.folder() / THEME
    if not path.is_file():
        return Response("", media_type="text/css")
    return FileResponse(path, media_type="text/css")
