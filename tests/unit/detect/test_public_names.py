"""Names of streets, laws, committees and offices, told from persons by the words around."""

import pytest

from woo_redact.detect.public import holds_office, not_a_person, public_context


def _span(marked):
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(
    "marked",
    [
        "de motie-[Omtzigt] c.s.",
        "de motie-Van [Haga]",
        "de commissie-[Remkes] adviseert",
        "de Wet-[Kiers]",
        "de Wet [Dijkstal]",
        "de [Zwart]-norm",
        "het rapport-[Donner]",
        "het kabinet-[Schoof]",
        "de [Thorbecke]straat",
        "de [Jan] van Galenstraat",
        "de [Johan Willem] Frisokazerne",
        "het [Máxima] MC",
        "de [Erasmus] Universiteit",
        "het [Instituut Clingendael]",
        "[Zr.Ms. Karel Doorman] vaart uit",
        "het amendement-Tuithof-[Jaceps] is",
        "de [Jan Wolkerslaan] is",
        "De nieuwe [Bo Wolkersbrug] is",
        "aan de Van [Hogendorpkade].",
        "opening van de Cornelis [Lelybrug]",
        "de [Bo Wolkers-leerstoel] is",
        "De [Bo] ter Braak-leerstoel is",
        "bij Slot [Loevestein] is",
        "de Vereniging [Hendrick de Keyser]",
        "Vergaderzaal [Aletta Jacobs]",
        "[In het Máximakanaal] ligt",
        "onder [Rutte IV] gold",
    ],
)
def test_named_after_somebody(marked):
    assert not_a_person(*_span(marked))


@pytest.mark.parametrize(
    "marked",
    [
        "het lid [Omtzigt] (NSC)",
        "de leden Jansen en [Bikker] (CU)",
        "minister [Yeşilgöz]",
        "de minister van Justitie en Veiligheid, D. [Yeşilgöz]",
        "burgemeester [Halsema] van Amsterdam",
    ],
)
def test_in_public_office(marked):
    assert holds_office(*_span(marked))


@pytest.mark.parametrize(
    "marked",
    [
        "de heer [Bakker] van DGOO",
        "Ik spreek [Jan] morgen",
        "het advies van [Jan] de Vries",
        "het onderzoek van [Fatma]",
        "de zaak [Jansen] loopt",
        "collega [Piet] belt",
        "[Jan] woont in de Kerkstraat",
        "[Jan Verlaan] is akkoord",
        "De brief van [Verlaan] is af",
        "mevrouw van de [Kerkhof] komt",
        "[Piet van de Kerkhof] komt",
        "[Sander Nijhuis] komt",
        "Tot slot [Bakker] nog iets",
        "[Jamila Amezian] - akkoord; B",
        "Akkoord - [Bakker]",
        "de Raad voor de Kinderbescherming\n\n[Loes Westerhof]\n\nInleiding",
        "met de Raad sprak [Loes Westerhof] af",
        "De heer F.S. [Bolzmann]\nLindelaan 80",
    ],
)
def test_persons_stay_persons(marked):
    assert public_context(*_span(marked)) is None
