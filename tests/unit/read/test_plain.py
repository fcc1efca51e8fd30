"""Text files: findings lead back to the file's own offsets."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from read_pages import SOURCE

from woo_redact.read import read_text

SPELLINGS = st.text(
    st.sampled_from("aeo\u0301\u0308\u0327nJ \t\r\n\u00a0\u00ad\u200b\ufeff\ufb01\u0132-."),
    max_size=40,
)


def test_offsets_lead_back_to_the_file() -> None:
    text = "\ufeffAan: Jose\u0301 Jan\u00adsen\r\n\tvan D\u0133k\u00a0&\nﬁn"
    page = read_text(text, SOURCE).pages[0]
    assert page.text.split() == ["Aan:", "Jos\u00e9", "Jansen", "van", "Dijk", "&", "fin"]
    found = {
        page.text[word.start : word.end]: text[slice(*page.source_span(word.start, word.end))]
        for word in page.words
    }
    assert found["Jos\u00e9"] == "Jose\u0301"
    assert found["Jansen"] == "Jan\u00adsen"
    assert found["Dijk"] == "D\u0133k"
    assert found["fin"] == "\ufb01n"


def test_lines_and_blocks() -> None:
    page = read_text("Van: Jansen\nAan: De Vries\n\nBeste Karel,\n", SOURCE).pages[0]
    assert [page.text[line.start : line.end] for line in page.lines] == [
        "Van: Jansen",
        "Aan: De Vries",
        "Beste Karel,",
    ]
    assert [line.block for line in page.lines] == [0, 0, 1]


def test_the_grid_shows_what_stands_under_what() -> None:
    page = read_text("Naam      Kamer\nJansen    B2.12\n", SOURCE).pages[0]
    naam, kamer, jansen, room = (word.rect for word in page.words)
    assert naam.x0 == jansen.x0
    assert kamer.x0 == room.x0
    assert kamer.y1 < room.y0
    assert naam.x1 < kamer.x0


def test_an_empty_file() -> None:
    page = read_text("", SOURCE).pages[0]
    assert page.text == ""
    assert page.words == page.lines == page.glyphs == ()


@given(SPELLINGS)
def test_the_maps_hold(text: str) -> None:
    page = read_text(text, SOURCE).pages[0]
    assert unicodedata.is_normalized("NFC", page.text)
    assert len(page.text) == len(page.first) == len(page.stop)
    assert list(page.first) == sorted(page.first)
    assert all(a < b <= len(text) for a, b in zip(page.first, page.stop, strict=True))
    assert [page.text[word.start : word.end] for word in page.words] == page.text.split()
    covered = {i for a, b in zip(page.first, page.stop, strict=True) for i in range(a, b)}
    skipped = [c for i, c in enumerate(text) if i not in covered]
    assert all(not c.isalnum() for c in skipped)
