from __future__ import annotations

import fcntl
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from woo_redact import policy
from woo_redact.errors import (
    ExitCode,
    InputError,
    Locked,
    PolicyError,
    ReviewError,
    UsageError,
    WooRedactError,
)
from woo_redact.sheet import Sheet, schema
from woo_redact.sheet.lines import Decide, Line, Note, PageLine, Result, Undo
from woo_redact.types import Document, Mark, Page, Quad, Rect, Source

STANDARD = policy.load("beslisnota")
NOW = "2026-11-21T09:12:44+01:00"
SOURCE = Source(name="nota.pdf", sha256="a" * 64, pages=1)
TEXT = "Auteur Bo Wolkers, minister Aydın"


def mark(key: str, start: int, end: int, **changes: object) -> Mark:
    proposed = Mark(
        id=key,
        page=1,
        start=start,
        end=end,
        quads=(Quad.of(Rect(1.5, 2, 3, 4)),),
        kind="person",
        text=TEXT[start:end],
        verdict="redact",
        tier="redact",
        ground="5.1.2e",
        rule="layout/colofon",
        reason="naam",
        detectors=("layout",),
    )
    return replace(proposed, **changes)  # type: ignore[arg-type]


AUTHOR = mark("p1-a", 7, 17)
MINISTER = mark("p1-b", 28, 33, verdict="keep", ground=None, rule="functie/bewindspersoon")
DOUBT = mark("p1-c", 0, 6, tier="look")
MARKS = (AUTHOR, MINISTER, DOUBT)


def document(source: Source = SOURCE) -> Document:
    offsets = tuple(range(len(TEXT)))
    page = Page(
        number=1,
        width=595,
        height=842,
        rotation=0,
        text=TEXT,
        first=offsets,
        stop=tuple(i + 1 for i in offsets),
    )
    return Document(source=source, pages=(page,))


def decide(*marks: str, verdict: str = "redact", by: str = "jb", **changes: str) -> Decide:
    return Decide(marks=marks, verdict=verdict, by=by, at=NOW, **changes)  # type: ignore[arg-type]


def seen(by: str = "jb") -> PageLine:
    return PageLine(page=1, state="seen", by=by, at=NOW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nota.lak.jsonl"


@pytest.fixture
def sheet(path: Path) -> Iterator[Sheet]:
    with Sheet.create(path, SOURCE, STANDARD, MARKS) as made:
        yield made


def test_a_sheet_is_its_owners_alone(sheet: Sheet) -> None:
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in sheet.path.parent.iterdir()}
    assert modes == {"nota.lak.jsonl": 0o600, ".nota.lak.jsonl.open": 0o600}
    sheet.close()
    assert [p.name for p in sheet.path.parent.iterdir()] == ["nota.lak.jsonl"]


def test_in_the_folder_of_a_group_it_is_the_groups(path: Path) -> None:
    path.parent.chmod(0o770)
    Sheet.create(path, SOURCE, STANDARD, MARKS).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


def test_what_was_written_is_read_back(sheet: Sheet) -> None:
    sheet.append(decide("p1-a", note="ok"))
    again = Sheet.open(sheet.path, readonly=True)
    assert again.lines == sheet.lines
    assert again.state == sheet.state
    assert again.state.final("p1-a") == AUTHOR


def test_lines_are_on_disk_before_append_returns(sheet: Sheet) -> None:
    sheet.append(decide("p1-a"))
    assert json.loads(sheet.path.read_bytes().splitlines()[-1])["t"] == "decide"


def test_the_first_line_binds_source_and_policy(sheet: Sheet) -> None:
    header = json.loads(sheet.path.read_bytes().splitlines()[0])
    assert header["schema"] == "woo-redact/sheet@1"
    assert header["source"] == {"name": "nota.pdf", "sha256": "a" * 64, "pages": 1}
    assert header["policy"] == STANDARD.sha256


def test_a_second_writer_waits_and_a_second_reader_reads(sheet: Sheet) -> None:
    with pytest.raises(Locked) as caught:
        Sheet.open(sheet.path)
    assert caught.value.exit_code == ExitCode.LOCKED
    reader = Sheet.open(sheet.path, readonly=True)
    with pytest.raises(Locked):
        reader.append(decide("p1-a"))
    sheet.close()
    Sheet.open(sheet.path).close()


def test_a_torn_last_line_is_dropped_and_written_over(sheet: Sheet) -> None:
    sheet.append(decide("p1-a"))
    sheet.close()
    whole = sheet.path.read_bytes()
    sheet.path.write_bytes(whole + b'{"t":"decide","marks":["p1')
    assert len(Sheet.open(sheet.path, readonly=True).lines) == 5
    with Sheet.open(sheet.path) as again:
        again.append(decide("p1-c"))
    assert len(Sheet.open(sheet.path, readonly=True).lines) == 6


