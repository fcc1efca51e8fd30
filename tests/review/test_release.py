"""From proposals to a publication: by keyboard, over a power cut, with a second reader."""

import json
import re

from playwright.sync_api import Page, expect
from reviewing import open_document, told


def decided(case, stem):
    """How many marks of a sheet have a decision."""
    from woo_redact.sheet import Sheet

    sheet = Sheet.open(case / stem / f"{stem}.lak.jsonl", readonly=True)
    return len(sheet.state.decisions)


def to_a_sure_proposal(page: Page) -> None:
    """Leaving one of those open is a deviation, which needs a reason."""
    sure = page.locator("[data-gekozen].kaart--open", has=page.get_by_text("zeker", exact=True))
    while not sure.count():
        before = page.locator("[data-gekozen]").get_attribute("id")
        page.keyboard.press("j")
        expect(page.locator("[data-gekozen]")).not_to_have_attribute("id", before or "")


def finish_by_keyboard(page: Page) -> None:
    """Agree to everything and see every page, with nothing but keys."""
    page.locator("#inhoud").focus()
    page.keyboard.press("Tab")
    while True:
        open_ = int(page.locator(".voortgang strong").first.inner_text())
        if not open_:
            break
        if page.locator("[data-gekozen].kaart--open").count() == 0:
            page.keyboard.press("Shift+J")
            expect(page.locator("[data-gekozen].kaart--open")).to_have_count(1)
            continue
        page.keyboard.press("Shift+A")  # also where the same text has no proposal
        expect(page.locator(".voortgang strong").first).not_to_have_text(str(open_))
    page.keyboard.press("Home")
    for number in range(1, page.locator(".stap").count() + 1):
        expect(page.locator("#beoordeling")).to_have_attribute("data-pagina", str(number))
        page.keyboard.press("p")
        expect(page.locator(".stap--seen")).to_have_count(number)


def release(page: Page) -> None:
    """What the check leaves to a person has its own tick."""
    page.get_by_label("Ik heb dit document").check()
    doubt = page.get_by_label("Ik heb nagekeken")
    if doubt.count():
        doubt.check()
    page.get_by_role("button", name="Vrijgeven").click()


def test_from_proposals_to_publication(case, serve, enter):
    served = serve(case, "anna")
    page = enter(served)
    open_document(page, "nota-kgg.pdf")
    total = int(page.locator(".voortgang strong").first.inner_text())
    assert total >= 3

    page.locator("[data-gekozen] .kaart-link").focus()
    to_a_sure_proposal(page)
    page.keyboard.press("a")
    told(page, "akkoord, wordt gelakt")
    to_a_sure_proposal(page)
    page.keyboard.press("n")
    told(page, "niet lakken; geef een reden")
    page.keyboard.press("2")
    told(page, "Reden bewaard")
    expect(page.locator(".voortgang strong").first).to_have_text(str(total - 2))
    for _ in range(2):  # the reason, then the decision itself
        page.keyboard.press("z")
        told(page, "Ongedaan gemaakt")
    expect(page.locator(".voortgang strong").first).to_have_text(str(total - 1))

    served.kill()
    assert decided(case, "nota-kgg") == 1, "what was shown as decided is on disk"

    served = serve(case, "anna")
    page = enter(served)
    open_document(page, "nota-kgg.pdf")
    expect(page.locator(".voortgang strong").first).to_have_text(str(total - 1))
    page.locator("[data-gekozen] .kaart-link").focus()
    page.keyboard.press("z")  # also after a restart
    told(page, "Ongedaan gemaakt")
    expect(page.locator(".voortgang strong").first).to_have_text(str(total))
    page.keyboard.press("Shift+Z")
    told(page, "Opnieuw gedaan")
    finish_by_keyboard(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Voorwaarden voor vrijgave")).to_be_visible()
    expect(page.locator(".poort--fout")).to_have_text(re.compile("Tweede lezer"))
    expect(page.get_by_role("button", name="Vrijgeven")).to_have_count(0)
    assert page.faults == []
    served.process.send_signal(2)
    served.process.wait(timeout=60)

    served = serve(case, "bert")
    page = enter(served)
    page.get_by_role("link", name="Controle en publiceren").click()
    expect(page.get_by_text("Er zijn geen vrijgegeven documenten")).to_be_visible()
    page.get_by_role("link", name="nota-kgg.pdf").click()
    page.get_by_role("button", name="Controle op restgegevens").click()
    told(page, re.compile("Controle op restgegevens: (groen|kijk het na)"))
    expect(page.locator(".poort--fout")).to_have_count(0)
    release(page)
    told(page, "Vrijgegeven")
    page.get_by_role("link", name="Naar publiceren").click()
    page.get_by_label("Publiceer in de map").check()
    page.get_by_role("button", name="Lakken en publiceren").click()
    expect(page.locator(".uitkomst")).to_contain_text("nota-kgg.pdf: gepubliceerd", timeout=200_000)
    out = case.parent / "dossier"
    manifest = json.loads((out / "nota-kgg" / "manifest.json").read_text())
    assert manifest["verification"]["colour"] == "green"
    assert (out / "nota-kgg" / "nota-kgg-gelakt.pdf").stat().st_size > 1000
    expect(page.get_by_role("table")).to_contain_text("gepubliceerd")
    assert page.faults == []


def test_a_later_decision_voids_the_release(case, serve, enter):
    from woo_redact.sheet import Sheet
    from woo_redact.sheet.lines import Decide, PageLine

    path = case / "kamerbrief" / "kamerbrief.lak.jsonl"
    with Sheet.open(path) as sheet:
        for key in sheet.state.open_marks:
            sheet.append(Decide(marks=(key,), verdict="redact", by="anna", at="t"))
        for number in (1, 2):
            sheet.append(PageLine(page=number, state="seen", by="anna", at="t"))
    page = enter(serve(case, "bert"))
    page.get_by_role("link", name="Controle en publiceren").click()
    page.get_by_role("link", name="kamerbrief.pdf").click()
    page.get_by_role("button", name="Controle op restgegevens").click()
    told(page, "Controle op restgegevens:")
    release(page)
    told(page, "Vrijgegeven")
    page.get_by_role("link", name="Naar de beoordeling").click()
    page.get_by_role("button", name="Vlag").click()
    told(page, "krijgt een vlag")
    page.get_by_role("link", name="Controle en publiceren").click()
    expect(page.get_by_text("Er zijn geen vrijgegeven documenten")).to_be_visible()
