"""The examination of a PDF that anybody made."""

from __future__ import annotations

from collections.abc import Sequence

from woo_redact.types import Report


def look(pdf: bytes, terms: Sequence[str], *, seconds: float) -> Report:
    from woo_redact.verify.own import examine

    return examine(pdf, terms, (), (), None, seconds=seconds)
