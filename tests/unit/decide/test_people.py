from __future__ import annotations

from dataclasses import replace

import pytest
from paper import bracketed, document, finding

from woo_redact import policy
from woo_redact.decide import decide
from woo_redact.decide.names import Holders, parse
from woo_redact.types import OuterText

KEPT = [
    "De Minister van Justitie en Veiligheid,\n\n\n[B. Wolkers-Aydın]",
    "De Staatssecretaris van Financiën\n\n[B. Wolkers]\n",
    "de minister [Wolkers] zei",
    "Hoogachtend,\n\nDe minister-president,\n\n[B. Wolkers]",
    "minister van Financiën [Wolkers]",
    "staatssecretaris van Onderwijs, Cultuur en Wetenschap, [B. Wolkers], heeft",
    "ministers [Wolkers], [Van Asten] en [El Idrissi]",
    "oud-minister [Wolkers]",
    "[Wolkers] (minister van Defensie)",
    "[Bo Wolkers], burgemeester van Utrecht, schrijft",
    "de burgemeesters [Wolkers] (Utrecht) en [Aydın] (Ede)",
    "wethouder [Wolkers] van de gemeente",
    "gedeputeerde [Bo Wolkers]",
    "De commissaris van de Koning in de provincie, [Bo Wolkers], vindt",
    "De Regioburgemeesters, vertegenwoordigd door [Wolkers] en [Aydın], zijn",
    "het lid [Wolkers] vraagt",
    "de leden [Wolkers] (VVD), [Van Asten] (D66) en [Aydın] (CDA)",
    "MOTIE VAN DE LEDEN [BO WOLKERS] EN [AYDIN]",
    "motie van het lid [Wolkers] c.s.",
    "de motie-[Wolkers] c.s.",
    "de motie [Wolkers]/[Aydın]",
    "D66-Kamerlid [Wolkers]",
    "mevrouw [Wolkers] (NSC) vroeg",
    "inbreng [Wolkers].",
    "de voorzitter van de Onderwijsraad, [Bo Wolkers], schrijft",
    "[Bo Wolkers], voorzitter van de Onderwijsraad, schrijft",
    "de commissie-[Wolkers]",
    "de commissie onder leiding van mr. [Wolkers]",
    "voorzieningenrechter mr. [B. Wolkers]",
    "prof. dr. [B. Wolkers] concludeert",
    "hoogleraar bestuursrecht [Wolkers]",
    "[Wolkers] et al. (2020)",
    "blijkt uit onderzoek ([Wolkers] & [Aydın], 2021, p. 3)",
    "volgens [Wolkers] (2019)",
    "was. 2 [B. Wolkers] en [E. Aydın], Tussen regel en ruimte, Den Haag 2024, p. 5.",
    "HR 3 mei 2022, m.nt. [B. Wolkers].",
    "woordvoerder [Bo Wolkers] van het ministerie",
    "De Kiesraad, onder voorzitterschap van ing. [B. Wolkers], adviseert",
    "Zie: [B. Wolkers], De stille staat, diss. Leiden 2022, hfdst. 3",
    "In haar bijdrage noemde mevrouw [Wolkers] het beleid koersloos; de heer [Aydın] niet",
    "wethouder [Bo] [Wolkers] van Ede",
    "uw voorganger [Wolkers] schreef",
    "Het advies van het Tinbergen Instituut, opgesteld door [B. Wolkers], is kritisch",
    "de fractie van [Wolkers] stemde tegen",
    "de VVD ([Wolkers]) en het CDA ([Aydın]) vroegen",
    "Interview met [Bo Wolkers], de Volkskrant, 1 juli 2024.",
    "de lex-[Wolkers]",
    "Zr.Ms. Bo [Wolkers] vaart",
    "De [Bo Wolkers] Beckman Stichting concludeert",
    "De taskforce-[Wolkers] heeft",
    "Handelingen II 2022, nr. 64 ([Wolkers]).",
    "het [Wolkers] MC",
    "namens deze,\nde directeur-generaal Mobiliteit,\n\n[mr. B. Wolkers]\n",
    "De voorzitters van de veiligheidsregio's, [Aydın] en [Wolkers], steunen het",
]
COVERED = [
    "de beleidsmedewerker [Wolkers]",
    "het team onder leiding van [Bo Wolkers] leverde",
    "de minister heeft [Wolkers] gevraagd",
    "Geachte minister,\n\n[Bo Wolkers] heeft",
    "Aan de Minister van Financiën,\n\n[Bo Wolkers]",
    "De stuurgroep, voorgezeten door drs. [B. Wolkers], heeft",
    "politiek assistent van de minister, [Wolkers], belt",
    "minister Aydın en [Bo Wolkers] (beleidsmedewerker DGO)",
    "Aan de Minister van Economische Zaken en Klimaat\n\n[Bo Wolkers]\n\nAuteur",
    "Minister\n\n[Bo Wolkers]",
    "mijn collega [Wolkers] en ik",
    "FEZ ([Wolkers]) is akkoord",
    "DGA-PAV\n\nprof. dr. [B. Wolkers]\n\nDGNV",
    "Aanwezig: [Bo Wolkers] (voorzitter), [Eli Aydın] (VNG)",
    "de leden van de Projectgroep Wonen [Bo Wolkers]",
    "het projectteam met [Bo Wolkers]",
    "[Bo Wolkers] heeft gebeld",
    "[Bo Wolkers], die in een mail van mei (2020) schreef",
    "aanwezig: [Bo Wolkers], minister Aydın",
    "namens deze,\n\n[A. Aydın]\ndirecteur\n\nContactpersoon\n[Bo Wolkers]\n",
]
LOOKED_AT = [
    "directeur-generaal [Wolkers]",
    "DG [Wolkers]",
    "de secretaris-generaal, [Bo Wolkers], meldt",
    "de directeur Wetgeving en Juridische Zaken [Wolkers]",
    "[Bo Wolkers] (directeur van een bureau)",
    "Museumdirecteur [Wolkers]",
]


