from __future__ import annotations

import pikepdf
import pymupdf
import pytest
from making import drawn, letter, opened, page_of, plan_for, plan_of, saved, text_of, words_of

from woo_redact.errors import ExitCode, InputError
from woo_redact.redact import redact
from woo_redact.types import Rect


def test_the_word_goes_and_its_neighbours_stay():
    pdf = letter()
    text = text_of(redact(pdf, plan_for(pdf, "Quispel")).pdf)
    assert "Quispel" not in text
    for word in ("Geachte", "mevrouw", "dank", "brief.", "eronder", "5.1.2e"):
        assert word in text


def test_lines_that_were_not_touched_do_not_move():
    pdf = letter()
    before, after = words_of(pdf), words_of(redact(pdf, plan_for(pdf, "Quispel")).pdf)
    for word in ("De", "regel", "eronder", "blijft", "staan."):
        assert after[word] == before[word]


def test_two_runs_give_the_same_bytes():
    pdf = letter()
    plan = plan_for(pdf, "Quispel")
    assert redact(pdf, plan).pdf == redact(pdf, plan).pdf


def test_a_plan_without_boxes_still_cleans_the_file():
    with opened(letter()) as source:
        source.docinfo["/Author"] = "Quispel"
        pdf = saved(source)
    result = redact(pdf, plan_of([]))
    with opened(result.pdf) as done:
        assert "/Author" not in (done.trailer.get("/Info") or {})
    assert "documenteigenschappen" in result.dropped


def test_a_box_by_hand_takes_everything_under_it_and_keeps_its_size():
    pdf = letter()
    rect = Rect(72, 90, 200, 103)
    result = redact(pdf, plan_of([drawn(rect)]))
    assert "Geachte" not in text_of(result.pdf)
    assert "eronder" in text_of(result.pdf)
    assert result.boxes[0].rects[0] == pytest.approx(rect, abs=0.01)
    assert not result.boxes[0].width_hidden


def test_a_box_on_a_page_that_is_not_there_is_refused():
    with pytest.raises(InputError) as error:
        redact(letter(), plan_of([drawn(Rect(1, 1, 9, 9), page=7)]))
    assert error.value.exit_code is ExitCode.INPUT
    assert "7" in str(error.value)


def test_text_in_a_shared_form_goes_only_where_it_is_covered():
    with opened(page_of("q 1 0 0 1 0 100 cm /Fm Do Q /Fm Do")) as source:
        form = source.make_stream(b"BT /F1 12 Tf 50 50 Td (Quispel komt) Tj ET")
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 400, 300])
        form.Resources = pikepdf.Dictionary(Font=source.pages[0].Resources.Font)
        source.pages[0].Resources.XObject = pikepdf.Dictionary(Fm=form)
        data = saved(source)
    plan = plan_for(data, "Quispel")
    upper = min(plan.boxes, key=lambda box: box.quads[0].ul.y)
    result = redact(data, plan_of([upper]))
    assert text_of(result.pdf).count("Quispel") == 1
    assert text_of(result.pdf).count("komt") == 2


def test_letters_set_one_by_one_and_turned_text_go():
    content = """BT /F1 12 Tf 50 200 Td [(Q)-20(u)-20(i)-20(s)-20(p)-20(e)-20(l)] TJ ET
    BT /F1 12 Tf 0 1 -1 0 300 50 Tm (Vermeulen draait) Tj ET"""
    pdf = page_of(content)
    text = text_of(redact(pdf, plan_for(pdf, "Quispel", "Vermeulen")).pdf)
    assert "Quispel" not in text
    assert "Vermeulen" not in text
    assert "draait" in text


def test_text_that_was_a_window_does_not_open_it_wide():
    pdf = page_of("q BT /F1 40 Tf 7 Tr 50 100 Td (Quispel) Tj ET 1 0 0 rg 0 0 400 300 re f Q")
    result = redact(pdf, plan_for(pdf, "Quispel"))
    with pymupdf.open("pdf", result.pdf) as document:
        pixel = document[0].get_pixmap().pixel(350, 20)
    assert pixel == (255, 255, 255)


def test_a_page_that_cannot_be_taken_apart_keeps_its_text():
    pdf = page_of("BT /F1 12 Tf 50 200 Td (Blijft staan) Tj ET BI /W 9999 ID")
    assert "Blijft staan" in text_of(redact(pdf, plan_of([])).pdf)


def test_unclosed_content_does_not_move_the_boxes():
    pdf = page_of("q 2 0 0 2 0 0 cm BT /F1 12 Tf 50 100 Td (Quispel hier) Tj ET")
    result = redact(pdf, plan_for(pdf, "Quispel"))
    rect = result.boxes[0].rects[0]
    with pymupdf.open("pdf", result.pdf) as document:
        pixels = document[0].get_pixmap()
        middle = pixels.pixel(int(rect.x0) + 2, int((rect.y0 + rect.y1) / 2))
    assert middle == pytest.approx((171, 171, 171), abs=2)
