from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.verify.needles import Haystack, Needles, unaccented

NAME = "Zoë van den Müller-Şahin"


def strengths(secret: str, text: str, *, hidden: bool = False, open_texts: tuple[str, ...] = ()):
    hits = Needles([secret], open_texts).search(text, hidden=hidden)
    return [hit.strength for hit in hits if not hit.excused]


@pytest.mark.parametrize(
    "text",
    [
        "door Zoë van den Müller-Şahin gezien",
        "ZOË VAN DEN MÜLLER-ŞAHIN",
        unicodedata.normalize("NFD", NAME),
        "Zoe van den Muller-Sahin",
        "Zoë\xa0van\xa0den\xa0Müller-Şahin",
        "Zoë van den Mül\xadler-Şahin",
        "Zoë van den Mül-\nler-Şahin",
        "Zoë van\nden Müller-\nŞahin",
        "Z o ë v a n d e n M ü l l e r - Ş a h i n",
        "doorZoëvandenMüller-Şahingezien",
    ],
)
def test_a_name_is_found_in_every_spelling(text: str) -> None:
    assert strengths(NAME, text) == ["exact"]


@pytest.mark.parametrize(
    "text",
    [
        "Müller-Şahin, Zoë van den",
        "Müller-Şahin Zoë van den",
        "z.vandenmuller-sahin@voorbeeld.nl",
        "zoe.mullersahin",
        NAME[::-1],
    ],
)
def test_other_forms_of_a_name_are_derived(text: str) -> None:
    assert strengths(NAME, text) == ["derived"]


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("Bos", "het bosrijke gebied en de bossen"),
        ("Jansen", "de Jansenstraat"),
        ("Vries", "het vriest en de vriestemperatuur"),
        ("Berg", "Bergen op Zoom"),
        ("Ines", "in een dag"),
        ("0612345678", "kenmerk 2006123456789"),
        ("JV", "het jv-plan"),
        ("Ho", "ho, wacht"),
        ("system", "DirectoriesSystemPrograms"),
    ],
)
def test_a_word_is_not_found_in_another(secret: str, text: str) -> None:
    assert strengths(secret, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("over parallelle glasveze\u2010\nlaanleg", False),
        ("de glasvezel ligt er", True),
        ("de glasve-\nzel ligt er", True),
    ],
)
def test_a_secret_that_a_line_end_broke_is_one_word(text: str, found: bool) -> None:
    assert bool(strengths("glasve\u2010 zel", text)) == found


def test_short_secrets_are_words_in_their_own_case() -> None:
    assert strengths("JdV", "paraaf JdV akkoord") == ["exact"]
    assert strengths("JdV", "paraaf J.d.V. akkoord") == ["exact"]
    assert strengths("Bos", "mevrouw Bos") == ["exact"]


def test_single_letters_and_small_numbers_are_not_searched_but_counted() -> None:
    needles = Needles(["T", "12", "Jansen"])
    assert needles.unsearched == 2
    assert needles.search("T 12") == []


@pytest.mark.parametrize(
    "text",
    ["06-12345678", "+31 6 12 34 56 78", "0031612345678", "+31 (0)6 1234 5678", "0612345678"],
)
def test_a_telephone_number_is_found_in_its_forms(text: str) -> None:
    assert strengths("06 - 1234 5678", f"bel {text} vandaag") == ["exact"]


def test_a_mail_address_is_found_by_its_local_part() -> None:
    assert strengths("f.jansen@voorbeeld.nl", "F.Jansen@elders.nl") == ["derived"]


def test_what_stays_open_excuses_a_secret_only_where_it_stands() -> None:
    secret, stays = "De Vries", ("minister De Vries",)
    assert strengths(secret, "aldus minister De Vries.", open_texts=stays) == []
    assert strengths(secret, "De Vries en minister De Vries", open_texts=stays) == ["exact"]


def test_parts_of_a_name_count_in_hidden_places_only() -> None:
    assert strengths("Bram Knibbelaar", "nota Knibbelaar") == []
    assert strengths("Bram Knibbelaar", "nota Knibbelaar", hidden=True) == ["part"]


def test_compressed_data_gives_no_chance_hits() -> None:
    needles = Needles(["Bos", "Jansen", "Noor de Wit"])
    noise = bytes((i * 7919 + i // 251) % 256 for i in range(200_000))
    assert needles.search_bytes(noise) == []
    assert needles.search_bytes(noise + "noor de wit".encode("utf-16-be") + noise)


def test_ocr_errors_are_forgiven_in_long_names_only() -> None:
    assert Needles(["Sanne van der Ploeg"]).resembles("Sanme van der P1oeg")
    assert not Needles(["Sanne van der Ploeg"]).resembles("Anna van der Meer")
    assert not Needles(["Jansen"]).resembles("Janssn")


WORDS = st.text(st.characters(categories=("Lu", "Ll")), min_size=5, max_size=12)


@given(WORDS, st.text(max_size=40), st.text(max_size=40))
def test_a_word_set_apart_is_always_found(word: str, before: str, after: str) -> None:
    needles = Needles([word])
    if needles:
        assert needles.search(f"{before} {word} {after}")


@given(st.text(max_size=80))
def test_the_two_spellings_of_a_haystack_stay_in_step(text: str) -> None:
    hay = Haystack(text)
    assert len(hay.cased) == len(hay.lower)
    assert unaccented(hay.cased) == hay.cased or not text.isascii()
