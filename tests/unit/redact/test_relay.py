from __future__ import annotations

from dataclasses import replace

import pymupdf
import pytest
from making import PLAIN, page_of, plan_for, words_of

from woo_redact.redact import redact
from woo_redact.redact.relay import HOLE
from woo_redact.types import Point, Quad

NAMES = ("Ed Li", "Jan de Vries", "Annemarie van der Wetering")


def line(name: str) -> str:
    return f"BT /F1 11 Tf 40 200 Td (Naast {name} zat de griffier.) Tj ET"


@pytest.mark.parametrize("name", NAMES)
def test_the_hole_says_nothing_about_the_name(name: str):
    pdf = page_of(line(name))
    result = redact(pdf, plan_for(pdf, name, style=PLAIN))
    assert result.boxes[0].width_hidden
    assert result.boxes[0].rects[0].width == pytest.approx(HOLE, abs=0.01)


def test_every_name_leaves_the_same_line():
    places = set()
    for name in NAMES:
        pdf = page_of(line(name))
        words = words_of(redact(pdf, plan_for(pdf, name, style=PLAIN)).pdf)
        places.add(tuple(sorted(words.items())))
    assert len(places) == 1


def test_a_justified_line_keeps_its_right_margin():
    content = """BT /F1 11 Tf 3.2 Tw 40 200 Td (Regel een van de tekst loopt tot hier.) Tj ET
    BT /F1 11 Tf 3.2 Tw 40 186 Td (Regel een van de tekst loopt tot hier.) Tj ET
    BT /F1 11 Tf 3.2 Tw 40 172 Td (Regel een van de tekst loopt tot hier.) Tj ET"""
    pdf = page_of(content)
    plan = plan_for(pdf, "tekst")
    one = plan_for(pdf)
    middle = sorted(plan.boxes, key=lambda box: box.quads[0].ul.y)[1]
    result = redact(pdf, type(one)(**{**_fields(one), "boxes": (middle,)}))
    ends = _line_ends(result.pdf)
    assert ends[1] == pytest.approx(ends[0], abs=0.1)


def _fields(plan: object) -> dict[str, object]:
    return {name: getattr(plan, name) for name in plan.__slots__}  # type: ignore[attr-defined]


def _line_ends(pdf: bytes) -> list[float]:
    with pymupdf.open("pdf", pdf) as document:
        words = document[0].get_text("words")
    rows = sorted({round(word[3]) for word in words if word[4] == "hier."})
    return [max(w[2] for w in words if abs(w[3] - row) < 2) for row in rows]


def test_another_column_stays_where_it_is():
    content = """BT /F1 11 Tf 40 200 Td (Naam Jan de Vries) Tj ET
    BT /F1 11 Tf 250 200 Td (Kolom twee) Tj ET"""
    pdf = page_of(content)
    before = words_of(pdf)
    after = words_of(redact(pdf, plan_for(pdf, "Jan de Vries", style=PLAIN)).pdf)
    assert after["Kolom"] == before["Kolom"]
    assert after["Naam"] == before["Naam"]


def test_a_right_aligned_name_gets_a_box_at_the_right():
    lefts = set()
    for name, start in (("Ed Li", 320.0), ("Jan de Vries", 284.0)):
        width = pymupdf.get_text_length(name, "helv", 11)
        content = f"""BT /F1 11 Tf {360 - width:.3f} 200 Td ({name}) Tj ET
        BT /F1 11 Tf {360 - pymupdf.get_text_length("Den Haag", "helv", 11):.3f} 180 Td
        (Den Haag) Tj ET"""
        pdf = page_of(content)
        result = redact(pdf, plan_for(pdf, name, style=PLAIN))
        lefts.add(round(result.boxes[0].rects[0].x0, 1))
        assert start > 0
    assert len(lefts) == 1


def test_an_underline_follows_its_words():
    content = """BT /F1 11 Tf 40 200 Td (Naast Annemarie van Dam zat hij.) Tj ET
    40 198.5 146 0.6 re f"""
    pdf = page_of(content)
    result = redact(pdf, plan_for(pdf, "Annemarie van Dam", style=PLAIN))
    assert result.boxes[0].width_hidden
    with pymupdf.open("pdf", result.pdf) as document:
        rules = [d["rect"] for d in document[0].get_drawings() if d["rect"].height < 1]
    assert len(rules) == 1
    assert rules[0].x1 < 186 - 20


def test_a_highlight_of_the_name_alone_goes():
    width = pymupdf.get_text_length("Annemarie", "helv", 11)
    start = 40 + pymupdf.get_text_length("Naast ", "helv", 11)
    content = f"""1 1 0 rg {start:.2f} 197 {width:.2f} 12 re f 0 g
    BT /F1 11 Tf 40 200 Td (Naast Annemarie zat hij.) Tj ET"""
    pdf = page_of(content)
    result = redact(pdf, plan_for(pdf, "Annemarie", style=PLAIN))
    with pymupdf.open("pdf", result.pdf) as document:
        fills = [d["fill"] for d in document[0].get_drawings()]
    assert (1.0, 1.0, 0.0) not in fills


