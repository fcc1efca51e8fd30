from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from paper import bracketed, document, finding

from woo_redact import policy
from woo_redact.decide import decide
from woo_redact.policy import Policy
from woo_redact.types import Mark


@pytest.fixture(scope="session")
def standard() -> Policy:
    return policy.load("beslisnota")


@pytest.fixture
def marks(standard: Policy) -> Callable[..., tuple[Mark, ...]]:
    """Decide about a page in which the names stand in brackets."""

    def made(
        marked: str,
        *,
        rules: Iterable[str] = (),
        day: str | None = "2024-03-15",
        changed: Policy | None = None,
        **changes: object,
    ) -> tuple[Mark, ...]:
        read = bracketed(marked)
        seen = [finding(read.text, *span, **changes) for span in read.spans]
        for i, rule in enumerate(rules):
            seen[i] = replace(seen[i], rule=rule, detector=rule.split("/")[0])
        return decide(document(read.text, day=day), seen, changed or standard)

    return made
