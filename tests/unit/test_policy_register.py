"""The CSV export of the Register van Overheidsorganisaties as a list of office holders."""

from __future__ import annotations

from pathlib import Path

import pytest

from woo_redact import policy
from woo_redact.decide import decide
from woo_redact.detect import load
from woo_redact.errors import PolicyError
from woo_redact.policy import Policy
from woo_redact.read import read_text
from woo_redact.types import Mark, Source

EXPORT = (
    '"Organisatie (onderdeel)";"Naam";"Functie";"Organisatie"\n'
    '"Gemeente Zandvoorde";"Dhr. drs. A.B. (Aart) Quintelier";"Burgemeester";"x"\n'
    '"Gemeente Zandvoorde";"Mw. C.D. Haverlach";"Raadslid";"x"\n'
    '"Gemeente Zandvoorde";"Mw. E.F. Terwogt";"Woo-contactpersoon";"x"\n'
    '"Gemeente Zandvoorde";"Juridische Zaken";"Burgemeester";"x"\n'
    '"";"Dhr. G.H. Zonderorgaan";"Wethouder";"x"\n'
    '"Provincie Hooglo";"Dhr. J.K. Wiegmans";"Lid Gedeputeerde Staten"\n'
    '"Provincie Hooglo";"Mw. L.M. Onderdelinden";"Secretaresse burgemeester"\n'
)


@pytest.fixture
def registered(tmp_path: Path) -> Policy:
    (tmp_path / "medewerkers_gemeenten.csv").write_text(EXPORT, encoding="utf-8-sig")
    return policy.load(directory=tmp_path)


def holders(loaded: Policy) -> dict[str, str]:
    return {h.name: h.role for h in loaded.holders if h.organisation}


def marks(loaded: Policy, text: str) -> dict[str, Mark]:
    read = read_text(text, Source(name="brief.txt", sha256="0" * 64, pages=1))
    return {mark.text: mark for mark in decide(read, load(loaded).find(read), loaded)}


def test_only_offices_that_the_policy_keeps_are_taken(registered: Policy) -> None:
    assert holders(registered) == {
        "Aart Quintelier": "Burgemeester",
        "C.D. Haverlach": "Raadslid",
        "J.K. Wiegmans": "Lid Gedeputeerde Staten",
    }
    assert {h.initials for h in registered.holders if h.name == "Aart Quintelier"} == {"A.B."}


def test_the_check_counts_them_and_names_the_file(registered: Policy) -> None:
    lines = "\n".join(policy.explain(registered))
    assert "ambtsdragers uit het register: 3" in lines
    assert "medewerkers_gemeenten.csv" in lines


def test_a_row_speaks_where_its_organisation_is_named(registered: Policy) -> None:
    here = marks(registered, "Ik sprak in Zandvoorde met Aart Quintelier over de dijk.")
    assert here["Aart Quintelier"].verdict == "keep"
    assert here["Aart Quintelier"].rule == "lijst/bewindspersoon"
    elsewhere = marks(registered, "Ik sprak gisteren met Aart Quintelier over de dijk.")
    assert elsewhere["Aart Quintelier"].verdict == "redact"


def test_initials_must_agree(registered: Policy) -> None:
    text = "In Zandvoorde waren {} en ik bij elkaar."
    assert marks(registered, text.format("C.D. Haverlach"))["C.D. Haverlach"].verdict == "keep"
    assert marks(registered, text.format("C.P. Haverlach"))["C.P. Haverlach"].verdict == "redact"
    assert marks(registered, text.format("Carla Haverlach"))["Carla Haverlach"].verdict == "redact"


def test_commas_and_tabs_are_read_too(tmp_path: Path) -> None:
    for delimiter in ",\t":
        (tmp_path / "register.csv").write_text(EXPORT.replace(";", delimiter))
        assert len(holders(policy.load(directory=tmp_path))) == 3


@pytest.mark.parametrize("column", ["Naam", "Functie", "Organisatie"])
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    header = ";".join(c for c in ("Organisatie", "Naam", "Functie") if c != column)
    (tmp_path / "register.csv").write_text(f"{header}\na;b\n")
    with pytest.raises(PolicyError, match=f"“{column}”"):
        policy.load(directory=tmp_path)
