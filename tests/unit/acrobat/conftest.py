from __future__ import annotations

from pathlib import Path

import pytest
from offered import Offered, offer


@pytest.fixture
def offered(tmp_path: Path) -> Offered:
    return offer(tmp_path / "zaak")
