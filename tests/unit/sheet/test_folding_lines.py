"""Properties of the fold: whatever is decided and taken back, in whatever order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from woo_redact.sheet.lines import Decide, Header, Line, MarkLine, Note, PageLine, Undo, dump, read
from woo_redact.sheet.state import State, fold
from woo_redact.types import Quad, Rect, Source

KEYS = ("a", "b", "c")
HEADER = Header(
    source=Source(name="n.pdf", sha256="0" * 64, pages=2),
    policy="p",
    profile="beslisnota",
    tool="1",
)


def proposed(key: str) -> MarkLine:
    return MarkLine(
        id=key,
        page=1,
        start=0,
        end=1,
        quads=(Quad.of(Rect(0.1, 0.25, 1, 1)),),
        kind="person",
        text=key,
        verdict="redact",
        tier="redact",
        ground="5.1.2e",
        rule="r",
        reason="x",
        detectors=("d",),
    )


DEEDS = st.one_of(
    st.builds(
        Decide,
        marks=st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True).map(tuple),
        verdict=st.sampled_from(["redact", "keep", "later"]),
        ground=st.none() | st.just("5.1.2i"),
        note=st.none() | st.text(max_size=5),
        by=st.sampled_from(["jb", "mk"]),
        at=st.just("t"),
    ),
    st.builds(
        PageLine,
        page=st.integers(1, 2),
        state=st.sampled_from(["seen", "flagged", "unseen"]),
        by=st.just("jb"),
        at=st.just("t"),
    ),
    st.builds(Note, text=st.text(max_size=5), by=st.just("jb"), at=st.just("t")),
)
START: list[Line] = [HEADER, *(proposed(key) for key in KEYS)]


def numbered(lines: list[Line]) -> list[Line]:
    return [replace(line, seq=number) for number, line in enumerate(lines, 1)]


def undo(of: int) -> Undo:
    return Undo(of=of, by="jb", at="t")


def holds(state: State) -> tuple[object, ...]:
    """What holds, apart from the numbers of the lines that made it so."""
    return (
        {key: replace(decision, seq=0) for key, decision in state.decisions.items()},
        {page: replace(line, seq=0) for page, line in state.pages.items()},
        [replace(note, seq=0) for note in state.notes],
        state.open_marks,
        state.digest,
    )


@given(st.lists(DEEDS, max_size=8), st.data())
def test_undoing_a_deed_is_as_if_it_never_was(deeds, data) -> None:
    lines = numbered([*START, *deeds])
    if not deeds:
        return
    gone = data.draw(st.integers(len(START) + 1, len(lines)))
    without = [line for line in lines if line.seq != gone]
    assert holds(fold(numbered([*lines, undo(gone)]))) == holds(fold(without))


@given(st.lists(DEEDS, min_size=1, max_size=8), st.data())
def test_undoing_the_undo_is_doing_it_again(deeds, data) -> None:
    lines = numbered([*START, *deeds])
    gone = data.draw(st.integers(len(START) + 1, len(lines)))
    back = numbered([*lines, undo(gone), undo(len(lines) + 1)])
    assert holds(fold(back)) == holds(fold(lines))


@given(st.lists(DEEDS, max_size=6), st.data())
def test_undoing_everything_in_any_order_leaves_the_proposals(deeds, data) -> None:
    lines = numbered([*START, *deeds])
    numbers = data.draw(st.permutations(range(len(START) + 1, len(lines) + 1)))
    undone = numbered([*lines, *(undo(number) for number in numbers)])
    assert holds(fold(undone)) == holds(fold(numbered(START)))


@given(st.lists(DEEDS, max_size=10))
def test_every_proposal_is_open_or_decided_and_never_both(deeds) -> None:
    state = fold(numbered([*START, *deeds]))
    assert set(state.open_marks) | set(state.decisions) == set(KEYS)
    assert not set(state.open_marks) & set(state.decisions)
    assert {mark.id for mark in state.decided()} == set(state.decisions)


@given(st.lists(DEEDS, max_size=10), st.lists(DEEDS, max_size=10))
def test_two_states_differ_exactly_when_their_digests_do(one, other) -> None:
    first, second = fold(numbered([*START, *one])), fold(numbered([*START, *other]))
    anonymous = [
        {key: (d.verdict, d.ground, d.note, d.by) for key, d in state.decisions.items()}
        for state in (first, second)
    ]
    pages = [{p: (x.state, x.by) for p, x in state.pages.items()} for state in (first, second)]
    notes = [[n.text for n in state.notes] for state in (first, second)]
    same = anonymous[0] == anonymous[1] and pages[0] == pages[1] and notes[0] == notes[1]
    assert (first.digest == second.digest) == same


@given(st.one_of(DEEDS, st.builds(undo, st.integers(1, 9)), st.sampled_from(START)))
def test_a_line_is_read_back_as_it_was_written(line) -> None:
    data = dump(line)
    assert data.count(b"\n") == 1
    assert read(data, "n.lak.jsonl", 1) == line
