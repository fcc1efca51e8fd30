from __future__ import annotations

import pytest

from woo_redact.detect.dictionary import is_compound, is_organisation, is_place, is_word


@pytest.mark.parametrize(
    "word",
    ["Zodra", "besluit", "Hackers", "gestandaardiseerd", "ministeries", "bomen", "AANLEIDING"],
)
def test_words_and_their_forms(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize("word", ["Jansen", "Yeşilgöz", "Interpol", "Mohammed", "", "x"])
def test_names_are_no_words(word: str) -> None:
    assert not is_word(word)


@pytest.mark.parametrize("word", ["Laurusformules", "Risicoreducerende", "Winkelmanagers"])
def test_compounds_are_known_by_their_last_part(word: str) -> None:
    assert is_compound(word)


@pytest.mark.parametrize("name", ["Veldkamp", "Hoogendoorn", "Steenbergen", "Kerkhof"])
def test_surnames_that_look_like_compounds_are_none(name: str) -> None:
    assert not is_compound(name)


def test_lists_go_by_spelling() -> None:
    assert is_place("Den Haag")
    assert is_place("Medellín")
    assert not is_place("den haag")
    assert is_organisation("Belastingdienst")
    assert not is_organisation("Jansen")
