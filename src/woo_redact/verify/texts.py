"""Words on what was found in a text, and the text that poppler reads."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Hit
from woo_redact.verify.programs import Work


def judge(ledger: Ledger, net: str, page: int, hits: Iterable[Hit], where: str) -> None:
    """Write down what a text that people can select or see gives away."""
    for hit in hits:
        if hit.excused:
            continue
        if hit.strength == "exact":
            ledger.leak(net, page, f"Een {ledger.sought} tekst staat nog in {where}.")
        else:
            ledger.eyes(
                net, page, f"Een afgeleide vorm van een {ledger.sought} tekst staat in {where}."
            )


def poppler(data: bytes) -> Work | None:
    """Pdftotext at work on a file; None where that program is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    command = [program, "-raw", "-enc", "UTF-8", "-", "-"]
    return Work(command, lambda question: question.write(data))


def pages(answer: bytes) -> list[str]:
    """The text of every page in what pdftotext wrote."""
    return answer.decode("utf-8", "replace").split("\f")[:-1]
