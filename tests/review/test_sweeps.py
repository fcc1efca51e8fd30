"""One decision for a text or a block over the whole case, and what a card says of other places."""

import re

from building import build, standings, state
from playwright.sync_api import expect
from reviewing import document_id, told

from woo_redact.sheet import Sheet

NAME = "Ilse Woudenberg"
COLOFON = {"rule": "layout/colofon"}
LINE = [f"Opgesteld door {NAME} voor overleg."]


def go(page, stem, number=1, mark=""):
    host = re.match(r"http://[^/]+", page.url)[0]
    page.goto(f"{host}/d/{document_id(stem)}/{number}" + (f"?m={mark}" if mark else ""))
    page.wait_for_load_state("load")


def key_of(case, stem, text, place=0):
    found = [key for key, mark in state(case, stem).marks.items() if mark.text == text]
    return found[place]


def wide(page):
    page.locator("summary", has_text="In het hele document of de hele zaak").click()


def test_a_text_is_covered_in_every_document_also_where_nothing_was_proposed(
    tmp_path, serve, enter
):
    case = build(
        tmp_path / "veeg-zaak",
        {
            "begin": ([LINE, ["Verder niets."]], {NAME: {"person": "woudenberg/i"}}),
            "gemist": ([["Beste ILSE WOUDENBERG,"], ["Groet, Ilse", "Woudenberg"]], {}),
            "bezet": ([LINE], {}),
            "anders": ([["Hier staat niemand."]], {}),
        },
    )
    page = enter(serve(case.root))
    untouched = case.sheet_path("anders").read_bytes()
    with Sheet.open(case.sheet_path("bezet"), by="Bert de Haan"):
        go(page, "begin")
        wide(page)
        page.get_by_role("button", name="Overal in de zaak: akkoord").click()
        told(page, "In 2 documenten, 1 voorstel en 2 nieuwe plaatsen: akkoord")
        told(page, re.compile(r"iemand anders werkt eraan: bezet\.pdf \(Bert de Haan \(sinds"))
    marks = list(state(case, "gemist").marks.values())
    assert [" ".join(mark.text.split()).casefold() for mark in marks] == [NAME.casefold()] * 2
    assert {(m.kind, m.person, m.ground) for m in marks} == {("person", "woudenberg/i", "5.1.2e")}
    assert standings(case, "begin") == {NAME: ["akkoord"]}
    assert state(case, "bezet").marks == {}
    assert case.sheet_path("anders").read_bytes() == untouched

    page.get_by_role("button", name=re.compile("^Ongedaan")).click()
    told(page, "ook elders: in 1 document")
    assert state(case, "gemist").marks == {}
    assert standings(case, "begin") == {NAME: ["open"]}
    page.get_by_role("button", name=re.compile("^Opnieuw")).click()
    told(page, "Opnieuw gedaan, ook elders: in 1 document")
    assert len(state(case, "gemist").marks) == 2


def test_a_paraph_is_not_covered_where_it_is_a_word(tmp_path, serve, enter):
    case = build(
        tmp_path / "veeg-zaak",
        {
            "begin": ([["Paraaf: BZ", "Overleg met BZ."]], {"BZ": {"kind": "paraph"}}),
            "ander": ([["Overleg met BZ."]], {}),
        },
    )
    page = enter(serve(case.root))
    go(page, "begin")
    wide(page)
    page.get_by_role("button", name="Overal in de zaak: akkoord").click()
    told(page, "In 1 document, 2 voorstellen: akkoord")
    assert state(case, "ander").marks == {}


def test_what_stays_open_everywhere_gets_its_reason_everywhere(tmp_path, serve, enter):
    both = ([LINE], {NAME: {}})
    case = build(tmp_path / "veeg-zaak", {"begin": both, "ander": both})
    page = enter(serve(case.root))
    go(page, "begin")
    wide(page)
    page.get_by_role("button", name="Overal in de zaak: niet lakken").click()
    told(page, "In 2 documenten, 2 voorstellen: niet lakken; geef een reden")
    page.keyboard.press("3")
    told(page, "Reden bewaard")
    for stem in ("begin", "ander"):
        (decision,) = state(case, stem).decisions.values()
        assert (decision.verdict, decision.note) == (
            "keep",
            "woordvoerder of ondertekenaar met mandaat",
        )


