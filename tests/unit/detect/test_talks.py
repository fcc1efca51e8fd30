"""Who speaks, who signs with initials, and who is given away by the words around."""

from dataclasses import replace

import pytest
from typed import POLICY, laid_out, mention, page_document, recognised, text_document

from woo_redact.detect import beside, layout, propagate
from woo_redact.detect.surroundings import coined


def signs(text: str) -> set[str]:
    found = layout.find(text_document(text), POLICY)
    return {f.text for f in found if f.kind == "paraph" and f.tier == "redact"}


def test_who_writes_in_a_chat_whatever_the_stamp():
    text = (
        "10:31 – Rixt: komt goed\n10:32 – Roos: top\n10:40 – Roos: dank\n\n"
        "[12-03-2024 10:31:07] Joep Zwart: bel je even?\n\n"
        "Fatma Demir 12-03-2024 10:41\nAkkoord wat mij betreft.\n"
    )
    assert laid_out(text_document(text)) == {"Rixt", "Roos", "Joep Zwart", "Fatma Demir"}


def test_an_hour_with_a_word_is_no_chat():
    text = "10:30 – Lunch: in de hal\n11:00 – Opening: door de voorzitter\n"
    assert laid_out(text_document(text)) == set()


def test_speakers_of_minutes_but_no_labels():
    text = (
        "Rixt: graag voor het reces.\n\nFedde: akkoord, mits het klopt.\n\nLet op: dit is nieuw.\n"
    )
    assert laid_out(text_document(text)) == {"Rixt", "Fedde"}


def test_agenda_items_name_who_brings_them():
    text = "1. Opening (Rixt, 5 min.)\n2. Begroting (Joep Zwart)\n3. Rondvraag (alle leden)\n"
    assert laid_out(text_document(text)) == {"Rixt", "Joep Zwart"}


def test_a_name_alone_above_a_message():
    assert laid_out(text_document("Fatma,\n\nIk kom er morgen op terug.\n")) == {"Fatma"}
    assert laid_out(text_document("Helaas,\n\nIk kan niet komen.\n")) == set()
    assert laid_out(text_document("Mvg,\n\nFatma\n")) == {"Fatma"}


def test_initials_that_the_page_explains():
    assert signs("Aanwezig: Rixt Hoitsema (RH), Joep van den Berg (JvdB)\n") == {"RH", "JvdB"}
    assert signs("De Algemene Rekenkamer (AR) en het Centraal Planbureau (CPB)\n") == set()
    assert signs("Opmerking [RH12]: klopt dit?\nOpmerking [JvdB3R2]: ja\n") == {"RH", "JvdB"}


def test_initials_in_the_column_of_who_does_it():
    document = page_document(
        (80, 100, "Actie", "bold"), (300, 100, "Wie", "bold"), (400, 100, "Gereed", "bold"),
        (80, 120, "Nota aanpassen"), (300, 120, "RH / LÇ"), (400, 120, "1 mei"),
        (80, 140, "Cijfers opvragen"), (300, 140, "FEZ"), (400, 140, "2 mei"),
        (80, 160, "Brief"), (300, 160, "Rixt / EL"), (400, 160, "3 mei"),
    )  # fmt: skip
    assert laid_out(document) >= {"RH", "LÇ", "EL"}
    assert not laid_out(document) & {"FEZ", "Gereed"}


def test_initials_once_explained_are_known_elsewhere():
    document = text_document("Rixt Hoitsema (RH)\n\nRH belt met de provincie. Zie RH-rapport.\n")
    found = propagate.spread(document, tuple(layout.find(document, POLICY)), POLICY)
    assert (20, "RH") in {(f.start, f.text) for f in found if f.kind == "paraph"}


def test_initials_of_who_has_seen_it():
    assert signs("Gezien: MW, EÇ en FEZ\n") == {"MW", "EÇ"}
    assert signs("Parafering: AR en MA akkoord op 18 oktober 2023\n") == {"AR", "MA"}


def test_initials_of_who_wrote_in_the_margin():
    text = "De opmerking van FB in de kantlijn is verwerkt; JvB is het daarmee eens.\n"
    assert signs(text + "De opmerking van EZ is verwerkt.\n") == {"FB", "JvB"}


def test_initials_that_are_part_of_a_unit_are_none():
    document = text_document("Wim Ouaziz (WO)\n\nAfgestemd met DGKE/WO en met WO.")
    found = propagate.spread(document, tuple(layout.find(document, POLICY)), POLICY)
    assert {f.start for f in found if f.text == "WO"} == {12, 46}


def test_rooms_and_numbers_in_a_column():
    document = page_document(
        (80, 100, "Naam", "bold"), (200, 100, "Kamer", "bold"), (300, 100, "Telefoon", "bold"),
        (80, 120, "Rixt Hoitsema"), (200, 120, "A10.04"), (300, 120, "4471"),
        (80, 140, "Joep Zwart"), (200, 140, "B 2.12"), (300, 140, "4472"),
        (80, 160, "Naima Ouaziz"), (200, 160, "8.15"), (300, 160, "4473"),
    )  # fmt: skip
    assert laid_out(document) >= {"A10.04", "B 2.12", "8.15", "4471", "4472", "4473"}


