"""What became of one document: the line that ``--json`` prints and the summary counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

from woo_redact.errors import ExitCode, WooRedactError
from woo_redact.types import Check, Colour

Ending = Literal[
    "published",
    "kept",
    "needs-review",
    "leak",
    "bad-input",
    "usage",
    "setup",
    "policy",
    "locked",
    "failed",
    "interrupted",
]
"""How it ended. ``kept``: a bundle of the same source, policy and program stood there already."""

ENDINGS: Mapping[int, Ending] = {
    ExitCode.OK: "published",
    ExitCode.USAGE: "usage",
    ExitCode.INPUT: "bad-input",
    ExitCode.REVIEW: "needs-review",
    ExitCode.LEAK: "leak",
    ExitCode.SETUP: "setup",
    ExitCode.POLICY: "policy",
    ExitCode.LOCKED: "locked",
    ExitCode.INTERRUPTED: "interrupted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One line per document, failures too.

    ``tiers`` counts the marks per tier, ``grounds`` the boxes per ground. ``reason`` is None when
    all went well, else the stable word of the error, such as ``needs-ocr``.
    """

    file: str
    outcome: Ending
    exit_code: int
    pages: int = 0
    boxes: int = 0
    tiers: Mapping[str, int] = field(default_factory=dict)
    grounds: Mapping[str, int] = field(default_factory=dict)
    verification: Colour | None = None
    seconds: float = 0.0
    reason: str | None = None

    @classmethod
    def of_error(cls, file: str, error: WooRedactError, *, seconds: float = 0.0) -> Outcome:
        """The line of a document that ended with an error."""
        code = int(error.exit_code)
        return cls(
            file=file,
            outcome=ENDINGS.get(code, "failed"),
            exit_code=code,
            verification="leak" if code == ExitCode.LEAK else None,
            seconds=round(seconds, 3),
            reason=error.reason,
        )

    def line(self) -> str:
        """The JSON line, without a line end."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """One line per file that ``verify`` looked at. ``pages`` has the colour of every page, in
    order; of a file that could not be read there are none. A check on page 0 is about the file; the
    checks named ``ocr`` say where pictures were read.
    """

    file: str
    verification: Colour
    exit_code: int
    pages: tuple[Colour, ...]
    checks: tuple[Check, ...]

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)
