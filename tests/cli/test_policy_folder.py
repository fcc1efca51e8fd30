"""What an organisation puts in its policy folder decides, seen from outside."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from notas import NAME, nota
from woo_redact.errors import ExitCode

HARBOUR, COUNCIL, LISTED, TERM = "Ineke Dorsman", "A.B. Quintelier", "Joost Haverlach", "Waterlelie"
BODY = (
    f"Havenmeester {HARBOUR} sprak in Zandvoorde met",
    f"{COUNCIL} en over de haven met {LISTED}.",
    f"Daarbij was ook Wilma Terwogt, over project {TERM}.",
)
REGISTER = (
    "Organisatie (onderdeel);Naam;Functie\n"
    f"Gemeente Zandvoorde;Dhr. {COUNCIL};Wethouder\n"
    "Gemeente Zandvoorde;Mw. W. (Wilma) Terwogt;Woo-contactpersoon\n"
)
ROLE = """
[[functie]]
naam = "havenmeester"
titels = ["havenmeester"]
besluit = "houden"
reden = "bestuurt de haven"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An organisation's folder with a list of each sort."""
    folder = tmp_path / "beleid"
    folder.mkdir()
    (folder / "functies.toml").write_text(f"aanvullen = true\n{ROLE}")
    (folder / "medewerkers_gemeenten.csv").write_text(REGISTER)
    (folder / "houden.txt").write_text(f"# blijft\n{LISTED}\n")
    (folder / "lakken.txt").write_text(f"{TERM}\n")
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = nota(tmp_path / "begin.pdf")
    with pymupdf.open(path) as pdf:
        for row, line in enumerate(BODY):
            pdf[0].insert_text((72, 300 + 16 * row), line, fontsize=10)
        pdf.save(tmp_path / "nota.pdf")
    return tmp_path / "nota.pdf"


def text_of(woo, source: Path, out: Path, *options: object) -> str:
    ran = woo("run", source, "--out", out, "--unreviewed", *options)
    assert ran.code == 0, ran.err
    return (out / "nota" / "nota-gelakt.txt").read_text()


def test_the_folder_decides_who_stays_and_what_goes(woo, own, source, tmp_path):
    without = text_of(woo, source, tmp_path / "zonder")
    assert not [name for name in (HARBOUR, COUNCIL, LISTED, NAME) if name in without]
    assert TERM in without
    text = text_of(woo, source, tmp_path / "met", "--policy", own)
    assert [name for name in (HARBOUR, COUNCIL, LISTED) if name not in text] == []
    assert not [gone for gone in ("Terwogt", NAME, TERM) if gone in text]


def test_the_check_shows_the_folder(woo, own):
    ran = woo("policy", "check", "--policy", own)
    assert ran.code == 0, ran.err
    assert "Functie havenmeester: houden" in ran.out
    assert "uit het register: 1" in ran.out
    assert "Altijd houden: 1; altijd lakken: 1" in ran.out
    for name in ("functies.toml", "medewerkers_gemeenten.csv", "houden.txt", "lakken.txt"):
        assert name in ran.out


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("medewerkers.csv", "Wie;Wat\na;b\n", "“Naam”"),
        ("functies.toml", '[[functie]]\nnaam = "x"\npatronen = ["("]\n', "functies.toml"),
        ("houden.txt", "\udcff", "UTF-8"),
    ],
)
def test_a_faulty_file_is_one_sentence(woo, own, name, content, told):
    (own / name).write_bytes(content.encode("utf-8", "surrogateescape"))
    ran = woo("policy", "check", "--policy", own)
    assert ran.code == ExitCode.POLICY
    assert told in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert str(own) not in ran.err
