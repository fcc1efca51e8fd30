"""Words on what was found in a text, and the text that poppler reads."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable

from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import Hit


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


def poppler(data: bytes, seconds: float) -> list[str] | None:
    """Text of every page by pdftotext; None where that program is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    done = subprocess.run(
        [program, "-raw", "-enc", "UTF-8", "-", "-"],
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=max(seconds, 0.1),
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError("pdftotext")
    return done.stdout.decode("utf-8", "replace").split("\f")[:-1]
