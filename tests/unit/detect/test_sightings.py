from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.detect.evidence import Parsed, facts, gather
from woo_redact.detect.sightings import FALLBACK, candidates, judge

WEIGHTS = {"bias": -0.5, "chance": 1.0, "elsewhere": 0.6, "word": -1.5, "place": -2.0, "cue": 1.5}


TOKEN = re.compile(r"\n+|\S+")


def parsed(text: str, sure: str = "", *persons: str, chance: float = 0.95) -> Parsed:
    """Words of a text; those in ``sure`` have that chance to be a name, the others hardly any."""
    found = list(TOKEN.finditer(text))
    words = [match[0] for match in found]
    likely = TOKEN.findall(sure)
    ranges = []
    for name in persons:
        parts = TOKEN.findall(name)
        start = next(i for i in range(len(words)) if words[i : i + len(parts)] == parts)
        ranges.append((start, start + len(parts)))
    chances = [chance if word in likely else 0.001 for word in words]
    return Parsed(words, [match.start() for match in found], chances, ranges)


def seen(text: str, *given_: Parsed) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.tier) for s in judge(list(given_), WEIGHTS)[0]]


def test_a_likely_name_is_covered() -> None:
    text = "gisteren belde Fatima Oulad over het plan"
    assert seen(text, parsed(text, "Fatima Oulad")) == [("Fatima Oulad", "redact")]


def test_a_word_of_the_dictionary_needs_more_than_the_model() -> None:
    text = "Zodra de brief er is"
    assert seen(text, parsed(text, "Zodra", chance=0.6)) == [("Zodra", "look")]


def test_a_place_is_no_person() -> None:
    text = "de trein naar Medellin reed niet"
    assert ("Medellin", "redact") not in seen(text, parsed(text, "Medellin", chance=0.7))


def test_a_title_is_no_part_of_the_name() -> None:
    text = "vraag het aan drs. Jansen even"
    assert seen(text, parsed(text, "drs. Jansen", "drs. Jansen")) == [("Jansen", "redact")]


def test_what_is_sure_elsewhere_is_likely_here() -> None:
    weak = parsed("dit vindt Kuzmin ook", "Kuzmin", chance=0.3)
    strong = [parsed("volgens Kuzmin wel", "Kuzmin", chance=0.99) for _ in range(4)]
    alone = judge([weak], WEIGHTS)[0][0].score
    together = judge([weak, *strong], WEIGHTS)[0][0].score
    assert together > alone + 0.1


def test_a_name_broken_over_lines_is_one_and_a_new_cell_is_another() -> None:
    broken = "Jan de\nVries"
    assert seen(broken, parsed(broken, "Jan Vries de", broken)) == [("Jan de\nVries", "redact")]
    cells = "Ingrid\n\nMinister"
    found = seen(cells, parsed(cells, "Ingrid Minister", cells))
    assert ("Ingrid", "redact") in found
    assert all("\n" not in name for name, _ in found)


def test_a_genitive_goes_along_with_the_name() -> None:
    text = "in Oulad's kamer"
    assert seen(text, parsed(text, "Oulad's")) == [("Oulad's", "redact")]


def test_codes_with_digits_are_no_names() -> None:
    text = "zie product U2.1 en kenmerk AB12"
    assert seen(text, parsed(text, "U2.1 AB12")) == []


@given(
    st.lists(st.sampled_from(["Jan", "de", "Vries", "\n", "\n\n", "J.", "plan", ".", "A1", "-"]))
)
def test_candidates_never_overlap_and_stay_inside(words: list[str]) -> None:
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    text = Parsed(words, starts, [0.5] * len(words), [])
    taken: set[int] = set()
    evidence = gather([text])
    for candidate in candidates(text):
        span = set(range(candidate.start, candidate.end))
        assert span
        assert not span & taken
        assert max(span) < len(words)
        assert all(value == value for value in facts(text, candidate, evidence).values())
        taken |= span


@pytest.mark.parametrize("text", ["", " ", "\n\n", "A", "É", "ا", "12", "…"])
def test_odd_texts_pass(text: str) -> None:
    words = [text] if text else []
    assert judge([Parsed(words, [0] * len(words), [0.9] * len(words), [])], FALLBACK) is not None


def test_a_surname_behind_its_particle_belongs_to_the_first_name() -> None:
    text = "gisteren stelde Louis van Gaal vier mannen op"
    found = parsed(text, "", "Louis")
    chances = [
        0.9 if w == "Louis" else 0.1 if w == "Gaal" else c
        for w, c in zip(found.words, found.chances, strict=True)
    ]
    assert seen(text, found._replace(chances=chances)) == [("Louis van Gaal", "redact")]


@pytest.mark.parametrize("text", ["dat Adriaan voor Ballade koos", "dat Adriaan van Utrecht hield"])
def test_a_preposition_before_something_else_does_not(text: str) -> None:
    found = parsed(text, "Adriaan", "Adriaan")
    chances = [max(c, 0.1) for c in found.chances]
    first, *_ = seen(text, found._replace(chances=chances))
    assert first == ("Adriaan", "redact")


def test_the_number_of_a_king_goes_along() -> None:
    text = "zoals koning Leopold III het wilde"
    assert seen(text, parsed(text, "Leopold", "Leopold")) == [("Leopold III", "redact")]


def test_a_preposition_is_no_part_of_a_full_name() -> None:
    text = "de brief van Fatima Oulad is er"
    found = parsed(text, "Fatima Oulad", "van Fatima Oulad")
    assert seen(text, found) == [("Fatima Oulad", "redact")]


def test_who_stands_in_a_list_of_persons_is_likelier() -> None:
    text = "de ploeg van Kuzmin , Oulad en Berisha won"
    (evidence, found) = (gather([p := parsed(text, "Kuzmin")]), p)
    chances = [0.1 if w == "Oulad" else c for w, c in zip(found.words, found.chances, strict=True)]
    found = found._replace(chances=chances)
    beside = {found.words[c.start]: facts(found, c, evidence)["beside"] for c in candidates(found)}
    assert beside["Oulad"] == pytest.approx(0.95)


def test_a_verb_that_opens_a_sentence_is_told_by_what_follows() -> None:
    text = "Zou je dit doen"
    found = parsed(text, "Zou")
    (candidate,) = candidates(found)
    assert facts(found, candidate, gather([found]))["inverts"] == 1


def test_an_abbreviation_that_is_spelt_out_is_told() -> None:
    text = "de lijst Youth Self Report ( YSR ) is kort"
    found = parsed(text, "Youth Self Report", "Youth Self Report")
    (candidate,) = candidates(found)
    assert facts(found, candidate, gather([found]))["spelt_out"] == 1


def test_what_is_named_after_a_person_is_told() -> None:
    text = "volgens de commissie-Lemstra is dat zo"
    words, starts = ["commissie", "-", "Lemstra", "is"], [11, 20, 21, 29]
    found = Parsed(words, starts, [0.001, 0.001, 0.9, 0.001], [(2, 3)])
    (candidate,) = candidates(found)
    assert text[21:28] == "Lemstra"
    assert facts(found, candidate, gather([found]))["joined"] == 1


def test_a_sentence_that_ends_ends_the_name() -> None:
    text = "screening op AGS .\nAd hoc"
    found = parsed(text, "AGS Ad", "AGS .\nAd")
    assert all("\n" not in name for name, _ in seen(text, found))


def test_a_body_is_no_person() -> None:
    text = "volgens Gemeente Oosterveld kan dat"
    assert seen(text, parsed(text, "Gemeente Oosterveld", "Gemeente Oosterveld")) == []