def last(found, name="Wolkers"):
    return [mark for mark in found if name.casefold() in mark.text.casefold()][-1]


@pytest.mark.parametrize("text", KEPT)
def test_a_public_role_stays(marks, text: str) -> None:
    for mark in marks(text):
        assert (mark.verdict, mark.ground) == ("keep", None)
        assert mark.rule.startswith("functie/")
        assert mark.reason


@pytest.mark.parametrize("text", COVERED)
def test_who_has_no_public_role_is_covered(marks, text: str) -> None:
    found = [mark for mark in marks(text) if "Wolkers" in mark.text]
    assert found
    for mark in found:
        assert (mark.verdict, mark.tier, mark.ground) == ("redact", "redact", "5.1.2e")


def test_words_that_tell_a_civil_servant_make_a_doubtful_name_sure(marks) -> None:
    mark = marks("beleidsmedewerker [Wolkers]", tier="look")[0]
    assert (mark.verdict, mark.tier) == ("redact", "redact")


@pytest.mark.parametrize("text", LOOKED_AT)
def test_who_may_be_public_is_for_a_person_to_see(marks, text: str) -> None:
    mark = last(marks(text))
    assert (mark.verdict, mark.tier) == ("redact", "look")


def test_one_surname_two_persons_decided_per_mention(marks) -> None:
    found = marks(
        "Opgesteld door\n[Jan de Vries]\n\n"
        "Minister [De Vries] heeft met [Jan de Vries] gesproken. [De Vries] stemde in.\n\n"
        "Later, op een heel andere plaats in deze nota, "
        + "staat iets anders, " * 25
        + "en toen belde [De Vries].",
        rules=["layout/colofon"],
    )
    assert [mark.verdict for mark in found] == ["redact", "keep", "redact", "redact", "redact"]


def test_a_member_named_once_with_a_function_is_known_after_it(marks) -> None:
    found = marks("Het lid [Wolkers] (VVD) vroeg dit. Aan [Wolkers] is dat toegezegd.")
    assert [mark.rule for mark in found] == ["functie/kamerlid", "persoon/openbaar"]
    assert all(mark.verdict == "keep" for mark in found)


def test_the_colofon_covers_whoever_writes(marks) -> None:
    found = marks("Auteur\n[Hugo de Jonge]\n", rules=["layout/colofon"], day="2023-03-01")
    assert found[0].verdict == "redact"


def test_the_route_covers_everybody_but_the_minister(marks) -> None:
    found = marks(
        "Directeur [Bo Wolkers]\n\nSG [A. Aydın]\n\nMinister [Hugo de Jonge]\n",
        rules=["layout/parafenroute"] * 3,
        day="2023-03-01",
    )
    assert [mark.verdict for mark in found] == ["redact", "redact", "keep"]
    assert [mark.tier for mark in found] == ["redact", "redact", "redact"]


