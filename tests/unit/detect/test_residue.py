from __future__ import annotations

from dataclasses import replace

import pytest

from woo_redact import policy
from woo_redact.detect.residue import Reading, unexplained


@pytest.fixture(scope="module")
def beleid() -> policy.Policy:
    return policy.load("beslisnota")


def listed(beleid: policy.Policy, *texts: str, explained: tuple[tuple[int, int], ...] = ()) -> list:
    readings = [Reading(i + 1, None, text, explained) for i, text in enumerate(texts)]
    return [(f.page, f.text) for f in unexplained(readings, beleid)]


def test_an_unknown_word_with_a_capital_is_listed(beleid: policy.Policy) -> None:
    assert listed(beleid, "Wij spraken met Qwortbal over de planning.") == [(1, "Qwortbal")]


def test_each_word_once_where_it_stands_first(beleid: policy.Policy) -> None:
    assert listed(beleid, "Over Qwortbal.", "Qwortbal en Vrimpel.") == [
        (1, "Qwortbal"),
        (2, "Vrimpel"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Zodra Bijlagen volgen, Hackers en Laurusformules.",
        "De NSOC en het WODC in Nijmegen, Den Haag en Zwolle.",
        "De Belastingdienst en ProRail zijn akkoord.",
        "zie www.Qwortbal.nl en qwortbal@Vrimpel.nl",
        "Product U2.1 met kenmerk Qw0rt",
        "Het qwortbalbeleid. Qwortbalbeleid werkt.",
    ],
)
def test_what_something_explains_is_not_listed(beleid: policy.Policy, text: str) -> None:
    assert listed(beleid, text) == []


def test_what_a_detector_found_is_not_listed(beleid: policy.Policy) -> None:
    assert listed(beleid, "Met Qwortbal.", explained=((4, 12),)) == []


def test_names_that_stay_by_policy_are_explained(beleid: policy.Policy) -> None:
    kept = replace(beleid, keep_texts=("Stichting Vrimpel",))
    assert listed(kept, "Volgens Vrimpel wel.") == []


def test_the_reason_never_repeats_the_word(beleid: policy.Policy) -> None:
    (one,) = unexplained([Reading(1, None, "Met Qwortbal erbij", ())], beleid)
    assert one.tier == "unexplained"
    assert "Qwortbal" not in one.reason
