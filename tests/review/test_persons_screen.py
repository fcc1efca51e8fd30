"""One decision about a person over all documents, its exceptions, and taking it back."""

import re

from playwright.sync_api import expect
from reviewing import NOTAS, told

from woo_redact.case import Case
from woo_redact.review.standing import standing
from woo_redact.sheet import Sheet
from woo_redact.types import Mark, Quad, Rect, Source

NAME = "Ilse van Woudenberg"


def mark(number, text, verdict):
    return Mark(
        id=f"p1-{number:010x}",
        page=1,
        start=0,
        end=0,
        quads=(Quad.of(Rect(100, 100 + 20 * number, 200, 110 + 20 * number)),),
        kind="person",
        text=text,
        verdict=verdict,
        tier="redact",
        ground="5.1.2e" if verdict == "redact" else None,
        rule="names/model" if verdict == "redact" else "functie/bewindspersoon",
        reason="Naam.",
        detectors=("names",),
        person="woudenberg/i",
    )


def two_notas(proposed, tmp_path):
    """The same person proposed in one document and left open in the other."""
    import hashlib

    case = Case.open(tmp_path / "dossier-zaak", rules=Case(proposed).rules())
    policy = case.rules().policy()
    for stem, marks in {
        "nota-kgg": [mark(1, NAME, "redact"), mark(2, "I. van Woudenberg", "redact")],
        "nota-jenv": [mark(3, NAME.upper(), "keep")],
    }.items():
        data = (NOTAS / f"{stem}.pdf").read_bytes()
        case.keep(stem, data)
        source = Source(name=f"{stem}.pdf", sha256=hashlib.sha256(data).hexdigest(), pages=2)
        Sheet.create(case.sheet_path(stem), source, policy, marks).close()
    return case


def stands(case):
    found = {}
    for path in case.sheets():
        state = Sheet.open(path, readonly=True).state
        found[path.parent.name] = {standing(state, key) for key in state.marks}
    return found


def test_one_person_over_two_documents(proposed, tmp_path, serve, enter):
    case = two_notas(proposed, tmp_path)
    page = enter(serve(case.root))
    page.get_by_role("link", name="Personen").click()
    expect(page.locator(".persoon")).to_have_count(1)
    expect(page.locator(".persoon .melding")).to_have_text(
        re.compile("in nota-kgg.pdf voorgesteld, in nota-jenv.pdf open")
    )
    for form in (NAME, NAME.upper(), "I. van Woudenberg"):
        expect(page.locator(".persoon")).to_contain_text(form)

    page.get_by_role("button", name=re.compile("Overal lakken")).click()
    told(page, "Eén besluit in 2 documenten")
    assert stands(case) == {"nota-kgg": {"akkoord"}, "nota-jenv": {"akkoord"}}
    expect(page.locator(".persoon .melding")).to_have_count(0)
    jenv = Sheet.open(case.sheet_path("nota-jenv"), readonly=True).state
    assert jenv.final(mark(3, "", "keep").id).ground == "5.1.2e"

    page.get_by_role("button", name=re.compile("ongedaan maken")).click()
    told(page, "In 2 documenten ongedaan gemaakt")
    assert stands(case) == {"nota-kgg": {"open"}, "nota-jenv": {"blijft"}}

    page.get_by_role("button", name=re.compile("Nergens lakken")).click()
    told(page, "Geef een reden")
    page.get_by_label(re.compile("hier niet: nota-jenv")).check()
    page.get_by_label(re.compile("Reden")).fill("woordvoerder")
    page.get_by_role("button", name=re.compile("Nergens lakken")).click()
    told(page, "Eén besluit in 1 document:")
    assert stands(case) == {"nota-kgg": {"niet"}, "nota-jenv": {"blijft"}}


def test_a_document_somebody_else_has_is_said_not_skipped_in_silence(
    proposed, tmp_path, serve, enter
):
    case = two_notas(proposed, tmp_path)
    page = enter(serve(case.root))
    with Sheet.open(case.sheet_path("nota-jenv")):
        page.get_by_role("link", name="Personen").click()
        page.get_by_role("button", name=re.compile("Overal lakken")).click()
        told(page, "Overgeslagen, want iemand anders werkt eraan: nota-jenv.pdf")
    assert stands(case) == {"nota-kgg": {"akkoord"}, "nota-jenv": {"blijft"}}


def test_a_sweep_from_a_document_is_undone_everywhere(proposed, tmp_path, serve, enter):
    case = two_notas(proposed, tmp_path)
    page = enter(serve(case.root))
    page.get_by_role("link", name="nota-kgg.pdf").last.click()
    page.locator("summary", has_text="hele zaak").click()
    page.get_by_role("button", name="Overal in de zaak: akkoord").click()
    told(page, "In 2 documenten, 2 voorstellen")
    assert "akkoord" in stands(case)["nota-jenv"]
    page.get_by_role("button", name=re.compile("^Ongedaan")).click()
    told(page, "ook elders: in 1 document")
    assert stands(case) == {"nota-kgg": {"open"}, "nota-jenv": {"blijft"}}
    page.get_by_role("button", name=re.compile("^Opnieuw")).click()
    told(page, "Opnieuw gedaan, ook elders: in 1 document")
    assert "akkoord" in stands(case)["nota-jenv"]
