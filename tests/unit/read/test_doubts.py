"""Why a person should look at a page."""

from __future__ import annotations

import pytest
from read_pages import page_of, painted

PLAIN = (
    "Het college stelt een rapport op over de werking van de wet en een aantal andere wetten. "
    "Dit jaar is de tweede keer dat het college zijn bevindingen daarover rapporteert."
)


def lines(text: str) -> str:
    parts = [text[i : i + 60] for i in range(0, len(text), 60)]
    shown = " T* ".join(f"({part}) Tj" for part in parts)
    return f"BT /F1 10 Tf 12 TL 20 360 Td {shown} ET"


def test_ordinary_text_raises_none() -> None:
    assert page_of(painted(lines(PLAIN))).warnings == ()


def test_figures_and_capitals_raise_none() -> None:
    text = "DG NCTV AIVD BZK VWS SZW MBZK DGED PPLG FG " + "12.345,67 98-76 5.1.2e " * 8
    assert page_of(painted(lines(text))).warnings == ()


def test_leader_dots_raise_none() -> None:
    assert page_of(painted(lines("Inhoud " + "." * 80 + " 3 Bijlagen " + "." * 80))).warnings == ()


@pytest.mark.parametrize("character", ["\ufffd", "\ue012"])
def test_undecodable_text_is_told(character: str) -> None:
    codes = dict.fromkeys(range(97, 102), character)
    warnings = page_of(painted(lines(PLAIN), codes=codes)).warnings
    assert any("ontcijferen" in warning for warning in warnings)


def test_a_page_that_cannot_be_read_as_text_needs_ocr() -> None:
    codes = dict.fromkeys(range(33, 127), "�")
    assert page_of(painted(lines(PLAIN), codes=codes)).needs_ocr
    assert not page_of(painted(lines(PLAIN))).needs_ocr


def test_letters_that_stand_for_other_letters_are_told() -> None:
    codes = {0x61 + k: chr(0x61 + (k * 7 + 3) % 26) for k in range(26)}
    warnings = page_of(painted(lines(PLAIN), codes=codes)).warnings
    assert any("willekeurige" in warning for warning in warnings)


def test_text_from_right_to_left_is_told_and_read_in_the_order_of_speech() -> None:
    codes = {0x58: "\u05d0", 0x59: "\u05d1", 0x5A: "\u05d2"}
    page = page_of(painted("BT /F1 10 Tf 20 300 Td (Naam: ZYX) Tj ET", codes=codes))
    assert page.text == "Naam: \u05d0\u05d1\u05d2"
    assert any("rechts naar links" in warning for warning in page.warnings)


def test_no_warning_holds_text() -> None:
    codes = dict.fromkeys(range(97, 102), "�")
    for warning in page_of(painted(lines(PLAIN), codes=codes)).warnings:
        assert "college" not in warning
        assert warning.endswith(".")
