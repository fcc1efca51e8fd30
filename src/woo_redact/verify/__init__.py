"""Does anything survive? Reads the written bytes with other libraries than those that wrote them.

``verify`` is for what this program made: it knows the secrets and the boxes and forgives nothing.
``inspect`` is for anybody's PDF. Both run in a child process with bounded time and memory, and
both fail closed: what could not be checked is never green.
"""

from __future__ import annotations

from collections.abc import Sequence

from woo_redact.types import BurntBox, Check, Colour, Report
from woo_redact.verify.ledger import Clock
from woo_redact.verify.needles import Needles
from woo_redact.verify.own import examine
from woo_redact.verify.shield import Plea, Stopped, shielded
from woo_redact.verify.stranger import look
from woo_redact.verify.width import NET as WIDTH

__all__ = ["WIDTH", "inspect", "survivors", "verify"]

SECONDS = 90.0
MOST_SECONDS = 3600.0
GRACE = 10.0
"""How much longer the caller waits than the nets are given: a net that is in C cannot stop."""


def verify(
    pdf: bytes,
    *,
    secrets: Sequence[str],
    boxes: Sequence[BurntBox] = (),
    open_texts: Sequence[str] = (),
    before: bytes | None = None,
) -> Report:
    """Every net over a redacted file. ``before`` is the same file just before redaction."""
    known = (pdf, tuple(secrets), tuple(boxes), tuple(open_texts), before)
    report = shielded(_examined, *known, seconds=SECONDS + GRACE, most=MOST_SECONDS)
    return _cut_off("leak", report.page) if isinstance(report, Stopped) else report


def inspect(pdf: bytes, *, terms: Sequence[str] = ()) -> Report:
    """Hidden text, bad redactions and left-over data in anybody's PDF; with ``terms`` also
    whether those texts are really gone.
    """
    report = shielded(_looked, pdf, tuple(terms), seconds=SECONDS + GRACE, most=MOST_SECONDS)
    colour: Colour = "leak" if terms else "needs-eyes"
    return _cut_off(colour, report.page) if isinstance(report, Stopped) else report


def _examined(
    plead: Plea,
    pdf: bytes,
    secrets: Sequence[str],
    boxes: Sequence[BurntBox],
    open_texts: Sequence[str],
    before: bytes | None,
) -> Report:
    return examine(pdf, secrets, boxes, open_texts, before, clock=Clock(SECONDS, plead))


def _looked(plead: Plea, pdf: bytes, terms: Sequence[str]) -> Report:
    return look(pdf, terms, clock=Clock(SECONDS, plead))


def survivors(text: str, secrets: Sequence[str], open_texts: Sequence[str] = ()) -> int:
    """How many secrets stand in a plain text outside what stays open by decision."""
    hits = Needles(secrets, open_texts).search(text)
    return sum(hit.strength == "exact" and not hit.excused for hit in hits)


def _cut_off(colour: Colour, page: int) -> Report:
    where = f"bij pagina {page} " if page else ""
    detail = (
        f"De controle is {where}afgebroken: het bestand vroeg te veel tijd of geheugen of is "
        "kapot. Sla het opnieuw op als PDF, of deel het op, en probeer het nog eens."
    )
    check = Check(name="verifier", page=page, colour=colour, detail=detail)
    return Report(colour=colour, pages=(), checks=(check,))
