from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from presidio_analyzer import EntityRecognizer, RecognizerResult

from woo_redact.detect.analyzer import Engine, split


class CapitalWord(EntityRecognizer):
    """Finds every word in capitals, so that places can be checked."""

    def __init__(self) -> None:
        super().__init__(["PERSON"], name="capitals", supported_language="nl")

    def load(self) -> None:
        pass

    def analyze(self, text, entities, nlp_artifacts=None):
        return [
            RecognizerResult("PERSON", token.idx, token.idx + len(token), 0.9)
            for token in nlp_artifacts.tokens
            if token.is_upper and len(token) > 2
        ]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(spacy.blank("nl"), [CapitalWord()])


@settings(max_examples=200)
@given(st.text(alphabet="ab .\n\t!", max_size=300), st.integers(4, 60))
def test_pieces_are_the_text(text: str, limit: int) -> None:
    pieces = list(split(text, limit))
    for piece in pieces:
        assert text[piece.offset : piece.offset + len(piece.text)] == piece.text
        assert len(piece.text) <= limit
    covered = "".join(piece.text for piece in pieces)
    assert covered.split() == text.split() or len(covered) < len(text)
    assert "".join(covered.split()) == "".join(text.split())


def test_a_cut_falls_between_paragraphs() -> None:
    text = "een twee drie.\n\nvier vijf zes zeven"
    assert [piece.text for piece in split(text, 24)] == [
        "een twee drie.\n\n",
        "vier vijf zes zeven",
    ]


def test_results_stand_where_the_word_stands_in_a_long_page(engine: Engine) -> None:
    text = "gewone woorden op een regel\n" * 2000 + "hier staat JANSEN en dan niets"
    (found,) = engine.analyze([text])[0]
    assert text[found.start : found.end] == "JANSEN"


def test_every_text_gets_its_own_results(engine: Engine) -> None:
    results = engine.analyze(["niets", "", "de heer BAKKER", " \n "])
    assert [len(found) for found in results] == [0, 0, 1, 0]


def test_texts_are_analysed_alike_alone_and_together(engine: Engine) -> None:
    texts = ["AAP noot", "mies WIM", "ZUS jet"]
    together = [[(r.start, r.end) for r in found] for found in engine.analyze(texts)]
    alone = [[(r.start, r.end) for r in engine.analyze([text])[0]] for text in texts]
    assert together == alone


def test_only_dutch_recognisers_count(engine: Engine) -> None:
    assert engine.entities == {"PERSON"}
