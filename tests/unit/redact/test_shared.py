"""On documents that public bodies published: one word goes, every other word stays."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pymupdf
import pytest
from making import PLAIN, plan_of

from woo_redact import intake
from woo_redact.redact import redact
from woo_redact.types import Box, Quad, Rect

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
FILES = sorted([*SHARED.glob("seeds/*.pdf"), *SHARED.glob("real/*.pdf")])

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FILES, reason="the folder of real documents is not beside the checkout"),
]


def words(pdf: bytes, number: int) -> list[tuple[float, float, float, float, str]]:
    with pymupdf.open("pdf", pdf) as document:
        page = document[number]
        page.set_rotation(0)
        return [word[:5] for word in page.get_text("words")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_one_word_goes_and_every_other_stays(path: Path):
    pdf = intake.normalise(path.read_bytes(), path.name).pdf
    long = [word for word in words(pdf, 0) if len(word[4]) > 5 and word[4].isalpha()]
    if not long:
        pytest.skip("the first page has no text")
    chosen = long[len(long) // 2]
    box = Box(
        mark="one",
        page=1,
        quads=(Quad.of(Rect(*chosen[:4])),),
        text=chosen[4],
        ground="5.1.2e",
        kind="person",
    )
    plan = plan_of([box], chosen[4], style=PLAIN)
    result = redact(pdf, plan)
    before, after = words(pdf, 0), words(result.pdf, 0)
    expected = Counter(word[4] for word in before)
    expected[chosen[4]] -= 1
    assert Counter(word[4] for word in after) == +expected
    far = [word for word in before if word[3] < chosen[1] or word[1] > chosen[3]]
    moved = [word[4] for word in far if not _stands(word, after)]
    assert moved == []
    assert len(result.pdf) <= max(1.15 * len(pdf), len(pdf) + 40_000)
    assert redact(pdf, plan).pdf == result.pdf


def _stands(word: tuple[float, float, float, float, str], after: list[tuple]) -> bool:
    return any(
        other[4] == word[4] and abs(other[0] - word[0]) < 0.05 and abs(other[3] - word[3]) < 0.05
        for other in after
    )
