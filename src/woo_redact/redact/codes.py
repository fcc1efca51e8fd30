"""Which codes the letters of a simple font get.

Codes that are the characters themselves tell nothing, and every program that reads text out of
a PDF knows them, also where a font has no map to Unicode. Codes that count up in the order of
first use spell the text, so these are given out anew in the order of Unicode.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pikepdf import Array

from woo_redact.redact import charmap
from woo_redact.redact.copier import plain, plain_int
from woo_redact.redact.usage import FontUse

Recoding = dict[bytes, bytes]

SPACE = 32
NEW_CODES = (*range(33, 256), *range(1, 32), 0)
OWN_PLACE = 0.9
"""This share of the plain letters stands at its own place in a font that was not numbered."""
FIRST_NUMBER = 35
"""Codes that count up begin no later than here."""
DENSE = 0.9
NUMBERED = re.compile(r"[A-Za-z]{1,3}([0-9]{1,3})")


def new_codes(
    use: FontUse, order: Sequence[bytes], names: Mapping[int, str] | None = None
) -> Recoding:
    """The new code of every code; ``order`` are the codes by what they mean, ``names`` the glyph
    names where the font has them. Code 32 stays, since word spacing goes by it.
    """
    stated = charmap.to_unicode(use.font)
    names = names or {}
    if not _numbered(use, stated, names):
        return _kept(order, stated, names)
    free = iter(NEW_CODES)
    return {code: code if code[0] == SPACE else bytes([next(free)]) for code in order}


def names_its_code(name: str, code: int) -> bool:
    """Does a name such as ``a65`` say no more than the code does?"""
    match = NUMBERED.fullmatch(name)
    return match is not None and int(match[1]) == code


def _numbered(use: FontUse, stated: Mapping[int, str], names: Mapping[int, str]) -> bool:
    """Were the codes given out one by one, as letters came?"""
    meaning = {code[0]: use.metrics.meaning.get(code[0]) or "" for code in use.codes}
    letters = [code for code, text in meaning.items() if text.isascii() and text.isalnum()]
    if letters:
        own = sum(meaning[code] == chr(code) for code in letters)
        return own < OWN_PLACE * len(letters)
    if (
        all(_is_spelled(names.get(code, "")) for code in meaning)
        and not meaning.keys() <= stated.keys()
    ):
        return False
    return _counts_up(_given(use) | set(meaning))


def _is_spelled(name: str) -> bool:
    return len(name) > 1 and name.isalpha()


def _given(use: FontUse) -> set[int]:
    """The codes that had a width before the text lost some of its letters."""
    widths = plain(use.font.get("/Widths"))
    first = plain_int(use.font, "/FirstChar")
    row = list(widths) if isinstance(widths, Array) else []
    return {code for code, width in enumerate(row, first) if float(width)}


def _counts_up(codes: set[int]) -> bool:
    first, last = min(codes), max(codes)
    dense = len(codes) >= DENSE * (last - first + 1)
    return dense and len(codes) > 1 and first <= FIRST_NUMBER


def _kept(order: Sequence[bytes], stated: Mapping[int, str], names: Mapping[int, str]) -> Recoding:
    """Every code stays, but those of mapped signs that have neither a place nor a name of their
    own: these share out their places anew, in the order of Unicode.
    """
    strange = [
        code
        for code in order
        if _is_strange(code[0], stated.get(code[0])) and not _is_spelled(names.get(code[0], ""))
    ]
    recoding = {code: code for code in order}
    recoding.update(zip(strange, sorted(strange), strict=True))
    return recoding


def _is_strange(code: int, text: str | None) -> bool:
    if not text or code == SPACE:
        return False
    byte = bytes([code])
    return text not in (byte.decode("cp1252", "replace"), byte.decode("mac_roman"))
