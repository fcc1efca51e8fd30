"""What may not survive a burnt document, and what may because it was decided."""

from __future__ import annotations

from dataclasses import replace

from woo_redact import policy
from woo_redact.sheet import plan_of
from woo_redact.types import Document, Glyph, Mark, Page, Plan, Point, Quad, Rect, Source

STANDARD = policy.load("beslisnota")
WIDTH = 5.0


def document(text: str) -> Document:
    glyphs = tuple(
        Glyph(letter, _quad(i), Point(i * WIDTH, 8), 10, "F", bold=False)
        for i, letter in enumerate(text)
    )
    offsets = tuple(range(len(text)))
    page = Page(
        number=1,
        width=595,
        height=842,
        rotation=0,
        text=text,
        first=offsets,
        stop=tuple(i + 1 for i in offsets),
        glyphs=glyphs,
    )
    return Document(source=Source(name="n.pdf", sha256="0" * 64, pages=1), pages=(page,))


def _quad(i: int) -> Quad:
    return Quad.of(Rect(i * WIDTH, 0, (i + 1) * WIDTH, 10))


def mark(text: str, words: str, nth: int = 0, **changes: object) -> Mark:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    end = start + len(words)
    made = Mark(
        id=f"p1-{start}",
        page=1,
        start=start,
        end=end,
        quads=(Quad.of(Rect(start * WIDTH, 0, end * WIDTH, 10)),),
        kind="person",
        text=words,
        verdict="redact",
        tier="redact",
        ground="5.1.2e",
        rule="r",
        reason="x",
        detectors=("d",),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def kept(text: str, words: str, nth: int = 0) -> Mark:
    return mark(text, words, nth, verdict="keep", ground=None)


def plan(text: str, *marks: Mark, **options: object) -> Plan:
    return plan_of(document(text), marks, STANDARD, **options)  # type: ignore[arg-type]


def test_what_is_burnt_is_a_secret() -> None:
    text = "Met Bo Wolkers en Eli Aydın."
    made = plan(text, mark(text, "Bo Wolkers"), kept(text, "Eli Aydın"))
    assert made.secrets == ("Bo Wolkers",)
    assert [box.text for box in made.boxes] == ["Bo Wolkers"]
    assert made.open_texts == ()


def test_unreviewed_what_a_person_should_see_is_not_burnt() -> None:
    text = "Met Bo Wolkers en Eli Aydın."
    look = mark(text, "Eli Aydın", tier="look")
    assert len(plan(text, mark(text, "Bo Wolkers"), look, unreviewed=True).boxes) == 1
    assert len(plan(text, mark(text, "Bo Wolkers"), look).boxes) == 2


def test_a_minister_of_that_name_stays_with_the_word_before_it() -> None:
    text = "Met De Vries sprak minister De Vries hierover."
    made = plan(text, mark(text, "De Vries"), kept(text, "De Vries", 1))
    assert made.secrets == ("De Vries",)
    assert made.open_texts == ("minister De Vries hierover",)


def test_no_covered_word_explains_an_open_one() -> None:
    text = "Bo De Vries De Vries"
    made = plan(text, mark(text, "Bo De Vries"), mark(text, "Bo"), kept(text, "De Vries", 1))
    assert made.open_texts == ("De Vries",)


def test_what_stayed_and_now_lies_under_a_box_by_hand_excuses_nothing() -> None:
    text = "Gesproken met minister De Vries hierover."
    left = kept(text, "De Vries")
    box = replace(mark(text, "minister De Vries hierover"), start=0, end=0, kind="box")
    assert plan(text, box, left, exact=frozenset({box.id})).open_texts == ()


def test_a_surname_shared_with_a_secret_is_named_as_open() -> None:
    text = "Jan de Vries belde minister De Vries."
    made = plan(text, mark(text, "Jan de Vries"), kept(text, "De Vries"))
    assert made.open_texts == ("De Vries",)


def test_an_address_is_a_secret_with_its_domain() -> None:
    text = "Mail jan@minbzk.nl of b.wolkers@minbzk.nl in jan."
    made = plan(text, mark(text, "jan", kind="email"), mark(text, "b.wolkers", kind="email"))
    assert made.secrets == ("jan@minbzk.nl", "b.wolkers@minbzk.nl", "b.wolkers")


def test_initials_that_also_mean_something_else_are_no_secret() -> None:
    text = "Paraaf BZ. Het ministerie van BZ vindt dat."
    assert plan(text, mark(text, "BZ", kind="paraph")).secrets == ()
    assert plan(text[:10], mark(text, "BZ", kind="paraph")).secrets == ("BZ",)


def test_a_short_name_with_accents_is_no_secret_beside_a_word_of_its_letters() -> None:
    text = "Met Văn gebeld. Van morgen."
    assert plan(text, mark(text, "Văn")).secrets == ()


def test_a_box_by_hand_covers_its_place_and_no_other() -> None:
    text = "De minister en de minister"
    drawn = mark(text, "minister", kind="box", start=0, end=0)
    drawn = replace(drawn, quads=(Quad.of(Rect(3 * WIDTH, 0, 11 * WIDTH, 10)),))
    made = plan(text, drawn, exact=frozenset({drawn.id}))
    assert made.secrets == ()
    assert made.boxes[0].exact
    alone = plan(text[:12], drawn, exact=frozenset({drawn.id}))
    assert alone.secrets == ("minister",)


def test_a_title_is_cleaned_but_gets_no_box() -> None:
    text = "Een nota."
    made = plan(text, mark("Verslag Bo Wolkers", "Bo Wolkers", page=0, quads=()))
    assert made.secrets == ("Bo Wolkers",)
    assert made.boxes == ()
