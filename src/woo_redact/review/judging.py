"""Beoordelen: one page of a document, with what is proposed on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import cast

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from woo_redact import grounds
from woo_redact.errors import UsageError, WooRedactError
from woo_redact.review import deeds, prose
from woo_redact.review.blocks import NAMES, block_at
from woo_redact.review.cards import FILTERS, Card, Filter, Order, cards, order
from woo_redact.review.clashes import clashes
from woo_redact.review.keys import FIXED, STANDARD
from woo_redact.review.pages import Ask
from woo_redact.review.reading import Leaf, Worry
from woo_redact.review.session import Session, away
from woo_redact.review.standing import needs_reason, news, standing
from woo_redact.sheet import State

VIEWS = {
    "pagina": "Pagina",
    "tekst": "Tekst",
    "woorden": "Woorden kiezen",
    "proef": "Zoals gepubliceerd",
}
ZOOMS = {"100": 144, "150": 216, "200": 288}
REASONS = (
    "bewindspersoon of andere politieke ambtsdrager",
    "naam hoort bij een openbare functie",
    "woordvoerder of ondertekenaar met mandaat",
    "geen persoonsgegeven",
    "al openbaar",
)
"""Why something stays, one key each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What of a document is on the screen."""

    id: str
    page: int
    chosen: Filter
    view: str
    zoom: str

    @classmethod
    def of(cls, request: Request) -> Place:
        asked = request.query_params
        chosen = asked.get("toon", "alles")
        view = asked.get("beeld", "pagina")
        zoom = asked.get("zoom", "100")
        return cls(
            id=request.path_params["id"],
            page=request.path_params["page"],
            chosen=cast(Filter, chosen) if chosen in FILTERS else "alles",
            view=view if view in VIEWS else "pagina",
            zoom=zoom if zoom in ZOOMS else "100",
        )


Spot = tuple[int, str]
"""A page and a mark on it."""


@dataclass(frozen=True, slots=True)
class Around:
    """Where one can go from here."""

    previous: Spot | None
    next: Spot | None
    open_before: Spot | None
    open: Spot | None


@dataclass(frozen=True, slots=True)
class Step:
    """One page in the strip."""

    page: int
    state: str
    open: int
    shown: int
    worry: Worry | None


async def show(session: Session, request: Request) -> Response:
    place = Place.of(request)
    held = session.cabinet.take(place.id)
    sheet = session.cabinet.sheet(place.id)
    state = sheet.state
    _check_page(state, place.page)
    ask = session.cabinet.ask(place.id)
    leaf, worries, remarks, fault = await _read(session, ask, place.page)
    ordered = order(sheet, place.chosen)
    shown = cards(sheet, place.page, leaf, ordered)
    current = _current(shown, request.query_params.get("m"))
    history = deeds.history(sheet.lines, session.by)
    view = place.view if leaf or not place.page else "pagina"
    pictures = [worry.page for worry in worries if worry.unread_images]
    turns = _turns(state, place, pictures)
    around = _around(state, ordered, current, place.page)
    response = session.page(
        "beoordelen.html",
        request,
        place=place,
        view=view,
        views=VIEWS,
        filters=FILTERS,
        zooms=ZOOMS,
        name=state.header.source.name,
        pages=state.header.source.pages,
        held=held,
        editable=held is None,
        outdated=state.header.policy != session.cabinet.policy.sha256,
        news=news(sheet),
        leaf=leaf,
        fault=fault,
        cards=shown,
        current=current,
        clashes=await clashes(session, place.id, state, ordered, current) if current else None,
        block=NAMES.get(block_at(state, current.id) or "") if current else None,
        total=len(ordered.keys),
        open=len(state.open_marks),
        seen=sum(state.page_state(p) == "seen" for p in _pages(state)),
        steps=_steps(state, ordered, worries, pictures if place.chosen == "beeld" else None),
        page_state=state.page_state(place.page),
        pictures=pictures,
        worry=next((w for w in worries if w.page == place.page), None),
        remarks=remarks,
        doubts=[w.page for w in worries if w.unread_images or w.warnings],
        notes=_notes(state, place.page),
        paragraphs=prose.paragraphs(leaf, shown) if leaf and view == "tekst" else (),
        choices=prose.choices(leaf, shown) if leaf and view == "woorden" else (),
        usual=_usual_grounds(state),
        all_grounds=_all_grounds(session),
        reasons=REASONS,
        actions=STANDARD,
        fixed=FIXED,
        asks_reason=current is not None and _asks_reason(state, current.id),
        can_undo=bool(history.done),
        can_redo=bool(history.undone),
        following=_following(state, ordered, place.page),
        around=around,
        turns=turns,
        zoom_next=min(list(ZOOMS).index(place.zoom) + 1, len(ZOOMS) - 1),
        zoom_back=max(list(ZOOMS).index(place.zoom) - 1, 0),
        version=len(sheet.lines),
        approved=state.approval,
    )
    ahead = {page for page in (turns[1], around.open and around.open[0]) if page}
    response.background = BackgroundTask(_prefetch, session, ask, place, ahead - {place.page})
    return response


async def image(session: Session, request: Request) -> Response:
    """A page as PNG, as it is or as it would be published."""
    place = Place.of(request)
    state = session.cabinet.sheet(place.id).state
    _check_page(state, place.page)
    ask = session.cabinet.ask(place.id)
    dpi = ZOOMS[place.zoom]
    if place.view == "proef":
        plan = await away(session.proofs.plan, ask, *burning(state), session.case.rules())
        png = await away(session.proofs.preview, ask, place.page, dpi, plan, state.digest)
    else:
        png = await away(session.pages.image, ask, place.page, dpi)
    return Response(png, media_type="image/png")


async def places(session: Session, request: Request) -> Response:
    """Where the boxes lie, as a style sheet: for a browser without scripts."""
    place = Place.of(request)
    sheet = session.cabinet.sheet(place.id)
    leaf = await away(session.pages.leaf, session.cabinet.ask(place.id), place.page)
    rules = []
    for card in cards(sheet, place.page, leaf, order(sheet, place.chosen)):
        for number, box in enumerate(card.boxes):
            rules.append(
                f"#v-{card.id}-{number}{{left:{100 * box.x0:.3f}%;top:{100 * box.y0:.3f}%;"
                f"width:{100 * box.width:.3f}%;height:{100 * box.height:.3f}%}}"
            )
    return Response("\n".join(rules), media_type="text/css")


def burning(state: State) -> tuple[tuple[object, ...], frozenset[str]]:
    """What would be burnt now: what was decided, and open proposals as if they were agreed to."""
    marks = tuple(state.final(key) for key in state.marks)
    exact = frozenset(key for key, mark in state.marks.items() if mark.exact)
    return marks, exact


def _asks_reason(state: State, key: str) -> bool:
    decision = state.decisions.get(key)
    if decision is None or decision.note or not needs_reason(state, key):
        return False
    mark = state.marks[key]
    other = decision.ground is not None and decision.ground != mark.ground
    return decision.verdict == "keep" or other


async def _read(
    session: Session, ask: Ask, page: int
) -> tuple[Leaf | None, tuple[Worry, ...], tuple[str, ...], str | None]:
    """The page as text, and what is to be known of the file; when it cannot be read the rest of
    the screen still works.
    """
    try:
        worries = await away(session.pages.overview, ask)
        remarks = await away(session.pages.remarks, ask)
        leaf = await away(session.pages.leaf, ask, page) if page else None
    except WooRedactError as error:
        return None, (), (), str(error)
    return leaf, worries, remarks, None


def _prefetch(session: Session, ask: Ask, place: Place, pages: set[int]) -> None:
    """Where the reviewer goes next is ready before it is asked for."""
    try:
        for page in sorted(pages):
            session.pages.leaf(ask, page)
            session.pages.image(ask, page, ZOOMS[place.zoom])
    except WooRedactError:
        return  # said when that page is opened


def _turns(state: State, place: Place, pictures: list[int]) -> tuple[int | None, int | None]:
    """The page before and the page after this one; among images without text only those."""
    among = pictures if place.chosen == "beeld" else _pages(state)
    before = [page for page in among if page < place.page]
    behind = [page for page in among if page > place.page]
    return before[-1] if before else None, behind[0] if behind else None


def _pages(state: State) -> range:
    return range(1, state.header.source.pages + 1)


def _check_page(state: State, page: int) -> None:
    outside = page == 0 and any(mark.page == 0 for mark in state.marks.values())
    if page not in _pages(state) and not outside:
        raise UsageError(
            f"{state.header.source.name} heeft geen pagina {page}; er zijn er "
            f"{state.header.source.pages}.",
            reason="no-page",
        )


def _current(shown: tuple[Card, ...], wanted: str | None) -> Card | None:
    named = [card for card in shown if card.id == wanted]
    waiting = [card for card in shown if card.standing == "open"]
    return next(iter([*named, *waiting, *shown]), None)


def _steps(
    state: State, ordered: Order, worries: tuple[Worry, ...], only: list[int] | None
) -> list[Step]:
    by_page = {worry.page: worry for worry in worries}
    shown = Counter(state.marks[key].page for key in ordered.shown)
    waiting = Counter(state.marks[key].page for key in state.open_marks)
    first = [0] if any(mark.page == 0 for mark in state.marks.values()) else []
    return [
        Step(page, state.page_state(page), waiting[page], shown[page], by_page.get(page))
        for page in (only if only is not None else [*first, *_pages(state)])
    ]


def _notes(state: State, page: int) -> list[tuple[str, str]]:
    return [
        (note.by, note.text)
        for note in state.notes
        if note.mark is None and note.page in (None, page)
    ]


def _usual_grounds(state: State) -> list[tuple[str, str]]:
    """The grounds of this document, the last used first, up to nine: one key each."""
    used = [d.ground for d in sorted(state.decisions.values(), key=lambda d: -d.seq) if d.ground]
    counted = Counter(mark.ground for mark in state.marks.values() if mark.ground)
    codes = [*used, *(code for code, _ in counted.most_common()), "5.1.2e", "5.1.1e", "5.2.1"]
    return [(code, _label(code)) for code in list(dict.fromkeys(codes))[:9]]


def _all_grounds(session: Session) -> list[tuple[str, str]]:
    environment = session.cabinet.policy.environment
    return [
        (code, ground.label)
        for code, ground in grounds.table().items()
        if ground.act == "Woo" and not grounds.problems(code, environment=environment)
    ]


def _label(ground: str) -> str:
    return ", ".join(grounds.get(code).label for code in ground.split(grounds.SEPARATOR))


def _around(state: State, ordered: Order, current: Card | None, page: int) -> Around:
    spots = [(state.marks[key].page, key) for key in ordered.shown]
    if current is None:
        before = [spot for spot in spots if spot[0] < page]
        behind = [spot for spot in spots if spot[0] > page]
    else:
        place = ordered.shown.index(current.id)
        before, behind = spots[:place], spots[place + 1 :]
    waiting = [spot for spot in [*behind, *before] if standing(state, spot[1]) == "open"]
    return Around(
        before[-1] if before else None,
        behind[0] if behind else None,
        waiting[-1] if waiting else None,
        waiting[0] if waiting else None,
    )


def _following(state: State, ordered: Order, page: int) -> int | None:
    """The next page with something to show, or just the next page."""
    with_marks = {state.marks[key].page for key in ordered.shown}
    later = [p for p in _pages(state) if p > page]
    if len(ordered.shown) < len(ordered.keys):
        later = [p for p in later if p in with_marks]
    return later[0] if later else None
