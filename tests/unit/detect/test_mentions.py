"""Names that their own writing gives away."""

import pytest
from typed import recognised


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Het concept van J.P.M. de Vries is klaar.", "J.P.M. de Vries"),
        ("volgens Th.J. Smit-Bos niet", "Th.J. Smit-Bos"),
        ("leiding van mr. I. Șerban leverde", "I. Șerban"),
        ("N.B. (Najib) Ahrouch tekent", "N.B. (Najib) Ahrouch"),
        ("P. 't Hart schreef", "P. 't Hart"),
        ("De heer Van Dijk belde.", "Van Dijk"),
        ("mevrouw Fatma El Amrani zegt", "Fatma El Amrani"),
        ("drs. Kwame Osei, directeur", "Kwame Osei"),
        ("dhr. El-Khatib komt", "El-Khatib"),
        ("mevrouw De\nVries komt", "De\nVries"),
        ("Zie Vries, J. de hierover.", "Vries, J. de"),
        ("Zie Yılmaz, F.A. hierover.", "Yılmaz, F.A."),
        ("(contact: Kimberley Owens)", "Kimberley Owens"),
        ("Controller Anggabaya Widiastuti wijst erop", "Anggabaya Widiastuti"),
        ("de beleidsmedewerker Fatma Demir (FEZ)", "Fatma Demir"),
        ("haar echtgenoot Ravi van Eck is gemachtigd", "Ravi van Eck"),
        ("Rixt Faber, toestel 5767, weet meer", "Rixt Faber"),
        ("mail Wei Chen <w.chen@minbzk.nl>", "Wei Chen"),
        ("De tekst is van A. Kısakü-\nrek zelf.", "A. Kısakü-\nrek"),
        ("generaal Pavao Sever van CZSK", "Pavao Sever"),
    ],
)
def test_a_name_by_initials_title_function_or_contact(text, name):
    assert name in recognised("PERSON", text)


@pytest.mark.parametrize(
    "text",
    [
        "A. Inleiding\nB. Kernpunten",
        "mevrouw de Minister heeft besloten",
        "de projectleider Nationale Politie",
        "contactpersoon Ministerie van Financiën",
        "de Dr. Schaepmanschool in Breda",
        "het J.C. Bloem-instituut",
        "B.V. Nederlandse Pijpleiding",
        "Kamerstukken II 2022/23, 29 911, nr. 4",
        "U.S. Army",
        "FEZ, J. is op zijn best",
    ],
)
def test_what_is_no_name(text):
    assert recognised("PERSON", text) == []


def test_a_cited_author_goes_to_the_reviewer():
    assert recognised("PERSON", "zie Jansen, P. (2019)") == []
    assert recognised("PERSON", "zie Jansen, P. (2019)", "look") == ["Jansen, P."]
