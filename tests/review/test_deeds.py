"""Deeds, steps back and steps forth, as lines of a sheet."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from woo_redact import policy as policies
from woo_redact.review import deeds
from woo_redact.sheet import Sheet
from woo_redact.types import Mark, Quad, Rect, Source

POLICY = policies.load()
SOURCE = Source(name="nota.pdf", sha256="0" * 64, pages=3)


def mark(number, *, verdict="redact", ground="5.1.2e"):
    rect = Rect(10, 20 * number, 60, 20 * number + 10)
    return Mark(
        id=f"p1-{number:010x}",
        page=1,
        start=10 * number,
        end=10 * number + 8,
        quads=(Quad.of(rect),),
        kind="person",
        text=f"Naam{number}",
        verdict=verdict,
        tier="redact",
        ground=ground if verdict == "redact" else None,
        rule="layout/colofon",
        reason="Staat in de colofon.",
        detectors=("layout",),
    )


def fresh(folder):
    marks = [mark(0), mark(1), mark(2, verdict="keep")]
    return Sheet.create(folder / "nota.lak.jsonl", SOURCE, POLICY, marks)


def what_stands(sheet):
    state = sheet.state
    return (
        {key: (m.quads, m.text) for key, m in state.marks.items()},
        {key: (d.verdict, d.ground, d.note) for key, d in state.decisions.items()},
        {page: line.state for page, line in state.pages.items()},
        [note.text for note in state.notes],
    )


def decide(sheet, keys, verdict, by="anna", **more):
    deeds.decide(sheet, keys, verdict, by, defaults=POLICY.grounds, **more)


DEEDS = {
    "akkoord": lambda s: decide(s, [mark(0).id], "redact"),
    "niet": lambda s: decide(s, [mark(1).id], "keep", note="openbaar"),
    "alle": lambda s: decide(s, [mark(0).id, mark(1).id, mark(2).id], "redact"),
    "later": lambda s: decide(s, [mark(0).id], None),
    "vak": lambda s: deeds.draw(s, mark(7), "5.1.2e", "anna"),
    "maat": lambda s: deeds.reshape(s, mark(0).id, mark(8), "anna"),
    "splits": lambda s: deeds.split(s, mark(1).id, [mark(9), mark(10)], "anna", exact=False),
    "gezien": lambda s: deeds.page(s, 1, "seen", "anna"),
    "notitie": lambda s: deeds.note(s, "Let op.", "anna", page=None, mark=None),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(sorted(DEEDS)), min_size=1, max_size=8), st.data())
def test_every_deed_is_taken_back_and_done_again(tmp_path_factory, names, data):
    folder = tmp_path_factory.mktemp("blad")
    sheet = fresh(folder)
    stood = [what_stands(sheet)]
    for name in names:
        DEEDS[name](sheet)
        stood.append(what_stands(sheet))
    place = len(names)
    for back in data.draw(st.lists(st.booleans(), max_size=14)):
        history = deeds.history(sheet.lines, "anna")
        assert (len(history.done), len(history.undone)) == (place, len(names) - place)
        if back and place:
            deeds.undo(sheet, "anna")
            place -= 1
        elif not back and place < len(names):
            deeds.redo(sheet, "anna")
            place += 1
        assert what_stands(sheet) == stood[place]
        if data.draw(st.booleans()):  # the server starts anew
            sheet.close()
            sheet = Sheet.open(sheet.path)
            assert what_stands(sheet) == stood[place]
    sheet.close()


def test_a_new_deed_forgets_what_was_taken_back(tmp_path):
    with fresh(tmp_path) as sheet:
        decide(sheet, [mark(0).id], "redact")
        deeds.undo(sheet, "anna")
        decide(sheet, [mark(1).id], "redact")
        assert deeds.history(sheet.lines, "anna").undone == ()


def test_nobody_takes_back_what_another_did(tmp_path):
    with fresh(tmp_path) as sheet:
        decide(sheet, [mark(0).id], "redact", by="anna")
        decide(sheet, [mark(1).id], "redact", by="bert")
        deeds.undo(sheet, "anna")
        assert set(sheet.state.decisions) == {mark(1).id}
        assert deeds.history(sheet.lines, "anna").done == ()


def test_a_keep_that_is_covered_after_all_gets_the_ground_of_its_kind(tmp_path):
    with fresh(tmp_path) as sheet:
        decide(sheet, [mark(0).id, mark(2).id], "redact")
        assert sheet.state.final(mark(2).id).ground == POLICY.grounds["person"]
        assert len(deeds.history(sheet.lines, "anna").done) == 1


def test_a_box_taken_away_is_a_deed_of_its_own(tmp_path):
    with fresh(tmp_path) as sheet:
        deeds.draw(sheet, mark(7), "5.1.2e", "anna")
        deeds.page(sheet, 1, "seen", "anna")
        deeds.remove(sheet, mark(7).id, "anna")
        assert mark(7).id not in sheet.state.marks
        deeds.undo(sheet, "anna")
        assert mark(7).id in sheet.state.marks, "the last deed comes back, not the page"
        assert sheet.state.page_state(1) == "seen"


def test_a_box_that_was_moved_goes_whole(tmp_path):
    with fresh(tmp_path) as sheet:
        deeds.draw(sheet, mark(7), "5.1.2e", "anna")
        deeds.reshape(sheet, mark(7).id, mark(8), "anna")
        deeds.remove(sheet, mark(7).id, "anna")
        assert mark(7).id not in sheet.state.marks
        deeds.reshape(sheet, mark(0).id, mark(9), "anna")
        deeds.remove(sheet, mark(0).id, "anna")
        assert sheet.state.marks[mark(0).id].text == "Naam0", "the proposal stands again"
        deeds.undo(sheet, "anna")
        assert sheet.state.marks[mark(0).id].text == "Naam9"


def test_a_merge_covers_before_it_uncovers(tmp_path):
    with fresh(tmp_path) as sheet:
        deeds.merge(sheet, (mark(0).id, mark(1).id), mark(5), "anna")
        assert mark(1).id not in sheet.state.marks
        path = sheet.path
    whole = path.read_bytes()
    for cut in range(len(whole) - 400, len(whole)):
        path.write_bytes(whole[:cut])
        stands = Sheet.open(path, readonly=True).state.marks
        assert mark(1).id in stands or stands[mark(0).id].text == "Naam5"


def test_reshaping_what_was_left_open_covers_it(tmp_path):
    with fresh(tmp_path) as sheet:
        decide(sheet, [mark(0).id], "keep")
        deeds.reshape(sheet, mark(0).id, mark(8), "anna")
        assert sheet.state.final(mark(0).id).verdict == "redact"
        assert not {mark(0).id} & set(sheet.state.open_marks)