def test_a_directors_name_covered_in_the_route_is_covered_in_the_text(marks) -> None:
    found = marks(
        "Parafen\n[Bo Wolkers]\n\nMet directeur [Bo Wolkers] is gesproken.",
        rules=["layout/parafenroute"],
    )
    assert [mark.tier for mark in found] == ["redact", "redact"]
    assert "elders in dit document gelakt" in found[1].reason


@pytest.mark.parametrize("tier", ["look", "unexplained"])
def test_no_part_of_a_name_is_left_beside_the_covered_part(standard, tier: str) -> None:
    text = "zorgt Bo Wolkers voor Wolkers, Bo."
    seen = [
        finding(text, 6, 8, tier=tier),
        finding(text, 9, 16),
        finding(text, 22, 29),
        finding(text, 31, 33, tier=tier),
    ]
    found = decide(document(text), seen, standard)
    assert {(mark.verdict, mark.tier) for mark in found} == {("redact", "redact")}


def test_a_first_name_alone_goes_with_the_full_name(standard) -> None:
    text = "Met Bo Wolkers gebeld. Volgens Bo is dat zo."
    seen = [finding(text, 4, 14), finding(text, 31, 33, tier="look")]
    assert [mark.tier for mark in decide(document(text), seen, standard)] == ["redact", "redact"]


def test_a_minister_of_the_day_stays_without_a_title(marks) -> None:
    text = "[Hugo de Jonge] heeft dit toegezegd."
    assert marks(text, day="2023-03-01")[0].rule == "lijst/bewindspersoon"
    assert marks(text, day="2016-03-01")[0].verdict == "redact"


def test_a_namesake_with_one_initial_is_nobody_known(marks) -> None:
    assert marks("[A. de Vries] heeft gebeld.", day="2023-03-01")[0].verdict == "redact"


def test_every_name_in_a_paper_of_parliament_stays(marks) -> None:
    found = marks("De griffier,\n[Bo Wolkers]\n\nkst-32545-143\nISSN 0921 - 7371")
    assert found[0].rule == "document/kamerstuk"


def test_a_member_says_nothing_of_a_full_name(marks) -> None:
    found = marks("Het lid [Wolkers] (VVD) vroeg dit.\n\nDGB/DIA ([Bo Wolkers])")
    assert [mark.verdict for mark in found] == ["keep", "redact"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("aan de [Bo Wolkersstraat] in", "keep"),
        ("[Bo Wolkerslaan] 12", "keep"),
        ("[De Bo Wolkersbrug] is dicht", "keep"),
        ("met [Jan Verlaan] gesproken", "redact"),
    ],
)
def test_a_street_is_no_person(marks, text: str, verdict: str) -> None:
    assert marks(text)[0].verdict == verdict


def test_what_is_named_after_somebody_stays(marks) -> None:
    mark = marks("de [Johan Wolkers]straat", public="straat die naar iemand is genoemd")[0]
    assert (mark.verdict, mark.reason) == ("keep", "straat die naar iemand is genoemd")


def test_an_unexplained_word_stays_but_is_shown(marks) -> None:
    mark = marks("de [Wolkersing] begint", tier="unexplained")[0]
    assert (mark.verdict, mark.tier) == ("keep", "unexplained")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan de Vries", "drs. J.P.M. de Vries MSc"),
        ("De Vries", "Vries, J. de"),
        ("Hanke Bruins Slot", "Bruins Slot"),
        ("D. Yeşilgöz", "Dilan Yeşilgöz-Zegerius"),
        ("INGE VAN DIJK", "Van Dijk"),
    ],
)
def test_writings_of_one_name_fit(one: str, other: str) -> None:
    assert parse(one).fits(parse(other))
    assert parse(other).fits(parse(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jan de Vries", "Piet de Vries"), ("J. de Vries", "P. de Vries"), ("De Vries", "De Wit")],
)
def test_other_names_do_not_fit(one: str, other: str) -> None:
    assert not parse(one).fits(parse(other))


def test_two_initials_that_agree_are_enough(standard) -> None:
    holders = Holders(standard.holders)
    assert holders.find("D.M. van Weel", None) is not None
    assert holders.find("D. van Weel", None) is None
    assert holders.find("P.M. van Weel", None) is None


def test_the_writer_of_the_nota_is_no_cited_author(marks) -> None:
    text = "Opgesteld door\n\n[Bo Wolkers]\n\nZie [Bo Wolkers] (2021) en [Eli Aydın] (2020).\n"
    writer, cited, other = marks(text, rules=["layout/colofon"])
    assert writer.verdict == cited.verdict == "redact"
    assert other.verdict == "keep"


def test_an_office_is_stronger_than_the_colofon(marks) -> None:
    text = "Opgesteld door\n\n[Bo Wolkers]\n\nHet gesprek is met wethouder [Bo Wolkers] van Ede.\n"
    writer, alderman = marks(text, rules=["layout/colofon"])
    assert writer.verdict == "redact"
    assert alderman.verdict == "keep"


def test_two_persons_of_one_name_are_told_apart_by_the_sentence(marks) -> None:
    text = (
        "Opgesteld door\n\n[Bo Wolkers]\n\nLet wel: [Wolkers] vroeg dit al eerder (motie "
        "[Wolkers]-[Aydın]). Voor het overige is dit zoals eerder is besproken met de directie, "
        "die geen opmerkingen had bij de opzet. Nadere vragen over dit stuk kunnen worden gesteld "
        "aan [Wolkers]."
    )
    found = marks(text, rules=["layout/colofon"])
    assert [m.verdict for m in found] == ["redact", "keep", "keep", "keep", "redact"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Sinds [Thorbecke] is dit zo.", "keep"),
        ("Patiënten met [Alzheimer] hebben hier baat bij.", "keep"),
        ("Ik sprak mevrouw [Thorbecke] hierover.", "redact"),
        ("Ik sprak [Anna Thorbecke]. Daarna belde [Thorbecke] terug.", "redact"),
    ],
)
def test_a_name_from_history_stays_unless_somebody_bears_it(marks, text, verdict) -> None:
    assert marks(text)[-1].verdict == verdict


