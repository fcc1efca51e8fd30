"""Every screen in every state for everybody: axe, keys, zoom, narrow windows, no scripts."""

import re
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from building import build
from playwright.sync_api import expect
from reviewing import document_id, open_document, told

from woo_redact.sheet import Sheet
from woo_redact.sheet.lines import Decide, Note, mark_of

EVERY_RULE = {
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a",
            "wcag2aa",
            "wcag21a",
            "wcag21aa",
            "wcag22a",
            "wcag22aa",
            "best-practice",
        ],
    }
}


FITS = "() => document.documentElement.scrollWidth <= innerWidth"


def no_findings(page, state):
    page.wait_for_load_state("load")  # with its style sheet
    results = Axe().run(page, options=EVERY_RULE)
    found = [
        (one["id"], node["html"][:160], node.get("failureSummary", "")[:300])
        for one in results.response["violations"]
        for node in one["nodes"]
    ]
    assert found == [], (state, found)


class Tour:
    """One browser window that looks at screen after screen."""

    def __init__(self, served, enter, scheme, width, height):
        self.page = enter(served, color_scheme=scheme)
        self.page.set_viewport_size({"width": width, "height": height})
        self.host = served.host
        self.kind = f"{scheme}, {width} breed"
        self.base = f"{served.host}/d/{document_id('nota-jenv')}/1"

    def look(self, state, path=None):
        if path is not None:
            self.page.goto(path if path.startswith("http") else self.host + path)
        self.page.wait_for_function(FITS)
        no_findings(self.page, f"{state} ({self.kind})")

    def unfold(self):
        """Open everything that can be opened on the screen of a document."""
        self.page.goto(self.base)
        for text in ("Andere grond", "In het hele doc", "Vak aanpassen", "Nieuw vak", "Notities"):
            self.page.locator("summary", has_text=text).first.click()
        self.look("alles uitgeklapt")


def test_axe_finds_nothing_on_any_screen(shared, enter):
    tour = Tour(shared[0], enter, "light", 1280, 720)
    page = tour.page
    tour.look("werkvoorraad")
    tour.look("leeg filter op de werkvoorraad", "/?toon=af")
    tour.look("instellingen", "/instellingen")
    tour.look("personen", "/personen")
    page.get_by_role("button", name=re.compile("Nergens lakken")).first.click()
    told(page, "Geef een reden")
    tour.look("fout op personen")
    tour.look("publiceren", "/publiceren")
    tour.look("controle", f"/controle/{document_id('nota-jenv')}")
    tour.look("bestaat niet", f"/d/{document_id('nota-jenv')}/77")
    for view in ("tekst", "woorden", "proef"):
        tour.look(view, f"{tour.base}?beeld={view}")
    tour.look("vergroot", f"{tour.base}?zoom=200")
    tour.look("leeg filter", f"{tour.base}?toon=grond")
    page.goto(tour.base)
    page.get_by_text("Hulp").click()
    tour.look("hulp open")
    tour.unfold()
    page.locator("[data-doe=vak]").click()
    told(page, "eerste hoek")
    tour.look("vak aanwijzen")


@pytest.mark.parametrize(
    ("scheme", "width", "height"), [("dark", 320, 640), ("light", 640, 360), ("dark", 1280, 720)]
)
def test_axe_finds_nothing_in_the_dark_in_a_small_window_or_enlarged(
    shared, enter, scheme, width, height
):
    """640 by 360 is what 1280 by 720 leaves at 200 % zoom."""
    tour = Tour(shared[0], enter, scheme, width, height)
    tour.look("werkvoorraad")
    tour.look("personen", "/personen")
    tour.look("controle", f"/controle/{document_id('nota-jenv')}")
    tour.look("tekst", f"{tour.base}?beeld=tekst")
    tour.unfold()
    for path in ("/publiceren", "/instellingen", f"{tour.base}?beeld=woorden"):
        tour.page.goto(path if path.startswith("http") else tour.host + path)
        tour.page.wait_for_function(FITS)


