"""Every screen in every state for everybody: axe, keys, zoom, narrow windows, no scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from reviewing import open_document, told

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


def test_axe_finds_nothing_on_any_screen(case, serve, enter):
    page = enter(serve(case))
    no_findings(page, "werkvoorraad")
    open_document(page, "nota-kgg.pdf")
    no_findings(page, "beoordelen")
    base = page.url
    for view in ("tekst", "woorden", "proef"):
        page.goto(f"{base}?beeld={view}")
        no_findings(page, view)
    page.goto(f"{base}?zoom=200")
    no_findings(page, "zoom")
    page.goto(f"{base}?toon=grond")
    no_findings(page, "leeg filter")
    page.goto(base)
    page.get_by_text("Hulp").click()
    no_findings(page, "hulp open")
    page.goto(base)
    for text in ("Andere grond", "Vak aanpassen", "Nieuw vak", "Notities"):
        page.locator("summary", has_text=text).first.click()
    no_findings(page, "alles uitgeklapt")
    page.goto(base)
    page.get_by_role("button", name="Niet lakken").first.click()
    told(page, "niet lakken")
    no_findings(page, "na een besluit")
    page.get_by_role("button", name=re.compile("Wijs twee hoeken")).or_(
        page.locator("summary", has_text="Nieuw vak")
    ).last.click()
    page.locator("[data-doe=vak]").click()
    told(page, "eerste hoek")
    no_findings(page, "vak aanwijzen")
    page.get_by_label("Zoeken en lakken").fill("Klimaat")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.locator(".treffers").first).to_be_visible()
    no_findings(page, "zoeken")
    page.get_by_role("link", name="Personen").click()
    expect(page.get_by_role("heading", name="Personen")).to_be_visible()
    no_findings(page, "personen")
    page.get_by_role("button", name=re.compile("Nergens lakken")).first.click()
    told(page, "Geef een reden")
    no_findings(page, "fout")
    page.get_by_role("link", name="Controle en publiceren").click()
    expect(page.get_by_role("heading", name="Controle en publiceren")).to_be_visible()
    no_findings(page, "publiceren")
    page.get_by_role("link", name="nota-kgg.pdf").click()
    page.get_by_role("button", name="Controle op restgegevens").click()
    told(page, "Controle op restgegevens")
    no_findings(page, "controle")
    page.goto(f"{base.rpartition('/')[0]}/77")
    no_findings(page, "fout")


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


@pytest.mark.parametrize(("width", "height"), [(640, 360), (320, 640)])
def test_small_windows_lose_nothing(case, serve, enter, width, height):
    """640 by 360 is what 1280 by 720 leaves at 200 % zoom."""
    page = enter(serve(case))
    page.set_viewport_size({"width": width, "height": height})
    for name in ("Werkvoorraad", "Personen", "Controle en publiceren"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        page.wait_for_function(FITS)
    open_document(page, "nota-kgg.pdf")
    page.wait_for_function(FITS)
    page.get_by_role("button", name=re.compile("^Akkoord: lakken")).click()
    told(page, "akkoord")
    no_findings(page, f"{width} breed")


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