def test_a_title_says_no_more_than_the_pages(standard) -> None:
    title = OuterText(place="title", text="Brief van minister Wolkers")
    read = document("Gezien door Wolkers (beleidsmedewerker).", outer=[title], day="2024-03-15")
    found = [
        finding(read.pages[0].text, 12, 19),
        finding(title.text, 19, 26, 0, outer=0),
    ]
    assert {m.verdict for m in decide(read, found, standard)} == {"redact"}
    alone = document("Gezien.", outer=[title], day="2024-03-15")
    (kept,) = decide(alone, found[1:], standard)
    assert kept.verdict == "keep"


def test_a_sentence_that_begins_as_a_label_is_read_as_one(marks) -> None:
    text = "Auteur [Bo Wolkers] van het rapport gaf een korte toelichting aan de leden."
    (mark,) = marks(text, rules=["layout/colofon"])
    assert mark.verdict == "keep"
    (mark,) = marks("Auteur\n\n[Bo Wolkers]\n\nDatum", rules=["layout/colofon"])
    assert mark.verdict == "redact"


def test_an_office_over_a_page_break_speaks_for_the_name_below_it(standard) -> None:
    above = "Ik dank u.\n\nDe minister van Defensie,\n\nPagina 1 van 2"
    text = "Bo Wolkers\n\nPagina 2 van 2"
    (mark,) = decide(document(above, text), [finding(text, 0, 10, 2)], standard)
    assert mark.verdict == "keep"
    lower = "Pagina 2\n\nBo Wolkers\n\nals laatste"
    (mark,) = decide(document(above, lower), [finding(lower, 10, 20, 2)], standard)
    assert mark.verdict == "redact"


def test_a_full_name_by_itself_is_no_street_when_it_stands_here_as_a_person(marks) -> None:
    text = "Ik sprak [Loes Westerhof]. De [Loes Westerhof] is een weg; de [Loes Westerhof]weg ook."
    found = bracketed(text)
    public = [None, "straat", "straat"]
    seen = [
        replace(finding(found.text, *span), public=reason)
        for span, reason in zip(found.spans, public, strict=True)
    ]
    decided = decide(document(found.text, day="2024-03-15"), seen, policy.load())
    assert [m.verdict for m in decided] == ["redact", "redact", "keep"]


def test_a_unit_behind_the_name_is_a_civil_servants(marks) -> None:
    text = "Medeparaaf [Wolkers] (FEZ). Burgemeester [Wolkers] vroeg dit. Dank aan [Aydın] (DGO/X)."
    assert [m.verdict for m in marks(text)] == ["redact", "keep", "redact"]


def test_a_preposition_in_the_finding_is_no_part_of_the_name(marks) -> None:
    (mark,) = marks("De VVD-fractie heeft bij monde [van Wolkers] steun uitgesproken.")
    assert mark.verdict == "keep"
    (mark,) = marks("Het stuk [van Wolkers] is af.")
    assert mark.verdict == "redact"
