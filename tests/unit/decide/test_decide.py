from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper import document, finding

from woo_redact import policy
from woo_redact.decide import decide
from woo_redact.types import OuterText, Rect

STANDARD = policy.load("beslisnota")


def kept(marks) -> list[bool]:
    return [mark.verdict == "keep" for mark in marks]


@pytest.mark.parametrize(
    "address",
    [
        "info@minbzk.nl",
        "woo-verzoeken-artikel4.1@minienw.nl",
        "secretariaat.dgo@minbzk.nl",
        "dgom.secretariaat@minjenv.nl",
        "directie-wetgeving@minjenv.nl",
        "ezpersvoorlichting@minezk.nl",
    ],
)
def test_the_mailbox_of_a_department_stays(marks, address: str) -> None:
    mark = marks(f"[{address}]", kind="email")[0]
    assert (mark.verdict, mark.rule) == ("keep", "algemeen/postbus")


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("b.wolkers@minbzk.nl", "b.wolkers"),
        ("bo.post@minbzk.nl", "bo.post"),
        ("j.info@minbzk.nl", "j.info"),
        ("bo wolkers (at) minbzk.nl", "bo wolkers"),
    ],
)
def test_of_a_persons_address_the_domain_stays(marks, address: str, local: str) -> None:
    mark = marks(f"[{address}]", kind="email")[0]
    assert (mark.verdict, mark.text) == ("redact", local)


def test_the_quads_of_an_address_end_at_the_sign(marks) -> None:
    mark = marks("mail [bo.wolkers@minbzk.nl]", kind="email")[0]
    assert mark.quads[0].rect == Rect(75.0, 50.0, 75.0 + 10 * 5, 60.0)


def test_a_domain_that_names_somebody_goes_too(standard) -> None:
    text = "Bo Wolkers, bo@wolkers.nl"
    seen = [finding(text, 0, 10), finding(text, 12, len(text), kind="email")]
    assert decide(document(text), seen, standard)[1].text == "bo@wolkers.nl"


def test_an_organisation_may_cover_domains(marks, standard) -> None:
    hidden = replace(standard, email_domain_visible=False)
    mark = marks("[b.wolkers@minbzk.nl]", kind="email", changed=hidden)[0]
    assert mark.text == "b.wolkers@minbzk.nl"


@pytest.mark.parametrize(
    "number", ["0800 1351", "1400", "070 370 79 11", "+31 (0)70 426 64 26", "14 030", "088-1234567"]
)
def test_a_number_for_everybody_stays(marks, number: str) -> None:
    assert kept(marks(f"[{number}]", kind="phone")) == [True]


@pytest.mark.parametrize(
    "number", ["06-12345678", "070 123 45 67", "0031 6 12345678", "14 32 11 88"]
)
def test_a_persons_number_goes(marks, number: str) -> None:
    assert kept(marks(f"[{number}]", kind="phone")) == [False]


def test_a_number_that_the_text_calls_general_stays(marks) -> None:
    assert kept(marks("Algemeen nummer: [070 123 45 67]", kind="phone")) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "[Turfmarkt 147]\n[2511 DP Den Haag]",
        "[Postbus 20301]\n[2500 EH Den Haag]",
        "Bezoekadres\n[Dorpsweg 12, 1234 AB Ede]",
        "Bakkerdam BV, gevestigd te [Dorpsweg 12]",
    ],
)
def test_the_address_of_an_organisation_stays(marks, text: str) -> None:
    assert all(kept(marks(text, kind="address")))


@pytest.mark.parametrize(
    "text",
    [
        "wonende aan de [Dorpsweg 12, 1234 AB Ede]",
        "Turfmarkt 147\n\nBo Wolkers\n[Dorpsweg 12]",
    ],
)
def test_the_address_of_a_person_goes(marks, text: str) -> None:
    assert kept(marks(text, kind="address")) == [False]


def test_the_redact_list_beats_a_public_role(standard) -> None:
    text = "minister Wolkers zei"
    listed = finding(text, 9, 16, kind="listed", detector="list", rule="list/redact")
    mark = decide(document(text), [finding(text, 9, 16), listed], standard)[0]
    assert (mark.verdict, mark.rule, mark.ground) == ("redact", "lijst/lakken", "5.1.2e")


def test_the_keep_list_beats_a_detector(standard) -> None:
    text = "Met Bo Wolkers gesproken, ook met BO\u00a0WOLKERS."
    keep = replace(standard, keep_texts=("bo wolkers",))
    marks = decide(document(text), [finding(text, 4, 14)], keep)
    assert [mark.rule for mark in marks] == ["lijst/houden", "lijst/houden"]
    assert all(kept(marks))


