"""In which order and in which blocks a page is read."""

from __future__ import annotations

import random
import time

import pymupdf
import pytest
from read_pages import page_of, paragraph, typeset

BODY = (
    "Het college stelt iedere vijf jaar een rapport op over de\n"
    "werking van de wet en een aantal andere wetten. Dit jaar is\n"
    "de tweede keer dat het college zijn bevindingen daarover\n"
    "rapporteert, en de minister stuurt het naar de Kamer."
)
SECOND = (
    "Geadviseerd wordt in te stemmen met de bijgevoegde brief en\n"
    "deze na ondertekening te sturen. Mevrouw Jansen van der\n"
    "Zwaluw licht de stukken desgewenst toe."
)
COLOFON = "Directie Wonen\nAfdeling Huur\n\nContactpersoon\nP. Jansen\n\nDatum\n3 mei 2024"


def blocks(pdf: bytes) -> list[str]:
    return page_of(pdf).text.split("\n\n")


def mixed(lines: list[tuple[float, float, str]]) -> bytes:
    """The lines in a random order of painting."""
    shuffled = list(lines)
    random.Random(7).shuffle(shuffled)
    return typeset(shuffled)


@pytest.mark.parametrize("shift", [0, 5])
def test_a_colofon_beside_the_body_is_read_after_it(shift: float) -> None:
    lines = [
        *paragraph(80, 100, BODY),
        *paragraph(80, 180, SECOND),
        *paragraph(466, 100 + shift, COLOFON, leading=12 if not shift else 10),
    ]
    found = blocks(mixed([line for line in lines if line[2]]))
    assert found[:2] == [BODY, SECOND]
    assert found[2:] == COLOFON.split("\n\n")


def test_columns_of_text_are_read_one_after_the_other() -> None:
    lines = [
        (80, 60, "Een kop over beide kolommen van deze bladzijde, van links naar rechts"),
        *paragraph(80, 100, BODY),
        *paragraph(80, 170, SECOND),
        *paragraph(370, 100, SECOND),
        *paragraph(370, 158, BODY),
        (80, 400, "Een voetregel die onder beide kolommen doorloopt, ook onder de rechter"),
    ]
    found = blocks(mixed(lines))
    assert found[1:5] == [BODY, SECOND, SECOND, BODY]
    assert found[0].startswith("Een kop")
    assert found[5].startswith("Een voetregel")


def test_a_table_is_read_row_by_row_with_a_block_per_cell() -> None:
    lines = [
        (80, 100, "Functie"),
        (250, 100, "Naam"),
        (400, 100, "Paraaf"),
        (80, 130, "Directeur"),
        (250, 130, "P. Jansen"),
        (400, 130, "akkoord"),
        (80, 160, "Hoofd van de"),
        (80, 172, "afdeling Huur"),
        (250, 160, "mw. K. de Wit"),
        (400, 160, "gezien 3 mei"),
        (400, 172, "met opmerking"),
    ]
    assert blocks(mixed(lines)) == [
        "Functie",
        "Naam",
        "Paraaf",
        "Directeur",
        "P. Jansen",
        "akkoord",
        "Hoofd van de\nafdeling Huur",
        "mw. K. de Wit",
        "gezien 3 mei\nmet opmerking",
    ]


def test_labels_with_values_are_a_table_even_on_normal_leading() -> None:
    lines = [
        *paragraph(80, 100, "Aan\nVan\nBetreft"),
        *paragraph(190, 100, "de Minister\nDirectie Wonen\nHuurprijzen"),
    ]
    assert blocks(mixed(lines)) == [
        "Aan",
        "de Minister",
        "Van",
        "Directie Wonen",
        "Betreft",
        "Huurprijzen",
    ]


def test_drawn_lines_part_cells() -> None:
    file = pymupdf.open()
    page = file.new_page()
    for row, (label, value) in enumerate([("Aan", "Minister"), ("Via", "SG")]):
        page.insert_text((80, 100 + 12 * row), label, fontsize=10)
        page.insert_text((101, 100 + 12 * row), value, fontsize=10)
        page.draw_line((70, 103 + 12 * row), (300, 103 + 12 * row), width=0.5)
    page.draw_line((99, 85), (99, 120), width=0.5)
    assert blocks(file.tobytes()) == ["Aan", "Minister", "Via", "SG"]


@pytest.mark.parametrize("mark", ["-", "\u2022", "1.", "a)", "2.1"])
def test_a_bullet_stays_with_its_text(mark: str) -> None:
    lines = [
        (80, 100, mark),
        (98, 100, "Eerste punt van de lijst dat over twee regels"),
        (98, 112, "doorloopt zonder bullet."),
    ]
    found = blocks(mixed(lines))
    shown = "\u00b7" if mark == "\u2022" else mark
    assert found == [
        f"{shown} Eerste punt van de lijst dat over twee regels\ndoorloopt zonder bullet."
    ]


