"""What the screens share: the case, who is looking, and how an answer is made."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from woo_redact.case import Case
from woo_redact.review.cabinet import Cabinet
from woo_redact.review.keys import Keys
from woo_redact.review.pages import Pages

HERE = Path(__file__).parent
STATIC = HERE / "static"
ORIGIN = re.compile(
    r"/(?:d/[0-9a-f]{12}/\d{1,6}|controle/[0-9a-f]{12}|zoek/[0-9a-f]{12}"
    r"|personen|publiceren|instellingen)"
)
"""The screen that a deed was done on: the beginning of the deed's own address."""


@dataclass(slots=True)
class Checked:
    """What verification said of a state: its colour and what it found."""

    digest: str
    colour: str
    checks: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Press:
    """The publication that is running, or the last one."""

    running: bool = False
    told: list[tuple[str, str]] = field(default_factory=list)
    """Per document its name and what became of it."""
    fault: str | None = None


@dataclass(slots=True)
class Session:
    """One reviewer at one case. Everything here may be lost at any moment; decisions are not here
    but in the sheets.
    """

    case: Case
    by: str
    out: Path
    cabinet: Cabinet
    pages: Pages = field(default_factory=Pages)
    proofs: Pages = field(default_factory=Pages)
    """A second process for burning and checking, which take seconds: pages do not wait for it."""
    keys: Keys = field(default_factory=Keys)
    queries: dict[str, str] = field(default_factory=dict)
    checked: dict[str, Checked] = field(default_factory=dict)
    press: Press = field(default_factory=Press)
    idle_left: Callable[[], float] = lambda: 0.0
    _message: tuple[str, str] | None = None

    def tell(self, text: str, kind: str = "goed") -> None:
        """Say something on the next page: ``goed``, ``let-op`` or ``fout``."""
        self._message = (text, kind)

    def page(
        self, template: str, request: Request, status: int = 200, **context: object
    ) -> HTMLResponse:
        message, self._message = self._message, None
        body = (
            _templates()
            .get_template(template)
            .render(
                **context,
                by=self.by,
                keys=self.keys,
                message=message,
                case=self.case.root.name,
                here=request.url.path,
                fragment=asks_fragment(request),
                rest=int(self.idle_left()),
            )
        )
        return HTMLResponse(body, status_code=status)

    def interrupt(self) -> None:
        """Let go of what is being read, so that the server can stop."""
        self.pages.interrupt()
        self.proofs.interrupt()

    def close(self) -> None:
        self.cabinet.release()
        self.cabinet.store()
        self.pages.close()
        self.proofs.close()


def asks_fragment(request: Request) -> bool:
    """Is it our own script that asks, which has the frame of the page already?"""
    return request.headers.get("sec-fetch-dest") == "empty"


def documents(count: int) -> str:
    return f"{count} document{'' if count == 1 else 'en'}"


def go(path: str, anchor: str = "", **query: object) -> RedirectResponse:
    """On to a page, with only ids and numbers in its address."""
    told = urlencode({key: value for key, value in query.items() if value not in (None, "")})
    tail = f"?{told}" if told else ""
    return RedirectResponse(f"{path}{tail}{anchor}", status_code=303)


async def away(call: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401
    """Wait for the reading process without holding up anybody else."""
    return await asyncio.to_thread(call, *arguments)


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["procent"] = lambda number: f"{100 * number:.3f}"
    environment.filters["punten"] = lambda number: f"{number:.1f}"
    environment.globals["adres"] = _address
    return environment


def _address(path: str, **query: object) -> str:
    told = urlencode({key: value for key, value in query.items() if value not in (None, "")})
    return f"{path}?{told}" if told else path
