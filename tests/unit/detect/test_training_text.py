"""The text that the models learn from: its labels, and the fence around reserved names."""

from __future__ import annotations

import random
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("faker", reason="the training group is not installed")
MODELS = Path(__file__).resolve().parents[3] / "models"


@pytest.fixture(scope="module")
def made() -> SimpleNamespace:
    """The training modules, which are programs beside the package."""
    sys.path.append(str(MODELS))
    try:
        import people
        import synth
    finally:
        sys.path.remove(str(MODELS))
    rng = random.Random(3)
    return SimpleNamespace(
        people=people,
        train=synth.Writer(rng, people.People(rng, None)),
        dev=synth.Writer(rng, people.People(rng, None, reserved=True), dev=True),
    )


def test_reserved_names_never_stand_in_training_text(made: SimpleNamespace) -> None:
    checked = 0
    for _ in range(400):
        text = made.train.fill("Volgens {A.full}, {B.sur}, {C.first} en {D.inverted} is dat zo.")
        for start, end, _ in text.spans:
            for token in made.people.name_tokens(text.text[start:end]):
                checked += 1
                assert token.isupper() or not made.people.is_reserved(token)
    assert checked > 1000


def test_development_names_are_all_reserved(made: SimpleNamespace) -> None:
    pool = made.dev.people.pools["dutch"]
    tokens = [t for name in (*pool.first, *pool.last) for t in made.people.name_tokens(name)]
    assert len(tokens) > 100
    assert all(made.people.is_reserved(token) for token in tokens)


@pytest.mark.parametrize("side", ["train", "dev"])
def test_every_template_fills_and_labels_exactly(made: SimpleNamespace, side: str) -> None:
    writer = getattr(made, side)
    for template in (*writer.sentences, *writer.negatives, *writer.blocks, *writer.stories):
        text = writer.fill(template)
        assert "{" not in text.text
        for start, end, label in text.spans:
            assert label in {"PERSON", "ORG", "LOC"}
            assert text.text[start:end] == text.text[start:end].strip() != ""


def test_templates_of_development_are_not_those_of_training(made: SimpleNamespace) -> None:
    for kind in ("sentences", "negatives", "blocks"):
        assert not set(getattr(made.train, kind)) & set(getattr(made.dev, kind))


def test_the_same_seed_writes_the_same_text(made: SimpleNamespace) -> None:
    def write() -> list[str]:
        rng = random.Random(9)
        writer = type(made.train)(rng, made.people.People(rng, None))
        return [writer.sentence().text for _ in range(20)]

    assert write() == write()


def test_labels_are_ranges_of_known_types() -> None:
    for path in (MODELS / "labels").glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            key, ranges = line.split("\t")
            assert key
            ends = []
            for entry in ranges.split():
                span, kind = entry.split(":")
                start, end = map(int, span.split("-"))
                assert start < end
                assert kind in "POL"
                ends.append((start, end))
            assert all(a[1] <= b[0] for a, b in pairwise(ends))