def test_axe_finds_nothing_while_somebody_works(desk):
    page = desk.page
    page.get_by_role("button", name="Niet lakken").first.click()
    told(page, "niet lakken")
    no_findings(page, "reden gevraagd")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Controle op restgegevens").click()
    told(page, "Controle op restgegevens")
    no_findings(page, "na de controle")
    desk.open(1)
    page.get_by_label("Zoeken en lakken").fill("Klimaat")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.locator(".treffers").first).to_be_visible()
    no_findings(page, "zoeken")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_odd_states(tmp_path, serve, enter, scheme):
    """What is seldom on the screen: clashes, news, a sheet in use, a reader that gave up."""
    line = [["Anna Prins schrijft."]]
    case = build(
        tmp_path / "bijzonder-zaak",
        {
            "botst": (line, {"Anna Prins": {}}),
            "blijft": (line, {"Anna Prins": {"verdict": "keep", "ground": None}}),
            "stuk": ([["Bo Kramer schrijft."]], {"Bo Kramer": {}}),
        },
    )
    with Sheet.open(case.sheet_path("botst")) as sheet:
        (key,) = sheet.state.marks
        sheet.append(Decide(marks=(key,), verdict="redact", by="anna", at="t"))
        sheet.append(Note(text="Klopt dit?", page=1, mark=key, by="anna", at="u"))
        sheet.propose(sheet.state.header.source, case.rules().policy(), (), tool="ander")
        sheet.propose(
            sheet.state.header.source,
            case.rules().policy(),
            [replace(mark_of(line), id="p1-0000000000") for line in sheet.lines if line.seq == 2],
            tool="nog een ander",
        )
    (case.root / "stuk" / "bron.pdf").write_bytes(b"geen pdf")
    served = serve(case.root)
    page = enter(served, color_scheme=scheme)
    page.goto(f"{served.host}/d/{document_id('botst')}/1")
    expect(page.locator(".botsing")).to_be_visible()
    page.locator("#nieuws summary").click()
    no_findings(page, "botsing en nieuws")
    page.goto(f"{served.host}/d/{document_id('stuk')}/1")
    expect(page.locator("#blad .melding--fout")).to_be_visible()
    no_findings(page, "onleesbaar")
    page.goto(f"{served.host}/controle/{document_id('stuk')}")
    no_findings(page, "controle van wat onleesbaar is")
    with Sheet.open(case.sheet_path("blijft"), by="Bert de Haan"):
        page.goto(f"{served.host}/d/{document_id('blijft')}/1")
        expect(page.get_by_text("in gebruik bij Bert de Haan (sinds")).to_be_visible()
        no_findings(page, "alleen lezen")
        page.goto(f"{served.host}/")
        expect(page.get_by_text("nu bij Bert de Haan (sinds")).to_be_visible()
        no_findings(page, "werkvoorraad met wie er bezig is")


def test_two_readers_one_document(case, serve, enter):
    first = enter(serve(case, "anna"))
    open_document(first, "nota-kgg.pdf")
    second = enter(serve(case, "bert"))
    open_document(second, "nota-kgg.pdf")
    expect(second.get_by_text("u kunt het alleen lezen")).to_be_visible()
    expect(second.get_by_role("button", name=re.compile("^Akkoord"))).to_have_count(0)
    no_findings(second, "alleen lezen")
    first.get_by_role("button", name=re.compile("^Akkoord: lakken")).click()
    told(first, "akkoord")
    open_ = first.locator(".voortgang strong").inner_text()
    second.reload()
    expect(second.locator(".voortgang strong")).to_have_text(open_)


def test_single_keys_only_with_focus_and_with_an_off_switch(case, serve, enter):
    page = enter(serve(case))
    open_document(page, "nota-kgg.pdf")
    open_ = page.locator(".voortgang strong").inner_text()
    page.locator(".balk a").first.focus()
    page.keyboard.press("a")
    page.locator("#zoekveld").focus()
    page.keyboard.type("an")
    expect(page.locator("#zoekveld")).to_have_value("an")
    expect(page.locator(".voortgang strong")).to_have_text(open_)
    page.get_by_role("button", name="Sneltoetsen uitzetten").click()
    told(page, "Sneltoetsen staan uit")
    page.wait_for_load_state("load")
    page.locator("[data-gekozen] .kaart-link").focus()
    page.keyboard.press("a")
    page.keyboard.press("n")
    page.reload()
    expect(page.locator(".voortgang strong")).to_have_text(open_)
    page.get_by_role("button", name="Sneltoetsen aanzetten").click()
    told(page, "Sneltoetsen staan aan")
    page.wait_for_load_state("load")
    page.locator("[data-gekozen] .kaart-link").focus()
    page.keyboard.press("a")
    told(page, "akkoord")


def test_a_small_window_loses_nothing(desk):
    page = desk.page
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_function(FITS)
    page.get_by_role("button", name=re.compile("^Akkoord: lakken")).click()
    told(page, "akkoord")
    page.wait_for_function(FITS)
    no_findings(page, "320 breed na een besluit")


def test_everything_works_without_scripts(case, serve, enter):
    page = enter(serve(case), java_script_enabled=False)
    open_document(page, "nota-kgg.pdf")
    box = page.locator("button.vak").first.bounding_box()
    paper = page.locator(".vel-papier").bounding_box()
    assert box
    assert paper
    assert box["x"] > paper["x"] + 20, "the boxes lie where the style sheet puts them"
    open_ = int(page.locator(".voortgang strong").inner_text())
    page.get_by_role("button", name=re.compile("^Akkoord: lakken")).click()
    told(page, "akkoord")
    expect(page.locator(".voortgang strong")).to_have_text(str(open_ - 1))
    page.get_by_role("button", name=re.compile("^Ongedaan")).click()
    expect(page.locator(".voortgang strong")).to_have_text(str(open_))
    page.locator("summary", has_text="Nieuw vak").click()
    for name, value in {"links": 100, "boven": 700, "rechts": 200, "onder": 720}.items():
        page.locator("#vak-formulier").get_by_label(name).fill(str(value))
    page.get_by_role("button", name="Vak toevoegen").click()
    told(page, "Nieuw vak")
    page.get_by_role("link", name="Woorden kiezen").click()
    page.locator("input[name=woord]").nth(3).check(force=True)
    page.get_by_role("button", name=re.compile("Gekozen woorden")).click()
    told(page, "wordt gelakt")
