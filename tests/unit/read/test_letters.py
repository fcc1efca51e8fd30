"""Which characters a page holds, and which glyphs paint each of them."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_pages import page_of, painted

from woo_redact.types import Page

CODES = {
    0x21: "ffi",
    0x22: "\u0133",
    0x23: "\u0301",
    0x24: "\u00ad",
    0x25: "\u00a0",
    0x26: "\ufb01",
}


def behind(page: Page, part: str) -> str:
    start = page.text.index(part)
    return "".join(glyph.text for glyph in page.glyphs_of(start, start + len(part)))


def test_one_glyph_for_several_letters() -> None:
    page = page_of(painted("BT /F1 12 Tf 20 300 Td (Gri! en) Tj ET", codes=CODES))
    assert page.text == "Griffi en"
    spans = {page.source_span(i, i + 1) for i in (3, 4, 5)}
    assert len(spans) == 1
    assert behind(page, "ffi") == behind(page, "f") == "ffi"


@pytest.mark.parametrize(("code", "letters"), [('"', "ij"), ("&", "fi")])
def test_letters_cast_as_one_are_spelled_out(code: str, letters: str) -> None:
    page = page_of(painted(f"BT /F1 12 Tf 20 300 Td (D{code}k) Tj ET", codes=CODES))
    assert page.text == f"D{letters}k"
    assert page.source_span(1, 2) == page.source_span(2, 3) == (1, 2)


@pytest.mark.parametrize(
    "content",
    [
        "BT /F1 12 Tf 20 300 Td (Re) Tj 9 0 Td (#) Tj 6.4 0 Td (ne) Tj ET",
        "BT /F1 12 Tf 20 300 Td (Re) Tj 9 0 Td (\xb4) Tj ET BT /F1 12 Tf 36 300 Td (ne) Tj ET",
        "BT /F1 12 Tf 29.6 300 Td (\xb4) Tj ET BT /F1 12 Tf 20 300 Td (Rene) Tj ET",
    ],
    ids=["combining after", "spacing after", "spacing before"],
)
def test_several_glyphs_for_one_letter(content: str) -> None:
    page = page_of(painted(content, codes=None if "\xb4" in content else CODES))
    assert page.text == "R\u00e9ne"
    assert len(behind(page, "\u00e9")) == 2
    assert page.source_span(0, 4)[1] == len(page.glyphs) == 5


def test_an_accent_that_stands_alone_stays() -> None:
    page = page_of(painted("BT /F1 12 Tf 20 300 Td (de \xb4 toets) Tj ET"))
    assert page.text == "de \u00b4 toets"


def test_blanks_inside_words_that_show_no_gap_are_no_blanks() -> None:
    content = "BT /F1 12 Tf 20 300 Td [(Pagin ) 278 (a 1 van de ref ) 278 (erentie)] TJ ET"
    page = page_of(painted(content))
    assert page.text == "Pagina 1 van de referentie"
    assert behind(page, "Pagina") == "Pagin a"


def test_gaps_without_blanks_part_words() -> None:
    content = "BT /F1 12 Tf 20 300 Td [(Aan) -300 (de) -300 (minister)] TJ ET"
    page = page_of(painted(content))
    assert page.text == "Aan de minister"
    assert page.first[3] == page.stop[3]


def test_kerning_parts_nothing() -> None:
    page = page_of(painted("BT /F1 12 Tf 20 300 Td [(V) 120 (an) -80 (da) -90 (ag)] TJ ET"))
    assert page.text == "Vandaag"


@pytest.mark.parametrize(
    "content",
    [
        "BT /F1 12 Tf 4 Tc 20 300 Td (Pagina) Tj ET",
        "BT /F1 12 Tf 20 300 Td (P a g i n a) Tj ET",
        "BT /F1 12 Tf 2 Tc 3 Tw 20 300 Td (Pagina een van twee) Tj ET",
        "BT /F1 12 Tf 20 300 Td (P a g i n a   e e n   v a n   t w e e) Tj ET",
    ],
)
def test_letters_set_wide_are_one_word(content: str) -> None:
    expected = "Pagina een van twee" if "een" in content or "e e n" in content else "Pagina"
    assert page_of(painted(content)).text == expected


def test_single_capitals_stay_apart() -> None:
    assert page_of(painted("BT /F1 12 Tf 20 300 Td (A B C D E) Tj ET")).text == "A B C D E"


def test_a_hidden_soft_hyphen_is_no_character() -> None:
    content = "BT /F1 12 Tf 20 300 Td [(beslis$) 556 (nota nu)] TJ ET"
    page = page_of(painted(content, codes=CODES))
    assert page.text == "beslisnota nu"
    assert behind(page, "beslisnota") == "beslis\u00adnota"


def test_a_shown_soft_hyphen_at_the_end_of_a_line_stays() -> None:
    content = "BT /F1 12 Tf 14 TL 20 300 Td (een lange beslis$) Tj T* (nota) Tj ET"
    page = page_of(painted(content, codes=CODES))
    assert page.text == "een lange beslis\u00ad\nnota"


def test_soft_hyphens_that_stand_for_every_blank_are_blanks() -> None:
    page = page_of(painted("BT /F1 12 Tf 20 300 Td (aan$de$minister) Tj ET", codes=CODES))
    assert page.text == "aan de minister"


def test_every_blank_is_a_plain_blank() -> None:
    page = page_of(painted("BT /F1 12 Tf 20 300 Td (mevrouw%Jansen) Tj ET", codes=CODES))
    assert page.text == "mevrouw Jansen"
    assert behind(page, "mevrouw Jansen")[7] == "\u00a0"


def test_fake_bold_is_read_once_and_all_its_glyphs_are_known() -> None:
    once = "BT /F1 12 Tf {} 300 Td (Jansen) Tj ET "
    page = page_of(painted("".join(once.format(x) for x in (20, 20.3, 20.6))))
    assert page.text == "Jansen"
    assert len(page.glyphs_of(0, 1)) == 3
    assert len(page.glyphs_of(0, 6)) == 18


def test_letters_painted_in_any_order_are_read_from_left_to_right() -> None:
    place = {"J": 20, "a": 26, "n": 32.7, "s": 39.4, "e": 45.4, "N": 52}
    content = "".join(f"BT /F1 12 Tf {place[c]} 300 Td ({c}) Tj ET " for c in "sNaenJ")
    assert page_of(painted(content)).text == "JanseN"


def test_a_raised_footnote_mark_stays_on_its_line() -> None:
    content = (
        "BT /F1 12 Tf 20 300 Td (na de evaluatie.) Tj ET "
        "BT /F1 7 Tf 105.5 304 Td (12) Tj ET BT /F1 12 Tf 20 286 Td (Daarna) Tj ET"
    )
    assert page_of(painted(content)).text == "na de evaluatie.12\nDaarna"


@pytest.mark.parametrize("turn", [0, 17, 90, 180, 270, -8])
def test_quads_follow_turned_text(turn: float) -> None:
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    matrix = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} 200 200 Tm"
    page = page_of(painted(f"BT /F1 12 Tf {matrix} (Jan Jansen) Tj ET"))
    assert page.text == "Jan Jansen"
    first, last = page.glyphs[0], page.glyphs[-1]
    for glyph in (first, last):
        quad = glyph.quad
        along = (quad.lr.x - quad.ll.x, quad.lr.y - quad.ll.y)
        length = math.hypot(*along)
        assert along[0] / length == pytest.approx(cos, abs=0.01)
        assert along[1] / length == pytest.approx(-sin, abs=0.01)
        up = (quad.ul.x - quad.ll.x, quad.ul.y - quad.ll.y)
        assert up[0] * along[0] + up[1] * along[1] == pytest.approx(0, abs=0.1)
    assert first.origin.x == pytest.approx(200, abs=0.1)
    assert first.origin.y == pytest.approx(200, abs=0.1)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_glyphs_are_unrotated_and_words_are_as_displayed(rotate: int) -> None:
    crop = (50, 100, 350, 300)
    page = page_of(painted("BT /F1 12 Tf 60 280 Td (Linksboven) Tj ET", rotate=rotate, crop=crop))
    assert (page.width, page.height, page.rotation) == (300, 200, rotate)
    glyph = page.glyphs[0]
    assert glyph.origin == pytest.approx((10, 20))
    seen = {
        0: (10, 20),
        90: (200 - 20, 10),
        180: (300 - 10, 200 - 20),
        270: (20, 300 - 10),
    }[rotate]
    rect = page.words[0].rect
    corner = {
        0: (rect.x0, rect.y1),
        90: (rect.x0, rect.y0),
        180: (rect.x1, rect.y0),
        270: (rect.x1, rect.y1),
    }[rotate]
    assert corner == pytest.approx(seen, abs=4)


def test_text_is_read_upright_on_a_turned_page() -> None:
    content = "BT /F1 12 Tf 0 1 -1 0 60 40 Tm 14 TL (Eerste regel) Tj T* (tweede regel) Tj ET"
    page = page_of(painted(content, rotate=90))
    assert page.text == "Eerste regel\ntweede regel"
    assert page.lines[0].rect.width > page.lines[0].rect.height


def test_the_main_direction_comes_first_and_the_margin_after_it() -> None:
    content = (
        "BT /F1 8 Tf 0 1 -1 0 20 40 Tm (In de kantlijn) Tj ET "
        "BT /F1 12 Tf 60 300 Td (De tekst van de brief zelf) Tj ET"
    )
    assert page_of(painted(content)).text == "De tekst van de brief zelf\n\nIn de kantlijn"


def test_vertical_writing_is_read_down_its_column() -> None:
    file = pymupdf.open("pdf", painted("BT /F1 12 Tf 20 380 Td (Boven) Tj ET"))
    page = file[0]
    font = pymupdf.Font("cjk")
    page.insert_font("F9", fontbuffer=font.buffer)
    vertical = next(xref for xref, *_, name, _ in page.get_fonts() if name == "F9")
    file.xref_set_key(vertical, "Encoding", "/Identity-V")
    shown = "".join(f"{font.has_glyph(ord(c)):04x}" for c in "Jan de Mim")
    file.update_stream(page.get_contents()[-1], f"BT /F9 9 Tf 300 300 Td <{shown}> Tj ET".encode())
    assert "Jan de Mim" in page_of(file.tobytes()).text


def test_text_beyond_the_page_is_read_too() -> None:
    page = page_of(painted("BT /F1 12 Tf 60 280 Td (Erop) Tj 0 -400 Td (Eraf) Tj ET"))
    assert page.text.split() == ["Erop", "Eraf"]


WORDS = st.text(st.sampled_from("abeinorst JV.-"), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 380),
            st.integers(0, 390),
            st.sampled_from([5, 9, 12]),
            st.sampled_from([0, 0, 0, 90, 45]),
            WORDS,
        ),
        max_size=14,
    )
)
def test_whatever_the_page_the_maps_hold(texts: list[tuple[int, int, int, int, str]]) -> None:
    content = ""
    for x, y, size, turn, text in texts:
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        matrix = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x} {y} Tm"
        content += f"BT /F1 {size} Tf {matrix} ({text}) Tj ET "
    page = page_of(painted(content))
    assert len(page.text) == len(page.first) == len(page.stop)
    assert unicodedata.is_normalized("NFC", page.text)
    letters = Counter("".join(text for *_, text in texts).replace(" ", ""))
    found = Counter(glyph.text for glyph in page.glyphs if glyph.text != " ")
    assert found <= letters  # MuPDF itself reads a letter that is painted twice once
    assert found.keys() == letters.keys()
    if all(not turn for *_, turn, _ in texts) and len({y for _, y, *_ in texts}) == len(texts):
        assert found == letters
    owners: dict[int, int] = {}
    for i, (first, stop) in enumerate(zip(page.first, page.stop, strict=True)):
        assert 0 <= first <= stop <= len(page.glyphs)
        for glyph in range(first, stop):
            owners[glyph] = i
    solid = {i for i, glyph in enumerate(page.glyphs) if not glyph.text.isspace()}
    assert solid <= owners.keys()
    covered = [page.text[word.start : word.end] for word in page.words]
    assert covered == page.text.split()
    for line in page.lines:
        assert page.text[line.start : line.end] == page.text[line.start : line.end].strip()
        assert "\n" not in page.text[line.start : line.end]
    assert [line.start for line in page.lines] == sorted(line.start for line in page.lines)
    assert [line.block for line in page.lines] == sorted(line.block for line in page.lines)
