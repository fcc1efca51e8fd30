"""Edited with PyMuPDF and pdfium, which did not write the annotations, and taken in."""

from __future__ import annotations

import io

import pikepdf
import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from offered import DOUBT, MINISTER, NAMES, STANDARD, offer

from woo_redact.review import deeds
from woo_redact.sheet import Sheet

REDACT = pymupdf.PDF_ANNOT_REDACT
SAVES = {
    "written anew": {"garbage": 4, "clean": True, "deflate": True},
    "as it is": {},
    "with new ids": {"garbage": 1},
}


def edited(path, change, **save):
    with pymupdf.open(path) as pdf:
        change(pdf)
        return pdf.tobytes(**save)


def boxes(page):
    return list(page.annots(types=[REDACT]))


def of(page, key):
    (found,) = [annot for annot in boxes(page) if annot.info["id"] == key]
    return found


def put(pdf, annot, entry, value):
    pdf.xref_set_key(annot.xref, entry, value)


def lines_of(offered):
    return offered.sheet.read_bytes().splitlines()


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
def test_a_file_that_nobody_edited_changes_nothing(offered, save):
    before, offers = offered.sheet.read_bytes(), offered.pdf.read_bytes()
    taken = offered.take(edited(offered.pdf, lambda pdf: None, **save))
    assert taken.nothing
    assert taken.open == 8
    assert offered.sheet.read_bytes() == before
    assert offered.pdf.read_bytes() == offers


def test_a_box_taken_away_is_a_rejection_that_can_be_undone(offered):
    key = offered.key(NAMES[1], 2)
    data = edited(offered.pdf, lambda pdf: pdf[1].delete_annot(of(pdf[1], key)))
    taken = offered.take(data)
    assert (taken.rejected, taken.moved, taken.added) == ((2,), (), ())
    assert offered.state.final(key).verdict == "keep"
    assert taken.unreasoned == 1
    with Sheet.open(offered.sheet) as sheet:
        deeds.undo(sheet, "anna")
        assert key in sheet.state.open_marks


def test_a_reason_goes_with_the_rejection(offered):
    key = offered.key(NAMES[1], 2)
    data = edited(offered.pdf, lambda pdf: pdf[1].delete_annot(of(pdf[1], key)))
    taken = offered.take(data, reason="geen persoon")
    assert taken.unreasoned == 0
    assert offered.state.decisions[key].note == "geen persoon"
    assert offered.state.decisions[key].by == "anna"


@pytest.mark.parametrize(("page", "word"), [(1, "stuk"), (2, "Gesproken"), (3, "Gesproken")])
def test_a_box_drawn_on_a_turned_or_cropped_page_lies_where_it_was_drawn(offered, page, word):
    """This library writes a rectangle and no quads."""

    def draw(pdf):
        leaf = pdf[page - 1]
        (place,) = leaf.search_for(word)
        leaf.add_redact_annot(place)

    taken = offered.take(edited(offered.pdf, draw))
    assert taken.added == (page,)
    (mark,) = [m for m in offered.state.marks.values() if m.by]
    assert (mark.page, mark.text, mark.kind, mark.ground) == (page, word, "box", "5.1.2e")
    assert not mark.exact  # drawn around letters: burnt with their line, so its width tells nothing
    assert mark.id not in offered.state.open_marks


@pytest.mark.parametrize(
    "place",
    [
        pytest.param((50, 60, 390, 110), id="lines"),
        pytest.param((300, 20, 380, 60), id="nothing"),
        pytest.param((65, 69, 110, 83), id="half a letter"),
        pytest.param((55, 55, 120, 83), id="much white"),
    ],
)
def test_a_box_over_more_than_letters_is_burnt_as_it_was_drawn(offered, place):
    def draw(pdf):
        pdf[1].add_redact_annot(pymupdf.Rect(place))

    assert offered.take(edited(offered.pdf, draw)).added == (2,)
    (mark,) = [m for m in offered.state.marks.values() if m.by]
    assert mark.exact
    assert tuple(mark.quads[0].rect) == pytest.approx(place, abs=0.02)


