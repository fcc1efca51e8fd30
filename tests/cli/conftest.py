from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from notas import Ran, nota, run_command


@pytest.fixture(scope="session")
def woo() -> Callable[..., Ran]:
    return run_command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good nota."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    nota(inbox / "nota.pdf")
    return inbox
