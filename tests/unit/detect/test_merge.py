from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from woo_redact.detect.merge import merge
from woo_redact.types import Document, Finding, Page, Source

TEXT = "abcdefghijklmnopqrstuvwxyz"
PAGE = Page(
    number=1,
    width=100,
    height=100,
    rotation=0,
    text=TEXT,
    first=tuple(range(len(TEXT))),
    stop=tuple(range(1, len(TEXT) + 1)),
)
DOCUMENT = Document(source=Source(name="a.txt", sha256="0" * 64, pages=1), pages=(PAGE,))


def finding(start: int, end: int, kind: str = "person", tier: str = "redact", **more) -> Finding:
    made = Finding(
        page=1,
        start=start,
        end=end,
        kind=kind,
        text=TEXT[start:end],
        detector=more.pop("detector", "names"),
        rule="r",
        score=more.pop("score", 0.8),
        tier=tier,
        reason=more.pop("reason", "Reden."),
    )
    return replace(made, **more)


def test_overlapping_persons_become_one_with_both_reasons() -> None:
    (one,) = merge(
        DOCUMENT, [finding(2, 6, reason="A."), finding(4, 9, "person", "look", reason="B.")]
    )
    assert (one.start, one.end, one.text, one.tier) == (2, 9, TEXT[2:9], "redact")
    assert "A." in one.reason
    assert "B." in one.reason


def test_a_person_inside_a_mail_address_is_part_of_it() -> None:
    found = merge(DOCUMENT, [finding(0, 10, "email"), finding(2, 5)])
    assert [f.kind for f in found] == ["email"]


def test_a_weak_finding_does_not_swallow_a_sure_one() -> None:
    found = merge(DOCUMENT, [finding(0, 10, "address", "look"), finding(2, 5)])
    assert {f.kind for f in found} == {"address", "person"}


def test_a_listed_text_is_never_absorbed() -> None:
    found = merge(DOCUMENT, [finding(0, 10, "email"), finding(2, 5, "listed")])
    assert {f.kind for f in found} == {"email", "listed"}


FINDINGS = st.builds(
    lambda start, length, kind, tier, score: finding(
        start, start + length, kind, tier, score=score
    ),
    st.integers(0, 20),
    st.integers(1, 6),
    st.sampled_from(["person", "email", "phone", "listed"]),
    st.sampled_from(["redact", "look", "unexplained"]),
    st.sampled_from([0.2, 0.5, 0.9]),
)


@given(st.lists(FINDINGS, max_size=12), st.randoms())
def test_the_order_of_detectors_does_not_matter(found: list[Finding], random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert merge(DOCUMENT, found) == merge(DOCUMENT, shuffled)


@given(st.lists(FINDINGS, max_size=12))
def test_nothing_sure_is_lost(found: list[Finding]) -> None:
    merged = merge(DOCUMENT, found)
    for one in found:
        if one.tier == "redact":
            assert any(
                m.start <= one.start and one.end <= m.end and m.tier == "redact" for m in merged
            )


@given(st.lists(FINDINGS, max_size=12))
def test_merging_twice_changes_nothing(found: list[Finding]) -> None:
    once = merge(DOCUMENT, found)
    assert merge(DOCUMENT, once) == once
