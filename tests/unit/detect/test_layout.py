"""The shapes of notas, letters and messages: who stands where."""

from dataclasses import replace

from typed import POLICY, column, laid_out, mention, page_document, text_document

from woo_redact.detect import layout
from woo_redact.types import Image, Rect

COLOFON = 455


def test_values_stand_under_their_labels_in_a_narrow_column():
    document = page_document(
        *column(
            COLOFON, 90,
            "*TER BESLISSING", "", "*Directoraat-generaal", "*Economie", "",
            "*Auteur", "J. de Vries", "Senior beleidsmedewerker", "T 06-12345678",
            "j.devries@minez.nl", "", "*Datum", "11 januari 2024", "*Kenmerk", "DGED / 44314491",
            "*Kopie aan", "DGBI", "*Bijlage(n)", "2",
        ),
        (80, 100, "Aan de Minister van Economische Zaken en Klimaat"),
    )  # fmt: skip
    found = laid_out(document)
    assert {"J. de Vries", "06-12345678"} <= found
    assert all("medewerker" not in text and "DGBI" not in text for text in found)
    assert not any(
        word in " ".join(found) for word in ("Economi", "Minister", "januari", "44314491")
    )


def test_values_beside_their_labels_whatever_the_order_of_painting():
    document = page_document(
        (190, 150, "K. Bakker (FEZ), Wei Chen (WJZ), DGPV"),
        (190, 110, "MOCW"),
        (80, 150, "Intern OCW afgestemd", "bold"),
        (80, 110, "Aan", "bold"),
        (190, 130, "F. Demir"),
        (80, 130, "Van", "bold"),
        (190, 170, "BZK, VNG en het ministerie van Financien"),
        (80, 170, "Extern OCW afgestemd", "bold"),
    )
    assert laid_out(document) == {"F. Demir", "K. Bakker", "Wei Chen"}


def test_letters_that_stand_apart_still_make_a_label():
    document = page_document(
        *column(COLOFON, 90, "*C o n t a c t p e r s o o n", "Samira Bouzid", "", "*D a t u m")
    )
    assert laid_out(document) == {"Samira Bouzid"}


def test_a_value_far_under_its_label_and_lower_case():
    document = page_document(
        *column(
            COLOFON, 90, "*Opgesteld door", "", "Bestuurskern", "Dir Participatie", "jan de vries"
        )
    )
    assert laid_out(document) == {"jan de vries"}


def test_a_colofon_without_labels():
    document = page_document(
        *column(
            COLOFON, 90,
            "Directie Wetgeving", "en Juridische Zaken", "", "Kwame Osei", "wetgevingsjurist",
            "06-12345678", "", "Datum", "3 mei 2024",
        )
    )  # fmt: skip
    assert laid_out(document) == {"Kwame Osei"}


def test_a_parafenroute_covers_people_and_leaves_functions_units_and_dates():
    document = page_document(
        (80, 200, "Parafenroute", "bold"),
        *[
            item
            for i, (name, unit) in enumerate(
                [("J. de Vries", "DGED"), ("Chen, W.", "FEZ"), ("Fatma Demir", "MPVO")]
            )
            for item in column(80 + 120 * i, 215, name, unit, "akkoord 12-1-2024")
        ],
        (COLOFON, 215, "11 januari 2024"),
        (80, 300, "Aanleiding", "bold"),
        (80, 315, "Op verzoek van Marokko is de brief verzonden."),
    )
    assert laid_out(document) == {"J. de Vries", "Chen, W.", "Fatma Demir"}


def test_a_table_of_paraphs():
    heads = [
        (80 + 90 * i, 200, head, "bold") for i, head in enumerate(("Onderdeel", "Naam", "Paraaf"))
    ]
    document = page_document(
        *heads,
        (80, 215, "FEZ"), (170, 215, "J. de Vries"), (260, 215, "JdV"),
        (80, 230, "WJZ"), (170, 230, "E. Kok"), (260, 230, "EK"),
    )  # fmt: skip
    kinds = {f.text: f.kind for f in layout.find(document, POLICY)}
    assert kinds["JdV"] == kinds["EK"] == "paraph"
    assert kinds["J. de Vries"] == kinds["E. Kok"] == "person"
    assert not {"FEZ", "WJZ", "Naam"} & set(kinds)