def test_pdfium_draws_a_box_on_a_cropped_turned_page_in_larger_units(offered):
    with pypdfium2.PdfDocument(offered.pdf) as pdf:
        leaf = pdf[3]
        text = leaf.get_textpage()
        start = text.get_text_range().index("vindt")
        rects = [text.get_charbox(start + i) for i in range(5)]
        left, bottom = min(r[0] for r in rects) - 1, min(r[1] for r in rects) - 1
        right, top = max(r[2] for r in rects) + 1, max(r[3] for r in rects) + 1
        annot = pdfium.FPDFPage_CreateAnnot(leaf.raw, pdfium.FPDF_ANNOT_SQUARE)
        pdfium.FPDFAnnot_SetRect(annot, pdfium.FS_RECTF(left, top, right, bottom))
        pdfium.FPDFPage_CloseAnnot(annot)
        out = io.BytesIO()
        pdf.save(out)
    data = out.getvalue()
    assert offered.take(data).unread == {(4, "square"): 1}  # a drawn frame is no box
    taken = offered.take(as_redaction(data))
    assert taken.added == (4,)
    (mark,) = [m for m in offered.state.marks.values() if m.by]
    assert (mark.page, mark.text) == (4, "vindt")


def as_redaction(data):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (annot,) = [a for a in pdf.pages[3].obj.Annots if a.Subtype == pikepdf.Name.Square]
        annot.Subtype = pikepdf.Name.Redact
        pdf.save(out)
    return out.getvalue()


def test_pdfium_takes_a_box_away(offered):
    with pypdfium2.PdfDocument(offered.pdf) as pdf:
        assert pdfium.FPDFPage_RemoveAnnot(pdf[2].raw, 0)
        out = io.BytesIO()
        pdf.save(out)
    assert offered.take(out.getvalue()).rejected == (3,)


def test_a_moved_box_stays_the_same_mark(offered):
    key = offered.key(NAMES[2], 3)

    def move(pdf):
        annot = of(pdf[2], key)
        x0, y0, x1, y1 = (float(n) for n in pdf.xref_get_key(annot.xref, "Rect")[1][1:-1].split())
        put(pdf, annot, "Rect", f"[{x0} {y0} {x1 + 20} {y1}]")
        put(pdf, annot, "QuadPoints", f"[{x0} {y0} {x1 + 20} {y0} {x0} {y1} {x1 + 20} {y1}]")

    before = offered.state.marks[key]
    taken = offered.take(edited(offered.pdf, move))
    assert (taken.moved, taken.rejected, taken.added) == ((3,), (), ())
    mark = offered.state.marks[key]
    assert (mark.kind, mark.ground) == ("person", "5.1.2e")
    assert mark.quads[0].rect.x1 == pytest.approx(before.quads[0].rect.x1 + 20, abs=4)
    assert mark.text.startswith(f"{NAMES[2]} ov")


def test_only_the_rectangle_moved(offered):
    """Some programs drag /Rect and leave /QuadPoints behind."""
    key = offered.key(NAMES[0], 1)

    def move(pdf):
        annot = of(pdf[0], key)
        numbers = [float(n) for n in pdf.xref_get_key(annot.xref, "Rect")[1][1:-1].split()]
        put(pdf, annot, "Rect", f"[{' '.join(str(n + 30) for n in numbers)}]")

    before = offered.state.marks[key].quads
    assert offered.take(edited(offered.pdf, move)).moved == (1,)
    after = offered.state.marks[key].quads
    assert len(after) == 2
    for one, other in zip(before, after, strict=True):
        assert other.rect.x0 == pytest.approx(one.rect.x0 + 30, abs=0.1)
        assert other.rect.y0 == pytest.approx(one.rect.y0 - 30, abs=0.1)