def test_blocks_on_the_page_in_the_document_and_in_the_case(tmp_path, serve, enter):
    pages = [["Auteur: Anna Prins", "Telefoon 06 11112222"], ["Auteur: Anna Prins"]]
    wanted = {"Anna Prins": COLOFON, "06 11112222": COLOFON | {"kind": "phone"}}
    case = build(
        tmp_path / "blok-zaak",
        {
            "begin": ([*pages, ["Bo Kramer"]], wanted | {"Bo Kramer": {}}),
            "ander": (pages, wanted),
        },
    )
    page = enter(serve(case.root))
    first = key_of(case, "begin", "Anna Prins")
    go(page, "begin", 1, first)
    page.locator("[data-gekozen] .kaart-link").focus()
    page.keyboard.press("h")
    told(page, "2 voorstellen: akkoord")
    assert standings(case, "begin")["Anna Prins"] == ["akkoord", "open"]
    page.keyboard.press("z")
    told(page, "Ongedaan gemaakt")

    go(page, "begin", 1, first)
    wide(page)
    page.get_by_role("button", name="In het document: akkoord").click()
    told(page, "3 voorstellen: akkoord")
    assert standings(case, "ander")["Anna Prins"] == ["open", "open"]

    go(page, "ander", 2, key_of(case, "ander", "Anna Prins", 1))
    page.get_by_role("button", name=re.compile("^Niet lakken")).first.click()
    told(page, "niet lakken")
    go(page, "begin", 1, first)
    wide(page)
    page.get_by_role("button", name="Blok in de zaak: akkoord").click()
    told(page, "In 2 documenten, 3 voorstellen: akkoord")
    assert standings(case, "ander") == {
        "Anna Prins": ["akkoord", "niet"],
        "06 11112222": ["akkoord"],
    }
    assert standings(case, "begin")["Bo Kramer"] == ["open"], "no block, no sweep"


def test_a_card_says_where_the_same_text_fares_otherwise(tmp_path, serve, enter):
    two = [[NAME], [NAME]]
    case = build(
        tmp_path / "botst-zaak",
        {
            "begin": (two, {NAME: {}}),
            "ander": ([[NAME.upper()]], {NAME: {"verdict": "keep", "ground": None}}),
        },
    )
    page = enter(serve(case.root))
    go(page, "begin")
    expect(page.locator(".botsing li")).to_have_text([re.compile("ander.pdf, pagina 1: blijft")])
    page.get_by_role("button", name=re.compile("^Akkoord: lakken")).click()
    told(page, "akkoord")
    expect(page.locator(".botsing li")).to_have_text(
        [re.compile("pagina 2: nog niet beslist"), re.compile("ander.pdf, pagina 1: blijft")]
    )
    page.locator(".botsing a", has_text="ander.pdf").click()
    expect(page.locator(".botsing li")).to_have_text(
        [re.compile("begin.pdf, pagina 1: wordt gelakt")]
    )


def test_a_word_pointed_out_says_where_else_it_stands(tmp_path, serve, enter):
    case = build(tmp_path / "los-zaak", {"begin": ([["Vraag het Jip"], ["Jip weet het"]], {})})
    page = enter(serve(case.root))
    go(page, "begin")
    page.locator("#blad").get_by_role("link", name="Woorden kiezen").first.click()
    page.locator("input[name=woord]").nth(2).check(force=True)
    page.get_by_role("button", name=re.compile("Gekozen woorden")).click()
    told(page, "wordt gelakt")
    expect(page.locator("[data-gekozen]")).to_contain_text("nog op 1 plaats in dit document")
    page.locator("[data-gekozen] .kaart-link").focus()
    page.keyboard.press("Shift+A")
    told(page, "2 voorstellen")
    assert standings(case, "begin") == {"Jip": ["akkoord", "akkoord"]}
