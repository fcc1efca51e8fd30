"""Writes the 5,000 names against which the width of a gap is judged: Faker, Dutch, seed 0.

python tests/leaks/reference_names.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from faker import Faker

COUNT = 5000
TARGET = Path(__file__).parents[2] / "src" / "woo_redact" / "verify" / "reference_names.txt"


def names() -> list[str]:
    """The first distinct full names that the generator gives."""
    faker = Faker("nl_NL")
    faker.seed_instance(0)
    found: dict[str, None] = {}
    while len(found) < COUNT:
        found.setdefault(faker.name())
    return list(found)


def main() -> int:
    TARGET.write_text("\n".join(names()) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