def test_wide_spaces_of_a_justified_line_are_no_gutter() -> None:
    file = pymupdf.open()
    page = file.new_page()
    text = (
        "Een smalle kolom met beleidsverantwoordelijkheid en huurtoeslagregelingen erin heeft "
        "uitvoeringsorganisaties nodig die woningbouwvereniging en huurdersvertegenwoordiging "
        "aan tafel krijgen, zodat mevrouw Van der Zwaluw een bestuursovereenkomst kan sluiten."
    )
    page.insert_textbox(pymupdf.Rect(80, 80, 230, 400), text, fontsize=10, align=3)
    assert len(blocks(file.tobytes())) == 1


def test_a_name_broken_over_a_line_stays_in_one_block_beside_a_colofon() -> None:
    lines = [
        (80, 100, "De brief is besproken met mevrouw Anna van der Zwaluw-"),
        (80, 112, "Jansen van de directie Wonen en met de heer Karel Bakker"),
        (80, 124, "van dezelfde directie."),
        *paragraph(380, 103, "Datum\n3 mei 2024\nKenmerk\n2024-123", leading=9),
    ]
    found = blocks(mixed(lines))
    assert "Zwaluw-\nJansen" in found[0]
    assert found[0].endswith("dezelfde directie.")


def test_what_a_covered_name_leaves_behind_breaks_no_paragraph() -> None:
    lines = [
        (80, 100, "U heeft bij mijn ministerie een verzoek ingediend als bedoeld in de"),
        (80, 112, "Wet open overheid namens"),
        (300, 112, "."),
        (80, 124, "Op dat verzoek is in het voorjaar beslist, zoals u is bericht."),
    ]
    found = blocks(mixed(lines))
    assert found[0].split("\n") == [text for _, _, text in lines if text != "."]


def test_paragraphs_are_blocks() -> None:
    lines = [*paragraph(80, 100, BODY), *paragraph(80, 166, SECOND)]
    page = page_of(mixed(lines))
    assert page.text == f"{BODY}\n\n{SECOND}"
    assert [line.block for line in page.lines] == [0, 0, 0, 0, 1, 1, 1]


def test_lines_know_their_size_and_weight() -> None:
    file = pymupdf.open()
    page = file.new_page()
    page.insert_text((80, 100), "Kopje", fontname="hebo", fontsize=14)
    page.insert_text((80, 140), "Tekst", fontsize=9)
    head, text = page_of(file.tobytes()).lines
    assert (head.bold, round(head.size)) == (True, 14)
    assert (text.bold, round(text.size)) == (False, 9)


def test_the_same_page_reads_the_same_in_any_order_of_painting() -> None:
    lines = [*paragraph(80, 100, BODY), *paragraph(466, 103, COLOFON, leading=10)]
    words = [
        (x + 5.0 * text.index(part), y, part)
        for x, y, text in lines
        for part in dict.fromkeys(text.split())
    ]
    texts = set()
    for seed in range(4):
        random.Random(seed).shuffle(words)
        texts.add(page_of(typeset(words)).text)
    assert len(texts) == 1


@pytest.mark.parametrize("kind", ["dense", "scattered", "table"])
def test_ten_thousand_words_are_read_in_good_time(kind: str) -> None:
    chance = random.Random(1)
    words = [
        "de",
        "het",
        "een",
        "van",
        "beleid",
        "minister",
        "nota",
        "brief",
        "kamer",
        "besluit",
        "directie",
    ]
    file = pymupdf.open()
    page = file.new_page()
    writer = pymupdf.TextWriter(page.rect)
    font = pymupdf.Font("helv")
    if kind == "dense":
        for row in range(250):
            line = " ".join(chance.choice(words) for _ in range(40))
            writer.append((10, 10 + 3.2 * row), line, font=font, fontsize=2.6)
    elif kind == "scattered":
        for _ in range(5000):
            place = (chance.uniform(0, 580), chance.uniform(5, 840))
            writer.append(place, chance.choice(words), font=font, fontsize=4)
    else:
        for cell in range(6000):
            place = (10 + cell % 40 * 14, 10 + cell // 40 * 5.4)
            writer.append(place, str(cell), font=font, fontsize=3.4)
    writer.write_text(page)
    data = file.tobytes()
    started = time.process_time()
    page_of(data)
    assert time.process_time() - started < 20


@pytest.mark.parametrize("seed", range(6))
def test_letters_painted_in_any_order_make_the_same_words(seed: int) -> None:
    lines = [
        "De notitie is voorbereid door Wendelien Oosterbroek, bij de afdeling.",
        "Illi Filliers-Tjilling en Fijke ter Wijl willen dit niet.",
        "\"Ja,\" zei L.J. Illing: 'het is 1,5 miljoen; niet 11.111'.",
    ]
    letters = [
        (72 + pymupdf.get_text_length(line[:at], "helv", 11), 100.0 + 16 * row, letter)
        for row, line in enumerate(lines)
        for at, letter in enumerate(line)
        if letter != " "
    ]
    random.Random(seed).shuffle(letters)
    page = (file := pymupdf.open()).new_page()
    for x, y, letter in letters:
        page.insert_text((x, y), letter, fontname="helv", fontsize=11)
    assert page_of(file.tobytes()).text == "\n".join(lines)
