"""The corpus through the whole recipe: each file comes out without the name, or is refused."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator

import pikepdf
import pytest
from channels import NAME

from generate import INDEX, PDFS
from woo_redact import detect, flow, policy, verify
from woo_redact.decide.drawn import Drawn
from woo_redact.detect import Detector
from woo_redact.errors import WooRedactError
from woo_redact.policy import Policy
from woo_redact.sheet import plan_of
from woo_redact.types import Rect, Source

with INDEX.open(encoding="utf-8", newline="") as table:
    ROWS = {row["channel"]: row for row in csv.DictReader(table)}
MOST_REFUSED = 0.1
"""A redactor that refuses everything leaks nothing either."""
outcomes: dict[str, str] = {}


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> tuple[Policy, Detector]:
    listed = tmp_path_factory.mktemp("lijst") / "lakken.txt"
    listed.write_text(f"{NAME}\n", encoding="utf-8")
    rules = policy.load("beslisnota", redact_list=listed)
    return rules, detect.load(rules)


def boxes(row: dict[str, str], data: bytes) -> Iterator[Drawn]:
    """The places that a person marks, from user space to that of the program."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for entry in filter(None, row["boxes"].split(";")):
            number, _, corners = entry.partition(":")
            x0, y0, x1, y1 = (float(n) for n in corners.split(","))
            page = pdf.pages[int(number) - 1]
            left, _, _, top = (float(n) for n in page.cropbox)
            rect = Rect(x0 - left, top - y1, x1 - left, top - y0)
            yield Drawn(page=int(number), rect=rect, ground=None)


def redacted(
    row: dict[str, str], rules: Policy, detector: Detector, *, drawn: bool = True
) -> bytes | None:
    """The published PDF, or None where the program refuses to publish."""
    data = (PDFS / row["file"]).read_bytes()
    source = Source(name=row["file"], sha256=hashlib.sha256(data).hexdigest(), pages=0)
    by_hand = tuple(boxes(row, data)) if drawn else ()
    try:
        proposal = flow.propose(data, source, detector, rules, drawn=by_hand)
        plan = plan_of(
            proposal.document, proposal.marks, rules, exact=proposal.exact, unreviewed=True
        )
        made = flow.finish(proposal, plan, rules, ())
    except WooRedactError:
        return None
    return made.redacted.pdf


@pytest.mark.parametrize("channel", sorted(ROWS))
def test_nothing_of_the_name_is_published(channel: str, recipe: tuple[Policy, Detector]) -> None:
    result = redacted(ROWS[channel], *recipe)
    outcomes[channel] = "refused" if result is None else "published"
    if result is not None:
        assert verify.inspect(result, terms=[NAME]).colour != "leak"


def test_at_most_one_in_ten_is_refused() -> None:
    drawn = {channel: outcomes[channel] for channel in ROWS if channel in outcomes}
    refused = sorted(channel for channel, what in drawn.items() if what == "refused")
    assert len(refused) <= MOST_REFUSED * max(len(drawn), 10), refused


@pytest.mark.parametrize("channel", [c for c, row in sorted(ROWS.items()) if row["boxes"]])
def test_without_boxes_the_name_in_a_picture_is_found_or_refused(
    channel: str, recipe: tuple[Policy, Detector]
) -> None:
    result = redacted(ROWS[channel], *recipe, drawn=False)
    outcomes[f"{channel} alone"] = "refused" if result is None else "published"
    if result is not None:
        assert verify.inspect(result, terms=[NAME]).colour != "leak"


def test_most_names_in_pictures_are_found_without_boxes() -> None:
    alone = [what for channel, what in outcomes.items() if channel.endswith(" alone")]
    assert alone.count("refused") <= len(alone) / 4
