"""How proposal files are laid in a case: no edits are lost, and only its people read them."""

from __future__ import annotations

import grp
import os
import stat

import pytest

from woo_redact.case import Case

FIRST = {"nota-voorstel.pdf": b"een", "nota-voorstel.xfdf": b"twee"}
SECOND = {"nota-voorstel.pdf": b"drie", "nota-voorstel.xfdf": b"vier"}


@pytest.fixture
def case(tmp_path):
    return Case.open(tmp_path / "zaak")


@pytest.fixture
def sheet(case):
    return case.sheet_path("nota")


def held(sheet):
    return {p.name: p.read_bytes() for p in sheet.parent.iterdir() if not p.name.startswith(".")}


def test_new_ones_replace_ours(case, sheet):
    assert case.offer(sheet, FIRST) == []
    assert case.offer(sheet, SECOND) == []
    assert held(sheet) == SECOND


def test_an_edited_one_stays_while_it_can_be_taken_in(case, sheet):
    case.offer(sheet, FIRST)
    edited = sheet.with_name("nota-voorstel.pdf")
    edited.write_bytes(b"bewerkt")
    assert case.offer(sheet, FIRST) == []
    assert edited.read_bytes() == b"bewerkt"


def test_edited_ones_are_set_aside_one_after_another(case, sheet):
    edited = sheet.with_name("nota-voorstel.pdf")
    for number, files in enumerate((FIRST, SECOND, FIRST)):
        case.offer(sheet, files)
        edited.write_bytes(b"bewerkt %d" % number)
    assert case.offer(sheet, SECOND) == ["nota-voorstel-bewerkt3.pdf"]
    kept = {name: data for name, data in held(sheet).items() if "bewerkt" in name}
    assert kept == {
        "nota-voorstel-bewerkt.pdf": b"bewerkt 0",
        "nota-voorstel-bewerkt2.pdf": b"bewerkt 1",
        "nota-voorstel-bewerkt3.pdf": b"bewerkt 2",
    }


def test_what_is_dealt_with_is_replaced(case, sheet):
    case.offer(sheet, FIRST)
    sheet.with_name("nota-voorstel.pdf").write_bytes(b"bewerkt")
    assert case.offer(sheet, SECOND, done=b"bewerkt") == []
    assert held(sheet) == SECOND


def test_a_missing_one_comes_back(case, sheet):
    case.offer(sheet, FIRST)
    sheet.with_name("nota-voorstel.xfdf").unlink()
    case.offer(sheet, FIRST)
    assert held(sheet) == FIRST


def test_a_case_of_a_group_is_open_to_that_group(tmp_path):
    group = grp.getgrgid(os.getgid()).gr_name
    sheet = Case.open(tmp_path / "zaak", group=group).sheet_path("nota")
    Case(tmp_path / "zaak").offer(sheet, FIRST)  # a later command is not told the group
    for name in FIRST:
        assert stat.S_IMODE(sheet.with_name(name).stat().st_mode) == 0o660


def test_it_is_no_document_of_the_case(case, sheet):
    case.offer(sheet, FIRST)
    assert case.sheets() == []
