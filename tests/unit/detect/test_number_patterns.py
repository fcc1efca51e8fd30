"""BSN, IBAN, accounts, birth dates and staff numbers: the form, the check and the words around."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed import recognised

from woo_redact.detect.numbers import eleven, mod97


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("BSN: 123456782", "123456782"),
        ("burgerservicenummer 1234.56.782", "1234.56.782"),
        ("haar BSN (111222333) staat in het dossier", "111222333"),
        ("het nummer 111 222 333 (BSN)", "111 222 333"),
        ("BSN\n123456782", "123456782"),
        ("sofinummer 123456782", "123456782"),
    ],
)
def test_a_bsn_is_named_and_passes_its_check(text, number):
    assert recognised("BSN", text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Ons kenmerk 123456782",
        "zaaknummer: 111222333, betreft BSN-controle",
        "een bedrag van 123.456.782 euro",
        "het aantal van 123456782 aanvragen",
        "KvK 123456782",
    ],
)
def test_a_number_that_only_passes_the_check_is_no_bsn(text):
    assert recognised("BSN", text) == []


def test_a_named_bsn_with_a_typing_error_goes_to_the_reviewer():
    assert recognised("BSN", "BSN: 123456789") == []
    assert recognised("BSN", "BSN: 123456789", "look") == ["123456789"]


@given(st.integers(10_000_000, 99_999_999))
def test_at_most_one_last_figure_passes_the_eleven_check(stem):
    assert sum(eleven(f"{stem}{last}") for last in range(10)) <= 1


@pytest.mark.parametrize(
    "iban",
    [
        "NL91ABNA0417164300",
        "NL91 ABNA 0417 1643 00",
        "nl91.abna.0417.1643.00",
        "BE71 0961 2345 6769",
        "DE89370400440532013000",
    ],
)
def test_an_iban_in_any_writing(iban):
    assert recognised("IBAN", f"Rekening {iban} en verder.") == [iban]
    assert recognised("PHONE", f"Rekening {iban} en verder.") == []


def test_two_ibans_on_one_line():
    text = "van NL91 ABNA 0417 1643 00 naar NL91ABNA0417164300"
    assert recognised("IBAN", text) == ["NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"]


def test_an_iban_of_a_known_bank_with_a_wrong_check_is_covered_another_is_looked_at():
    assert recognised("IBAN", "NL12RABO0123456789") == ["NL12RABO0123456789"]
    assert recognised("IBAN", "NL12QQQQ0123456789") == []
    assert recognised("IBAN", "NL12QQQQ0123456789", "look") == ["NL12QQQQ0123456789"]


@given(st.text("0123456789", min_size=10, max_size=10), st.integers(0, 9))
def test_a_changed_figure_breaks_the_iban_check(account, place):
    plain = f"ABNA{account}NL00"
    check = 98 - int("".join(str(int(c, 36)) for c in plain)) % 97
    iban = f"NL{check:02}ABNA{account}"
    changed = list(iban)
    position = 8 + place
    changed[position] = str((int(changed[position]) + 1) % 10)
    assert mod97(iban)
    assert not mod97("".join(changed))


def test_old_account_numbers_need_their_word():
    text = "rekeningnummer 12.34.56.789, giro 123456"
    assert recognised("IBAN", text) == ["12.34.56.789", "123456"]
    assert recognised("IBAN", "kenmerk 12.34.56.789 en 123456") == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("geboren op 12 maart 1975 te Utrecht", "12 maart 1975"),
        ("geb. 12-03-1975", "12-03-1975"),
        ("Geboortedatum: 3 sept. 1980", "3 sept. 1980"),
        ("geboortedatum\n1975-03-12", "1975-03-12"),
        ("mevrouw Samira Bouzid (24 juni 1988)", "24 juni 1988"),
    ],
)
def test_a_date_of_birth_is_named(text, date):
    assert recognised("DATE_OF_BIRTH", text) == [date]


@pytest.mark.parametrize(
    "text",
    ["Op 12 maart 1975 trad de wet in werking.", "de Wet Bopz (17 januari 1994)", "1 mei 2024"],
)
def test_other_dates_stay(text):
    assert recognised("DATE_OF_BIRTH", text) == []


@pytest.mark.parametrize(
    ("entity", "text", "found"),
    [
        ("PERSONNEL_NUMBER", "personeelsnummer: 123456", "123456"),
        ("PERSONNEL_NUMBER", "P-nummer P0123456", "P0123456"),
        ("ROOM", "kamer H 12.34", "H 12.34"),
        ("ROOM", "kamer 8.15.", "8.15"),
        ("ROOM", "Kamernummer 512", "512"),
        ("IDENTITY_DOCUMENT", "paspoortnummer NX1234567", "NX1234567"),
        ("IDENTITY_DOCUMENT", "V-nummer 123.456.7890", "123.456.7890"),
        ("IDENTITY_DOCUMENT", "rijbewijs 1234567890", "1234567890"),
    ],
)
def test_numbers_of_staff_and_documents_follow_their_word(entity, text, found):
    assert recognised(entity, text) == [found]


@pytest.mark.parametrize(
    "text", ["de Tweede Kamer 36 045", "in de Kamer 5.21 aan de orde", "Kamer 2 van 3", "zaal vol"]
)
def test_parliament_is_no_room(text):
    assert recognised("ROOM", text) == []


@pytest.mark.parametrize("plate", ["GX-123-B", "12-ABC-3", "KZ-45-TR", "1-KBB-23"])
def test_a_number_plate_needs_a_word(plate):
    assert recognised("LICENCE_PLATE", f"De auto met kenteken {plate} stond stil.") == [plate]
    assert recognised("LICENCE_PLATE", f"Zie {plate} in de tabel.") == []
    assert recognised("LICENCE_PLATE", f"Ons kenmerk {plate}", "look") == []


def test_a_glued_number_plate_needs_its_label():
    assert recognised("LICENCE_PLATE", "kenteken GX123B") == ["GX123B"]
    assert recognised("LICENCE_PLATE", "document GX123B") == []


@pytest.mark.parametrize(
    ("entity", "text", "found"),
    [
        ("BSN", "Het gaat om mevrouw die hier woont (BSN 420 938\n436).", "420 938\n436"),
        ("IBAN", "Het bedrag is overgemaakt op rekening NL91\nABNA 0417 1643 00.",
         "NL91\nABNA 0417 1643 00"),
        ("ROOM", "De bespreking over de brief is vandaag in kamer B\n1.39, om 10 uur.", "B\n1.39"),
        ("DATE_OF_BIRTH", "Het gaat om mevrouw die te Sneek is geboren op 09-11-\n1964 en daar",
         "09-11-\n1964"),
        ("ADDRESS", "Betrokkene woont volgens de brief aan de Jan van\nNassaustraat 179, 6705 DE "
         "Wijchen en", "Jan van\nNassaustraat 179, 6705 DE Wijchen"),
    ],
)  # fmt: skip
def test_what_the_end_of_a_line_cuts_in_two(entity, text, found):
    assert found in recognised(entity, text)


def test_a_short_line_above_a_number_is_no_half_of_it():
    assert recognised("BSN", "BSN\n420 938\n436 111") == []


@pytest.mark.parametrize(
    "text",
    [
        "Betrokkene lijdt aan een spierziekte en krijgt zorg.",
        "Mevrouw De Vries is langdurig ziek.",
        "De heer J. Jansen is eerder veroordeeld wegens diefstal.",
    ],
)
def test_health_and_crime_of_one_person_are_looked_at(text):
    assert recognised("SPECIAL_CATEGORY", text) == []
    assert len(recognised("SPECIAL_CATEGORY", text, "look")) == 1


def test_policy_on_health_and_crime_is_not():
    text = "Wie ziek is, meldt zich. Kinderen met diabetes krijgen zorg. Verdacht van fraude: 3."
    assert recognised("SPECIAL_CATEGORY", text, "look") == []