ORDERS = st.permutations(range(4))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=ORDERS, shift=st.floats(-0.3, 0.3), nameless=st.booleans(), data=st.data())
def test_what_programs_do_to_an_annotation_is_no_edit(offered, order, shift, nameless, data):
    """Corners in another order, quads too, numbers rounded, the name lost."""

    def rewrite(pdf):
        for page in pdf:
            for annot in boxes(page):
                text = pdf.xref_get_key(annot.xref, "QuadPoints")[1][1:-1]
                numbers = [round(float(n) + shift, 1) for n in text.split()]
                quads = [numbers[i : i + 8] for i in range(0, len(numbers), 8)]
                turned = [n for q in quads[::-1] for c in order for n in q[2 * c : 2 * c + 2]]
                put(pdf, annot, "QuadPoints", f"[{' '.join(map(str, turned))}]")
                if nameless:
                    put(pdf, annot, "NM", "null")

    before = offered.sheet.read_bytes()
    assert offered.take(edited(offered.pdf, rewrite)).nothing
    assert offered.sheet.read_bytes() == before


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("OverlayText", "5.1.1e"),
        ("OverlayText", "artikel 5.1 lid 1 sub e"),
        ("Subj", "5.1.1.e"),
        ("Contents", "Naam: toch anders\nGrond: 5.1.1e"),
    ],
)
def test_another_ground_wherever_it_is_written(offered, entry, value):
    key = offered.key(NAMES[1], 2)

    def write(pdf):
        put(pdf, of(pdf[1], key), entry, pymupdf.get_pdf_str(value))

    taken = offered.take(edited(offered.pdf, write))
    assert taken.regrounded == (2,)
    assert offered.state.final(key).ground == "5.1.1e"


def test_a_subject_that_a_program_fills_in_is_no_ground(offered):
    def write(pdf):
        for page in pdf:
            for annot in boxes(page):
                put(pdf, annot, "Subj", pymupdf.get_pdf_str("Redact"))

    assert offered.take(edited(offered.pdf, write)).nothing


@pytest.mark.parametrize("entry", ["Contents", "Subj", "OverlayText", "T", "AP", "DA"])
def test_a_field_that_a_program_leaves_out_says_nothing(offered, entry):
    def leave_out(pdf):
        for page in pdf:
            for annot in boxes(page):
                put(pdf, annot, entry, "null")

    assert offered.take(edited(offered.pdf, leave_out)).nothing


def test_a_remark_is_kept_for_the_second_reader(offered):
    key = offered.key(NAMES[1], 2)

    def write(pdf):
        page = pdf[1]
        annot = of(page, key)
        annot.set_info(content=annot.info["content"] + "\rgraag nakijken")

    assert offered.take(edited(offered.pdf, write)).remarks == (2,)
    (note,) = offered.state.notes
    assert (note.text, note.page, note.mark, note.by) == ("graag nakijken", 2, key, "anna")
    assert key in offered.state.open_marks


def test_a_box_over_what_stays_overrules_that(offered):
    key = offered.key(MINISTER, 1)

    def draw(pdf):
        (place,) = pdf[0].search_for(MINISTER)
        pdf[0].add_redact_annot(place, text="5.1.2i")

    assert offered.take(edited(offered.pdf, draw)).added == (1,)
    final = offered.state.final(key)
    assert (final.verdict, final.ground) == ("redact", "5.1.2i")
    assert not [m for m in offered.state.marks.values() if m.by]


def test_two_boxes_become_one(offered):
    """Both taken away and one drawn over both, by a program that names its boxes anew."""
    first, second = offered.key(NAMES[1], 2), offered.key(DOUBT, 2)

    def join(pdf):
        page = pdf[1]
        both = pymupdf.Rect(of(page, first).rect) | of(page, second).rect
        page.delete_annot(of(page, first))
        page.delete_annot(of(page, second))
        page.add_redact_annot(both)

    taken = offered.take(edited(offered.pdf, join))
    assert (taken.moved, taken.rejected, taken.added) == ((2,), (), ())
    state = offered.state
    assert {first, second} & set(state.marks) == {first}
    assert NAMES[1] in state.marks[first].text
    assert DOUBT in state.marks[first].text


