"""The manifest: complete, reproducible, and without a redacted text."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from woo_redact.errors import WooRedactError
from woo_redact.publish import Manifest
from woo_redact.publish.manifest import tiers
from woo_redact.types import Mark

Bundle = tuple[dict[str, bytes], Manifest]


def test_it_reads_back_as_it_was_written(make: Callable[..., Bundle]) -> None:
    _, manifest = make()
    assert Manifest.from_json(manifest.to_json()) == manifest
    assert make()[1].to_json() == manifest.to_json()


def test_it_counts_and_names_what_matters(make: Callable[..., Bundle]) -> None:
    facts = json.loads(make()[1].to_json())
    assert facts["boxes"] == 3
    assert facts["grounds"] == {"5.1.1e": 1, "5.1.2e": 2}
    assert facts["kinds"] == {"bsn": 1, "person": 2}
    assert facts["tiers"] == {"look": 1, "redact": 2}
    assert facts["width_not_hidden"] == 1
    assert facts["reviewed"] is False
    assert facts["verification"]["colour"] == "needs-eyes"
    assert facts["verification"]["checks"] == ["breedte", "pdfium"]
    assert [remark["page"] for remark in facts["verification"]["remarks"]] == [2]
    assert [file["name"] for file in facts["files"]] == ["nota-gelakt.pdf", "nota-gelakt.txt"]


def test_it_says_that_a_person_looked_but_not_who(make: Callable[..., Bundle]) -> None:
    _, manifest = make(approved_by="aterpstra")
    assert manifest.reviewed
    assert b"aterpstra" not in manifest.to_json()


def test_no_redacted_text_comes_in(make: Callable[..., Bundle]) -> None:
    _, manifest = make(dropped=("bladwijzer van Anouk\u00a0Terpstra",), detail="bij ANOUK TERPSTRA")
    assert "terpstra" not in manifest.to_json().decode().lower()


@pytest.mark.parametrize("change", [{"schema": "woo-redact/manifest@2"}, {"extra": 1}, {"stem": 3}])
def test_another_version_is_refused(make: Callable[..., Bundle], change: dict[str, object]) -> None:
    facts = json.loads(make()[1].to_json()) | change
    with pytest.raises(WooRedactError, match=next(iter(change))):
        Manifest.from_json(json.dumps(facts).encode())


def test_no_json_is_refused() -> None:
    with pytest.raises(WooRedactError, match="begin"):
        Manifest.from_json(b"{")


def test_what_a_rule_keeps_is_no_proposal_of_a_tier(make: Callable[..., Bundle]) -> None:
    place = {"page": 1, "start": 0, "end": 5, "quads": (), "kind": "person", "text": "Jansen"}
    about = {"ground": None, "rule": "r", "reason": "Reden.", "detectors": ("names",)}
    marks = [
        Mark(id=str(i), verdict=verdict, tier=tier, **place, **about)
        for i, (verdict, tier) in enumerate(
            [("redact", "redact"), ("keep", "redact"), ("keep", "look"), ("keep", "unexplained")]
        )
    ]
    assert tiers(marks) == {"redact": 1, "unexplained": 1}
