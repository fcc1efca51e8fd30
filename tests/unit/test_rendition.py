"""The text rendition: what a box covers becomes its ground, everything else stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.folding import find
from woo_redact.rendition import NOTHING_READ, render
from woo_redact.types import (
    Box,
    BoxStyle,
    Document,
    Glyph,
    Page,
    Plan,
    Point,
    Quad,
    Rect,
    Source,
)

STYLE = BoxStyle(fill=(0.7, 0.7, 0.7), edge=None, ink=(0, 0, 0), code=False)
ADVANCE, LEADING = 6.0, 20.0


def page_of(*lines: str, number: int = 1) -> Page:
    """A page as the reader makes it: a glyph per visible character, none for white space."""
    glyphs: list[Glyph] = []
    first: list[int] = []
    stop: list[int] = []
    text = "\n".join(lines)
    column = row = 0
    for character in text:
        begin = len(glyphs)
        if not character.isspace():
            left, top = 50 + ADVANCE * column, 50 + LEADING * row
            rect = Rect(left, top, left + ADVANCE, top + 10)
            pen = Point(left, top + 8)
            glyphs.append(Glyph(character, Quad.of(rect), pen, 10, "F", False))
        first.append(begin)
        stop.append(len(glyphs))
        column, row = (0, row + 1) if character == "\n" else (column + 1, row)
    return Page(
        number=number,
        width=595,
        height=842,
        rotation=0,
        text=text,
        first=tuple(first),
        stop=tuple(stop),
        glyphs=tuple(glyphs),
    )


def document_of(*pages: Page) -> Document:
    return Document(source=Source(name="nota.pdf", sha256="0" * 64, pages=len(pages)), pages=pages)


def box_over(page: Page, start: int, end: int, *, ground: str = "5.1.2e") -> Box:
    """A box with one quad per line that ``text[start:end]`` touches."""
    quads = []
    for match in re.finditer(r"[^\n]+", page.text[start:end]):
        glyphs = page.glyphs_of(start + match.start(), start + match.end())
        if glyphs:
            quads.append(Quad.of(glyphs[0].quad.rect.union(glyphs[-1].quad.rect)))
    text = page.text[start:end]
    return Box(
        mark=f"m{page.number}.{start}",
        page=page.number,
        quads=tuple(quads),
        text=text,
        ground=ground,
        kind="person",
    )


def box_on(page: Page, text: str, *, ground: str = "5.1.2e") -> Box:
    start = page.text.index(text)
    return box_over(page, start, start + len(text), ground=ground)


def plan_of(*boxes: Box, secrets: tuple[str, ...] = (), open_texts: tuple[str, ...] = ()) -> Plan:
    return Plan(
        source_sha256="0" * 64,
        policy_sha256="1" * 64,
        boxes=boxes,
        style=STYLE,
        secrets=secrets or tuple(dict.fromkeys(box.text for box in boxes if box.text)),
        open_texts=open_texts,
    )


def body(text: str) -> str:
    """The rendition of a one-page document without its page line."""
    head, _, rest = text.partition("\n\n")
    assert head == "--- pagina 1 van 1 ---"
    return rest.rstrip("\n")


def test_a_box_becomes_its_ground_and_the_rest_stays() -> None:
    page = page_of("Opgesteld door Anouk Terpstra", "T 070 555 01 23", "Aanleiding van de nota")
    plan = plan_of(box_on(page, "Anouk Terpstra"), box_on(page, "070 555 01 23"))
    assert body(render(document_of(page), plan)) == (
        "Opgesteld door [5.1.2e]\nT [5.1.2e]\nAanleiding van de nota"
    )


def test_a_name_over_two_lines_is_one_box() -> None:
    page = page_of("stuk van Anouk", "Terpstra over wonen")
    start = page.text.index("Anouk")
    box = box_over(page, start, start + len("Anouk\nTerpstra"))
    assert body(render(document_of(page), plan_of(box))) == "stuk van [5.1.2e] over wonen"


def test_two_boxes_side_by_side_stay_two() -> None:
    page = page_of("Terpstra Yilmaz")
    plan = plan_of(box_on(page, "Terpstra"), box_on(page, "Yilmaz"))
    assert body(render(document_of(page), plan)) == "[5.1.2e] [5.1.2e]"


def test_boxes_over_the_same_words_name_both_grounds_once() -> None:
    page = page_of("BSN van Anouk Terpstra hier")
    plan = plan_of(box_on(page, "Anouk Terpstra"), box_on(page, "BSN van Anouk", ground="5.1.1e"))
    assert body(render(document_of(page), plan)) == "[5.1.1e, 5.1.2e] hier"


def test_a_box_covers_the_glyphs_under_it_and_not_their_neighbours() -> None:
    page = page_of("ab cd ef")
    glyph = page.glyphs_of(3, 4)[0]
    box = Box(
        mark="hand",
        page=1,
        quads=(Quad.of(glyph.quad.rect),),
        text="c",
        ground="5.1.2e",
        kind="box",
        exact=True,
    )
    assert body(render(document_of(page), plan_of(box, secrets=("x",)))) == "ab [5.1.2e]d ef"


def test_a_turned_box_is_read_in_its_own_direction() -> None:
    page = page_of("abc")
    middle = page.glyphs[1].quad.rect.centre
    quad = Quad(
        ul=Point(middle.x, middle.y - 4),
        ur=Point(middle.x + 4, middle.y),
        ll=Point(middle.x - 4, middle.y),
        lr=Point(middle.x, middle.y + 4),
    )
    box = Box(mark="m", page=1, quads=(quad,), text="b", ground="5.1.2e", kind="box")
    assert body(render(document_of(page), plan_of(box, secrets=("x",)))) == "a[5.1.2e]c"


def test_something_without_text_stands_at_the_end_of_its_page() -> None:
    page = page_of("Met vriendelijke groet,")
    quad = Quad.of(Rect(300, 700, 400, 740))
    box = Box(mark="m", page=1, quads=(quad,), text="", ground="5.1.2e", kind="signature")
    rendered = body(render(document_of(page), plan_of(box)))
    assert rendered == "Met vriendelijke groet,\n\n[5.1.2e]"


@pytest.mark.parametrize(
    "spelling",
    ["anouk terpstra", "Anouk\u00a0Terpstra", "A\u00adnouk Terp\u00adstra", "ANOUK TERPSTRA"],
)
def test_a_secret_goes_where_it_stands_again_in_any_spelling(spelling: str) -> None:
    page = page_of("Van: Anouk Terpstra", f"Zie ook {spelling} elders")
    plan = plan_of(box_on(page, "Anouk Terpstra"))
    assert body(render(document_of(page), plan)) == "Van: [5.1.2e]\nZie ook [5.1.2e] elders"


def test_quotes_around_a_secret_are_none_of_it() -> None:
    page = page_of("afspraak met Terpstra om tien uur")
    plan = plan_of(secrets=("'Terpstra'",))
    assert body(render(document_of(page), plan)) == "afspraak met [gelakt] om tien uur"


def test_a_secret_without_a_box_goes_on_every_page() -> None:
    pages = page_of("Anouk Terpstra", number=1), page_of("dank aan Anouk Terpstra", number=2)
    plan = plan_of(box_on(pages[0], "Anouk Terpstra"))
    assert render(document_of(*pages), plan).endswith(
        "--- pagina 2 van 2 ---\n\ndank aan [5.1.2e]\n"
    )


def test_the_domain_of_a_covered_address_stays() -> None:
    page = page_of("E-mail a.terpstra@minocw.nl", "en nogmaals a.terpstra@minocw.nl")
    address = "a.terpstra@minocw.nl"
    plan = plan_of(box_on(page, "a.terpstra"), secrets=("a.terpstra", address))
    rendered = body(render(document_of(page), plan))
    assert rendered == "E-mail [5.1.2e]@minocw.nl\nen nogmaals [5.1.2e]"


def test_what_stays_by_decision_stays_although_it_holds_a_secret() -> None:
    page = page_of("minister Bos en Bos van de afdeling")
    start = page.text.rindex("Bos")
    plan = plan_of(box_over(page, start, start + 3), open_texts=("minister Bos",))
    rendered = body(render(document_of(page), plan))
    assert rendered == "minister Bos en [5.1.2e] van de afdeling"


def test_a_page_without_text_says_so() -> None:
    page = Page(number=1, width=1, height=1, rotation=0, text="", first=(), stop=())
    assert body(render(document_of(page), plan_of(secrets=("x",)))) == NOTHING_READ


WORDS = st.lists(
    st.text(
        st.characters(categories=["Ll", "Lu", "Nd"], max_codepoint=0x17F), min_size=1, max_size=8
    ),
    min_size=2,
    max_size=12,
)


@given(words=WORDS, data=st.data())
def test_only_what_is_covered_goes(words: list[str], data: st.DataObject) -> None:
    """A box over one word leaves every other word, unless it spells the same."""
    page = page_of(" ".join(words))
    chosen = data.draw(st.integers(0, len(words) - 1))
    start = sum(len(word) + 1 for word in words[:chosen])
    box = box_over(page, start, start + len(words[chosen]))
    rendered = body(render(document_of(page), plan_of(box)))
    expected = [
        "[5.1.2e]" if i == chosen or find(words[chosen], word) else word
        for i, word in enumerate(words)
    ]
    assert rendered == " ".join(expected)
