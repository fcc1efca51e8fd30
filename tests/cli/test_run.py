"""``woo-redact run`` from outside: outputs, exit codes, bad input, resuming."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import stat
import subprocess
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from notas import MAIL, NAME, nota

BUNDLE = {
    "nota-gelakt.pdf",
    "nota-gelakt.txt",
    "nota-gronden.pdf",
    "nota-gronden.csv",
    "manifest.json",
}
FIELDS = {
    "file", "outcome", "exit_code", "pages", "boxes", "tiers", "grounds", "verification",
    "seconds", "reason",
}  # fmt: skip


def lines(ran):
    return [json.loads(line) for line in ran.out.splitlines()]


def everything_under(out: Path) -> bytes:
    return b"".join(
        path.name.encode() + path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()
    )


def hashes(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def test_a_nota_becomes_a_bundle_without_its_civil_servant(woo, folder, tmp_path):
    out = tmp_path / "out"
    ran = woo("run", folder, "--out", out, "--unreviewed", "--json")
    assert ran.code == 0, ran.err
    (line,) = lines(ran)
    assert set(line) == FIELDS
    assert line["file"] == "nota.pdf"
    assert line["outcome"] == "published"
    assert line["verification"] in {"green", "needs-eyes"}
    assert line["grounds"] == {"5.1.2e": line["boxes"]}
    assert line["boxes"] >= 3
    assert {path.name for path in (out / "nota").iterdir()} == BUNDLE
    text = subprocess.run(
        ["pdftotext", out / "nota/nota-gelakt.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    for gone in (NAME, "Zonneveld", MAIL, "1234 5678"):
        assert gone not in text
    for kept in ("Opgesteld door", "@minbzk.nl", "3 maart 2025", "De brief gaat over veiligheid."):
        assert kept in text
    rendition = (out / "nota/nota-gelakt.txt").read_text()
    assert "[5.1.2e]" in rendition
    assert "Zonneveld" not in rendition


def test_nothing_under_out_tells_who_or_where_from(woo, folder, tmp_path):
    out = tmp_path / "out"
    assert woo("run", folder, "--out", out, "--unreviewed").code == 0
    written = everything_under(out)
    for secret in ("Zonneveld", "Fatiha", MAIL, str(tmp_path), "1234 5678"):
        assert secret.encode() not in written
    with pikepdf.open(out / "nota/nota-gelakt.pdf") as pdf:
        assert "Zonneveld" not in str(dict(pdf.docinfo))


def test_two_runs_give_the_same_bytes(woo, folder, tmp_path):
    for out in ("one", "two"):
        assert woo("run", folder, "--out", tmp_path / out, "--unreviewed").code == 0
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")


def test_a_second_run_keeps_what_stands(woo, folder, tmp_path):
    out = tmp_path / "out"
    assert woo("run", folder, "--out", out, "--unreviewed").code == 0
    before = hashes(out)
    ran = woo("run", folder, "--out", out, "--unreviewed", "--json")
    assert ran.code == 0
    assert lines(ran)[0]["outcome"] == "kept"
    assert hashes(out) == before


def test_another_document_under_the_same_name_is_refused_unless_forced(woo, folder, tmp_path):
    out = tmp_path / "out"
    assert woo("run", folder, "--out", out, "--unreviewed").code == 0
    nota(folder / "nota.pdf", body="Een heel ander besluit.")
    before = hashes(out)
    ran = woo("run", folder, "--out", out, "--unreviewed", "--json")
    assert ran.code == 2
    assert lines(ran)[0]["reason"] == "output-exists"
    assert hashes(out) == before
    assert woo("run", folder, "--out", out, "--unreviewed", "--force").code == 0
    assert "Een heel ander besluit." in (out / "nota/nota-gelakt.txt").read_text()


def test_without_unreviewed_it_stops_after_the_proposals(woo, folder, tmp_path):
    out, case = tmp_path / "out", tmp_path / "case"
    ran = woo("run", folder, "--out", out, "--case", case, "--json")
    assert ran.code == 4
    assert lines(ran)[0]["outcome"] == "needs-review"
    assert not out.exists()
    (sheet,) = case.rglob("*.lak.jsonl")
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    assert stat.S_IMODE(case.stat().st_mode) == 0o700
    assert "Zonneveld" in sheet.read_text()
    assert "Zonneveld" not in ran.out + ran.err


def test_the_case_stands_beside_out_and_is_erased_whole(woo, folder, tmp_path):
    out = tmp_path / "out"
    assert woo("run", folder, "--out", out, "--unreviewed").code == 0
    assert (tmp_path / "out-zaak").is_dir()
    assert woo("wis", tmp_path / "out-zaak", "--yes").code == 0
    assert not (tmp_path / "out-zaak").exists()
    assert woo("wis", tmp_path / "in", "--yes").code == 2
    assert (folder / "nota.pdf").exists()


BAD = {
    "leeg.pdf": (b"", "empty"),
    "tekst.pdf": (b"dit is geen pdf", "not-a-pdf"),
}


def test_bad_documents_never_stop_the_others(woo, folder, tmp_path):
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    whole = (folder / "nota.pdf").read_bytes()
    (folder / "afgekapt.pdf").write_bytes(whole[: len(whole) // 3])
    with pikepdf.open(folder / "nota.pdf") as pdf:
        pdf.save(folder / "geheim.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    (folder / "notitie.docx").write_bytes(b"PK")
    out = tmp_path / "out"
    ran = woo("run", folder, "--out", out, "--unreviewed", "--json")
    assert ran.code == 6
    outcome = {line["file"]: line for line in lines(ran)}
    assert outcome["nota.pdf"]["outcome"] == "published"
    for name, (_, reason) in BAD.items():
        assert (outcome[name]["exit_code"], outcome[name]["reason"]) == (3, reason)
    assert outcome["geheim.pdf"]["reason"] == "encrypted"
    assert outcome["afgekapt.pdf"]["exit_code"] == 3
    assert "notitie.docx is geen PDF en is overgeslagen" in ran.err
    for name in (*BAD, "geheim.pdf", "afgekapt.pdf"):
        assert name in ran.err, "the summary has a sentence for each"
    assert {path.name for path in out.iterdir() if not path.name.startswith(".")} == {
        "nota",
        "productierapport.xlsx",
        "inventarislijst.csv",
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["run", "{none}", "--out", "{out}", "--unreviewed"], 3),
        (["run", "{empty}", "--out", "{out}", "--unreviewed"], 2),
        (["run", "{in}"], 2),
        (["run", "{in}", "--out", "{out}", "--policy", "{badpolicy}", "--unreviewed"], 8),
        (["run", "{in}", "--out", "{out}", "--shard", "3/2"], 2),
        (["run", "{in}", "--out", "{in}/nota.pdf", "--unreviewed"], 2),
        (["onzin"], 2),
    ],
)
def test_a_call_that_cannot_be_done_writes_nothing(woo, folder, tmp_path, arguments, code):
    places = {"in": folder, "out": tmp_path / "out", "none": tmp_path / "weg.pdf"}
    for name in ("empty", "badpolicy"):
        places[name] = tmp_path / name
        places[name].mkdir()
    (places["badpolicy"] / "policy.toml").write_text("profiel = [")
    ran = woo(*(part.format(**places) for part in arguments))
    assert ran.code == code, ran.err
    assert ran.err.strip()
    assert "Traceback" not in ran.err
    assert not places["out"].exists()


def test_lists_reach_every_spelling_and_redact_beats_keep(woo, tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    nota(inbox / "nota.pdf", body="Project LICHTHOEVE en de Bleekweg; licht\u00adhoeve gaat door.")
    (tmp_path / "weg.txt").write_text("Lichthoeve\n")
    (tmp_path / "blijf.txt").write_text("Lichthoeve\n06 1234 5678\n")
    ran = woo(
        "run", inbox, "--out", tmp_path / "out", "--unreviewed",
        "--redact-list", tmp_path / "weg.txt", "--keep-list", tmp_path / "blijf.txt",
    )  # fmt: skip
    assert ran.code == 0, ran.err + ran.out
    text = (tmp_path / "out/nota/nota-gelakt.txt").read_text()
    assert "hoeve" not in text.lower().replace("\u00ad", "")
    assert "Bleekweg" in text
    assert "06 1234 5678" in text


def test_boxes_by_hand_are_burnt_where_they_were_drawn(woo, folder, tmp_path):
    boxes = tmp_path / "boxes.json"
    boxes.write_text(
        json.dumps({"nota.pdf": [{"page": 1, "box": [70, 166, 130, 180], "ground": "5.1.2i"}]})
    )
    ran = woo("run", folder, "--out", tmp_path / "out", "--boxes", boxes, "--unreviewed", "--json")
    assert ran.code == 0, ran.err
    assert lines(ran)[0]["grounds"]["5.1.2i"] == 1
    assert "veiligheid" in (tmp_path / "out/nota/nota-gelakt.txt").read_text()
    for wrong in (
        {"weg.pdf": []},
        {"nota.pdf": [{"page": 1, "box": [9, 9, 1, 1]}]},
        {"nota.pdf": 3},
    ):
        boxes.write_text(json.dumps(wrong))
        assert (
            woo("run", folder, "--out", tmp_path / "no", "--boxes", boxes, "--unreviewed").code == 2
        )
    assert not (tmp_path / "no").exists()


def test_equal_names_and_telling_names_get_safe_stems(woo, tmp_path):
    for sub in ("a", "b"):
        (tmp_path / "in" / sub).mkdir(parents=True)
        nota(tmp_path / "in" / sub / "nota.pdf", body=f"Map {sub}.")
    nota(tmp_path / "in" / "Nota Zonneveld-Demirtaş.pdf")
    out = tmp_path / "out"
    ran = woo("run", tmp_path / "in", "--out", out, "--unreviewed", "--json")
    assert ran.code == 0, ran.err
    assert {line["file"] for line in lines(ran)} == {
        "a/nota.pdf", "b/nota.pdf", "Nota Zonneveld-Demirtaş.pdf",
    }  # fmt: skip
    names = sorted(path.name for path in out.iterdir() if path.is_dir())
    assert len(names) == 3
    assert all(name.startswith(("nota-", "document-")) for name in names)
    assert "onneveld" not in " ".join(str(path) for path in out.rglob("*"))


def test_tables_speak_the_platforms_words(woo, folder, tmp_path):
    out = tmp_path / "out"
    assert woo("run", folder, "--out", out, "--unreviewed").code == 0
    sheet = openpyxl.load_workbook(out / "productierapport.xlsx").worksheets[0]
    header, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    record = dict(zip(header, row, strict=True))
    assert record["ID"] == "nota-gelakt"
    assert (out / "nota" / f"{record['ID']}.pdf").is_file()
    assert record["Beoordeling"] == "Deels openbaar"
    assert record["Beoordelingsgrond"] == "5.1.2e"
    raw = (out / "nota/nota-gronden.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert len(table) > 3


def test_shards_do_every_document_once(woo, tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    for number in range(3):
        nota(inbox / f"nota{number}.pdf", body=f"Besluit {number}.")
    out = tmp_path / "out"
    done = []
    for part in (1, 2):
        ran = woo("run", inbox, "--out", out, "--unreviewed", "--shard", f"{part}/2", "--json")
        assert ran.code == 0, ran.err
        done += [line["file"] for line in lines(ran)]
    assert sorted(done) == ["nota0.pdf", "nota1.pdf", "nota2.pdf"]
    sheet = openpyxl.load_workbook(out / "productierapport.xlsx").worksheets[0]
    assert sheet.max_row == 4


def test_output_is_utf8_under_any_locale(woo, tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    nota(inbox / "één.pdf")
    ran = woo(
        "run", inbox, "--out", tmp_path / "out", "--unreviewed", "--json",
        env={"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert lines(ran)[0]["file"] == "één.pdf"


def test_a_full_disk_leaves_nothing_half_written(woo, folder, tmp_path):
    small = tmp_path / "klein"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24k", "tmpfs", small], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk takes root")
    try:
        ran = woo(
            "run",
            folder,
            "--out",
            small / "out",
            "--case",
            tmp_path / "case",
            "--unreviewed",
            "--json",
        )
        assert ran.code == 1
        assert lines(ran)[0]["reason"] == "disk-full"
        assert not [p for p in small.rglob("*") if p.is_file() and p.name != ".lock"]
    finally:
        subprocess.run(["umount", small], check=True)
