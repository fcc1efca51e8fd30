"""One font built anew around the codes that are still shown in it."""

from __future__ import annotations

from pikepdf import Pdf

from woo_redact.redact.codes import Recoding
from woo_redact.redact.compositefont import cut_composite
from woo_redact.redact.simplefont import cut_simple, cut_type3
from woo_redact.redact.usage import FontUse


def cut_font(pdf: Pdf, use: FontUse, number: int) -> Recoding:
    """Changes the font dictionary; gives the new code of every code. Raises BadFont where its
    program cannot be taken apart. ``number`` makes its neutral name.
    """
    kind = str(use.font.get("/Subtype"))
    if kind == "/Type0":
        return cut_composite(pdf, use, number)
    if kind == "/Type3":
        return cut_type3(pdf, use)
    return cut_simple(pdf, use, number)