def test_an_image_in_the_line_leaves_it_open():
    content = """BT /F1 11 Tf 40 200 Td (Naast Annemarie zat hij.) Tj ET
    q 20 0 0 20 100 195 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"""
    pdf = page_of(content)
    assert not redact(pdf, plan_for(pdf, "Annemarie")).boxes[0].width_hidden


def test_a_letter_that_stands_lower_goes_along_with_its_word():
    content = """BT /F1 10 Tf 40 200 Td (Naast Jan zet T) Tj ET
    BT /F1 10 Tf 108.6 197.8 Td (E) Tj ET
    BT /F1 10 Tf 114.2 200 Td (X de tekst.) Tj ET"""
    pdf = page_of(content)
    before = _letters(pdf)
    after = _letters(redact(pdf, plan_for(pdf, "Jan", style=PLAIN)).pdf)
    steps = {letter: after[letter] - before[letter] for letter in "TEX"}
    assert steps["T"] > 10
    assert steps["E"] == pytest.approx(steps["T"], abs=0.1)
    assert steps["X"] == pytest.approx(steps["T"], abs=0.1)


def _letters(pdf: bytes) -> dict[str, float]:
    """Where each capital begins."""
    with pymupdf.open("pdf", pdf) as document:
        blocks = document[0].get_text("rawdict")["blocks"]
    return {
        char["c"]: char["origin"][0]
        for block in blocks
        for line_ in block.get("lines", ())
        for span in line_["spans"]
        for char in span["chars"]
        if char["c"].isupper()
    }


def test_a_near_cell_stays_where_it_is_when_no_blank_was_typed():
    """As in the rows of a parafenroute: name, paraaf and date stand in columns of their own."""
    content = """BT /F1 9 Tf 40 200 Td (Directeur van de dienst) Tj ET
    BT /F1 9 Tf 160 200 Td (Ed Li) Tj ET
    BT /F1 9 Tf 210 200 Td (akkoord en gezien) Tj ET"""
    pdf = page_of(content)
    before = words_of(pdf)
    after = words_of(redact(pdf, plan_for(pdf, "Ed Li", style=PLAIN)).pdf)
    assert {w: after[w] for w in ("dienst", "akkoord")} == {
        w: before[w] for w in ("dienst", "akkoord")
    }


def test_a_line_does_not_run_out_of_its_column():
    rows = [
        "Deze regel loopt precies tot aan de rand van de kolom.",
        "Ook Ed Li kwam aan de rand van deze zelfde kolom uit.",
        "Deze regel loopt precies tot aan de rand van de kolom.",
    ]
    content = "".join(
        f"BT /F1 10 Tf 40 {200 - 12 * n} Td ({row}) Tj ET\n" for n, row in enumerate(rows)
    )
    pdf = page_of(content)
    edge = 40 + max(pymupdf.get_text_length(row, "helv", 10) for row in rows)
    result = redact(pdf, plan_for(pdf, "Ed Li", style=PLAIN))
    assert result.boxes[0].width_hidden
    with pymupdf.open("pdf", result.pdf) as document:
        assert max(word[2] for word in document[0].get_text("words")) <= edge + 0.5


def test_a_box_stays_off_the_rule_behind_its_cell():
    content = """0.5 w 40 180 m 40 220 l 64 180 m 64 220 l 200 180 m 200 220 l S
    BT /F1 9 Tf 42 200 Td (Ed Li) Tj ET"""
    pdf = page_of(content)
    box = redact(pdf, plan_for(pdf, "Ed Li", style=PLAIN)).boxes[0]
    assert box.width_hidden
    assert box.rects[0].x1 <= 63.5


def test_an_underline_up_to_the_end_of_the_line_and_a_panel_leave_no_width():
    end = 40 + pymupdf.get_text_length("Dit gaat over Ed Li", "helv", 11)
    content = f"""0.9 g 37 150 {end + 23:.2f} 90 re f 0 g
    BT /F1 11 Tf 40 200 Td (Dit gaat over Ed Li) Tj ET
    40 196.2 {end + 0.4 - 40:.2f} 0.7 re f"""
    pdf = page_of(content)
    assert redact(pdf, plan_for(pdf, "Ed Li", style=PLAIN)).boxes[0].width_hidden


def test_slanted_text_is_covered_without_its_neighbours():
    content = "".join(
        f"BT /F1 11 Tf 0.866 0.5 -0.5 0.866 {60 + 8 * n} {80 - 13 * n} Tm ({row}) Tj ET\n"
        for n, row in enumerate(("Boven blijft alles", "Naast Annemarie zat", "Onder blijft alles"))
    )
    pdf = page_of(content)
    with pymupdf.open("pdf", pdf) as document:
        quad = document[0].search_for("Annemarie", quads=True)[0]
    corners = (Point(*quad.ul), Point(*quad.ur), Point(*quad.ll), Point(*quad.lr))
    one = plan_for(pdf, "Annemarie", style=PLAIN)
    box = replace(one.boxes[0], quads=(Quad(*corners),))
    result = redact(pdf, replace(one, boxes=(box,)))
    assert not result.rastered
    with pymupdf.open("pdf", result.pdf) as document:
        left = document[0].get_text().split()
    assert left == ["Boven", "blijft", "alles", "Naast", "zat", "Onder", "blijft", "alles"]
