"""Detection and decision together, on papers that ministries and parliament published."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from woo_redact import detect, intake, policy, read
from woo_redact.decide import decide
from woo_redact.detect import Detector
from woo_redact.types import Mark, Source

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def detector() -> Detector:
    return detect.load(policy.load("beslisnota"))


def marks_of(detector: Detector, name: str) -> tuple[Mark, ...]:
    file = SHARED / name
    if not file.is_file():
        pytest.skip("the folder of real documents is not beside the checkout")
    data = file.read_bytes()
    normal = intake.normalise(data, file.name)
    source = Source(name=file.name, sha256=hashlib.sha256(data).hexdigest(), pages=normal.pages)
    document = read.read(normal.pdf, source)
    return decide(document, detector.find(document), detector.policy)


def test_the_minister_who_signs_a_letter_stays(detector: Detector) -> None:
    found = marks_of(detector, "seeds/kamerbrief-nsoc.pdf")
    signed = [mark for mark in found if "Zegerius" in mark.text]
    assert [mark.verdict for mark in signed] == ["keep"]
    assert signed[0].rule == "functie/bewindspersoon"


def test_every_name_in_a_paper_of_parliament_stays(detector: Detector) -> None:
    found = marks_of(detector, "real/kamerstuk-32545-143.pdf")
    assert [mark.text for mark in found if mark.verdict == "redact"] == []


def test_a_decision_signed_with_a_mandate_keeps_its_signature(detector: Detector) -> None:
    found = marks_of(detector, "real/woo-besluit-ienw-tagged.pdf")
    mailbox = [mark for mark in found if mark.kind == "email"]
    assert {mark.verdict for mark in mailbox} == {"keep"}
    assert {mark.verdict for mark in found if mark.kind == "address"} == {"keep"}
