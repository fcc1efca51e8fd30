"""Zoeken en lakken: a text anywhere in the document or the case, and a box over what was found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from woo_redact.errors import Locked, UsageError, WooRedactError
from woo_redact.review import deeds
from woo_redact.review.forms import Form, span
from woo_redact.review.reading import Span
from woo_redact.review.session import Session, away, go
from woo_redact.review.sweeping import marked, skipped

AROUND = 40
MOST = 500
STARS = 2
"""More of them could match in so many ways that nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the text stands. ``covered``: a mark lies there already."""

    id: str
    page: int
    start: int
    end: int
    before: str
    text: str
    behind: str
    covered: bool


async def ask(session: Session, request: Request) -> Response:
    """Remember what is looked for: it is a text of the document, so it stays out of addresses."""
    form = await Form.of(request)
    key = request.path_params["id"]
    session.cabinet.entry(key)
    text = form.text("tekst")
    if len(re.sub(r"[^\w#]", "", text)) < 2:
        raise UsageError("Zoek naar ten minste twee letters of cijfers.", reason="query-short")
    if text.count("*") > STARS:
        raise UsageError(f"Gebruik hoogstens {STARS} sterretjes.", reason="query-stars")
    session.queries[key] = text
    return go(f"/zoek/{key}", waar="zaak" if form.text("waar") == "zaak" else None)


async def show(session: Session, request: Request) -> Response:
    key = request.path_params["id"]
    wide = request.query_params.get("waar") == "zaak"
    text = session.queries.get(key, "")
    ids = list(session.cabinet.entries) if wide else [key]
    found: list[tuple[str, list[Hit]]] = []
    faults = []
    for one in ids if text else []:
        try:
            hits = await _hits(session, one, text)
        except WooRedactError as error:
            faults.append(str(error))
            continue
        if hits:
            found.append((session.cabinet.sheet(one).state.header.source.name, hits))
        if sum(len(hits) for _, hits in found) > MOST:
            faults.append(f"Meer dan {MOST} plaatsen; zoek preciezer.")
            break
    return session.page(
        "zoeken.html",
        request,
        id=key,
        name=session.cabinet.sheet(key).state.header.source.name,
        text=text,
        wide=wide,
        found=found,
        faults=faults,
        total=sum(len(hits) for _, hits in found),
        free=sum(not hit.covered for _, hits in found for hit in hits),
    )


async def cover(session: Session, request: Request) -> Response:
    """A box over each chosen place; in each document one deed."""
    form = await Form.of(request)
    key = request.path_params["id"]
    session.cabinet.entry(key)
    places: dict[str, list[Span]] = {}
    for value in form.all("plaats"):
        document, _, rest = value.partition(":")
        page, _, characters = rest.partition(":")
        if not page.isdigit() or len(page) > 6:
            raise UsageError("Dit formulier klopt niet; zoek opnieuw.", reason="form")
        session.cabinet.entry(document)
        places.setdefault(document, []).append((int(page), *span(characters)))
    if not places:
        raise UsageError("Kies ten minste één plaats.", reason="no-places")
    done, busy = 0, []
    for document, spans in places.items():
        asked = session.cabinet.ask(document)
        marks = await away(session.pages.spanned, asked, spans)
        try:
            with session.cabinet.borrowed(document) as sheet:
                deeds.decide(
                    sheet,
                    (),
                    "redact",
                    session.by,
                    defaults=session.cabinet.policy.grounds,
                    ground=form.ground(),
                    drawn=marks,
                )
                done += len(marks)
        except Locked:
            busy.append(document)
    session.tell(
        f"{done} plaatsen worden gelakt.{skipped(session, busy)}", "let-op" if busy else "goed"
    )
    return go(f"/zoek/{key}", waar="zaak" if form.text("waar") == "zaak" else None)


def wildcards(text: str) -> re.Pattern[str] | None:
    """``06 ########`` is any mobile number, ``Jans*`` any word that begins so; None for a text that
    is just looked up, in whatever spelling.
    """
    if not set(text) & {"#", "*"}:
        return None
    parts = {"#": r"\d", "*": r"\w*"}
    words = ["".join(parts.get(c, re.escape(c)) for c in word) for word in text.split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)


async def _hits(session: Session, key: str, text: str) -> list[Hit]:
    asked = session.cabinet.ask(key)
    state = session.cabinet.sheet(key).state
    hits = []
    pattern = wildcards(text)
    if pattern is None:
        places = await away(session.pages.found, asked, text)
    else:
        places = await away(session.pages.matching, asked, pattern)
    for page, start, end in places:
        leaf = await away(session.pages.leaf, asked, page)
        before = leaf.text[max(0, start - AROUND) : start].split("\n\n")[-1]
        behind = leaf.text[end : end + AROUND].split("\n\n")[0]
        hits.append(
            Hit(
                key,
                page,
                start,
                end,
                before,
                leaf.text[start:end],
                behind,
                marked(state, page, start, end),
            )
        )
    return hits
