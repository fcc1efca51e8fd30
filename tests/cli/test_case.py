"""Propose, decide, approve, redact: the road with people on it."""

from __future__ import annotations

import json

import pytest

from notas import nota
from woo_redact import case as cases
from woo_redact.errors import ExitCode, UsageError
from woo_redact.sheet import Sheet
from woo_redact.sheet.lines import Decide, PageLine

WHEN = "2025-03-03T09:00:00+01:00"


def decide_all(case, verdict):
    """A reviewer decides every open proposal the same way and another one approves."""
    opened = cases.find(case)
    policy = opened.rules().policy()
    for path in opened.sheets():
        with Sheet.open(path) as sheet:
            if sheet.state.open_marks:
                marks = sheet.state.open_marks
                note = "is openbaar" if verdict == "keep" else None
                sheet.append(Decide(marks=marks, verdict=verdict, note=note, by="eerste", at=WHEN))
            for page in range(1, sheet.state.header.source.pages + 1):
                sheet.append(PageLine(page=page, state="seen", by="eerste", at=WHEN))
            sheet.approve("tweede", WHEN, policy)


def test_what_was_approved_is_burnt_and_nothing_else(woo, folder, tmp_path):
    case, out = tmp_path / "zaak", tmp_path / "out"
    assert woo("propose", folder, "--case", case).code == ExitCode.REVIEW
    ran = woo("redact", case, "--out", out, "--json")
    assert ran.code == ExitCode.REVIEW
    assert json.loads(ran.out)["outcome"] == "needs-review"
    assert not list(out.glob("*/manifest.json"))

    decide_all(case, "redact")
    ran = woo("redact", case, "--out", out, "--json")
    assert ran.code == 0, ran.err
    assert json.loads((out / "nota/manifest.json").read_text())["reviewed"] is True
    assert "Zonneveld" not in (out / "nota/nota-gelakt.txt").read_text()
    again = woo("redact", case, "--out", out, "--json")
    assert json.loads(again.out)["outcome"] == "kept"


def test_a_reviewer_may_leave_everything_open(woo, folder, tmp_path):
    case, out = tmp_path / "zaak", tmp_path / "out"
    assert woo("propose", folder, "--case", case).code == ExitCode.REVIEW
    decide_all(case, "keep")
    assert woo("redact", case, "--out", out).code == 0
    assert "Zonneveld" in (out / "nota/nota-gelakt.txt").read_text()


def test_a_changed_source_is_not_burnt(woo, folder, tmp_path):
    case, out = tmp_path / "zaak", tmp_path / "out"
    woo("propose", folder, "--case", case)
    decide_all(case, "redact")
    (source,) = case.rglob("bron.pdf")
    nota(source, body="Heel iets anders.")
    ran = woo("redact", case, "--out", out, "--json")
    assert ran.code == ExitCode.REVIEW
    assert json.loads(ran.out)["reason"] == "source-changed"


def test_one_document_gives_away_a_name_to_the_others(woo, tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    nota(inbox / "a.pdf", name="Tjitske Wobbema")
    body = "Met dank aan onze gast Tjitske Wobbema, die ons rondleidde."
    nota(inbox / "b.pdf", name="Joost Hamersma", body=body)
    ran = woo("run", inbox, "--out", tmp_path / "out", "--unreviewed", "--json")
    assert ran.code == 0, ran.err
    assert "Wobbema" not in (tmp_path / "out/b/b-gelakt.txt").read_text()


def test_a_folder_with_other_things_never_becomes_a_case(tmp_path):
    (tmp_path / "map").mkdir()
    (tmp_path / "map/iets.txt").write_text("van mij")
    with pytest.raises(UsageError):
        cases.Case.open(tmp_path / "map")
    with pytest.raises(UsageError):
        cases.erase(tmp_path / "map")
    assert (tmp_path / "map/iets.txt").exists()
