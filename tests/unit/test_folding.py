"""A text is found in every spelling, at the right place, and never inside a longer word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from woo_redact.folding import find, find_folded, fold, skeleton

LETTERS = "abdeijknorstvzéèëïöüçšøłßæœ"
WORD = st.text(st.sampled_from(LETTERS), min_size=3, max_size=10).map(str.capitalize)
PARTICLE = st.sampled_from(["de", "van der", "van den", "el", "'t", "ten"])
INITIALS = st.lists(st.sampled_from("ABDJKMPTZ"), min_size=1, max_size=3)
NAME = st.one_of(
    st.tuples(WORD, WORD).map(" ".join),
    st.tuples(WORD, PARTICLE, WORD).map(" ".join),
    st.tuples(WORD, st.tuples(WORD, WORD).map("-".join)).map(" ".join),
    st.tuples(INITIALS.map(lambda letters: "".join(f"{c}." for c in letters)), WORD).map(" ".join),
)
AROUND = st.sampled_from([("", ""), ("de heer ", " is"), ("(", ")"), ("nota_", "_v2"), ("\n", ",")])


def upper(text: str) -> str:
    return text.upper()


def lower(text: str) -> str:
    return text.lower()


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def unaccented(text: str) -> str:
    return "".join(c for c in decomposed(text) if not unicodedata.combining(c))


def no_break(text: str) -> str:
    return text.replace(" ", "\u00a0")


def over_lines(text: str) -> str:
    return text.replace(" ", "\n  ")


def spread(text: str) -> str:
    return text.replace(" ", " \u2009 ")


def softened(text: str) -> str:
    return "".join(f"{a}\u00ad" if a.isalpha() and b.isalpha() else a for a, b in pairs(text))


def zero_width(text: str) -> str:
    return "\u200b".join(text)


def hyphenated(text: str) -> str:
    """Broken within the last word, as at the end of a line."""
    return f"{text[:-2]}-\n{text[-2:]}" if text[-3:].isalpha() else text


def broken_at_its_hyphen(text: str) -> str:
    return text.replace("-", "-\n")


def initials_apart(text: str) -> str:
    return text.replace(".", ". ")


def initials_together(text: str) -> str:
    return text.replace(".", "")


def typographic(text: str) -> str:
    return text.replace("'", "\u2019").replace("-", "\u2010")


def pairs(text: str) -> list[tuple[str, str]]:
    return list(zip(text, [*text[1:], ""], strict=True))


VARIANTS = [
    upper,
    lower,
    decomposed,
    unaccented,
    no_break,
    over_lines,
    spread,
    softened,
    zero_width,
    hyphenated,
    broken_at_its_hyphen,
    initials_apart,
    initials_together,
    typographic,
]


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.__name__)
@given(name=NAME, around=AROUND)
def test_every_variant_is_found_in_its_place(variant, name: str, around: tuple[str, str]) -> None:
    before, after = around
    written = variant(name)
    start = len(before)
    assert (start, start + len(written)) in find(name, before + written + after)


@given(name=NAME, first=st.sampled_from(VARIANTS), second=st.sampled_from(VARIANTS))
def test_spellings_of_one_name_have_one_skeleton(name, first, second) -> None:
    assert skeleton(first(name)) == skeleton(second(name)) == skeleton(name)


@given(name=NAME, letter=st.sampled_from("abkéß"), variant=st.sampled_from([upper, lower, str]))
def test_never_inside_a_longer_word(name: str, letter: str, variant) -> None:
    # in a name of one letter, A.A. Aaaa, any stretch of that length spells it
    assume(len(set(skeleton(name))) > 1)
    written = variant(name)
    assert (1, 1 + len(written)) not in find(name, letter + written)
    assert not find(name, written + letter)
    assert not find(name, f"{written}-\n{letter}elen")


@given(st.text(max_size=80), st.text(max_size=20))
def test_places_lie_in_the_text_and_whatever_is_searched_it_holds(text: str, needle: str) -> None:
    for start, end in find(needle, text):
        assert 0 <= start < end <= len(text)
        assert skeleton(text[start:end]) == skeleton(needle)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.origins) == len(folded.ends)
    assert list(folded.origins) == sorted(folded.origins)
    assert all(a < b for a, b in zip(folded.origins, folded.ends, strict=True))
    assert fold(folded.text).text == folded.text


@pytest.mark.parametrize(
    ("needle", "text", "found"),
    [
        ("Jansen", "Bakker-\nJansen", ["Jansen"]),
        ("Bakker", "Bakker-\nJansen", ["Bakker"]),
        ("Bakker-Jansen", "Bakker-\nJansen", ["Bakker-\nJansen"]),
        ("Van Dam", "Jansen-\nvan Dam", ["van Dam"]),
        ("Jansen", "JAN-\nSEN", ["JAN-\nSEN"]),
        ("Jan", "Jan-\nsen", []),
        ("Jan", "Jan\u00ad\nsen", []),
        ("Jansen", "Jan\u00ad\nsen", ["Jan\u00ad\nsen"]),
        ("Jansen", "Jan-\n\nsen", ["Jan-\n\nsen"]),
        ("Jansen", "de heer Jan-sen", ["Jan-sen"]),
        ("Jansen", "DE HEER JAN-SEN", ["JAN-SEN"]),
        ("Bakker-Jansen", "BAKKER-JANSEN", ["BAKKER-JANSEN"]),
        ("Jansen", "BAKKER-JANSEN", ["JANSEN"]),
        ("JPM de Vries", "drs. J. P. M. de Vries", ["J. P. M. de Vries"]),
        ("J.P.M. de Vries", "JPM de Vries", ["JPM de Vries"]),
        ("De Vries", "de heer DeVries", ["DeVries"]),
        ("J. de Vries", "jdevries@voorbeeld.nl", ["jdevries"]),
        ("K. Amer", "de Kamer", []),
        ("E. En", "een", []),
        ("Jan S.", "Jans boek", []),
        ("'t Hart", "Van \u2019t Hart", ["\u2019t Hart"]),
        ("p.jansen@minez.nl", "P.Jansen@minez.nl;", ["P.Jansen@minez.nl"]),
        ("\u0132sbrand", "IJsbrand", ["IJsbrand"]),
        ("Jose\u0301", "Jos\u00e9s", []),
        ("Jos\u00e9", "Jose\u0301 zelf", ["Jose\u0301"]),
        ("Jansen", "- \n\nJansen", ["Jansen"]),
        ("...", "...", []),
        ("", "Jansen", []),
    ],
)
def test_cases(needle: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find(needle, text)] == found


def test_a_folded_text_is_searched_like_the_text() -> None:
    text = "Mevrouw Bakker-\nJansen en de heer Jansen"
    assert find_folded("Jansen", fold(text)) == find("Jansen", text) == [(16, 22), (34, 40)]


@pytest.mark.parametrize("text", ["mevrouw Jansen1 zegt", "1Jansen: zie", "door Jansen12."])
def test_the_number_of_a_note_is_no_part_of_a_name(text: str):
    ((start, end),) = find("Jansen", text)
    assert text[start:end] == "Jansen"


@pytest.mark.parametrize(
    ("needle", "text"), [("0612345", "061234567"), ("jansen", "jansen2024"), ("jan", "a1jan")]
)
def test_other_digits_make_another_word(needle: str, text: str):
    assert find(needle, text) == []
