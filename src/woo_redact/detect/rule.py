"""What a pattern hands back, and the small questions every pattern asks of its surroundings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from woo_redact.types import Tier

FILE_NUMBER = re.compile(
    r"(?:kenmerk|referentie|zaak(?:nummer|nr)?|dossier(?:nummer|nr)?|registratienummer"
    r"|factuur(?:nummer|nr)?|kvk|kamer van koophandel|rsin|btw|order(?:nummer|nr)?"
    r"|verplichting(?:en)?(?:nummer|nr)?|project(?:nummer|nr)?|kamerstuk(?:ken)?|isbn|ecli"
    r"|bestel(?:nummer|nr)|contract(?:nummer|nr)|debiteur\w*|documentnummer|digijust|celex)"
    r"(?:nummer|nr)?\W{0,4}(?:\w{1,12}\W{1,3}){0,2}$",
    re.IGNORECASE,
)
"""Words before a number which say that it names a file, a firm or a paper, not a person."""


class Hit(NamedTuple):
    """``text[start:end]`` is personal by this rule."""

    start: int
    end: int
    score: float
    tier: Tier
    rule: str
    reason: str


Finder = Callable[[str], Iterable[Hit]]


def before(text: str, start: int, width: int) -> str:
    """What stands in front, at most ``width`` characters of it."""
    return text[max(0, start - width) : start]


def names_a_file(text: str, start: int) -> bool:
    """Does the number that begins here follow a word such as ``kenmerk``?"""
    return FILE_NUMBER.search(before(text, start, 50)) is not None


def digits(text: str) -> str:
    """Only the digits, with the letters that OCR reads for them put right."""
    return "".join(c for c in text.translate(_OCR) if c.isdecimal())


_OCR = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