def test_initials_under_names_without_any_head():
    document = page_document(
        (80, 200, "Directeur"), (200, 200, "DG"),
        (80, 215, "B. van Luin"), (200, 215, "R. Wagle"),
        (80, 230, "BvL 11/6"), (200, 230, "RW"),
    )  # fmt: skip
    assert laid_out(document) >= {"B. van Luin", "R. Wagle", "BvL", "RW"}


def test_the_minister_in_a_table_of_paraphs_is_marked_public():
    document = text_document("Parafenroute\nMinister D. Jansen\nJ. de Vries\n")
    findings = list(layout.find(document, POLICY))
    assert all(f.public for f in findings if "Jansen" in f.text)
    assert any(f.text == "J. de Vries" and not f.public for f in findings)


def test_the_attachments_table_of_a_nota_holds_no_people():
    document = page_document(
        (80, 500, "Volgnummer", "bold"), (180, 500, "Naam", "bold"),
        (380, 500, "Informatie", "bold"),
        (80, 520, "1"), (180, 520, "Kamerbrief Evaluatie Mensenrechten"),
        (80, 540, "2"), (180, 540, "Toekomstbestendige Woningbouw"),
    )  # fmt: skip
    assert laid_out(document) == set()


def test_a_list_of_people_under_the_head_naam():
    document = page_document(
        (80, 500, "Naam", "bold"), (200, 500, "Functie", "bold"), (350, 500, "Actiehouder", "bold"),
        (80, 515, "Youssef Brahim"), (200, 515, "adviseur"), (350, 515, "Tom"),
        (80, 530, "M. Post"), (200, 530, "jurist"), (350, 530, "Anja Smit"),
    )  # fmt: skip
    assert laid_out(document) == {"Youssef Brahim", "M. Post", "Tom", "Anja Smit"}


def test_prose_under_a_heading_is_left_to_the_model():
    document = page_document(
        (80, 300, "Communicatie", "bold"),
        (80, 312, "De indicatoren van de Verkiezingsagenda worden voortaan getoetst met de"),
        (80, 322, "Gini en een nulmeting in Coevorden, samen met alle"),
        (80, 332, "deelnemers."),
        (80, 342, "Bij afwezigheid wordt medeparaaf gevraagd aan de Directie Zuid."),
    )
    assert laid_out(document) == set()


MAIL = """Van: Vries, J. (Jan) de - BD/DGO <j.devries@minjenv.nl>
Verzonden: dinsdag 12 maart 2024 10:32
Aan: Yılmaz, Fatma; Wei Chen (DGO); Secretariaat Directie Zuid
CC: Osei, Kwame
Onderwerp: RE: Kamerbrief Wonen

Beste Fatma en Wei,

De brief gaat morgen naar de Kamer.

Met vriendelijke groet,
Jan de Vries
Senior beleidsmedewerker
Ministerie van Justitie en Veiligheid

Op di 12 mrt. 2024 om 09:12 schreef Anouk van 't Hoff:
> Hoi Jan,
> Groetjes, Anouk
"""


def test_a_thread_of_mail():
    found = laid_out(text_document(MAIL))
    assert {
        "Vries, J. (Jan) de", "Yılmaz, Fatma", "Wei Chen", "Osei, Kwame", "Fatma", "Wei",
        "Jan de Vries", "Anouk van 't Hoff", "Jan", "Anouk",
    } <= found  # fmt: skip
    assert not any(word in " ".join(found) for word in ("Zuid", "Kamer", "Ministerie", "Senior"))


def test_a_letter_signed_for_the_minister():
    text = (
        "Geachte heer De Boer,\n\nU ontvangt hierbij mijn besluit.\n\nHoogachtend,\n"
        "de Minister van Justitie en Veiligheid,\nnamens deze,\n\nB.P. Stolk\n"
        "Hoofd Juridische Zaken\n"
    )
    findings = list(layout.find(text_document(text), POLICY))
    by_text = {f.text: f for f in findings}
    assert "De Boer" in by_text
    assert by_text["B.P. Stolk"].rule == "layout/ondertekening-mandaat"


