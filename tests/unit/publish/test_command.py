"""``woo-redact publish``: one line per bundle and the contracted exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from woo_redact import publish
from woo_redact.cli.deliver import exit_code
from woo_redact.cli.deliver import publish as command
from woo_redact.errors import ExitCode
from woo_redact.publish import Delivery, Manifest

Bundle = tuple[dict[str, bytes], Manifest]


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(a) for a in arguments], standalone_mode=False)


def test_it_hands_on_and_says_so(tmp_path: Path, make: Callable[..., Bundle]) -> None:
    out, target = tmp_path / "out", tmp_path / "target"
    publish.commit(out, *make("nota", approved_by="jdoe"))
    first = call(out, "--to", target)
    assert (first.return_value, first.stdout) == (ExitCode.OK, "nota: overgezet.\n")
    again = call(out, "--to", target, "--json")
    assert json.loads(again.stdout) == {"stem": "nota", "state": "kept"}


def test_what_nobody_reviewed_waits(tmp_path: Path, make: Callable[..., Bundle]) -> None:
    out, target = tmp_path / "out", tmp_path / "target"
    publish.commit(out, *make())
    assert call(out, "--to", target).return_value == ExitCode.REVIEW
    assert call(out, "--to", target, "--unreviewed").return_value == ExitCode.OK


@pytest.mark.parametrize(
    ("states", "code"),
    [
        (["delivered", "kept"], ExitCode.OK),
        (["taken"], ExitCode.USAGE),
        (["damaged"], ExitCode.INPUT),
        (["delivered", "unreviewed"], ExitCode.REVIEW),
        (["unreviewed", "taken"], ExitCode.PARTIAL),
        (["delivered", "damaged"], ExitCode.PARTIAL),
    ],
)
def test_exit_codes(states: list[publish.State], code: ExitCode) -> None:
    deliveries = [Delivery(stem=str(i), state=state) for i, state in enumerate(states)]
    assert exit_code(deliveries) == code
