"""The reasons annex: for everyone who reads the redacted document, why something is not there.

One PDF for people (tagged, PDF/UA-1) and one CSV for spreadsheets, of the same facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from woo_redact.annex.contents import gather
from woo_redact.annex.paper import typeset
from woo_redact.annex.table import semicolon
from woo_redact.policy import Policy
from woo_redact.types import Document, Mark, Plan, Redacted, Report

__all__ = ["Annex", "build"]

COLUMNS = ("Nummer", "Pagina", "Grond", "Soort", "Reden", "Regel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """Both forms; the same input gives the same bytes."""

    pdf: bytes = field(repr=False)
    csv: bytes = field(repr=False)


def build(
    *,
    stem: str,
    document: Document,
    marks: Sequence[Mark],
    plan: Plan,
    redacted: Redacted,
    report: Report,
    policy: Policy,
    models: Sequence[str] = (),
    program: str = "",
) -> Annex:
    """The annex to ``<stem>-gelakt.pdf``. ``models`` are names with versions as they are printed,
    ``program`` is the version of the program. No text of a box comes in, not even by a reason.
    """
    contents = gather(
        stem=stem,
        document=document,
        marks=marks,
        plan=plan,
        redacted=redacted,
        report=report,
        policy=policy,
        models=models,
        program=program,
    )
    rows = [(b.number, b.page, b.ground, b.kind, b.reason, b.rule) for b in contents.boxes]
    return Annex(pdf=typeset(contents), csv=semicolon([COLUMNS, *rows]))
