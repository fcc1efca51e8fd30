"""Who may talk to the review page: this browser, on this machine, and nobody else.

Other pages in the browser, other programs and other users of this machine can all reach a port on
the loopback. So every request is measured:

- ``Host`` is exactly ours, or a name of somebody else's was pointed at us (DNS rebinding);
- whoever sends anything comes from this very page: ``Origin`` and ``Sec-Fetch-Site``; whoever
  asks is no page of another port;
- the session cookie, given once in exchange for the token that only the user's own browser got.
"""

from __future__ import annotations

import hmac
import secrets
import time
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 64 * 1024
ENTRANCE = "/binnen"
HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
        b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"same-origin"),  # with no-referrer our own forms say "Origin: null"
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
ENTERED = (
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>woo-redact</title>'
    '<link rel="icon" href="/static/icoon.svg"><meta http-equiv="refresh" content="0;url=/"></head>'
    '<body><main><h1>woo-redact</h1><p><a href="/">Naar de werkvoorraad</a></p></main>'
    "</body></html>"
)
"""The page's own next step: a redirect would still count as coming from outside, without cookie."""


@dataclass(slots=True)
class Guard:
    """The only way in to ``app``. ``port`` is known before anybody can connect."""

    app: ASGIApp
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    used: bool = False
    last: float = field(default_factory=time.monotonic)
    """When somebody with the session was last here."""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def cookie(self) -> str:
        """Cookies are not kept apart by port, so its name says which server it is for."""
        return f"woo-redact-{self.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        status = self._refusal(scope)
        if status is not None:
            await _say(_guarded(send), status, b"Geweigerd.")
        elif scope["path"] == ENTRANCE and scope["method"] == "GET":
            await self._enter(scope, _guarded(send))
        elif not self._known(scope):
            await _say(_guarded(send), 403, b"Open de pagina vanuit woo-redact review.")
        else:
            self.last = time.monotonic()
            await self.app(scope, receive, _guarded(send))

    def _refusal(self, scope: Scope) -> int | None:
        headers = _headers(scope)
        if headers.get(b"host", []) != [f"127.0.0.1:{self.port}".encode()]:
            return 421
        if scope["method"] in ("GET", "HEAD"):
            return None if scope["path"] == ENTRANCE else _foreign(headers)
        if scope["method"] != "POST":
            return 405
        if headers.get(b"origin", []) != [self.origin.encode()]:
            return 403
        if headers.get(b"sec-fetch-site", []) != [b"same-origin"]:
            return 403
        kinds = [kind.split(b";")[0] for kind in headers.get(b"content-type", [])]
        if kinds != [b"application/x-www-form-urlencoded"]:
            return 415
        length = headers.get(b"content-length", [b""])
        if len(length) != 1 or not length[0].isdigit() or int(length[0]) > LARGEST_BODY:
            return 413
        return None

    def _known(self, scope: Scope) -> bool:
        cookies = _headers(scope).get(b"cookie", [])
        try:
            jar = SimpleCookie(b"; ".join(cookies).decode("latin-1"))
        except CookieError:
            return False
        held = jar.get(self.cookie)
        return held is not None and hmac.compare_digest(held.value.encode(), self.session.encode())

    async def _enter(self, scope: Scope, send: Send) -> None:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("sleutel", [""])[0]
        if self.used or not hmac.compare_digest(given.encode(), self.token.encode()):
            await _say(
                send, 403, b"Deze sleutel geldt niet (meer); start woo-redact review opnieuw."
            )
            return
        self.used = True
        self.last = time.monotonic()
        cookie = f"{self.cookie}={self.session}; HttpOnly; SameSite=Strict; Path=/"
        await _say(send, 200, ENTERED.encode(), b"text/html", (b"set-cookie", cookie.encode()))


def _foreign(headers: dict[bytes, list[bytes]]) -> int | None:
    """Asking is for our own pages, or for a person who types the address. To a browser a page on
    another port is the same site, so the cookie would come along.
    """
    said = headers.get(b"sec-fetch-site", [])
    return 403 if said not in ([], [b"same-origin"], [b"none"]) else None


def _headers(scope: Scope) -> dict[bytes, list[bytes]]:
    """Each header with all its values: a second Host is as bad as a wrong one."""
    headers: dict[bytes, list[bytes]] = {}
    for name, value in scope["headers"]:
        headers.setdefault(name.lower(), []).append(value)
    return headers


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *HEADERS]
        await send(message)

    return guarded


async def _say(
    send: Send,
    status: int,
    body: bytes,
    kind: bytes = b"text/plain",
    *more: tuple[bytes, bytes],
) -> None:
    headers = [(b"content-type", kind + b"; charset=utf-8"), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