@pytest.mark.parametrize(
    "damage",
    [
        lambda rows: rows[:1] + rows[2:],
        lambda rows: [b"{}", *rows[1:]],
        lambda rows: rows[1:],
        lambda rows: [*rows, b"geen json"],
        lambda rows: [*rows, rows[-1].replace(b'"seq":4', b'"seq":5,"extra":1')],
        lambda rows: [*rows, b'{"t":"undo","of":"drie","by":"jb","at":"x","seq":5}'],
        lambda rows: [],
    ],
)
def test_a_damaged_sheet_is_refused_without_its_texts(sheet: Sheet, damage) -> None:
    sheet.close()
    rows = damage(sheet.path.read_bytes().splitlines())
    sheet.path.write_bytes(b"".join(row + b"\n" for row in rows))
    with pytest.raises(InputError, match="beschadigd op regel") as caught:
        Sheet.open(sheet.path)
    assert "Wolkers" not in str(caught.value)


def test_later_line_types_are_passed_over_and_later_majors_refused(sheet: Sheet) -> None:
    sheet.close()
    data = sheet.path.read_bytes()
    sheet.path.write_bytes(data + b'{"t":"stempel","wat":1,"seq":5}\n')
    with Sheet.open(sheet.path) as again:
        assert again.append(decide("p1-a")).seq == 6
    assert Sheet.open(sheet.path, readonly=True).state.decisions
    sheet.path.write_bytes(data.replace(b"sheet@1", b"sheet@1.3"))
    Sheet.open(sheet.path).close()
    sheet.path.write_bytes(data.replace(b"sheet@1", b"sheet@2"))
    with pytest.raises(InputError, match="andere versie"):
        Sheet.open(sheet.path)


def test_an_existing_sheet_is_not_written_over(sheet: Sheet) -> None:
    with pytest.raises(UsageError, match="bestaat al"):
        Sheet.create(sheet.path, SOURCE, STANDARD, MARKS)


def test_a_sheet_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(WooRedactError, match="kan niet worden geschreven"):
        Sheet.create(tmp_path / "weg" / "nota.lak.jsonl", SOURCE, STANDARD, MARKS)
    with pytest.raises(InputError, match="kan niet worden geopend"):
        Sheet.open(tmp_path / "weg.lak.jsonl")


def test_a_full_disk_is_said_and_nothing_counts(sheet: Sheet) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    sheet._descriptor, own = full, sheet._descriptor
    with pytest.raises(WooRedactError, match="ruimte"):
        sheet.append(decide("p1-a"))
    assert "p1-a" not in sheet.state.decisions
    os.close(full)
    sheet._descriptor = own


def test_reading_refuses_nothing_while_another_process_holds_the_lock(sheet: Sheet) -> None:
    sheet.close()
    with sheet.path.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert Sheet.open(sheet.path, readonly=True).state.open_marks == ("p1-a", "p1-c")
        with pytest.raises(Locked):
            Sheet.open(sheet.path)


def test_undo_names_an_earlier_deed(sheet: Sheet) -> None:
    with pytest.raises(UsageError):
        sheet.append(Undo(of=1, by="jb", at=NOW))
    with pytest.raises(UsageError):
        sheet.append(Undo(of=99, by="jb", at=NOW))
    line = sheet.append(decide("p1-a"))
    sheet.append(Undo(of=line.seq, by="jb", at=NOW))
    assert "p1-a" in sheet.state.open_marks


def ready(sheet: Sheet) -> None:
    sheet.append(decide("p1-a"))
    sheet.append(decide("p1-c", verdict="keep"))
    sheet.append(seen())


def test_a_plan_waits_for_decisions_and_for_the_second_reader(sheet: Sheet) -> None:
    with pytest.raises(ReviewError, match="2 open voorstellen"):
        sheet.plan(document(), STANDARD)
    ready(sheet)
    with pytest.raises(ReviewError, match="niet vrijgegeven"):
        sheet.plan(document(), STANDARD)
    with pytest.raises(ReviewError, match="tweede lezer"):
        sheet.approve("jb", NOW, STANDARD)
    sheet.approve("mk", NOW, STANDARD)
    plan = sheet.plan(document(), STANDARD)
    assert [box.text for box in plan.boxes] == ["Bo Wolkers"]
    assert plan.approved_by == "mk"


@pytest.mark.parametrize(
    "line", [decide("p1-c"), seen(), Note(text="kijk nog", by="mk", at=NOW)], ids=lambda x: x.t
)
def test_any_later_line_voids_the_approval(sheet: Sheet, line: Line) -> None:
    ready(sheet)
    sheet.approve("mk", NOW, STANDARD)
    sheet.append(line)
    with pytest.raises(ReviewError, match="niet vrijgegeven"):
        sheet.plan(document(), STANDARD)


def test_a_result_leaves_the_approval_standing(sheet: Sheet) -> None:
    ready(sheet)
    sheet.approve("mk", NOW, STANDARD)
    sheet.append(Result(sha256="b" * 64, report="green", reviewed=True))
    assert sheet.plan(document(), STANDARD).approved_by == "mk"
    assert [mark.id for mark in sheet.state.burnt()] == ["p1-a"]


def test_an_unreviewed_result_burnt_what_was_sure(sheet: Sheet) -> None:
    sheet.append(Result(sha256="b" * 64, report="green", reviewed=False))
    assert [mark.id for mark in sheet.state.burnt()] == ["p1-a"]


