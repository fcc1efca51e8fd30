"""Processes that die: one document never takes down another, and nothing is half-written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from notas import COMMAND, nota
from woo_redact.errors import ExitCode

DEADLINE = 120


def children(pid: int) -> list[int]:
    """Every process below ``pid``."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *children(int(child))]
    return found


def workers(pid: int) -> list[int]:
    """The processes that load documents: they keep a sheet or a PDF library open."""
    alive = []
    for child in children(pid):
        try:
            maps = Path(f"/proc/{child}/maps").read_text()
            line = Path(f"/proc/{child}/cmdline").read_bytes()
        except OSError:
            continue
        if b"forkserver" in line and "mupdf" in maps:
            alive.append(child)
    return alive


@pytest.fixture
def notas(tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    for number in range(6):
        nota(inbox / f"nota{number}.pdf", body=f"Besluit {number}.")
    return inbox


def start(notas: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [COMMAND, "run", notas, "--out", out, "--unreviewed", "--json", "--jobs", "2", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(condition, process):
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        if process.poll() is not None:
            pytest.fail(f"ended too early: {process.stderr.read()}")
        time.sleep(0.01)
    raise AssertionError("waited in vain")


def test_a_killed_worker_costs_no_document(notas, tmp_path):
    out = tmp_path / "out"
    process = start(notas, out)
    wait_for(lambda: list(out.glob("nota*/manifest.json")), process)
    leaf = [pid for pid in workers(process.pid) if not children(pid)]
    os.kill(leaf[-1], signal.SIGKILL)
    stdout, stderr = process.communicate(timeout=DEADLINE)
    assert process.returncode == 0, stderr
    outcomes = [json.loads(line) for line in stdout.splitlines()]
    assert sorted(one["file"] for one in outcomes) == [f"nota{n}.pdf" for n in range(6)]
    assert len(list(out.glob("nota*/manifest.json"))) == 6


def test_an_interrupt_leaves_whole_bundles_and_the_next_run_finishes(notas, tmp_path):
    out = tmp_path / "out"
    process = start(notas, out)
    wait_for(lambda: list(out.glob("nota*/manifest.json")), process)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=DEADLINE)
    assert process.returncode == ExitCode.INTERRUPTED
    for bundle in out.glob("nota*"):
        assert (bundle / "manifest.json").is_file()
    process = start(notas, out)
    stdout, stderr = process.communicate(timeout=DEADLINE)
    assert process.returncode == 0, stderr
    assert len(list(out.glob("nota*/manifest.json"))) == 6
    assert not [path for path in out.iterdir() if path.name.startswith(".") and path.is_dir()]
    assert "kept" in {json.loads(line)["outcome"] for line in stdout.splitlines()}


def test_kill_nine_on_everything_is_made_good_by_the_next_run(notas, tmp_path):
    out = tmp_path / "out"
    process = start(notas, out)
    wait_for(lambda: list(out.glob("nota*/manifest.json")), process)
    for pid in [process.pid, *children(process.pid)]:
        os.kill(pid, signal.SIGKILL)
    process.communicate(timeout=DEADLINE)
    process = start(notas, out)
    _, stderr = process.communicate(timeout=DEADLINE)
    assert process.returncode == 0, stderr
    assert len(list(out.glob("nota*/manifest.json"))) == 6
    assert not [path for path in out.iterdir() if path.name.startswith(".") and path.is_dir()]


def test_a_document_that_crashes_the_parser_is_an_outcome(notas, tmp_path):
    shared = Path(__file__).resolve().parents[2].parent / "shared" / "robust"
    if not shared.is_dir():
        pytest.skip("the folder of nasty PDFs is not beside the checkout")
    for path in sorted(shared.glob("*.pdf"))[:12]:
        (notas / path.name).write_bytes(path.read_bytes())
    out = tmp_path / "out"
    process = start(notas, out)
    stdout, _ = process.communicate(timeout=3 * DEADLINE)
    outcomes = {one["file"]: one for one in map(json.loads, stdout.splitlines())}
    assert len(outcomes) == 18
    for number in range(6):
        assert outcomes[f"nota{number}.pdf"]["outcome"] == "published"
    assert {one["exit_code"] for one in outcomes.values()} <= {0, 3, 5}
