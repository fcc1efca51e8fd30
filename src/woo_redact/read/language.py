"""Is a page written in Dutch, and cleanly? Detection learnt from clean Dutch; of other pages a
person is told that it may miss something.

Small words give a language away: a quarter of running Dutch is *de*, *van*, *een* and their like.
"""

from __future__ import annotations

import re
from typing import Final

DUTCH: Final = """
    de het een van en in is dat op te zijn met voor niet aan er om ook als dan door over bij of uit
    wordt worden naar heeft deze die dit maar nog wel geen u uw wij we ik je hun haar zij kan
"""
OTHERS: Final = """
    the of and to a for on with as by this be are was it from at an or which have has not you
    der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es
    le la les des et du un une que dans pour sur est par qui au il elle ne pas avec sont aux
    el los las y del que por con para una es se no su al lo como más pero sus este son entre
    ve bir bu için ile da de olarak olan daha çok gibi sonra kadar ancak ise veya tarafından
    i w na z do nie się że jest o od po za przez jak ale są dla oraz jego który ma być
"""
OURS: Final = frozenset(DUTCH.split())
THEIRS: Final = tuple(frozenset(line.split()) for line in OTHERS.strip().splitlines())
ENOUGH: Final = 60
VARIETY: Final = 15
"""Words in small letters, and different ones, before a page is judged."""
FOREIGN: Final = 0.12
"""So many of the small words of another language, and more than of ours, make it that language."""
HARDLY: Final = 0.04
"""A page of running text with fewer Dutch small words is in some other language."""
PROSE: Final = 0.6
STRANGE: Final = 0.3
"""So many letters of another alphabet."""
LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
TORN: Final = 0.03
LEAST_TORN: Final = 6
WORD: Final = re.compile(r"[^\W\d_]+")
SMALL: Final = re.compile(r"(?<![\w'’])[^\W\d_A-Z]{1,20}(?![\w'’])")
NOISE: Final = re.compile(
    r"(?<=[a-z] )[bcdefghijklmopqrtvwxyz](?= [a-z])|(?<!\w)[a-z]+[0-9]+[a-z]+(?!\w)"
)
"""A letter on its own between words, or a figure inside one: what OCR leaves of a bad scan."""
NOT_DUTCH: Final = (
    "De tekst lijkt niet in het Nederlands te zijn; de herkenning is daarop niet ingericht."
)
DAMAGED: Final = "De tekst lijkt door tekstherkenning beschadigd; vergelijk het beeld met de tekst."


def doubts(text: str) -> tuple[str, ...]:
    """In Dutch, for a reviewer, without any of the text."""
    found = []
    if _is_foreign(text):
        found.append(NOT_DUTCH)
    if _is_damaged(text):
        found.append(DAMAGED)
    return tuple(found)


def _is_foreign(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    strange = sum(not LATIN.match(c) for c in letters)
    if len(letters) >= ENOUGH and strange > STRANGE * len(letters):
        return True
    small = SMALL.findall(text)
    if len(small) < ENOUGH or len(set(small)) < VARIETY:
        return False
    ours = sum(word in OURS for word in small) / len(small)
    theirs = max(sum(word in words for word in small) for words in THEIRS) / len(small)
    prose = len(small) > PROSE * len(WORD.findall(text))
    return (theirs > FOREIGN and theirs > ours) or (prose and ours < HARDLY)


def _is_damaged(text: str) -> bool:
    torn = len(NOISE.findall(text))
    return torn >= LEAST_TORN and torn > TORN * len(text.split())
