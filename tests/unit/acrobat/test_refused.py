"""Files that cannot be relied on: one clear sentence, and nothing is written."""

from __future__ import annotations

import pymupdf
import pytest
from offered import NAMES, STANDARD, offer

from woo_redact.errors import InputError, Locked, ReviewError, UsageError
from woo_redact.review import deeds
from woo_redact.sheet import Sheet

REDACT = [pymupdf.PDF_ANNOT_REDACT]


def changed(path, change, **save):
    with pymupdf.open(path) as pdf:
        change(pdf)
        return pdf.tobytes(**save)


def strip(pdf):
    for page in pdf:
        for annot in list(page.annots(types=REDACT)):
            page.delete_annot(annot)


def apply(pdf):
    for page in pdf:
        page.apply_redactions()


def overlay(text, page=1):
    def write(pdf):
        leaf = pdf[page]
        annot = next(leaf.annots(types=REDACT))
        pdf.xref_set_key(annot.xref, "OverlayText", pymupdf.get_pdf_str(text))

    return write


def outside(pdf):
    leaf = pdf[0]
    annot = leaf.add_redact_annot(pymupdf.Rect(10, 10, 30, 30))
    pdf.xref_set_key(annot.xref, "Rect", "[900 900 950 950]")


def too_small(pdf):
    annot = pdf[0].add_redact_annot(pymupdf.Rect(10, 10, 30, 30))
    pdf.xref_set_key(annot.xref, "Rect", "[10 10 10.2 30]")


def no_place(pdf):
    annot = pdf[0].add_redact_annot(pymupdf.Rect(10, 10, 30, 30))
    pdf.xref_set_key(annot.xref, "QuadPoints", "[1 2 3]")


def contradicting(pdf):
    leaf = pdf[1]
    annot = next(leaf.annots(types=REDACT))
    pdf.xref_set_key(annot.xref, "OverlayText", pymupdf.get_pdf_str("5.1.1e"))
    pdf.xref_set_key(annot.xref, "Subj", pymupdf.get_pdf_str("5.1.2i"))


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (apply, InputError, ["pagina 1", "al toegepast"]),
        (strip, UsageError, ["geen enkel voorstel", "8 worden afgewezen", "--none-left"]),
        (lambda pdf: pdf.delete_page(3), InputError, ["3 pagina's", "4"]),
        (lambda pdf: pdf.move_page(0), InputError, ["pagina 1"]),
        (lambda pdf: pdf[2].insert_text((40, 60), "erbij"), InputError, ["pagina 3", "niet meer"]),
        (overlay("5.9.9"), InputError, ["pagina 2", "5.9.9"]),
        (overlay("5.1.6"), InputError, ["pagina 2", "milieu"]),
        (overlay("(b)(6)"), InputError, ["pagina 2", "geen uitzonderingsgrond"]),
        (contradicting, InputError, ["pagina 2", "verschillende"]),
        (outside, InputError, ["pagina 1", "buiten"]),
        (too_small, InputError, ["pagina 1", "te klein"]),
        (no_place, InputError, ["pagina 1", "geldige plaats"]),
    ],
    ids=[
        "applied",
        "nothing-left",
        "page-less",
        "pages-moved",
        "page-edited",
        "unknown-ground",
        "impossible-ground",
        "another-law",
        "two-grounds",
        "off-the-page",
        "sliver",
        "broken-quads",
    ],
)
def test_refused(offered, change, error, words):
    before = offered.sheet.read_bytes()
    with pytest.raises(error) as caught:
        offered.take(changed(offered.pdf, change))
    for word in words:
        assert word in str(caught.value)
    assert not any(name in str(caught.value) for name in NAMES)
    assert offered.sheet.read_bytes() == before


def test_nothing_left_on_purpose(offered):
    taken = offered.take(changed(offered.pdf, strip), none_left=True, reason="alles is openbaar")
    assert len(taken.rejected) == 8
    assert taken.open == 0


def test_a_locked_file(offered):
    data = changed(
        offered.pdf, lambda pdf: None, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="open"
    )
    with pytest.raises(InputError, match="wachtwoord"):
        offered.take(data)


@pytest.mark.parametrize("data", [b"", b"niets", b"%PDF-1.7\nkapot", b"<html/>", b"<xfdf"])
def test_no_file_of_ours(offered, data):
    with pytest.raises(InputError, match="beschadigd"):
        offered.take(data)


def test_the_source_itself_is_no_proposal(offered):
    data = offered.case.source(offered.sheet).read_bytes()
    with pytest.raises(InputError, match="geen voorstel uit de zaak"):
        offered.take(data)


def test_a_file_of_another_case(offered, tmp_path):
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((60, 80), f"Gesproken met {NAMES[1]}.")
        other = offer(tmp_path / "ander", pdf.tobytes(), stem="brief")
    with pytest.raises(ReviewError, match="staat niet in de zaak"):
        offered.take(other.pdf.read_bytes())


def test_a_file_of_another_version_of_the_document(offered, tmp_path):
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((60, 80), f"Gesproken met {NAMES[1]}.")
        other = offer(tmp_path / "ander", pdf.tobytes())
    with pytest.raises(ReviewError, match="andere versie van nota"):
        offered.take(other.pdf.read_bytes())


def test_a_file_of_an_older_state(offered):
    data = changed(offered.pdf, lambda pdf: strip_one(pdf))
    with Sheet.open(offered.sheet) as sheet:
        key = offered.key(NAMES[0], 1)
        deeds.decide(sheet, [key], "keep", "carla", defaults=STANDARD.grounds, note="openbaar")
    before = offered.sheet.read_bytes()
    with pytest.raises(ReviewError, match="eerdere stand"):
        offered.take(data)
    assert offered.sheet.read_bytes() == before


def strip_one(pdf):
    page = pdf[1]
    page.delete_annot(next(page.annots(types=REDACT)))


def test_a_page_that_was_seen_does_not_make_a_file_old(offered):
    data = changed(offered.pdf, strip_one)
    with Sheet.open(offered.sheet) as sheet:
        deeds.page(sheet, 1, "seen", "carla")
    assert offered.take(data).rejected == (2,)


def test_somebody_else_works_on_the_sheet(offered):
    data = changed(offered.pdf, strip_one)
    with Sheet.open(offered.sheet), pytest.raises(Locked):
        offered.take(data)


def test_another_policy_since(offered):
    rules = offered.case.root / ".woo-redact"
    rules.write_text(rules.read_text().replace("beslisnota", "woo-besluit"))
    with pytest.raises(ReviewError, match="beleid is veranderd"):
        offered.take(changed(offered.pdf, strip_one))


def test_a_release_is_void_after_it(offered):
    data = offered.pdf.read_bytes()
    offered.take(data, accept=True)
    with Sheet.open(offered.sheet) as sheet:
        sheet.approve("bob", deeds.now(), STANDARD)
    assert not offered.take(offered.pdf.read_bytes()).voided
    assert offered.state.approval
    assert offered.take(changed(offered.pdf, strip_one)).voided
    assert offered.state.approval is None
