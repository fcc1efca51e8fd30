"""What is found once is found everywhere, and nobody else with it."""

import unicodedata

import pytest
from typed import POLICY, mention, text_document

from woo_redact.detect import persons, propagate
from woo_redact.types import OuterText


def spread(text, name, tier="redact"):
    """Everything found in the lines under the first, in which the name stands."""
    document = text_document(f"{name}\n\n{text}")
    start = len(name) + 2
    hits = propagate.spread(document, (mention(document, name),), POLICY)
    return {f.text for f in hits if f.start >= start and f.tier == tier}


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("drs. J.P.M. de Vries", "Zie J. de Vries hierover.", "J. de Vries"),
        ("drs. J.P.M. de Vries", "Zie De Vries, J.P.M. hierover.", "De Vries, J.P.M."),
        ("J. de Vries", "Zie Vries, J. de hierover.", "Vries, J. de"),
        ("Jan de Vries", "Gisteren vond Jan dat prima.", "Jan"),
        ("Jan de Vries", "Actie: Jan de V. belt.", "Jan de V."),
        ("Jan de Vries", "Volgens DE VRIES kan dat.", "DE VRIES"),
        ("Jan de Vries", "Jans voorstel is goed.", "Jans"),
        ("Fatma Demir", "Ook Fatma's opmerkingen zijn verwerkt.", "Fatma's"),
        ("Fatma Demir", "Het stuk van Fat-\nma ligt er.", "Fat-\nma"),
        ("Fatma Demir", "FATMA DEMIR", "FATMA DEMIR"),
        ("A. Kısakürek", "Volgens Kisakurek niet.", "Kisakurek"),
        ("J. Bakker-Bos", "Mevrouw Bakker-Bos belde.", "Bakker-Bos"),
        ("J. Osei", "Dit zegt Kwame niet maar Jonas Osei wel.", "Jonas Osei"),
        ("Jan de Vries", "Zie nota_jdevries_v2.docx.", "jdevries"),
        ("Jan de Vries", "Map vriesj staat klaar.", "vriesj"),
        ("Jan de Vries", "Overleg JdV en de rest.", "JdV"),
        ("Jan Vermeulen", "Paraaf: JV", "JV"),
        ("M. el Ouali", "Mailwisseling El Ouali van 17 juli", "El Ouali"),
    ],
)
def test_every_form_of_a_name(name, text, found):
    assert found in spread(text, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jan de Vries", "Dat zei Jan Paternotte ook."),
        ("J. de Vries", "Dat zei K. de Vries ook."),
        ("J. de Vries", "Minister De Vries besluit."),
        ("J. de Vries", "het lid De Vries (VVD) vraagt"),
        ("J. de Vries", "de motie-De Vries c.s."),
        ("Jan van Galen", "aan de Jan van Galenstraat"),
        ("Johan Post", "de post kwam; Post."),
        ("P. Bos", "Het bos is groot. Bos is hout."),
        ("Jan Vermeulen", "De JV is een vennootschap."),
        ("Jan de Vries", "Jan-Willem kwam ook."),
        ("Fatma", "Fatma-effect"),
    ],
)
def test_somebody_else_or_something_else(name, text):
    assert spread(text, name) == set()


def test_decomposed_letters_are_the_same_letters():
    decomposed = unicodedata.normalize("NFD", "Volgens Yeşim kan het.")
    assert spread(decomposed, "Yeşim Öztürk") == {"Yeşim"}


def test_a_first_name_learnt_on_the_way_is_spread_too():
    assert "Kwame" in spread("Met Kwame Osei besproken. Ook Kwame is akkoord.", "K. Osei")


def test_two_people_joined_by_a_hyphen():
    text = "F. el Ouali\nJ. van der Berg\n\nMailwisseling El Ouali-Van der Berg van 17 juli"
    document = text_document(text)
    sources = (mention(document, "F. el Ouali"), mention(document, "J. van der Berg"))
    found = {f.text for f in propagate.spread(document, sources, POLICY)}
    assert {"El Ouali", "Van der Berg"} <= found


def test_the_local_part_of_a_mail_address_names_a_person():
    document = text_document(
        "f.yilmaz@minvws.nl\n\nGisteren belde Fatma Yılmaz, en Yılmaz schreef."
    )
    source = mention(document, "f.yilmaz@minvws.nl", "email")
    found = {f.text for f in propagate.spread(document, (source,), POLICY)}
    assert found == {"Fatma Yılmaz", "Yılmaz", "Fatma"}


def test_the_box_of_a_department_names_nobody():
    document = text_document("woo.verzoeken@minvws.nl\n\nWoo Verzoeken. Verzoeken van burgers.")
    source = mention(document, "woo.verzoeken@minvws.nl", "email")
    assert list(propagate.spread(document, (source,), POLICY)) == []


def test_texts_outside_the_pages_are_searched():
    from dataclasses import replace

    document = text_document("Jan de Vries")
    outer = (OuterText(place="title", text="Nota van J. de Vries"),)
    document = replace(document, outer=outer)
    hits = propagate.spread(document, (mention(document, "Jan de Vries"),), POLICY)
    assert {(f.page, f.outer, f.text) for f in hits if f.page == 0} == {(0, 0, "J. de Vries")}


def test_a_public_person_is_not_spread():
    document = text_document("Minister Jan de Vries besluit. Jan belt. De Vries schrijft.")
    source = mention(document, "Jan de Vries")
    assert list(propagate.spread(document, (source,), POLICY)) == []


def test_mentions_of_one_person_share_a_key():
    text = "J. de Vries. Jan de Vries. De Vries. K. de Boer. Boer, K. de. j.devries@x.nl"
    document = text_document(text)
    parts = ["J. de Vries", "Jan de Vries", "De Vries", "K. de Boer", "Boer, K. de"]
    findings = [mention(document, part) for part in parts]
    findings.append(mention(document, "j.devries@x.nl", "email"))
    keys = [f.person for f in persons.link(document, findings)]
    assert keys[0] == keys[1] == keys[2] == keys[5]
    assert keys[3] == keys[4] != keys[0]


def test_a_surname_that_fits_two_people_gets_no_key():
    document = text_document("J. de Vries. K. de Vries. De Vries.")
    findings = [mention(document, part) for part in ("J. de Vries", "K. de Vries", "De Vries")]
    linked = persons.link(document, findings)
    assert linked[0].person != linked[1].person
    assert linked[2].person is None


def test_two_first_names_with_one_letter_are_two_people():
    document = text_document("Anna en Ahmed")
    linked = persons.link(document, [mention(document, "Anna"), mention(document, "Ahmed")])
    assert linked[0].person != linked[1].person


def test_linking_tells_why_a_name_is_no_person():
    document = text_document("de motie-Omtzigt c.s. en Jan Smit")
    linked = persons.link(document, [mention(document, "Omtzigt"), mention(document, "Jan Smit")])
    assert linked[0].public
    assert linked[1].public is None
