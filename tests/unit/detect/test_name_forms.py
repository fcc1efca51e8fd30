"""Names in short texts, their parts, and all the ways to write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.detect.forms import Name, agrees, forms, logins, paraphs, parse
from woo_redact.detect.values import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("J. de Vries", ["J. de Vries"]),
        ("drs. J.P.M. de Vries MSc", ["J.P.M. de Vries"]),
        ("Vries, J. de", ["Vries, J. de"]),
        ("Vries, Jan de (DGO)", ["Vries, Jan de"]),
        ("Vries, J. (Jan) de - BD/DGO", ["Vries, J. (Jan) de"]),
        ("Jan de Vries, Fatma Yılmaz", ["Jan de Vries", "Fatma Yılmaz"]),
        ("De Vries, Jan; Yılmaz, Fatma", ["De Vries, Jan", "Yılmaz, Fatma"]),
        ("Mohamed El Amrani (FEZ), K. Yılmaz (WJZ), BZK", ["Mohamed El Amrani", "K. Yılmaz"]),
        ("mw. mr. A.B. van den Berg-Jansen", ["A.B. van den Berg-Jansen"]),
        ("VRIES, J. de", ["VRIES, J. de"]),
        ("P. 't Hart", ["P. 't Hart"]),
        ("Jean-Luc d'Hondt", ["Jean-Luc d'Hondt"]),
        ("Petra Kas-van der Plas", ["Petra Kas-van der Plas"]),
        ("Nguyễn Thị Hoa", ["Nguyễn Thị Hoa"]),
        ("Abdul-Rahman bin Yusuf", ["Abdul-Rahman bin Yusuf"]),
        ("Ș. Pușcașu", ["Ș. Pușcașu"]),
        ("Sjors ter Horst Afdelingshoofd", ["Sjors ter Horst"]),
        ("Fatma van DCO", ["Fatma"]),
        ("HDBV, M.L. d'Hondt", ["M.L. d'Hondt"]),
        ("Jan Jansen op Urk", ["Jan Jansen", "Urk"]),
        ("Bart op den Kamp", ["Bart op den Kamp"]),
        ("Jan, 12 jan 2024", ["Jan"]),
    ],
)
def test_names_in_a_value(text, names):
    assert [text[n.start : n.end] for n in names_in(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Directie Kennis en Innovatie",
        "Directoraat-generaal Economie en Digitalisering",
        "CZW/CZ",
        "DGED / 44314491",
        "Senior beleidsmedewerker",
        "Minister van Economische Zaken en Klimaat",
        "FEZ, WJZ, het ministerie van Financiën, VNG en IPO",
        "Bestuurskern / Dir Participatie / Afd Communicatie",
        "11 januari 2024",
        "Turfmarkt 147",
        "2511 DP Den Haag",
        "Minister van IenW",
        "JdV",
    ],
)
def test_values_without_a_person(text):
    assert names_in(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("drs. J.P.M. de Vries", Name("JPM", (), "de", "Vries")),
        ("JPM de Vries", Name("JPM", (), "de", "Vries")),
        ("Vries, J. de", Name("J", (), "de", "Vries")),
        ("De Vries, Jan", Name("", ("Jan",), "de", "Vries")),
        ("R. (Ronith) Wagle", Name("R", ("Ronith",), "", "Wagle")),
        ("Mohamed El Amrani", Name("", ("Mohamed",), "el", "Amrani")),
        ("Jan de Vries - Bos", Name("", ("Jan",), "de", "Vries-Bos")),
        ("Fatma", Name("", ("Fatma",), "", "")),
        ("Fatma van DCO", Name("", ("Fatma",), "", "")),
        ("mr.", None),
    ],
)
def test_the_parts_of_a_name(text, name):
    assert parse(text) == name


def test_the_forms_of_a_name():
    written = {form.text for form in forms(Name("J", ("Jan",), "de", "Vries-Bos"))}
    assert {
        "Jan de Vries-Bos", "J. de Vries-Bos", "Vries-Bos J. de", "de Vries-Bos Jan",
        "de Vries-Bos", "de Vries", "Bos", "Jan", "Jan de V.", "jdevriesbos", "vriesbosj", "JdV",
    } <= written  # fmt: skip


def test_initials_and_logins():
    name = Name("AB", (), "van den", "Berg")
    assert {"ABvdB", "AvdB", "AB", "AVDB"} <= set(paraphs(name))
    assert {"abvandenberg", "avandenberg", "vandenberga", "aberg"} <= set(logins(name))
    assert logins(Name("", ("Jan",), "", "")) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("J. de Vries", "Jan de Vries", True),
        ("J. de Vries", "K. de Vries", False),
        ("Jan de Vries", "Johan de Vries", False),
        ("Vries, J. de", "J.P. de Vries", True),
        ("J. de Vries", "J. Bakker", False),
    ],
)
def test_who_can_be_the_same(one, other, same):
    first, second = parse(one), parse(other)
    assert first is not None
    assert second is not None
    assert agrees(first, second) is same


GIVEN = st.sampled_from(
    ["Jan", "Fatma", "Youssef", "Wei", "Ștefan", "Anne-Marie", "Kwame", "Özlem"]
)
PREFIX = st.sampled_from(["", "de", "van der", "el", "'t", "bin"])
FAMILY = st.sampled_from(
    ["Vries", "Yılmaz", "Amrani", "Chen", "Bos-Jansen", "Osei", "Hart", "Đinh"]
)


@given(GIVEN, PREFIX, FAMILY)
def test_every_full_form_reads_back_as_the_same_person(first, prefix, family):
    name = parse(f"{first} {prefix} {family}".replace("  ", " "))
    assert name is not None
    initial = parse(f"{name.letters[0]}. {name.family}")
    inverted = parse(f"{name.surname}, {name.letters[0]}. {name.prefix}")
    assert initial is not None
    assert inverted is not None
    assert {name.key, initial.key, inverted.key} == {name.key}


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_names(text):
    for span in names_in(text):
        assert 0 <= span.start < span.end <= len(text)
    name = parse(text)
    if name:
        assert all(form.text for form in forms(name))
