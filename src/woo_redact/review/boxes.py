"""Beoordelen: boxes by hand, by two corners or by words; reshaped, split, merged, taken away."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from woo_redact.errors import UsageError
from woo_redact.review import deeds
from woo_redact.review.acting import Act, called, next_open
from woo_redact.review.cards import order
from woo_redact.review.forms import span
from woo_redact.review.session import Session, away
from woo_redact.types import Rect


async def draw(session: Session, request: Request) -> Response:
    """A new box: by two corners (``maat``: points or fractions of the image), or the whole page."""
    act = await Act.of(session, request)
    mark = await away(session.pages.drawn, session.cabinet.ask(act.id), act.page, await _rect(act))
    ground = act.form.ground() or session.cabinet.policy.grounds["box"]
    deeds.draw(act.sheet, mark, ground, session.by)
    session.tell("Nieuw vak: wordt gelakt.")
    return act.back(mark.id)


async def reshape(session: Session, request: Request) -> Response:
    act = await Act.of(session, request)
    key = act.mark
    mark = await away(session.pages.drawn, session.cabinet.ask(act.id), act.page, await _rect(act))
    deeds.reshape(act.sheet, key, mark, session.by)
    session.tell(f"{called(act, key)}: vak aangepast.")
    return act.back(key)


async def words(session: Session, request: Request) -> Response:
    """New marks over chosen words: neighbours on the page become one mark."""
    act = await Act.of(session, request)
    ask = session.cabinet.ask(act.id)
    leaf = await away(session.pages.leaf, ask, act.page)
    chosen = sorted({_known_word(one, leaf.words) for one in act.form.all("woord")})
    if not chosen:
        raise UsageError("Kies eerst een of meer woorden.", reason="no-words")
    spans = [(act.page, start, end) for start, end in _joined(chosen, leaf.words)]
    marks = await away(session.pages.spanned, ask, spans)
    deeds.decide(
        act.sheet,
        (),
        "redact",
        session.by,
        defaults=session.cabinet.policy.grounds,
        ground=act.form.ground(),
        drawn=marks,
    )
    session.tell(f"{len(marks)} plaats{'en' if len(marks) > 1 else ''} aangewezen: wordt gelakt.")
    return act.back(marks[0].id)


async def split(session: Session, request: Request) -> Response:
    """A mark per line, or on one line per word, or an area without text in two halves."""
    act = await Act.of(session, request)
    key = act.mark
    mark = act.state.marks[key]
    ask = session.cabinet.ask(act.id)
    leaf = await away(session.pages.leaf, ask, act.page)
    spans = _parts(mark.start, mark.end, leaf.lines, leaf.words)
    if len(spans) > 1:
        parts = await away(session.pages.spanned, ask, [(act.page, *span) for span in spans])
        deeds.split(act.sheet, key, parts, session.by, exact=False)
    else:
        whole = mark.quads[0].rect
        middle = (whole.x0 + whole.x1) / 2
        halves = [whole._replace(x1=middle), whole._replace(x0=middle)]
        parts = [await away(session.pages.drawn, ask, act.page, half) for half in halves]
        deeds.split(act.sheet, key, parts, session.by, exact=True)
    session.tell(f"{called(act, key)}: gesplitst in {len(parts)}.")
    return act.back(key)


async def merge(session: Session, request: Request) -> Response:
    """A mark and the one after it on the page become one."""
    act = await Act.of(session, request)
    key = act.mark
    on_page = order(act.sheet, "alles").on(act.state, act.page)
    place = on_page.index(key)
    if place + 1 >= len(on_page):
        raise UsageError("Na dit voorstel komt er op deze pagina geen meer.", reason="no-next")
    one, two = act.state.marks[key], act.state.marks[on_page[place + 1]]
    ask = session.cabinet.ask(act.id)
    if one.start < one.end and two.start < two.end:
        start, end = min(one.start, two.start), max(one.end, two.end)
        (whole,) = await away(session.pages.spanned, ask, [(act.page, start, end)])
    else:
        rects = [quad.rect for mark in (one, two) for quad in mark.quads]
        rect = rects[0]
        for other in rects[1:]:
            rect = rect.union(other)
        whole = await away(session.pages.drawn, ask, act.page, rect)
    deeds.merge(act.sheet, (one.id, two.id), whole, session.by)
    session.tell(f"{called(act, key)}: samengevoegd met het volgende.")
    return act.back(key)


async def remove(session: Session, request: Request) -> Response:
    act = await Act.of(session, request)
    following = next_open(act, act.mark)
    deeds.remove(act.sheet, act.mark, session.by)
    session.tell("Vak weggehaald.")
    return act.back(following)


async def _rect(act: Act) -> Rect:
    """In points; from fractions of the shown image when the form says so."""
    leaf = await away(act.session.pages.leaf, act.session.cabinet.ask(act.id), act.page)
    if act.form.text("maat") == "heel":
        return Rect(0, 0, leaf.width, leaf.height)
    rect = act.form.rect()
    return leaf.unshown(rect) if act.form.text("maat") == "deel" else rect


def _known_word(text: str, known: Sequence[tuple[int, int]]) -> tuple[int, int]:
    found = span(text)
    if found not in known:
        raise UsageError("Dit formulier klopt niet; ververs de pagina.", reason="form")
    return found


def _joined(
    chosen: Sequence[tuple[int, int]], words: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Chosen words that follow each other become one span."""
    places = {word: number for number, word in enumerate(words)}
    spans: list[tuple[int, int]] = []
    last = -2
    for word in chosen:
        if places[word] == last + 1:
            spans[-1] = (spans[-1][0], word[1])
        else:
            spans.append(word)
        last = places[word]
    return spans


def _parts(
    start: int,
    end: int,
    lines: Sequence[tuple[int, int, int]],
    words: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    per_line = [(max(a, start), min(b, end)) for a, b, _ in lines if a < end and start < b]
    if len(per_line) > 1:
        return per_line
    return [(max(a, start), min(b, end)) for a, b in words if a < end and start < b]
