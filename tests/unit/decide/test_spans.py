from __future__ import annotations

import pytest
from paper import finding

from woo_redact.decide.spans import Spans


@pytest.mark.parametrize(
    ("taken", "names"),
    [
        ("Bo Wolkers", ["Bo Wolkers"]),
        ("Staatssecretaris Wolkers", ["Wolkers"]),
        ("De ACM-bestuurder Wolkers", ["Wolkers"]),
        ("Motie-Van der Kolk/De Wit", ["Van der Kolk", "De Wit"]),
        ("motie van het lid Wolkers c.s.", ["Wolkers"]),
        ("Wolkers (GroenLinks-PvdA)", ["Wolkers"]),
        ("Haddouti van", ["Haddouti"]),
        ("Kempen, J. van", ["Kempen, J. van"]),
        ("De Koning", ["De Koning"]),
        ("Bestuursvoorzitter", []),
        ("bo.wolkers@minbzk.nl", ["bo.wolkers@minbzk.nl"]),
    ],
)
def test_only_the_name_of_what_was_taken_for_one(standard, taken: str, names: list[str]) -> None:
    text = f"Met {taken} gesproken."
    seen = finding(text, 4, 4 + len(taken))
    cut = list(Spans(standard).names(seen))
    assert [one.text for one in cut] == names
    assert all(text[one.start : one.end] == one.text for one in cut)


def test_other_kinds_are_left_whole(standard) -> None:
    text = "Directeur Wolkers"
    seen = finding(text, 0, len(text), kind="listed")
    assert list(Spans(standard).names(seen)) == [seen]
