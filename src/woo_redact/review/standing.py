"""How a mark stands, in the words of the page, and what a document comes down to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from woo_redact import grounds
from woo_redact.folding import skeleton
from woo_redact.policy import Policy
from woo_redact.review.blocks import block_of
from woo_redact.sheet import Sheet, State
from woo_redact.sheet.checks import blockers, reviewers
from woo_redact.sheet.lines import Approve, Decide, Header, Line, MarkLine, Result
from woo_redact.sheet.state import fold
from woo_redact.types import Source

Standing = Literal["open", "akkoord", "niet", "blijft"]
Stage = Literal["nieuw", "bezig", "klaar", "vrijgegeven", "gepubliceerd"]

STANDINGS: dict[Standing, str] = {
    "open": "voorstel",
    "akkoord": "akkoord: lakken",
    "niet": "niet lakken",
    "blijft": "blijft staan",
}
STAGES: dict[Stage, str] = {
    "nieuw": "nieuw",
    "bezig": "in behandeling",
    "klaar": "klaar voor vrijgave",
    "vrijgegeven": "vrijgegeven",
    "gepubliceerd": "gepubliceerd",
}


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """One spelling for every spelling, kept: the same texts are compared at every key."""
    return skeleton(text)


def standing(state: State, key: str) -> Standing:
    """Open: a proposal without a decision. Stays: proposed to stay, and nobody thinks otherwise."""
    mark = state.marks[key]
    decision = state.decisions.get(key)
    if decision is not None:
        return "niet" if decision.verdict == "keep" else "akkoord"
    if mark.verdict == "keep":
        return "blijft"
    return "akkoord" if mark.by is not None or mark.exact else "open"


def deviates(state: State, key: str) -> bool:
    """Does what stands differ from what was proposed? That is what a second reader looks at."""
    mark, decision = state.marks[key], state.decisions.get(key)
    if mark.by is not None:
        return True
    if decision is None:
        return False
    return decision.verdict != mark.verdict or (
        decision.verdict == "redact" and decision.ground not in (None, mark.ground)
    )


def needs_reason(state: State, key: str) -> bool:
    """Does leaving this open weigh against a relative ground, so that it needs a reason?"""
    mark = state.marks[key]
    codes = (mark.ground or "").split(grounds.SEPARATOR) if mark.ground else []
    sure = mark.verdict == "redact" and mark.tier == "redact" and mark.by is None
    return sure and any(grounds.needs_motivation(code) for code in codes)


def person_of(mark: MarkLine) -> str | None:
    """The key under which a mark counts for a person over the documents of the case."""
    if mark.person:
        return mark.person
    return folded(mark.text) or None if mark.kind == "person" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mark as the lists over the whole case need it."""

    mark: str
    page: int
    kind: str
    text: str
    folded: str
    person: str | None
    block: str | None
    standing: Standing
    proposed: Standing
    sweep: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One document in the work list."""

    source: Source
    open: int
    doubtful: int
    redact: int
    keep: int
    seen: int
    flagged: int
    notes: int
    people: tuple[str, ...]
    stage: Stage
    page: int
    """Where the last deed was done."""
    fresh: int
    """Proposals that came since people last decided."""
    sweeps: tuple[str, ...]
    """Deeds over several documents that this one took part in, also those taken back."""
    mentions: tuple[Mention, ...]

    @property
    def name(self) -> str:
        return self.source.name

    @property
    def pages(self) -> int:
        return self.source.pages


@dataclass(frozen=True, slots=True)
class News:
    """What a new proposal (another source, policy or program) changed under people's decisions."""

    fresh: frozenset[str] = frozenset()
    """Proposals that were not there when somebody last decided."""
    lost: tuple[MarkLine, ...] = ()
    """Marks that had a decision and no longer are what they were."""
    moved: bool = False
    """Is it another file? Then boxes by hand may lie elsewhere than they should."""


def news(sheet: Sheet) -> News:
    lines = sheet.lines
    last = max(place for place, line in enumerate(lines) if isinstance(line, Header))
    human = [place for place in range(last) if _by_hand(lines[place])]
    if not human:
        return News()
    old, state = fold(lines[: human[-1] + 1]), sheet.state
    return News(
        fresh=frozenset(
            key
            for key, mark in state.marks.items()
            if mark.by is None and (key not in old.marks or old.marks[key].text != mark.text)
        ),
        lost=tuple(
            old.marks[key]
            for key in old.decisions
            if key not in state.marks
            or (state.marks[key].by is None and state.marks[key].text != old.marks[key].text)
        ),
        moved=old.header.source.sha256 != state.header.source.sha256,
    )


def _by_hand(line: Line) -> bool:
    return not isinstance(line, Header | Result | Approve) and line.by is not None


def summarise(sheet: Sheet, policy: Policy) -> Summary:
    state = sheet.state
    stands = {key: standing(state, key) for key in state.marks}
    pages = state.header.source.pages
    states = [state.page_state(page) for page in range(1, pages + 1)]
    return Summary(
        source=state.header.source,
        open=len(state.open_marks),
        doubtful=sum(state.marks[key].tier != "redact" for key in state.open_marks),
        redact=sum(one == "akkoord" for one in stands.values()),
        keep=sum(one == "niet" for one in stands.values()),
        seen=states.count("seen"),
        flagged=states.count("flagged"),
        notes=len(state.notes),
        people=tuple(sorted(reviewers(state))),
        stage=stage(state, policy),
        page=_last_page(state),
        fresh=len(news(sheet).fresh),
        sweeps=tuple(
            {line.sweep: None for line in sheet.lines if isinstance(line, Decide) and line.sweep}
        ),
        mentions=tuple(_mention(state, key, stands[key]) for key in state.marks),
    )


def stage(state: State, policy: Policy) -> Stage:
    if state.approval is not None:
        done = any(result.seq > state.approval.seq for result in state.results)
        return "gepubliceerd" if done else "vrijgegeven"
    if state.header.policy == policy.sha256 and not blockers(state, policy):
        return "klaar"
    return "bezig" if state.decisions or state.pages else "nieuw"


def _mention(state: State, key: str, stands: Standing) -> Mention:
    mark = state.marks[key]
    decision: Decide | None = state.decisions.get(key)
    return Mention(
        mark=key,
        page=mark.page,
        kind=mark.kind,
        text=" ".join(mark.text.split()),
        folded=folded(mark.text),
        person=person_of(mark),
        block=block_of(mark),
        standing=stands,
        proposed="blijft" if mark.verdict == "keep" else "open",
        sweep=decision.sweep if decision else None,
    )


def _last_page(state: State) -> int:
    places = [(line.seq, page) for page, line in state.pages.items()]
    places += [(line.seq, state.marks[key].page) for key, line in state.decisions.items() if key]
    return max(1, max(places)[1]) if places else 1
