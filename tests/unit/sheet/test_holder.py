"""Who has a sheet, for whoever finds it locked."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from woo_redact import policy
from woo_redact.errors import Locked
from woo_redact.sheet import Sheet, holder
from woo_redact.types import Source

SOURCE = Source(name="nota.pdf", sha256="0" * 64, pages=1)
HOLD = """
import sys
from pathlib import Path
from woo_redact.sheet import Sheet
sheet = Sheet.open(Path(sys.argv[1]), by="Bert de Haan")
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "nota.lak.jsonl"
    Sheet.create(path, SOURCE, policy.load(), ()).close()
    return path


def held_by_bert(path: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    return process


def test_the_refusal_says_who_and_since_when(path: Path) -> None:
    with held_by_bert(path) as process:
        with pytest.raises(Locked, match=r"^Bert de Haan \(sinds \d\d:\d\d op .+\) werkt aan nota"):
            Sheet.open(path)
        found = holder.busy(path)
        assert found is not None
        assert found.by == "Bert de Haan"
        process.communicate()
    with Sheet.open(path):
        assert holder.of(path) is not None
    assert holder.of(path) is None


def test_what_a_killed_process_left_behind_holds_nobody_up(path: Path) -> None:
    with held_by_bert(path) as process:
        process.kill()
        process.communicate()
    assert holder.of(path) is not None
    assert holder.busy(path) is None
    Sheet.open(path, by="anna").close()
    assert holder.of(path) is None


def test_a_lock_without_a_word_about_it_is_still_a_lock(path: Path) -> None:
    with Sheet.open(path):
        for content in ("", "{", '{"by": 3}'):
            path.with_name(".nota.lak.jsonl.open").write_text(content)
            with pytest.raises(Locked, match=r"^Iemand anders werkt aan"):
                Sheet.open(path)


def test_in_the_folder_of_a_group_the_group_reads_it(path: Path) -> None:
    path.chmod(0o660)
    with Sheet.open(path):
        mode = path.with_name(".nota.lak.jsonl.open").stat().st_mode
        assert stat.S_IMODE(mode) == 0o660