def test_a_unit_called_communication_does_not_end_a_parafenroute():
    document = page_document(
        (80, 100, "Parafenroute", "bold"),
        (80, 115, "BBR"), (200, 115, "Communicatie"), (320, 115, "SG"),
        (80, 126, "HvdP"), (200, 126, "Rixt Hoitsema"), (320, 126, "CS"),
        (80, 200, "Aanleiding", "bold"), (80, 215, "Joep Zwart schreef u op 3 mei een brief."),
    )  # fmt: skip
    assert laid_out(document) == {"HvdP", "Rixt Hoitsema", "CS"}


def test_a_column_of_names_beside_columns_of_anything():
    document = page_document(
        (80, 100, "Naam", "bold"), (200, 100, "wk 30", "bold"),
        (80, 120, "Rixt Hoitsema"), (200, 120, "vrij"),
        (80, 140, "Fedde"), (200, 140, "x"),
        (80, 160, "Naima Ouaziz"), (200, 160, "vrij"),
    )  # fmt: skip
    assert laid_out(document) == {"Rixt Hoitsema", "Fedde", "Naima Ouaziz"}


@pytest.mark.parametrize(
    ("text", "word", "office"),
    [
        ("het plan-Sarıkaya is goed", "Sarıkaya", True),
        ("het lijstje-Sarıkaya", "Sarıkaya", True),
        ("Team-Sarıkaya belt", "Sarıkaya", True),
        ("de Sarıkaya-notitie", "Sarıkaya", True),
        ("de motie-Sarıkaya", "Sarıkaya", False),
        ("de commissie-Sarıkaya", "Sarıkaya", False),
        ("de Sarıkaya-wet", "Sarıkaya", False),
        ("de Bakker-Sarıkaya", "Sarıkaya", False),
    ],
)
def test_compounds_of_the_office_and_of_parliament(text, word, office):
    start = text.index(word)
    assert coined(text, start, start + len(word)) is office


def test_a_surname_without_its_prefix_only_where_it_is_no_word():
    document = text_document("Aafke van der Zwalg\n\nHet plan-Zwalg is af. Ook Zwalg tekent.")
    found = propagate.spread(document, (mention(document, "Aafke van der Zwalg"),), POLICY)
    assert {f.start for f in found if f.text == "Zwalg"} >= {30, 47}
    document = text_document("Aafke van den Berg\n\nDe Berg is hoog en Berg op zoom.")
    found = propagate.spread(document, (mention(document, "Aafke van den Berg"),), POLICY)
    assert not [f for f in found if f.text == "Berg"]


def look(document, text):
    return replace(mention(document, text), rule="names/look", tier="look", score=0.1)


def test_lone_names_in_one_breath_with_a_person():
    document = text_document(
        "Bedacht door Joep, Rixt en Fedde. Joep en Deltares. Joep en Jaarplan."
    )
    seen = (mention(document, "Joep"), look(document, "Fedde"))
    found = {(f.text, f.tier) for f in beside.named_with(document, seen)}
    assert found == {("Rixt", "look"), ("Fedde", "redact")}


def test_lone_names_that_the_words_around_give_away():
    document = text_document("Het team van Rixt. Een advies van Gazel. Laat Fedde dat doen.")
    seen = [look(document, name) for name in ("Rixt", "Gazel", "Fedde")]
    assert {f.text for f in beside.cued(document, seen)} == {"Rixt", "Fedde"}


def test_rows_of_names_behind_a_form_of_address():
    text = "Aanwezig waren de dames Hoitsema en Ouaziz; de heren Zwart, Groen en Van der Zwalg."
    assert recognised("PERSON", text) == ["Hoitsema", "Ouaziz", "Zwart", "Groen", "Van der Zwalg"]


def test_initials_between_a_unit_and_a_date_need_no_head():
    document = page_document(
        (80, 100, "DGB"), (200, 100, "DIR PARL"), (320, 100, "SG"),
        (80, 114, "RR"), (200, 114, "GvD"), (320, 114, "CR"),
        (80, 128, "14-03-2025"), (200, 128, "12-06-2023"), (320, 128, "18-12-2025"),
        (80, 200, "DGB"), (80, 214, "SG"), (80, 228, "14-03-2025"),
    )  # fmt: skip
    assert laid_out(document) == {"RR", "GvD", "CR"}


def test_initials_behind_a_word_of_remark():
    assert signs("Opmerking SB: niet doen.\nReactie EZ: akkoord.\n") == {"SB"}


def test_the_user_behind_its_label_between_brackets():
    for text in ("(gebruikersnaam rpieterskwi).", "de inlognaam wordt postv11 voor"):
        assert recognised("USERNAME", text + " 3") != ["postv1"]
    assert recognised("USERNAME", "(gebruikersnaam rpieterskwi).") == ["rpieterskwi"]


def test_a_first_name_behind_an_inverted_name():
    text = "De bijdrage van Bergen, B.P. von (Birgit) is verwerkt."
    assert recognised("PERSON", text) == ["Bergen, B.P. von (Birgit)"]


def test_parliament_and_the_letters_of_a_postal_code_are_nobody():
    from woo_redact.detect import _without_labels

    document = text_document("Aan de Kamers (beide)\n2513 AA DEN HAAG\nAA Demir, DGRGG-DE")
    words = ("Kamers", "AA DEN HAAG", "AA Demir", "DGRGG-DE")
    seen = [replace(mention(document, word), rule="names/model") for word in words]
    assert [f.text for f in _without_labels(seen, document)] == ["AA Demir"]
