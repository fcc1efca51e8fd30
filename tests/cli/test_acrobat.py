"""The road of a reviewer who works in Acrobat, from proposal to publication, as a user walks it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pymupdf
import pytest

from notas import MAIL, NAME, nota
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
    rules = json.loads((case / ".woo-redact").read_text())
    assert rules["profile"] == "beslisnota"
    with Sheet.open(sheet) as opened:
        from woo_redact import policy

        for key in opened.state.open_marks:  # in the title: not on any page
            assert opened.state.marks[key].page == 0
            deeds.decide(opened, [key], "redact", "anna", defaults=policy.load().grounds)
        opened.approve("bob", deeds.now(), policy.load())
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


def test_a_file_that_nobody_edited(woo, case):
    sheet = case / "nota" / "nota.lak.jsonl"
    before = sheet.read_bytes()
    for name in ("nota-voorstel.pdf", "nota-voorstel.xfdf"):
        ran = woo("import", case, case / "nota" / name)
        assert ran.code == 0, ran.err
        assert "niets gewijzigd" in ran.err
    assert sheet.read_bytes() == before


@pytest.mark.parametrize("kind", ["locked", "not-ours", "no-case", "no-file"])
def test_the_contracted_exit_codes(woo, case, tmp_path, kind):
    back = edited(case, tmp_path)
    if kind == "locked":
        with Sheet.open(case / "nota" / "nota.lak.jsonl"):
            assert woo("import", case, back).code == 9
    elif kind == "not-ours":
        other = nota(tmp_path / "ander.pdf")
        ran = woo("import", case, other)
        assert ran.code == 3
        assert ran.err.startswith("woo-redact: ander.pdf is geen voorstel")
    elif kind == "no-case":
        assert woo("import", tmp_path, back).code == 2
    else:
        assert woo("import", case, tmp_path / "er-is-niets.pdf").code == 2


def test_proposing_again_keeps_what_was_edited(woo, case, tmp_path):
    source = case / "nota" / "bron.pdf"
    shutil.copy(source, tmp_path / "nota.pdf")
    offered = case / "nota" / "nota-voorstel.pdf"
    shutil.copy(edited(case, tmp_path), offered)
    before = offered.read_bytes()
    ran = woo("propose", tmp_path / "nota.pdf", "--case", case)
    assert ran.code == 4, ran.err
    assert offered.read_bytes() == before


def test_the_files_stay_in_the_case_and_go_with_it(woo, case):
    assert woo("wis", case, "--yes").code == 0
    assert not case.exists()


def test_counting_nothing(woo, tmp_path):
    assert woo("stats", tmp_path).code == 2
    (tmp_path / "leeg").mkdir()
    (tmp_path / "leeg" / ".woo-redact").write_text("{}")
    ran = woo("stats", tmp_path / "leeg")
    assert ran.code == 2
    assert "nog geen lakblad" in ran.err


def test_the_table_holds_no_text(woo, case):
    ran = woo("stats", case)
    assert ran.code == 0, ran.err
    assert "voorgesteld" in ran.out
    for secret in (NAME, MAIL, "nota"):
        assert secret not in ran.out
