"""Starting and stopping the page: a port of the loopback, a key for one browser, a clock."""

from __future__ import annotations

import asyncio
import contextlib
import html
import os
import socket
import tempfile
import time
import webbrowser
from collections.abc import Callable, Coroutine
from pathlib import Path

import uvicorn

from woo_redact.review.app import application
from woo_redact.review.guard import ENTRANCE, Guard
from woo_redact.review.session import Session

IDLE_SECONDS = 2 * 3600.0
"""Without anybody looking the server stops; what was decided is on disk."""
GLANCE_SECONDS = 2.0


def serve(
    session: Session,
    *,
    say: Callable[[str], None],
    browser: bool = True,
    idle: float = IDLE_SECONDS,
) -> None:
    """Serve until stopped or until nobody has looked for ``idle`` seconds."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    listener.listen()  # who comes before the server is ready waits, and is not refused
    guard = Guard(application(session), listener.getsockname()[1])
    door = _door(guard)
    config = uvicorn.Config(
        guard,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        http="h11",
        loop="asyncio",
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    session.idle_left = lambda: max(0.0, guard.last + idle - time.monotonic())
    if browser and webbrowser.open(door.as_uri()):
        say("De beoordeling staat open in uw browser.")
    else:
        say(f"Open dit bestand in uw browser: {door}")
    say("Stop met Ctrl+C; elk besluit is dan al bewaard.")
    try:
        asyncio.run(_run(server, listener, session, _watch(server, guard, door, idle)))
    finally:
        door.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            door.parent.rmdir()
        session.close()


async def _run(
    server: uvicorn.Server,
    listener: socket.socket,
    session: Session,
    watch: Coroutine[None, None, None],
) -> None:
    clock = asyncio.create_task(watch)
    try:
        await server.serve(sockets=[listener])
    finally:
        clock.cancel()
        session.interrupt()  # or the end of the loop would wait for a document that hangs


async def _watch(server: uvicorn.Server, guard: Guard, door: Path, idle: float) -> None:
    while True:
        await asyncio.sleep(min(GLANCE_SECONDS, idle / 2))
        if guard.used:
            door.unlink(missing_ok=True)
        if time.monotonic() - guard.last > idle:
            server.should_exit = True


def _door(guard: Guard) -> Path:
    """A page that only this user can read and that leads in once: a key on the command line of a
    browser could be read by every user of the machine.
    """
    folder = Path(tempfile.mkdtemp(prefix="woo-redact-"))
    address = html.escape(f"{guard.origin}{ENTRANCE}?sleutel={guard.token}")
    path = folder / "beoordelen.html"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(
            '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>woo-redact</title>'
            f'<meta http-equiv="refresh" content="0;url={address}"></head>'
            f'<body><p><a href="{address}">Naar de beoordeling</a></p></body></html>\n'
        )
    return path
