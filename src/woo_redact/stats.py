"""What reviewers changed: proposed against final, counted from the sheets of a case.

Nothing here holds a text, a name or the name of a document: only how often. A proposal that a
person merged with another or gave another place was right about the text and wrong about the place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields

from woo_redact.sheet import Sheet, State
from woo_redact.sheet.lines import Header, Line, MarkLine
from woo_redact.types import Quad


@dataclass(slots=True)
class Tally:
    """Proposals to cover: ``proposed`` is ``accepted``, ``rejected`` and ``open`` together; of the
    accepted some got another ground (``regrounded``) or another place (``moved``). Proposals to
    leave open: ``kept``, of which some were covered after all (``overruled``).
    """

    proposed: int = 0
    accepted: int = 0
    rejected: int = 0
    open: int = 0
    regrounded: int = 0
    moved: int = 0
    kept: int = 0
    overruled: int = 0

    def add(self, other: Tally) -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """``added`` are boxes by hand per kind; ``reviewed`` documents in which somebody decided."""

    documents: int = 0
    reviewed: int = 0
    total: Tally = field(default_factory=Tally)
    kinds: Mapping[str, Tally] = field(default_factory=dict)
    tiers: Mapping[str, Tally] = field(default_factory=dict)
    detectors: Mapping[str, Tally] = field(default_factory=dict)
    rules: Mapping[str, Tally] = field(default_factory=dict)
    added: Mapping[str, int] = field(default_factory=dict)

    @property
    def found_late(self) -> int:
        """What a person covered and the program did not propose to."""
        return sum(self.added.values()) + self.total.overruled

    @property
    def missed(self) -> float | None:
        """Its share in all that people want covered; None while nothing is."""
        covered = self.total.accepted + self.found_late
        return self.found_late / covered if covered else None

    @property
    def right(self) -> float | None:
        """The share of decided proposals that were agreed to; None while nothing is decided."""
        decided = self.total.accepted + self.total.rejected
        return self.total.accepted / decided if decided else None

    def plain(self) -> dict[str, object]:
        """As it is printed for machines."""
        rates = {"missed": _rounded(self.missed), "right": _rounded(self.right)}
        return {**asdict(self), **rates}


def count(sheets: Iterable[Sheet]) -> Stats:
    """The sheets of a case as numbers; the same sheets give the same numbers in the same order."""
    documents = reviewed = 0
    total = Tally()
    groups: dict[str, dict[str, Tally]] = {
        "kinds": {},
        "tiers": {},
        "detectors": {},
        "rules": {},
    }
    added: Counter[str] = Counter()
    for sheet in sheets:
        state = sheet.state
        documents += 1
        reviewed += bool(state.decisions) or any(mark.by for mark in state.marks.values())
        proposals = _proposals(sheet.lines)
        for mark in proposals:
            fate = _fate(mark, state)
            total.add(fate)
            for group, name in _places(mark):
                groups[group].setdefault(name, Tally()).add(fate)
        added.update(mark.kind for mark in _by_hand(state, proposals))
    return Stats(
        documents=documents,
        reviewed=reviewed,
        total=total,
        kinds=_sorted(groups["kinds"]),
        tiers=_sorted(groups["tiers"]),
        detectors=_sorted(groups["detectors"]),
        rules=_sorted(groups["rules"]),
        added=dict(sorted(added.items())),
    )


def _proposals(lines: Sequence[Line]) -> list[MarkLine]:
    """What the program proposed last."""
    start = max(i for i, line in enumerate(lines) if isinstance(line, Header))
    return [
        line
        for line in lines[start:]
        if isinstance(line, MarkLine) and line.by is None and not line.exact
    ]


def _fate(proposal: MarkLine, state: State) -> Tally:
    mark = state.marks.get(proposal.id)
    decision = state.decisions.get(proposal.id)
    drawn = mark is None or mark.by is not None
    rejected = decision is not None and decision.verdict == "keep"
    covered = not rejected and (drawn or decision is not None)
    if proposal.verdict == "keep":
        return Tally(kept=1, overruled=int(covered))
    final = state.final(proposal.id).ground if mark else proposal.ground
    return Tally(
        proposed=1,
        accepted=int(covered),
        rejected=int(rejected),
        open=int(not covered and not rejected),
        regrounded=int(covered and final != proposal.ground),
        moved=int(covered and drawn),
    )


def _places(mark: MarkLine) -> Iterator[tuple[str, str]]:
    yield "kinds", mark.kind
    yield "tiers", mark.tier
    yield "rules", mark.rule
    for detector in dict.fromkeys(mark.detectors):
        yield "detectors", detector


def _by_hand(state: State, proposals: Sequence[MarkLine]) -> Iterator[MarkLine]:
    """Boxes where nothing was proposed; a part of a proposal that was split is none."""
    known = {mark.id for mark in proposals}
    places = [(mark.page, mark.quads) for mark in proposals if mark.verdict == "redact"]
    for key, mark in state.marks.items():
        decision = state.decisions.get(key)
        drawn = mark.by is not None or mark.exact
        if not drawn or key in known or (decision is not None and decision.verdict == "keep"):
            continue
        if not any(page == mark.page and _over(quads, mark.quads) for page, quads in places):
            yield mark


def _over(some: Sequence[Quad], others: Sequence[Quad]) -> bool:
    """Does the middle of one of ``others`` lie in one of ``some``?"""
    return any(one.rect.contains(other.rect.centre) for one in some for other in others)


def _sorted(tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    """Those with most proposals first."""
    return dict(
        sorted(tallies.items(), key=lambda item: (-item[1].proposed, -item[1].kept, item[0]))
    )


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 4)
