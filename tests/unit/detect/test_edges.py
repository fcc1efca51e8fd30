"""Where a name begins and ends: cut down to the name, and joined from its halves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from typed import mention, text_document

from woo_redact.detect.edges import tidy, trim
from woo_redact.detect.persons import link


def _found(marked, rule="names/model", tier="redact", score=0.9):
    """A document in which what stands in brackets was found, and those findings."""
    pieces = marked.replace("]", "[").split("[")
    document = text_document("".join(pieces))
    found = []
    for piece in pieces[1::2]:
        nth = sum(f.text == piece for f in found)
        one = mention(document, piece, nth=nth)
        found.append(replace(one, rule=rule, tier=tier, score=score))
    return document, found


def _tidied(marked, **changes):
    document, found = _found(marked, **changes)
    return [f.text for f in tidy(document, found)]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Dank.\n\n[Filosoof Chantal Kok] is er.", "Chantal Kok"),
        ("Goed. [SER-voorzitter Visser] is er.", "Visser"),
        ("Met [CEO Ewa Kucharska] is gesproken.", "Ewa Kucharska"),
        ("De burgemeester van [Ede, Ruud Achterberg], komt.", "Ruud Achterberg"),
        ("Directie [Europa – Ulrike Schröder] is er.", "Ulrike Schröder"),
        ("In afschrift aan [C-LAS, A. Al Hashimi].", "A. Al Hashimi"),
        ("Dit is overgedragen [van Mirjam Wiersma] aan ons.", "Mirjam Wiersma"),
        ("Het [Team-Phạm] is er.", "Phạm"),
        ("Goed. [Reactie Jansen]: prima.", "Jansen"),
        ("De burgemeester [Ten Brink van Middelburg] komt.", "Ten Brink"),
    ],
)
def test_what_is_no_name_is_cut_off(marked, name):
    document, found = _found(marked)
    assert [f.text for f in trim(document, found)] == [name]


@pytest.mark.parametrize(
    "marked",
    [
        "Goed. [Lotte Okonkwo] komt.",
        "Ik sprak [Merel Anna de Vries].",
        "Ik sprak [Kempen, Liv van].",
        "De heer [van Dijk Bakker] komt.",
        "Goed. [Storm Kok] komt.",
        "Ik sprak [Jan van Middelburg].",
        "Ik sprak [AB de Vries].",
    ],
)
def test_a_whole_name_stays_whole(marked):
    document, found = _found(marked)
    assert list(trim(document, found)) == found


def test_halves_are_one_name():
    assert _tidied("De Kamerleden [Tulun] [Kuş] en [Yvonne Fiere] zijn er.") == [
        "Tulun Kuş",
        "Yvonne Fiere",
    ]
    assert _tidied("Daar is [Rachid] van [Oosterhout] weer.") == ["Rachid van Oosterhout"]
    assert _tidied("[Bo Kok] van [Saba] is er.") == ["Bo Kok", "Saba"]


def test_cells_are_left_alone():
    assert _tidied("[Tulun] [Kuş]", rule="layout/colofon") == ["Tulun", "Kuş"]


def test_the_word_of_the_sentence_is_nobody():
    assert _tidied("Goed. [Appellant], [Elif Hoekzema], is er.", tier="look") == ["Elif Hoekzema"]
    assert _tidied("Goed. [Zou] dit kunnen? [Kan] dat?\n\n[Let op] nu.") == []
    assert _tidied("Ik vroeg [Zou] iets.") == ["Zou"]
    assert _tidied("Postbus 20018\n2500 [EA DEN HAAG]") == []


def test_an_ordinary_word_that_opens_a_sentence_wants_a_second_witness():
    document, found = _found("Goed. [Bakker] is akkoord.", score=0.6)
    assert [f.tier for f in tidy(document, found)] == ["look"]
    document, found = _found("Ik sprak [Bakker] gisteren.", score=0.6)
    assert [f.tier for f in tidy(document, found)] == ["redact"]


def test_a_firm_is_no_person_unless_somebody_here_is_called_so():
    document, found = _found("De winkels van [Albert Heijn] zijn open.")
    assert link(document, found)[0].public
    document, found = _found("De heer [Philips] komt.")
    assert not link(document, found)[0].public
    document, found = _found("Ik sprak [Jan Philips]. Volgens [Philips] kan dat.")
    assert not link(document, found)[1].public
