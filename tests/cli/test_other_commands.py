"""Every other command from outside."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pymupdf
import pytest
from jsonschema import Draft202012Validator

from notas import NAME, nota
from woo_redact.cli import COMMANDS
from woo_redact.cli.options import PROFILES as OFFERED
from woo_redact.errors import ExitCode
from woo_redact.policy import PROFILES


def test_help_is_dutch_quick_and_imports_nothing_heavy(woo):
    ran = woo("--help")
    assert ran.code == 0
    assert "Lak en publiceer" in ran.out
    for name in COMMANDS:
        assert re.search(rf"^  {name}\b", ran.out, re.MULTILINE)
    probe = (
        "import sys\nfrom woo_redact.cli import cli\n"
        "try: cli.main(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'spacy','presidio_analyzer','pymupdf','pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_profiles_offered_are_those_of_the_policy():
    assert OFFERED == PROFILES


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(woo, command):
    ran = woo(command, "--help")
    assert ran.code == 0
    assert "Usage: woo-redact" in ran.out


def test_version_names_program_policy_and_models(woo):
    ran = woo("--version")
    assert ran.code == 0
    said = ran.out.splitlines()
    assert said[0].startswith("woo-redact ")
    assert any(line.startswith("beleid beslisnota sha256:") for line in said)
    assert any(line.startswith("model ") for line in said)


def test_doctor_finds_this_machine_healthy(woo):
    ran = woo("doctor")
    assert ran.code == 0, ran.out


def test_a_missing_model_is_said_before_any_document(woo, folder, tmp_path):
    empty = tmp_path / "geen-modellen"
    empty.mkdir()
    out = tmp_path / "out"
    ran = woo("run", folder, "--out", out, "--unreviewed", env={"WOO_REDACT_MODELS": str(empty)})
    assert ran.code == ExitCode.SETUP
    assert "WOO_REDACT_MODELS" in ran.err
    assert not out.exists()


def test_grounds_quotes_the_law(woo):
    ran = woo("grounds")
    assert ran.code == 0
    assert "5.1.2e" in ran.out
    assert "eerbiediging van de persoonlijke levenssfeer" in ran.out


def test_policy_check_explains_and_refuses(woo, tmp_path):
    ran = woo("policy", "check")
    assert ran.code == 0
    assert "5.1.2e" in ran.out
    (tmp_path / "policy.toml").write_text("[gronden]\nperson = '9.9.9z'\n")
    ran = woo("policy", "check", "--policy", tmp_path)
    assert ran.code == ExitCode.POLICY
    assert "policy.toml" in ran.err


def test_schemas_are_json_schemas(woo):
    names = woo("schema").out.split()
    assert {"manifest", "outcome"} <= set(names)
    for name in names:
        schema = json.loads(woo("schema", name).out)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert woo("schema", "onzin").code == 2


def test_detect_reports_offsets_of_the_file_itself(woo, tmp_path):
    decomposed = "Bel Fatiha Demirtas\u0327 op 06 1234 5678 of f.demirtas@minbzk.nl."
    file = tmp_path / "brief.txt"
    file.write_text(decomposed, encoding="utf-8")
    ran = woo("detect", file, "--json")
    assert ran.code == 0, ran.err
    found = [json.loads(line) for line in ran.out.splitlines()]
    phone = next(one for one in found if one["kind"] == "phone")
    start, end = phone["span"]
    assert decomposed[start:end] == "06 1234 5678"
    assert {"kind", "span", "detector", "tier", "score"} <= set(phone)


def test_detect_reads_a_pdf_before_keep_rules(woo, folder):
    ran = woo("detect", folder / "nota.pdf", "--json")
    assert ran.code == 0, ran.err
    texts = [json.loads(line)["text"] for line in ran.out.splitlines()]
    assert any(NAME in text for text in texts)


def test_verify_is_green_on_our_own_and_red_on_a_painted_bar(woo, folder, tmp_path):
    terms = tmp_path / "weg.txt"
    terms.write_text(f"{NAME}\n06 1234 5678\n")
    out = tmp_path / "out"
    assert woo("run", folder, "--out", out, "--unreviewed").code == 0
    ran = woo("verify", out / "nota/nota-gelakt.pdf", "--terms", terms, "--json")
    assert ran.code == 0, ran.out
    assert json.loads(ran.out)["verification"] == "green"

    bar = tmp_path / "balk.pdf"
    with pymupdf.open(nota(tmp_path / "bron.pdf")) as pdf:
        pdf[0].draw_rect((438, 104, 560, 114), fill=(0, 0, 0))
        pdf.save(bar)
    for arguments in ((), ("--terms", terms)):
        ran = woo("verify", bar, "--json", *arguments)
        assert ran.code == ExitCode.LEAK
        assert "Zonneveld" not in ran.out + ran.err, "the report never repeats the secret"
        schema = json.loads(woo("schema", "verification").out)
        Draft202012Validator(schema).validate(json.loads(ran.out))


def test_verify_with_the_sheet_knows_what_had_to_go(woo, folder, tmp_path):
    out = tmp_path / "out"
    assert woo("run", folder, "--out", out, "--unreviewed").code == 0
    (sheet,) = (tmp_path / "out-zaak").rglob("*.lak.jsonl")
    assert woo("verify", out / "nota/nota-gelakt.pdf", "--sheet", sheet).code == 0
    assert woo("verify", folder / "nota.pdf", "--sheet", sheet).code == ExitCode.LEAK