def test_a_letter_signed_by_the_minister_keeps_the_name():
    text = "Hoogachtend,\n\nDe Minister van Justitie en Veiligheid,\nD. Jansen\n"
    findings = [f for f in layout.find(text_document(text), POLICY) if f.text == "D. Jansen"]
    assert findings
    assert all(f.public for f in findings)


def test_open_greetings_hold_no_name():
    text = "Beste collega's,\n\nGeachte voorzitter,\n\nDag allemaal,\n\nBeste Kamer,\n"
    assert laid_out(text_document(text)) == set()


def test_attendees_and_distribution():
    text = (
        "Aanwezig: Jan de Vries (BZK), F. Demir (VNG), Wei Chen, M. Post (notulist)\n"
        "Afwezig: K. Osei\n\nVerzendlijst\n- S. Bouzid\n- Directie Zuid\n"
    )
    assert laid_out(text_document(text)) == {
        "Jan de Vries", "F. Demir", "Wei Chen", "M. Post", "K. Osei", "S. Bouzid",
    }  # fmt: skip


def test_ink_under_a_closing_is_only_looked_at():
    document = page_document((80, 300, "Met vriendelijke groet,"), (80, 420, "Jan de Vries"))
    page = document.pages[0]
    ink = Image(rect=Rect(80, 330, 200, 380), covered=False)
    far = Image(rect=Rect(80, 700, 200, 750), covered=False)
    document = replace(document, pages=(replace(page, images=(ink, far)),))
    signatures = [f for f in layout.find(document, POLICY) if f.kind == "signature"]
    assert [(f.area, f.tier) for f in signatures] == [(ink.rect, "look")]


def test_pen_strokes_under_a_closing_and_in_a_table_of_paraphs_are_looked_at():
    for head in ("Hoogachtend,", "Parafenroute"):
        document = page_document((80, 300, head), (80, 420, "Aanleiding"))
        strokes = (Rect(90, 315, 190, 345), Rect(80, 700, 200, 750))
        document = replace(document, pages=(replace(document.pages[0], strokes=strokes),))
        signatures = [f for f in layout.find(document, POLICY) if f.kind == "signature"]
        assert [(f.area, f.tier) for f in signatures] == [(strokes[0], "look")]


def test_kinds_that_the_policy_does_not_name_are_left_out():
    policy = replace(POLICY, grounds={"email": "5.1.2e"})
    assert list(layout.find(text_document("Auteur: Jan de Vries"), policy)) == []


def test_a_name_that_is_broken_in_its_cell_goes_on_below():
    names = [("Bebe Zaha-", "rieva"), ("B. Nedermei-", "jer"), ("Shu He", "akkoord")]
    cells = [item for i, lines in enumerate(names) for item in column(80 + 120 * i, 215, *lines)]
    found = laid_out(page_document((80, 200, "Parafenroute", "bold"), *cells))
    assert {"rieva", "jer", "Shu He"} <= found
    assert "akkoord" not in found


def test_small_words_that_open_a_surname_belong_to_what_the_model_saw():
    from woo_redact.detect import _without_labels

    text = "Dit betreft van den Oetelaars voorstel. Het is van Hanneke."
    document = text_document(text)
    seen = [
        replace(mention(document, name), rule="names/model") for name in ("Oetelaars", "Hanneke")
    ]
    found = {f.text for f in _without_labels(seen, document)}
    assert found == {"van den Oetelaars", "Hanneke"}


def test_what_the_model_sees_in_labels_halves_and_units_is_no_name():
    from woo_redact.detect import _without_labels

    text = "Opge steld door\n\nBel Tel. 070 1234567 of Hanneke, BFB"
    document = text_document(text)
    names = ("Opge", "Tel", "Hanneke", "BFB")
    seen = [replace(mention(document, name), rule="names/model") for name in names]
    left = {(f.text, f.tier) for f in _without_labels(seen, document)}
    assert left == {("Hanneke", "redact"), ("BFB", "look")}
