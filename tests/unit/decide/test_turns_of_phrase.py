"""Who is public and who is not, by the words around: forms filled in with names of every shape."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import bracketed, document, finding

from woo_redact import policy
from woo_redact.decide import decide

POLICY = policy.load()
FIRST = ("Bo", "Yasmina", "Oğuz", "Femke", "Jan-Willem")
LAST = ("Wolkers", "Van der Meulen", "El Khattabi", "De Bruin-Postma", "Yıldırım", "Ter Braak")
SLOT = re.compile(r"\{([+-])([FS])\}")
FORMS = [
    "De toezegging aan {+S} is hiermee afgedaan.",
    "In de commissie stelde het lid {+S} (SP) vragen.",
    "Op de kieslijst van het CDA staat {+F}, die al Kamerlid was.",
    "Tijdens het debat op 3 mei vroeg mevrouw {+S} dit. De heer {+S} sloot zich daarbij aan.",
    "De fractie van D66 is voor bij monde van {+S}; {+S} heeft nog geen positie ingenomen.",
    "Aangenomen moties: {+S} (36410, nr. 12) en {+S} c.s. (36410, nr. 14).",
    "Medeondertekenaars van de motie zijn {+S}, {+S} en {+S}.",
    "Wetenschappers als {+F} en {+F} pleiten hier al jaren voor.",
    "Dit is niet houdbaar, aldus {+F} in haar proefschrift.",
    "Hierover schreef {+F} in het NJB een kritisch artikel.",
    "Auteur {+F} van het rapport gaf een toelichting.",
    "De literatuur is verdeeld (vgl. {+S} 2016, p. 12; anders: {+S} 2018).",
    "De evaluatie is uitgevoerd door {+F} en {+F} van de Universiteit Twente.",
    "Het advies van het Van Swinden Laboratorium, opgesteld door {+F}, is kritisch.",
    "Het advies van de directie Wonen, opgesteld door {-F}, is kritisch.",
    "Het advies van WJZ, opgesteld door {-F}, is kritisch.",
    "DNB-president {+S} waarschuwde hiervoor.",
    "Voorzitter {+F} van de Onderwijsraad licht het advies toe.",
    "De Regeringscommissaris Informatiehuishouding, {+F}, adviseert dit.",
    "De Amerikaanse ambassadeur {+F} heeft om een gesprek gevraagd.",
    "Secretaris-generaal {+S} van de NAVO bezoekt Den Haag.",
    "Uw collega {+S} van Financiën is akkoord.",
    "EHRM 3 mei 2016, {+S} t. Nederland.",
    "De burgemeesters van Zwolle ({+S}) en Deventer ({+S}) schreven een brief.",
    "De conclusies van {+S} en zijn commissie worden overgenomen.",
    "Zangeres {+F} is het gezicht van de campagne.",
    "Het NRC-interview met {+F} leidde tot vragen.",
    "De ziekte van {+S} komt vaker voor.",
    "De secretaris van het lid {+S}, {-F}, heeft gebeld over de planning.",
    "Contactpersoon bij de commissie-{+S} is {-F}.",
    "Namens minister {+S} heeft {-F} (coördinerend beleidsmedewerker) gereageerd.",
    "De echtgenoot van minister {+S}, {-F}, was daarbij aanwezig.",
    "De brief aan het lid {+S} is voorbereid door {-F}.",
    "De vragen van het lid {+S} zijn uitgezet bij {-F} en {-F}.",
    "Gisteren heeft de minister {-F} ontmoet.",
    "De voorzitter van de werkgroep, {-F}, heeft een planning gemaakt.",
    "{-F}, voorzitter van de ondernemingsraad, is geïnformeerd.",
    "De ondernemingsraad, bij monde van {-F}, is akkoord.",
    "Online redacteur {-F} plaatst het bericht.",
    "Dank aan {-F}, die het rapport van {+S} (2021) heeft samengevat.",
    "Het stuk is gezien door {-F} van WJZ.",
    "Burgemeester {+S} wordt vergezeld door {-F}, bestuursadviseur.",
]


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
@settings(max_examples=8)
def test_the_words_around_decide(form: str, data: st.DataObject) -> None:
    signs = [sign for sign, _ in SLOT.findall(form)]
    families = data.draw(st.permutations(LAST))

    def name(match: re.Match[str]) -> str:
        family = families.pop()
        first = data.draw(st.sampled_from(FIRST))
        full = f"{first} {family[0].lower()}{family[1:]}" if " " in family else f"{first} {family}"
        return f"[{full if match[2] == 'F' else family}]"

    read = bracketed(SLOT.sub(name, form))
    found = [finding(read.text, *span) for span in read.spans]
    marks = sorted(
        decide(document(read.text, day="2024-06-01"), found, POLICY), key=lambda m: m.start
    )
    assert len(marks) == len(signs)
    for sign, mark in zip(signs, marks, strict=True):
        wanted = ("keep", "redact") if sign == "+" else ("redact", "redact")
        assert (mark.verdict, mark.tier) == wanted, mark
