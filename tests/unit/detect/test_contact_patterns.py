"""Telephone, mail, user names and addresses, as Dutch offices write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed import recognised


@pytest.mark.parametrize(
    "number",
    [
        "06-12345678",
        "06 12 34 56 78",
        "(06) 12345678",
        "06.12.34.56.78",
        "0612345678",
        "+31 6 1234 5678",
        "+31 (0)6 12345678",
        "0031 6 12345678",
        "070 - 379 89 11",
        "070 379 00 00",
        "088-1234567",
        "06-99999999",
        "O6-12345678",
        "0_6-12345678",
        "06-1234\n5678",
        "+32 2 555 12 34",
    ],
)
def test_a_telephone_number_in_any_writing(number):
    assert recognised("PHONE", f"Bereikbaar op {number}, ook morgen.") == [number]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("toestel 38291", "38291"),
        ("tst. 4471", "4471"),
        ("doorkiesnummer 12 345", "12 345"),
        ("Tel.: 3798911", "3798911"),
        ("M\n06-12345678", "06-12345678"),
    ],
)
def test_short_numbers_follow_their_word(text, found):
    assert recognised("PHONE", text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Ons kenmerk 5254387",
        "Onze referentie 2023-0000700225",
        "Kamerstukken II 2022/23, 29 911, nr. 4",
        "zaaknummer 0612345678",
        "DGED / 44314491",
        "€ 1.234.567,89 en 0612345678 euro",
        "van 09.30 - 10.30 uur op 01-02-2024 10.30",
        "bel 0900-8844, 14 070 of 112",
        "ISBN 978-90-12-34567-8",
        "IENW/BSK-2023/123456",
        "12 maart 2023 - 15 april 2024",
    ],
)
def test_other_numbers_are_no_telephone(text):
    assert recognised("PHONE", text) == []


@pytest.mark.parametrize(
    "address",
    [
        "j.devries@minjenv.nl",
        "fatma.yılmaz@rijksoverheid.nl",
        "o'brien@minbzk.nl",
        "j.devries[at]minjenv.nl",
        "j.devries (at) minjenv (punt) nl",
        "j.devries@minjenv",
        "j.de-\nvries@minjenv.nl",
        "j.devries@minjenv.\nnl",
        "j.devries @minjenv.nl",
    ],
)
def test_a_mail_address_in_any_writing(address):
    assert recognised("EMAIL", f"Mail naar {address} voor vragen.") == [address]


def test_two_addresses_on_two_lines_stay_two():
    assert recognised("EMAIL", "zie jan@x.nl.\npiet@y.nl") == ["jan@x.nl", "piet@y.nl"]


@pytest.mark.parametrize("text", ["#####@minocw.nl", "domein @minbzk.nl", "einde.\n@home is leuk"])
def test_a_domain_alone_is_nobodys(text):
    assert recognised("EMAIL", text) == []


@pytest.mark.parametrize(
    ("text", "user"),
    [
        (r"C:\Users\jdevries\Documents\nota.docx", "jdevries"),
        (r"\\srv01\home\yilmazf\nota.docx", "yilmazf"),
        (r"H:\bakkerp\notas", "bakkerp"),
        (r"MINVWS\vriesj", "vriesj"),
        ("afgedrukt door jdevries", "jdevries"),
        ("Gebruikersnaam: fatma.yilmaz", "fatma.yilmaz"),
    ],
)
def test_user_names_in_paths_and_footers(text, user):
    assert recognised("USERNAME", text) == [user]


def test_shared_folders_are_nobodys():
    assert recognised("USERNAME", r"C:\Users\Public\nota.docx en H:\Documenten\x") == []


@pytest.mark.parametrize(
    "address",
    [
        "Lindelaan 14, 3512 AB Utrecht",
        "Lindelaan 14\n3512AB Utrecht",
        "Burgemeester van der Plaatstraat 5a, 2311 GH Leiden",
        "Laan van Meerdervoort 120-2, 2517 AB Den Haag",
        "Oude Gracht 93, 1325\nLA Den Haag",
        "Kerkstraat 3, 2400 AA Alphen aan den Rijn",
        "Prins Hendrikkade 33, 5211 AB 's-Hertogenbosch",
    ],
)
def test_an_address_with_postcode_is_one_finding(address):
    assert recognised("ADDRESS", f"Betrokkene woont: {address}.") == [address]


@pytest.mark.parametrize(
    "text",
    [
        "in 2024 EU Commissaris Smit",
        "van 2023 VN Vrouwen",
        "Kamerstukken 2022 TK",
        "langs de Rijksweg 12 en de A4",
        "gemiddeld op weg 2 van 3",
    ],
)
def test_years_and_roads_are_no_address(text):
    assert recognised("ADDRESS", text) == []


def test_a_street_without_postcode_is_covered_only_where_somebody_lives():
    assert recognised("ADDRESS", "Zij woont aan de Lindelaan 14 sinds 2010.") == ["Lindelaan 14"]
    assert recognised("ADDRESS", "Het perceel Lindelaan 14 is verkocht.") == []
    assert recognised("ADDRESS", "Het perceel Lindelaan 14 is verkocht.", "look") == [
        "Lindelaan 14"
    ]


def test_a_postbus_goes_to_the_reviewer_with_its_town():
    text = "Postbus 20301\n2500 EH Den Haag"
    assert recognised("ADDRESS", text) == []
    assert recognised("ADDRESS", text, "look") == [text]


@pytest.mark.parametrize("entity", ["PHONE", "EMAIL", "ADDRESS", "BSN", "IBAN", "PERSON", "ROOM"])
@given(text=st.text("aZ Ş.-@(\n)/0123456789:,'\u00a0\u00ad", max_size=200))
def test_no_text_breaks_a_recogniser(entity, text):
    for tier in ("redact", "look"):
        assert all(found in text for found in recognised(entity, text, tier))


@pytest.mark.parametrize(
    ("path", "user"),
    [
        (r"H:\ocw\zwankj\nota's\v1.docx", "zwankj"),
        (r"G:\bzk\dgoo\geldern16\concept.docx", "geldern16"),
        (r"C:\Users\jvisser\Documents\nota.docx", "jvisser"),
    ],
)
def test_the_user_in_a_path_is_the_folder_that_names_nobody_else(path, user):
    assert set(recognised("USERNAME", path)) == {user}


def test_folders_of_departments_and_subjects_are_no_users():
    for path in (r"H:\projecten\wonen\nota.docx", r"G:\algemeen\begroting\2024\nota.docx"):
        assert recognised("USERNAME", path) == []


def test_a_version_before_a_date_is_no_telephone():
    assert recognised("PHONE", "0.1 11-01-2021") == []
    assert recognised("PHONE", "nr is +31 6 9618 04082 of later") == ["+31 6 9618 0408"]


def test_a_street_whose_first_word_is_broken():
    text = "op het adres Burge\u2010\nmeester Terpstralaan 206a, 2530SZ Tiel."
    assert recognised("ADDRESS", text) == [text[13:-1]]
