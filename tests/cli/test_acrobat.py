"""The road of a reviewer who works in Acrobat, from proposal to publication, as a user walks it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pymupdf
import pytest

from notas import MAIL, NAME, nota
from woo_redact import policy
from woo_redact.review import deeds
from woo_redact.sheet import Sheet


@pytest.fixture(scope="module")
def proposed(woo, tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("acrobat")
    ran = woo("propose", nota(root / "nota.pdf"), "--case", root / "zaak")
    assert ran.code == 4, ran.err
    assert "nota-voorstel.pdf" not in ran.out
    assert "woo-redact import" in ran.err
    return root / "zaak"


@pytest.fixture
def case(proposed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(proposed, tmp_path / "zaak")


def edited(case: Path, tmp_path: Path) -> Path:
    """The telephone number stays, a word goes, the name goes under another ground."""
    path = tmp_path / "terug.pdf"
    with pymupdf.open(case / "nota" / "nota-voorstel.pdf") as pdf:
        page = pdf[0]
        for annot in page.annots(types=[pymupdf.PDF_ANNOT_REDACT]):
            text = page.get_textbox(annot.rect).strip()
            if "1234" in text:
                page.delete_annot(annot)
            elif text == NAME:
                pdf.xref_set_key(annot.xref, "OverlayText", pymupdf.get_pdf_str("5.1.1d"))
        (place,) = page.search_for("veiligheid")
        page.add_redact_annot(place, text="5.1.2b")
        pdf.save(path)
    return path


def test_from_proposal_to_publication(woo, case, tmp_path):
    back = edited(case, tmp_path)
    ran = woo("import", case, back, "--by", "anna", "--accept", "--reason", "openbaar nummer")
    assert ran.code == 0, ran.err
    assert "1 nieuw vak (pagina 1)" in ran.err
    assert "1 voorstel afgewezen (pagina 1)" in ran.err
    assert "1 andere grond (pagina 1)" in ran.err
    assert not ran.out
    assert NAME not in ran.err

    again = woo("import", case, case / "nota" / "nota-voorstel.pdf", "--by", "anna")
    assert "er is niets gewijzigd" in again.err

    counted = json.loads(woo("stats", case, "--json").out)
    assert counted["added"] == {"box": 1}
    assert (counted["total"]["rejected"], counted["total"]["regrounded"]) == (1, 1)

    out = tmp_path / "uit"
    assert woo("redact", case, "--out", out).code == 4  # nobody released it
    sheet = case / "nota" / "nota.lak.jsonl"
    standard = policy.load("beslisnota")
    with Sheet.open(sheet) as opened:
        for key in opened.state.open_marks:  # in the title: not on any page
            assert opened.state.marks[key].page == 0
            deeds.decide(opened, [key], "redact", "anna", defaults=standard.grounds)
        opened.approve("bob", deeds.now(), standard)
    ran = woo("redact", case, "--out", out, "--json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["verification"] == "green"
    assert sorted(path.name for path in (out / "nota").iterdir()) == [
        "manifest.json",
        "nota-gelakt.pdf",
        "nota-gelakt.txt",
        "nota-gronden.csv",
        "nota-gronden.pdf",
    ]
    with pymupdf.open(out / "nota" / "nota-gelakt.pdf") as pdf:
        text = pdf[0].get_text()
    assert "1234" in text
    for gone in (NAME, MAIL, "veiligheid"):
        assert gone not in text


def test_what_cannot_be_taken_in_ends_with_the_contracted_code(woo, case, tmp_path):
    with Sheet.open(case / "nota" / "nota.lak.jsonl"):
        assert woo("import", case, edited(case, tmp_path)).code == 9
    ran = woo("import", case, nota(tmp_path / "ander.pdf"))
    assert ran.code == 3
    assert ran.err.startswith("woo-redact: ander.pdf is geen voorstel")


def test_counting_nothing(woo, tmp_path):
    assert woo("stats", tmp_path).code == 2
    (tmp_path / "leeg").mkdir()
    (tmp_path / "leeg" / ".woo-redact").write_text("{}")
    ran = woo("stats", tmp_path / "leeg")
    assert ran.code == 2
    assert "nog geen lakblad" in ran.err


def test_the_table_holds_no_text_and_the_files_go_with_the_case(woo, case):
    ran = woo("stats", case)
    assert ran.code == 0, ran.err
    assert "voorgesteld" in ran.out
    for secret in (NAME, MAIL, "nota"):
        assert secret not in ran.out
    assert woo("wis", case, "--yes").code == 0  # the proposal files go with it
    assert not case.exists()
