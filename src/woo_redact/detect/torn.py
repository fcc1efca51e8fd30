"""Words whose letters a producer or OCR set apart: ``Opge steld door``, ``Pag ina 1 van 2``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from woo_redact.detect import lexicon
from woo_redact.detect.dictionary import is_word
from woo_redact.detect.words import UPPER

HALVES = re.compile(rf"(?<![\w.'’-])([{UPPER}][a-zà-ž]{{1,12}})[ ]([a-zà-ž]{{2,14}})(?![\w'’-])")
SHORTEST, LEAST = 5, 4


def torn_words(text: str) -> Iterator[tuple[int, int]]:
    """Where two rows of letters with a blank between them are one dictionary word. A word that may
    follow any name, as in ``Mark en``, is none of its letters.
    """
    for m in HALVES.finditer(text):
        head, tail = m.groups()
        loose = tail in lexicon.WORDS or tail in lexicon.PREFIXES
        loose = loose or (len(tail) < LEAST and is_word(tail))
        if not loose and len(head) + len(tail) >= SHORTEST and is_word(head + tail):
            yield m.span()
