"""Proposed against final, counted from sheets with known decisions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from woo_redact import policy
from woo_redact.review import deeds
from woo_redact.sheet import Sheet
from woo_redact.stats import Tally, count
from woo_redact.types import Mark, Quad, Rect, Source

STANDARD = policy.load("beslisnota")
SOURCE = Source(name="nota.pdf", sha256="c" * 64, pages=2)


def mark(number, **changes):
    place = Rect(10, 20 * number, 60, 20 * number + 10)
    made = Mark(
        id=f"p1-{number}",
        page=1,
        start=10 * number,
        end=10 * number + 5,
        quads=(Quad.of(place),),
        kind="person",
        text="Wezelaar",
        verdict="redact",
        tier="redact",
        ground="5.1.2e",
        rule="names/model",
        reason="naam",
        detectors=("names",),
    )
    return replace(made, **changes)


PROPOSED = (
    mark(1),
    mark(2, tier="look", rule="names/look"),
    mark(3, kind="email", rule="patroon/email", detectors=("nl_email", "names")),
    mark(4, verdict="keep", ground=None, rule="functie/bewindspersoon"),
    mark(5),
    mark(6),
    mark(7),
)


def box(number, page=2, **changes):
    place = Rect(300, 20 * number, 340, 20 * number + 10)
    return mark(
        number, id=f"p{page}-hand{number}", page=page, start=0, end=0, quads=(Quad.of(place),),
        kind="box", rule="vak/hand", detectors=("hand",), **changes,
    )  # fmt: skip


@pytest.fixture
def sheet(tmp_path):
    with Sheet.create(tmp_path / "nota.lak.jsonl", SOURCE, STANDARD, PROPOSED) as opened:
        yield opened


def decide(sheet, numbers, verdict, ground=None):
    keys = [f"p1-{number}" for number in numbers]
    deeds.decide(sheet, keys, verdict, "anna", defaults=STANDARD.grounds, ground=ground)


def test_nothing_decided(sheet):
    stats = count([sheet])
    assert stats.total == Tally(proposed=6, open=6, kept=1)
    assert (stats.reviewed, stats.missed, stats.right) == (0, None, None)


def test_every_fate_is_counted_once(sheet):
    decide(sheet, [1, 3], "redact")
    decide(sheet, [2], "keep")
    decide(sheet, [4], "redact")
    decide(sheet, [5], "redact", "5.1.1d")
    deeds.reshape(sheet, "p1-6", box(6, page=1), "anna")
    deeds.draw(sheet, box(1), "5.1.2e", "anna")
    stats = count([sheet])
    assert stats.total == Tally(
        proposed=6, accepted=4, rejected=1, open=1, regrounded=1, moved=1, kept=1, overruled=1
    )
    assert stats.added == {"box": 1}
    assert stats.missed == pytest.approx(2 / 6)
    assert stats.right == pytest.approx(4 / 5)
    assert stats.kinds["email"] == Tally(proposed=1, accepted=1)
    assert stats.detectors["nl_email"] == stats.kinds["email"]
    assert stats.tiers["look"] == Tally(proposed=1, rejected=1)
    assert stats.rules["functie/bewindspersoon"] == Tally(kept=1, overruled=1)
    assert next(iter(stats.rules)) == "names/model"


def test_what_is_taken_back_does_not_count(sheet):
    before = count([sheet])
    decide(sheet, [1], "keep")
    deeds.draw(sheet, box(1), "5.1.2e", "anna")
    deeds.undo(sheet, "anna")
    deeds.undo(sheet, "anna")
    assert count([sheet]) == before


def test_a_box_by_hand_that_somebody_rejects_is_not_missed(sheet):
    drawn = box(1)
    deeds.draw(sheet, drawn, "5.1.2e", "anna")
    deeds.decide(sheet, [drawn.id], "keep", "bob", defaults=STANDARD.grounds)
    assert count([sheet]).added == {}


def test_parts_and_wholes_of_proposals_are_not_missed(sheet):
    halves = [replace(box(1, page=1), quads=PROPOSED[0].quads) for _ in range(2)]
    parts = [halves[0], replace(halves[1], id="p1-half")]
    deeds.split(sheet, "p1-1", parts, "anna", exact=True)
    deeds.merge(sheet, ["p1-5", "p1-6"], box(5, page=1), "anna")
    stats = count([sheet])
    assert stats.added == {}
    assert (stats.total.accepted, stats.total.moved) == (3, 3)


def test_only_the_last_proposals_count_and_decisions_that_still_hold(sheet):
    decide(sheet, [1, 2], "redact")
    newer = replace(SOURCE, sha256="d" * 64)
    sheet.propose(newer, STANDARD, PROPOSED[:1])
    assert count([sheet]).total == Tally(proposed=1, accepted=1)


def test_two_documents_are_added_up(sheet, tmp_path):
    path = tmp_path / "brief.lak.jsonl"
    with Sheet.create(path, SOURCE, STANDARD, PROPOSED) as other:
        decide(other, [1], "redact")
        stats = count([sheet, other])
    assert (stats.documents, stats.reviewed) == (2, 1)
    assert stats.total == Tally(proposed=12, accepted=1, open=11, kept=2)


def test_no_text_comes_out(sheet):
    deeds.draw(sheet, box(1), "5.1.2e", "anna")
    told = repr(count([sheet]).plain())
    for secret in ("Wezelaar", "nota", "anna"):
        assert secret not in told
