"""When the ground moves: another source, policy or program under decisions of people."""

import re

import pytest
from building import build, marks_over, pdf, source_of, standings, state
from playwright.sync_api import expect
from reviewing import document_id, told

from woo_redact.case import Case, Rules
from woo_redact.review.standing import news
from woo_redact.sheet import Sheet
from woo_redact.sheet.lines import Decide, PageLine

LINES = [["Namens Anna Prins en", "Bo Kramer en Cas Visser."]]
WANTED = {"Anna Prins": {}, "Bo Kramer": {}, "Cas Visser": {}}


def decided(case, stem="nota"):
    """Anna decides on all three: covered, covered, left open with a reason."""
    with Sheet.open(case.sheet_path(stem)) as sheet:
        for key, mark in sheet.state.marks.items():
            verdict = "keep" if mark.text == "Cas Visser" else "redact"
            note = "openbaar" if verdict == "keep" else None
            sheet.append(Decide(marks=(key,), verdict=verdict, note=note, by="anna", at="t"))
        sheet.append(PageLine(page=1, state="seen", by="anna", at="u"))


def proposed_again(case, pages, wanted, stem="nota", policy=None):
    path = pdf(case.folder(stem) / "bron.pdf", pages)
    source = source_of(path, stem, len(pages))
    marks = marks_over(path, source, pages, wanted)
    with Sheet.open(case.sheet_path(stem)) as sheet:
        sheet.propose(source, policy or case.rules().policy(), marks, tool="ander+programma")


def test_decisions_hold_where_the_mark_is_the_same(tmp_path):
    case = build(tmp_path / "zaak", {"nota": (LINES, WANTED)})
    decided(case)
    more = {**WANTED, "Namens": {}}
    del more["Bo Kramer"]
    proposed_again(case, LINES, more)
    assert standings(case, "nota") == {
        "Anna Prins": ["akkoord"],
        "Cas Visser": ["niet"],
        "Namens": ["open"],
    }
    found = news(Sheet.open(case.sheet_path("nota"), readonly=True))
    texts = {state(case, "nota").marks[key].text for key in found.fresh}
    assert texts == {"Namens"}
    assert [mark.text for mark in found.lost] == ["Bo Kramer"]
    assert not found.moved
    assert state(case, "nota").page_state(1) == "unseen"


def test_another_name_in_the_same_place_is_another_mark(tmp_path):
    """A file in which somebody else now stands where a name was left open."""
    case = build(tmp_path / "zaak", {"nota": (LINES, WANTED)})
    decided(case)
    before = state(case, "nota").marks
    other = [["Namens Anna Prins en", "Bo Kramer en Job Visser."]]
    proposed_again(case, other, {"Anna Prins": {}, "Bo Kramer": {}, "Job Visser": {}})
    now = state(case, "nota")
    (key,) = [key for key, mark in now.marks.items() if mark.text == "Job Visser"]
    assert key in before, "the id is made of the place alone"
    assert before[key].text == "Cas Visser"
    assert standings(case, "nota") == {
        "Anna Prins": ["akkoord"],
        "Bo Kramer": ["akkoord"],
        "Job Visser": ["open"],
    }
    found = news(Sheet.open(case.sheet_path("nota"), readonly=True))
    assert found.fresh == {key}
    assert [mark.text for mark in found.lost] == ["Cas Visser"]
    assert found.moved


def test_a_first_proposal_holds_no_news(tmp_path):
    case = build(tmp_path / "zaak", {"nota": (LINES, WANTED)})
    proposed_again(case, LINES, {**WANTED, "Namens": {}})
    found = news(Sheet.open(case.sheet_path("nota"), readonly=True))
    assert (found.fresh, found.lost, found.moved) == (frozenset(), (), False)


def test_the_reviewer_sees_what_is_new(tmp_path, serve, enter):
    case = build(tmp_path / "zaak", {"nota": (LINES, WANTED)})
    decided(case)
    proposed_again(case, LINES, {"Anna Prins": {}, "Cas Visser": {}, "Namens": {}})
    page = enter(serve(case.root))
    expect(page.get_by_role("table")).to_contain_text("1 nieuw")
    page.get_by_role("table").get_by_role("link", name="nota.pdf").click()
    page.locator(
        "summary", has_text="Nieuw sinds de vorige besluiten: 1 erbij, 1 vervallen"
    ).click()
    expect(page.locator("#nieuws")).to_contain_text("Bo Kramer (pagina 1)")
    page.get_by_role("link", name="Alleen wat nieuw is").click()
    expect(page.locator(".kaart")).to_have_count(1)
    expect(page.locator(".kaart")).to_contain_text("Namens")
    page.get_by_role("button", name=re.compile("^Akkoord: lakken")).click()
    told(page, "akkoord")
    page.get_by_role("link", name=re.compile("Afronden")).click()
    expect(page.get_by_text("1 erbij")).to_be_visible()


def test_another_policy_than_the_proposal_was_made_by_stops_the_release(tmp_path, serve, enter):
    case = build(tmp_path / "zaak", {"nota": (LINES, {"Anna Prins": {}})})
    decided(case)
    (tmp_path / "lakken.txt").write_text("Zonnebloem\n")
    Case.open(case.root, rules=Rules(redact_list=tmp_path / "lakken.txt"))
    page = enter(serve(case.root, "bert"))
    host = re.match(r"http://[^/]+", page.url)[0]
    page.goto(f"{host}/d/{document_id('nota')}/1")
    expect(page.get_by_text("Het beleid is veranderd sinds dit voorstel")).to_be_visible()
    page.goto(f"{host}/controle/{document_id('nota')}")
    expect(page.locator(".poort--fout")).to_have_text(re.compile("doe het voorstel opnieuw"))
    expect(page.get_by_role("button", name="Vrijgeven")).to_have_count(0)


@pytest.mark.parametrize("back", [False, True])
def test_a_step_back_after_a_new_proposal(tmp_path, back):
    """Undoing an older decision after the proposal was done anew leaves the rest as it is."""
    from woo_redact.review import deeds

    case = build(tmp_path / "zaak", {"nota": (LINES, WANTED)})
    with Sheet.open(case.sheet_path("nota")) as sheet:
        for key in list(sheet.state.marks):
            deeds.decide(sheet, [key], "redact", "anna", defaults=case.rules().policy().grounds)
    proposed_again(case, LINES, WANTED)
    with Sheet.open(case.sheet_path("nota")) as sheet:
        if back:
            deeds.undo(sheet, "anna")
        assert len(sheet.state.decisions) == (2 if back else 3)