def test_one_box_becomes_two(offered):
    key = offered.key(NAMES[1], 2)

    def split(pdf):
        page = pdf[1]
        page.delete_annot(of(page, key))
        for word in NAMES[1].split():
            (place,) = page.search_for(word)
            page.add_redact_annot(place)

    taken = offered.take(edited(offered.pdf, split))
    assert (taken.moved, taken.rejected, taken.added) == ((2,), (), (2,))
    drawn = [m for m in offered.state.marks.values() if m.by]
    assert sorted(m.text for m in drawn) == sorted(NAMES[1].split())
    assert {m.kind for m in drawn} == {"person"}


def test_a_box_by_hand_that_is_taken_away_again_is_gone(offered):
    (place,) = pymupdf.open(offered.pdf)[0].search_for("afdeling")
    data = edited(offered.pdf, lambda pdf: pdf[0].add_redact_annot(place))
    assert offered.take(data).added == (1,)
    (key,) = [k for k, m in offered.state.marks.items() if m.by]

    data = edited(offered.pdf, lambda pdf: pdf[0].delete_annot(of(pdf[0], key)))
    assert offered.take(data).rejected == (1,)
    assert key not in offered.state.marks


def test_what_still_stands_is_agreed_to_when_the_reviewer_says_so(offered):
    key = offered.key(DOUBT, 4)
    data = edited(offered.pdf, lambda pdf: pdf[3].delete_annot(of(pdf[3], key)))
    taken = offered.take(data, accept=True, reason="instelling")
    assert (taken.accepted, taken.open, taken.rejected) == (7, 0, (4,))
    assert (taken.doubtful, taken.seen) == (3, (1, 2, 3, 4))
    assert not offered.take(offered.pdf.read_bytes(), accept=True).seen
    with Sheet.open(offered.sheet) as sheet:
        sheet.approve("bob", deeds.now(), STANDARD)
        assert sheet.state.approval


def test_all_of_one_file_is_one_deed(offered):
    before = offered.state.digest

    def change(pdf):
        pdf[0].delete_annot(boxes(pdf[0])[0])
        pdf[1].add_redact_annot(pymupdf.Rect(10, 10, 40, 40))
        put(pdf, boxes(pdf[2])[0], "OverlayText", "(5.1.1d)")

    taken = offered.take(edited(offered.pdf, change), accept=True)
    assert (len(taken.rejected), len(taken.added), len(taken.regrounded)) == (1, 1, 1)
    with Sheet.open(offered.sheet) as sheet:
        deeds.undo(sheet, "anna")
        assert sheet.state.digest == before


def test_the_next_round_starts_from_the_new_file(offered):
    key = offered.key(NAMES[1], 2)
    data = edited(offered.pdf, lambda pdf: pdf[1].delete_annot(of(pdf[1], key)))
    offered.pdf.write_bytes(data)  # saved in place
    offered.take(data)
    assert offered.pdf.read_bytes() != data
    assert not list(offered.pdf.parent.glob("*bewerkt*"))
    assert offered.take(offered.pdf.read_bytes()).nothing
    with pymupdf.open(offered.pdf) as pdf:
        assert len(boxes(pdf[1])) == 1


def test_an_edited_file_is_never_overwritten(offered):
    data = edited(offered.pdf, lambda pdf: pdf[1].delete_annot(boxes(pdf[1])[0]))
    offered.pdf.write_bytes(data)
    assert offered.lay() == []  # the proposals are still the same: it can be taken in
    assert offered.pdf.read_bytes() == data
    with Sheet.open(offered.sheet) as sheet:
        deeds.decide(sheet, [offered.key(NAMES[0], 1)], "keep", "carla", defaults=STANDARD.grounds)
    assert offered.lay() == ["nota-voorstel-bewerkt.pdf"]
    assert offered.pdf.with_name("nota-voorstel-bewerkt.pdf").read_bytes() == data
    assert offered.take(offered.pdf.read_bytes()).nothing


def test_a_name_that_two_files_share_is_told_apart_by_its_document(tmp_path):
    one = offer(tmp_path / "zaak", stem="nota")
    two = offer(tmp_path / "zaak", stem="brief")
    data = edited(two.pdf, lambda pdf: pdf[1].delete_annot(boxes(pdf[1])[0]))
    assert one.take(data).document == "brief.pdf"
    assert len(lines_of(two)) == len(lines_of(one)) + 1