def test_the_redact_list_beats_the_keep_list(standard) -> None:
    text = "Met Bo Wolkers gesproken."
    keep = replace(standard, keep_texts=("Bo Wolkers",))
    listed = finding(text, 7, 14, kind="listed")
    marks = decide(document(text), [listed], keep)
    assert [(mark.text, mark.verdict) for mark in marks] == [("Wolkers", "redact")]


def test_what_the_keep_list_leaves_of_a_finding_still_goes(standard) -> None:
    text = "Waterlelie, Bo Wolkers"
    keep = replace(standard, keep_texts=("Waterlelie",))
    marks = decide(document(text), [finding(text, 0, len(text))], keep)
    assert [(mark.text, mark.verdict) for mark in marks] == [
        ("Waterlelie", "keep"),
        ("Bo Wolkers", "redact"),
    ]


def test_two_boxes_over_each_other_become_one(standard) -> None:
    text = "Bo Wolkers 06-12345678"
    seen = [
        finding(text, 0, 13),
        finding(text, 11, len(text), kind="phone", rule="patroon/telefoon"),
    ]
    (mark,) = decide(document(text), seen, standard)
    assert mark.text == text


def test_what_is_covered_once_is_covered_everywhere(standard) -> None:
    text = "Bo Wolkers belde.\n\nLater schreef BO WOLK-\nERS nog eens, net als Bo  Wolkers."
    marks = decide(document(text), [finding(text, 0, 10, detector="layout")], standard)
    assert [" ".join(mark.text.split()) for mark in marks] == [
        "Bo Wolkers",
        "BO WOLK- ERS",
        "Bo Wolkers",
    ]
    assert len(marks[1].quads) == 2
    assert all(mark.verdict == "redact" for mark in marks)


def test_a_word_that_is_also_a_name_stays_a_word(standard) -> None:
    text = "Met Roos gesproken. De roos bloeit. Roos is een bloem."
    marks = decide(document(text), [finding(text, 4, 8)], standard)
    assert [mark.verdict for mark in marks] == ["redact", "keep", "keep"]
    assert {mark.rule for mark in marks[1:]} == {"herhaling/gewoon-woord"}


def test_a_title_that_repeats_a_name_is_marked_on_page_nought(standard) -> None:
    text = "Met Bo Wolkers gesproken."
    outer = [OuterText(place="title", text="Verslag Bo Wolkers")]
    marks = decide(document(text, outer=outer), [finding(text, 4, 14)], standard)
    assert (marks[0].page, marks[0].quads, marks[0].text) == (0, (), "Bo Wolkers")


def test_a_kind_without_a_ground_is_left_alone(standard) -> None:
    narrow = replace(standard, grounds={"person": "5.1.2e", "listed": "5.1.2e", "box": "5.1.2e"})
    text = "kamer 12.34"
    assert decide(document(text), [finding(text, 6, 11, kind="room")], narrow) == ()


def test_ink_is_marked_where_it_lies(standard) -> None:
    area = Rect(300, 400, 380, 440)
    ink = finding("x", 0, 0, kind="signature", tier="look", area=area, rule="layout/handtekening")
    (mark,) = decide(document("x"), [ink], standard)
    assert mark.quads[0].rect == area
    assert (mark.text, mark.tier) == ("", "look")


@given(
    st.lists(
        st.tuples(
            st.integers(0, 58),
            st.integers(1, 12),
            st.sampled_from(["person", "email", "phone", "address", "listed", "username"]),
            st.sampled_from(["redact", "look", "unexplained"]),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_no_two_marks_share_a_character_and_order_says_nothing(found, shuffler) -> None:
    text = "Bo Wolkers, b.wolkers@minbzk.nl, 06-12345678, Turfmarkt 147 en De Wit."
    keep = replace(STANDARD, keep_texts=("De Wit",))
    seen = [
        finding(text, start, min(start + length, len(text)), kind=kind, tier=tier)
        for start, length, kind, tier in found
    ]
    marks = decide(document(text), seen, keep)
    places = sorted((mark.start, mark.end) for mark in marks)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    assert len({mark.id for mark in marks}) == len(marks)
    listed = [f for f in seen if f.kind == "listed"]
    for listing in listed:
        covered = {i for m in marks if m.verdict == "redact" for i in range(m.start, m.end)}
        places = range(listing.start, listing.end)
        assert all(i in covered for i in places if text[i].isalnum())
    shuffler.shuffle(seen)
    assert [m.id for m in decide(document(text), seen, keep)] == [m.id for m in marks]
