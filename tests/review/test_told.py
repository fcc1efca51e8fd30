"""What a reviewer must be told: what the file lost, what nobody read, what another said."""

import random
import re

import pymupdf
import pytest
from building import build, source_of, state
from playwright.sync_api import expect
from reviewing import document_id, told

from woo_redact.sheet import Sheet

LINE = ["Anna Prins schrijft een nota."]


@pytest.fixture
def case(tmp_path):
    """Four pages, of which the second and the fourth hold a picture; a file is attached."""
    case = build(tmp_path / "zaak", {"nota": ([LINE] * 4, {"Anna Prins": {}})})
    path = case.folder("nota") / "bron.pdf"
    noise = random.Random(1)
    pixels = bytes(noise.randrange(256) for _ in range(3 * 120 * 120))
    picture = pymupdf.Pixmap(pymupdf.csRGB, 120, 120, pixels, False)
    with pymupdf.open(path) as file:
        for number in (1, 3):
            file[number].insert_image(pymupdf.Rect(72, 300, 372, 600), pixmap=picture)
        file.embfile_add("begroting.xlsx", b"cijfers")
        file.save(path.with_suffix(".nieuw"))
    path.with_suffix(".nieuw").rename(path)
    with Sheet.open(case.sheet_path("nota")) as sheet:
        marks = sheet.state.proposed()
        sheet.propose(source_of(path, "nota", 4), case.rules().policy(), marks, tool="x")
    return case


def test_what_the_file_lost_and_what_nobody_read_is_listed(case, serve, enter):
    page = enter(serve(case.root))
    host = re.match(r"http://[^/]+", page.url)[0]
    page.goto(f"{host}/d/{document_id('nota')}/1")
    page.locator("summary", has_text="Over dit bestand").click()
    expect(page.locator("#bestand")).to_contain_text(re.compile("bijgevoegd|bijlage"))
    expect(page.locator("#bestand a")).to_have_text(["Pagina 2", "Pagina 4"])
    expect(page.locator(".stap-let-op")).to_have_count(2)

    page.get_by_role("link", name=re.compile("afbeeldingen zonder tekst")).click()
    expect(page.locator("#beoordeling")).to_have_attribute("data-pagina", "2")
    expect(page.locator(".stap")).to_have_count(2)
    expect(page.get_by_text("waarvan de tekst niet is gelezen")).to_be_visible()
    page.locator("[data-gekozen] .kaart-link").focus()
    page.keyboard.press("PageDown")
    expect(page.locator("#beoordeling")).to_have_attribute("data-pagina", "4")
    page.keyboard.press("p")
    told(page, "Pagina 4 gezien")
    page.goto(f"{host}/controle/{document_id('nota')}")
    expect(page.locator("main")).to_contain_text(re.compile("bijgevoegd|bijlage"))
    expect(page.locator("main")).to_contain_text("Afbeelding waarvan de tekst niet is gelezen")


def test_a_note_about_a_proposal_stands_on_its_card(case, serve, enter):
    page = enter(serve(case.root))
    host = re.match(r"http://[^/]+", page.url)[0]
    page.goto(f"{host}/d/{document_id('nota')}/3")
    page.locator("summary", has_text="Notities").click()
    page.get_by_label("Notitie", exact=True).fill("Is zij woordvoerder?")
    page.locator("select[name=over]").select_option("voorstel")
    page.get_by_role("button", name="Notitie bewaren").click()
    told(page, "Notitie bewaard")
    expect(page.locator("[data-gekozen]")).to_contain_text("anna: Is zij woordvoerder?")
    (note,) = state(case, "nota").notes
    assert (note.page, note.mark is not None) == (3, True)

    second = enter(serve(case.root, "bert"))
    other = re.match(r"http://[^/]+", second.url)[0]
    second.goto(f"{other}/controle/{document_id('nota')}")
    second.get_by_role("link", name="pagina 3", exact=True).click()
    expect(second.locator("[data-gekozen]")).to_contain_text("Is zij woordvoerder?")
