"""Every deed on the screen, by keyboard or mouse, and what it leaves in the sheet."""

import re

import pytest
from playwright.sync_api import expect
from reviewing import told

from woo_redact.review.searching import wildcards
from woo_redact.review.standing import standing


@pytest.fixture
def page(desk):
    return desk.page


def choose(desk, wanted):
    """Go to the first open, sure proposal for which ``wanted`` holds, and take its key."""
    now = desk.state
    key, mark = next(
        (key, mark)
        for key, mark in now.marks.items()
        if standing(now, key) == "open" and mark.tier == "redact" and wanted(mark)
    )
    desk.open(mark.page, key)
    return key


def test_a_box_by_two_clicks_then_arrows_then_gone(page, desk):
    page.keyboard.press("b")
    told(page, "eerste hoek")
    paper = page.locator(".vel-papier").bounding_box()  # after the focus has settled
    page.mouse.click(paper["x"] + 0.3 * paper["width"], paper["y"] + 100)
    told(page, "Eerste hoek staat")
    page.mouse.click(paper["x"] + 0.1 * paper["width"], paper["y"] + 60)
    told(page, "Nieuw vak")
    (mark,) = desk.own()
    box = mark.quads[0].rect
    scale = 595.19 / paper["width"]
    assert box.x0 == pytest.approx(0.1 * 595.19, abs=1.5)
    assert box.y1 == pytest.approx(100 * scale, abs=1.5)
    assert mark.exact
    assert mark.ground == "5.1.2e"

    page.keyboard.press("e")
    told(page, "Pijltjes schuiven")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    told(page, "vak aangepast")
    (moved,) = desk.own()
    assert moved.id == mark.id
    assert moved.quads[0].rect.x0 == pytest.approx(box.x0 + 2, abs=0.1)
    assert moved.quads[0].rect.y0 == pytest.approx(box.y0 + 1, abs=0.1)
    assert moved.quads[0].rect.x1 == pytest.approx(box.x1 + 3, abs=0.1)

    page.keyboard.press("Delete")
    told(page, "Vak weggehaald")
    assert desk.own() == []
    page.keyboard.press("z")
    told(page, "Ongedaan gemaakt")
    assert desk.own()[0].quads == moved.quads
    page.keyboard.press("z")
    expect(page.locator("#melding")).to_contain_text("Ongedaan gemaakt")
    page.keyboard.press("z")
    expect(page.locator(".kaart--akkoord")).to_have_count(0)
    assert desk.own() == []


def test_typing_faster_than_the_answer_decides_on_the_next_proposal(page, desk):
    on_page = page.locator(".kaart--open").evaluate_all("all => all.map(one => one.id)")
    first, second = (key.removeprefix("k-") for key in on_page[:2])
    assert desk.chosen() == first
    page.keyboard.press("a")
    page.keyboard.press("n")
    expect(page.locator(f"#k-{second}.kaart--niet")).to_be_visible()
    verdicts = {key: decision.verdict for key, decision in desk.state.decisions.items()}
    assert verdicts == {first: "redact", second: "keep"}


def test_a_box_by_keyboard_alone(page, desk):
    page.keyboard.press("b")
    told(page, "eerste hoek")
    page.keyboard.press("Enter")
    told(page, "Eerste hoek staat")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    told(page, "Nieuw vak")
    (mark,) = desk.own()
    assert mark.quads[0].rect.width == pytest.approx(12, abs=0.2)
    assert mark.quads[0].rect.height == pytest.approx(7, abs=0.2)
    page.keyboard.press("b")
    told(page, "eerste hoek")
    page.keyboard.press("Escape")
    told(page, "er is niets veranderd")
    assert len(desk.own()) == 1


def test_words_by_keyboard(page, desk):
    page.keyboard.press("w")
    expect(page.locator("input[name=woord]").first).to_be_visible()
    page.locator("input[name=woord]").nth(1).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    told(page, "plaatsen aangewezen")
    marks = desk.own()
    assert len(marks) == 2, "words that follow each other are one mark"
    assert len(marks[0].text.split()) == 2
    assert not marks[0].exact


def test_split_and_merge(page, desk):
    key = choose(desk, lambda mark: len(mark.quads) == 1 and " " in mark.text)
    text = desk.state.marks[key].text
    count = len(desk.state.marks)
    page.locator("summary", has_text="Vak aanpassen").click()
    page.get_by_role("button", name="Splitsen").click()
    told(page, "gesplitst in")
    now = desk.state
    assert len(now.marks) == count + len(text.split()) - 1
    assert now.marks[key].text == text.split()[0]
    page.locator("summary", has_text="Vak aanpassen").click()
    page.get_by_role("button", name="Samenvoegen").click()
    told(page, "samengevoegd")
    assert desk.state.marks[key].text.split() == text.split()[:2]
    for _ in range(2):
        page.keyboard.press("z")
        told(page, "Ongedaan gemaakt")
        page.locator("[data-gekozen] .kaart-link").focus()
    page.wait_for_function("() => !document.querySelector('button[data-key=z]:not([disabled])')")
    after = desk.state
    assert after.marks[key].text == text
    assert len(after.marks) == count


def test_another_ground_with_two_keys(page, desk):
    key = choose(desk, lambda mark: mark.ground == "5.1.2e")
    page.keyboard.press("g")
    expect(page.locator(".gronden button").first).to_be_visible()
    wanted = page.locator(".gronden [data-key='2']").get_attribute("value")
    page.keyboard.press("2")
    told(page, "akkoord")
    assert desk.state.final(key).ground == wanted
    expect(page.locator(".reden").first).to_be_visible()
    page.keyboard.press("4")
    told(page, "Reden bewaard")
    assert desk.state.decisions[key].note
    page.locator("[data-gekozen] .kaart-link").focus()


