"""What one document gives away about a person, the others of the case know."""

from __future__ import annotations

import pytest

from woo_redact.decide.across import full_names, unmarked
from woo_redact.read import read_text
from woo_redact.types import Mark, Source

SOURCE = Source(name="nota.txt", sha256="0" * 64, pages=1)


def mark(text: str, start: int = 0, **changes) -> Mark:
    values = {
        "id": f"p1-{start}", "page": 1, "start": start, "end": start + len(text), "quads": (),
        "kind": "person", "text": text, "verdict": "redact", "tier": "redact",
        "ground": "5.1.2e", "rule": "layout/colofon", "reason": "", "detectors": ("layout",),
    }  # fmt: skip
    return Mark(**{**values, **changes})


@pytest.mark.parametrize("name", ["Femke Zijlmans", "F.J. Zijlmans", "Zijlmans, F.J."])
def test_a_full_name_in_a_colofon_counts(name):
    assert full_names([mark(name)]) == {name}


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Femke"},
        {"text": "Zijlmans"},
        {"text": "Jan Bos"},
        {"verdict": "keep"},
        {"tier": "look"},
        {"kind": "email"},
        {"rule": "names/model"},
    ],
)
def test_half_a_name_or_a_doubtful_one_does_not(changed):
    assert full_names([mark(**{"text": "Femke Zijlmans", **changed})]) == frozenset()


def test_only_a_place_without_a_mark_is_missing():
    text = "Naar aanleiding van het gesprek met FEMKE\nZIJLMANS is de brief aangepast."
    document = read_text(text, SOURCE)
    start = text.index("FEMKE")
    assert unmarked(document, [], ["Femke Zijlmans"]) == ("Femke Zijlmans",)
    assert unmarked(document, [], ["Femke Zijl"]) == ()
    for verdict in ("redact", "keep"):
        marked = [mark("FEMKE\nZIJLMANS", start, verdict=verdict)]
        assert unmarked(document, marked, ["Femke Zijlmans"]) == ()
