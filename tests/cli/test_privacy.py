"""Personal data stays where it belongs, and nothing talks to the outside.

Every Python process of a run gets an audit hook that writes down each file name it opens, makes or
renames, and each connection it tries.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from notas import MAIL, NAME, nota
from woo_redact import detect, intake, policy, read
from woo_redact.types import Source

CANARIES = (NAME, "Zonneveld", "Demirta", MAIL, "1234 5678")
HOOK = """
import json, os, sys

_journal = os.open(os.environ["JOURNAL"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

def _note(event, arguments):
    if event in {"open", "os.mkdir", "os.rename", "socket.connect", "socket.getaddrinfo",
                 "subprocess.Popen", "tempfile.mkstemp", "tempfile.mkdtemp"}:
        os.write(_journal, (json.dumps([event, repr(arguments)]) + "\\n").encode())

sys.addaudithook(_note)
"""


@pytest.fixture
def watched(woo, tmp_path):
    """Run a command and return what it did with files and the network."""
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(HOOK)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    journal = tmp_path / "journal.jsonl"
    env = {"PYTHONPATH": str(hook), "JOURNAL": str(journal), "TMPDIR": str(temporary)}

    def run(*arguments):
        ran = woo(*arguments, env=env)
        events = [json.loads(line) for line in journal.read_text().splitlines()]
        assert any(event == "open" for event, _ in events), "the hook was not loaded"
        return ran, events, list(temporary.rglob("*"))

    return run


def test_a_run_tells_nobody_and_leaves_nothing_behind(watched, tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    nota(inbox / "nota.pdf")
    (inbox / "stuk.pdf").write_bytes(b"%PDF-1.7 " + NAME.encode())
    ran, events, left = watched("run", inbox, "--out", tmp_path / "out", "--unreviewed")
    assert ran.code == 6
    said = ran.out + ran.err
    for canary in CANARIES:
        assert canary not in said
        assert not [about for _, about in events if canary in about]
    assert not [name for name, _ in events if name.startswith("socket.getaddrinfo")]
    connections = [about for name, about in events if name == "socket.connect"]
    assert not [about for about in connections if "('" in about.split(",", 1)[1]], connections
    assert left == [], "temporary files are removed"


def test_verify_and_its_helpers_leave_no_copy(watched, tmp_path):
    pdf = nota(tmp_path / "bron.pdf")
    terms = tmp_path / "terms.txt"
    terms.write_text(NAME + "\n")
    ran, events, left = watched("verify", pdf, "--terms", terms)
    assert ran.code == 5
    assert not [canary for canary in CANARIES if canary in ran.out + ran.err]
    started = [about for name, about in events if name == "subprocess.Popen"]
    assert not [about for about in started if any(canary in about for canary in CANARIES)]
    assert left == []


def test_library_steps_log_nothing_of_the_document(tmp_path: Path, caplog):
    caplog.set_level(logging.DEBUG)
    data = nota(tmp_path / "bron.pdf").read_bytes()
    normal = intake.normalise(data, "bron.pdf")
    document = read.read(normal.pdf, Source(name="bron.pdf", sha256="0" * 64, pages=1))
    findings = detect.load(policy.load()).find(document)
    assert any("Zonneveld" in finding.text for finding in findings)
    for canary in CANARIES:
        assert canary not in caplog.text
        assert not [one for one in findings if canary in one.reason]