def test_one_text_everywhere_and_a_whole_block(page, desk):
    before = desk.state
    doubled = next(
        key
        for key, mark in before.marks.items()
        if standing(before, key) == "open"
        and sum(other.text == mark.text for other in before.marks.values()) > 1
    )
    desk.open(before.marks[doubled].page, doubled)
    page.keyboard.press("Shift+A")
    told(page, re.compile(r"\d+ voorstellen: akkoord"))
    after = desk.state
    same = [key for key, mark in after.marks.items() if mark.text == before.marks[doubled].text]
    assert len(same) > 1
    assert {standing(after, key) for key in same} == {"akkoord"}

    cell = next(
        key
        for key, mark in after.marks.items()
        if mark.rule == "layout/parafenroute" and standing(after, key) == "open"
    )
    desk.open(after.marks[cell].page, cell)
    page.keyboard.press("h")
    told(page, re.compile(r"\d+ voorstellen: akkoord"))
    end = desk.state
    cells = [key for key, mark in end.marks.items() if mark.rule == "layout/parafenroute"]
    page_cells = [key for key in cells if end.marks[key].page == after.marks[cell].page]
    assert {standing(end, key) for key in page_cells} == {"akkoord"}
    page.keyboard.press("z")
    told(page, "Ongedaan gemaakt")
    assert standing(desk.state, cell) == "open"


def test_search_and_cover(page, desk):
    page.keyboard.press("/")
    page.keyboard.type("klimaat")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tekst in afbeeldingen wordt niet doorzocht.")).to_be_visible()
    assert "limaat" not in page.url
    places = page.locator("input[name=plaats]").count()
    assert places > 1
    page.locator("input[name=plaats]").first.uncheck()
    page.get_by_role("button", name="Gekozen plaatsen lakken").click()
    told(page, f"{places - 1} plaatsen worden gelakt")
    assert {mark.text.casefold() for mark in desk.own()} == {"klimaat"}
    page.get_by_label("Tekst", exact=True).fill("2#*")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.locator(".treffers strong").first).to_have_text(re.compile(r"^2\d"))
    page.get_by_label("Tekst", exact=True).fill("a*b*c*d")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.get_by_text("hoogstens 2 sterretjes")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("06 ########", "bel 06 12345678 of 06 1234567", ["06 12345678"]),
        ("jans*", "Jansen, Janssens en Bejans, jans", ["Jansen", "Janssens", "jans"]),
        ("*laan ##", "Parklaan 12 en Boslaan 3", ["Parklaan 12"]),
        ("A.B.*", "A.B. en AxBx", ["A.B."]),
        ("Prins #", "Prins\n7", ["Prins\n7"]),
    ],
)
def test_signs_that_stand_for_others(query, text, found):
    pattern = wildcards(query)
    assert [match[0] for match in pattern.finditer(text)] == found
    assert wildcards("Jansen") is None


def test_later_notes_flags_filters_and_the_preview(page, desk):
    key = desk.chosen()
    page.keyboard.press("l")
    told(page, "later")
    expect(page.locator(f"#k-{key} .kaart-stand")).to_have_text(re.compile("later"))
    page.keyboard.press("v")
    told(page, "vlag")
    expect(page.locator(".stap--flagged")).to_have_count(1)
    page.locator("summary", has_text="Notities").click()
    page.get_by_label("Notitie").first.fill("Klopt deze functie?")
    page.get_by_role("button", name="Notitie bewaren").click()
    told(page, "Notitie bewaard")
    assert desk.state.notes[0].text == "Klopt deze functie?"
    page.get_by_role("link", name="twijfel", exact=True).click()
    expect(page.get_by_role("link", name="twijfel", exact=True)).to_have_attribute(
        "aria-current", "true"
    )
    for card in page.locator(".kaart").all():
        assert card.get_attribute("id").removeprefix("k-") in {
            one for one, mark in desk.state.marks.items() if mark.tier != "redact"
        }
    page.get_by_role("link", name="alles", exact=True).click()
    expect(page.get_by_role("link", name="alles", exact=True)).to_have_attribute(
        "aria-current", "true"
    )
    page.locator("[data-gekozen] .kaart-link").focus()
    page.keyboard.down("o")
    expect(page.locator(".proef")).to_be_visible()
    page.wait_for_function("() => document.querySelector('.proef').naturalWidth > 100")
    page.keyboard.up("o")
    expect(page.locator(".proef")).to_have_count(0)
    page.keyboard.press("t")
    expect(page.locator(".tekst .mark").first).to_be_visible()
    page.locator(".tekst .mark").nth(2).click()
    expect(page.locator(".tekst .mark[aria-pressed=true]")).to_have_count(1)


def test_pages_and_marks_are_reached_by_keys(page, desk):
    """Pages turn with keys and the marks of each are reached without a mouse."""
    page.keyboard.press("PageDown")
    expect(page.locator("#beoordeling")).to_have_attribute("data-pagina", "2")
    page.keyboard.press("Home")
    expect(page.locator("#beoordeling")).to_have_attribute("data-pagina", "1")
    first = desk.chosen()
    page.keyboard.press("j")
    expect(page.locator("[data-gekozen]")).not_to_have_attribute("id", f"k-{first}")
    page.keyboard.press("k")
    expect(page.locator("[data-gekozen]")).to_have_attribute("id", f"k-{first}")
    page.keyboard.press("+")
    expect(page.locator(".zoom-150")).to_be_visible()
    page.keyboard.press("0")
    expect(page.locator(".zoom-100")).to_be_visible()