def test_an_approval_written_by_hand_signs_nothing(sheet: Sheet) -> None:
    ready(sheet)
    approval = sheet.approve("mk", NOW, STANDARD)
    forged = replace(approval, state="0" * 64)
    sheet.append(forged)
    assert sheet.state.approval is None


def test_another_source_or_policy_asks_for_new_proposals(sheet: Sheet) -> None:
    other = replace(SOURCE, sha256="b" * 64)
    with pytest.raises(ReviewError, match="is veranderd"):
        sheet.plan(document(other), STANDARD)
    with pytest.raises(ReviewError, match="beleid is veranderd"):
        sheet.plan(document(), policy.load("woo-besluit"))


def test_new_proposals_keep_decisions_on_what_is_the_same(sheet: Sheet) -> None:
    ready(sheet)
    other = replace(SOURCE, sha256="b" * 64)
    fresh = mark("p1-new", 18, 26)
    assert sheet.propose(other, STANDARD, (AUTHOR, fresh))
    state = sheet.state
    assert set(state.marks) == {"p1-a", "p1-new"}
    assert state.open_marks == ("p1-new",)
    assert state.page_state(1) == "unseen"
    assert not sheet.propose(other, STANDARD, (AUTHOR, fresh))


def test_what_somebody_drew_outlives_new_proposals(sheet: Sheet) -> None:
    lines = sheet.lines
    moved = next(line for line in lines if getattr(line, "id", "") == "p1-a")
    sheet.append(replace(moved, quads=(Quad.of(Rect(0, 0, 9, 9)),), by="jb", at=NOW))
    sheet.propose(replace(SOURCE, sha256="c" * 64), STANDARD, MARKS)
    assert sheet.state.final("p1-a").quads[0].rect == Rect(0, 0, 9, 9)
    assert "p1-a" not in sheet.state.open_marks


def test_a_box_drawn_by_hand_waits_for_nobody(path: Path) -> None:
    drawn = mark("p1-h", 0, 0, kind="box", text="")
    with Sheet.create(path, SOURCE, STANDARD, (drawn,), exact=frozenset({"p1-h"})) as sheet:
        assert sheet.state.open_marks == ()
        sheet.append(seen())
        sheet.approve("mk", NOW, STANDARD)
        assert sheet.plan(document(), STANDARD).boxes[0].exact


def test_leaving_a_sure_proposal_open_needs_a_reason(sheet: Sheet) -> None:
    sheet.append(decide("p1-a", verdict="keep"))
    sheet.append(decide("p1-c", verdict="keep"))
    sheet.append(seen())
    with pytest.raises(ReviewError, match="heeft geen reden"):
        sheet.approve("mk", NOW, STANDARD)
    sheet.append(decide("p1-a", verdict="keep", note="treedt op als woordvoerder"))
    sheet.approve("mk", NOW, STANDARD)


def test_grounds_that_exclude_each_other_block(sheet: Sheet) -> None:
    sheet.append(decide("p1-a", ground="5.1.2e, 5.1.5", note="x"))
    sheet.append(decide("p1-c", verdict="keep"))
    sheet.append(seen())
    with pytest.raises(ReviewError, match=r"5\.1\.5 mag niet naast"):
        sheet.approve("mk", NOW, STANDARD)


def test_a_woo_besluit_asks_for_a_motivation(path: Path) -> None:
    strict = policy.load("woo-besluit")
    with Sheet.create(path, SOURCE, strict, (AUTHOR,)) as sheet:
        sheet.append(decide("p1-a", ground="5.1.2i"))
        sheet.append(seen())
        with pytest.raises(ReviewError, match="heeft een motivering nodig"):
            sheet.approve("mk", NOW, strict)
        sheet.append(decide("p1-a", ground="5.1.2i", note="het overleg was vertrouwelijk"))
        sheet.approve("mk", NOW, strict)


def test_without_four_eyes_one_person_may_do_it_all(path: Path) -> None:
    lenient = replace(STANDARD, four_eyes=False)
    with Sheet.create(path, SOURCE, lenient, (AUTHOR,)) as sheet:
        sheet.append(decide("p1-a"))
        with pytest.raises(ReviewError, match="niet gezien: pagina 1"):
            sheet.approve("jb", NOW, lenient)
        sheet.append(seen())
        sheet.approve("jb", NOW, lenient)
        assert sheet.plan(document(), lenient).boxes


def test_the_schema_is_json_and_names_every_line_type() -> None:
    made = schema()
    assert made["$schema"].endswith("2020-12/schema")
    assert set(made["discriminator"]["mapping"]) == {
        "header",
        "mark",
        "page",
        "decide",
        "undo",
        "note",
        "approve",
        "result",
    }
    assert TypeAdapter(dict).dump_json(made)


def test_nothing_of_a_text_reaches_an_error(sheet: Sheet) -> None:
    faults = (PolicyError, ReviewError, UsageError)
    with pytest.raises(faults) as caught:
        sheet.approve("jb", NOW, STANDARD)
    assert "Wolkers" not in str(caught.value)
