"""Is a name that another reader sees in the original gone as a whole, to its last letters?

A box that misses the end of a word leaves a piece that no search for the whole word finds. So for
every long secret the runs of letters in its words are counted, before and after: what its places
held must be missing afterwards. The count is made in the order of the file and in the order of the
eye, for the letters of a word may have been painted in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import SEPARATORS, unaccented
from woo_redact.verify.pdfium import Letters, Numbers

REMNANTS = "remnants"
Places = npt.NDArray[np.intp]
LONG = 9
"""Letters and digits that a secret needs: shorter ones stand inside ordinary words."""
RUN = 5
"""So many letters in a row are a piece of the secret."""
GAP = "|"
WORD_GAP = 6.0
"""In points: no blank between two words of running text is wider than this or than a letter."""


def look(
    ledger: Ledger,
    number: int,
    before: Letters,
    after: Letters,
    secrets: Sequence[str],
    open_texts: Sequence[str],
) -> None:
    """``before`` and ``after``: the characters of one page, as pdfium hands them over."""
    wanted = {bare: _runs(secret) for secret in secrets if len(bare := _bare(secret)) >= LONG}
    spared = {bare for text in open_texts if (bare := _bare(text))}
    for old, new in zip(_readings(before, ""), _readings(after, GAP), strict=True):
        left = sum(
            _left(secret, runs, spared, old, new)
            for secret, runs in wanted.items()
            if secret in old
        )
        if left:
            ledger.leak(
                REMNANTS,
                number,
                f"Van {left} gelakte teksten is een deel van de letters blijven staan.",
            )
            return


def _runs(secret: str) -> frozenset[str]:
    """Runs within words, for the words may stand elsewhere in another order. The domain of a mail
    address may stay.
    """
    words = SEPARATORS.split(unaccented(secret.partition("@")[0]).lower())
    return frozenset(word[i : i + RUN] for word in words for i in range(len(word) - RUN + 1))


def _left(secret: str, runs: frozenset[str], spared: set[str], old: str, new: str) -> bool:
    """Are there more runs of the secret's letters than what stays by decision accounts for?"""
    kept = max((old.count(text) for text in spared if secret in text), default=0)
    gone = old.count(secret) - kept
    if gone <= 0:
        return False
    return any(new.count(run) > max(0, old.count(run) - gone * secret.count(run)) for run in runs)


def _readings(chars: Letters, gap: str) -> tuple[str, str]:
    """The bare letters of a page in the order of the file, and line by line. ``gap`` is put where
    two letters stand apart, as on both sides of a box.
    """
    inked = np.flatnonzero(chars.inked)
    rects = chars.rects[inked]
    bare = [_letter(chars.texts[i]) for i in inked.tolist()]
    return _letters(bare, rects, np.arange(len(bare)), gap), _letters(
        bare, rects, _by_line(rects), gap
    )


def _by_line(rects: Numbers) -> Places:
    """The order in which an eye meets the letters: lines from the top, each from the left."""
    if not len(rects):
        return np.arange(0)
    down = np.argsort(-(rects[:, 1] + rects[:, 3]), kind="stable")
    middles = ((rects[:, 1] + rects[:, 3]) / 2)[down].tolist()
    feet = rects[down, 1].tolist()
    line, foot, lines = 0, feet[0], []
    for middle, low in zip(middles, feet, strict=True):
        if middle < foot:
            line, foot = line + 1, low
        lines.append(line)
    return down[np.lexsort((rects[down, 0], lines))]


def _letters(bare: list[str], rects: Numbers, order: Places, gap: str) -> str:
    parts = [bare[i] for i in order.tolist()]
    if gap and len(parts) > 1:
        left, low, right, high = rects[order].T
        apart = np.maximum(left[1:] - right[:-1], left[:-1] - right[1:])
        height = high - low
        limit = np.maximum(np.maximum(height[1:], height[:-1]), WORD_GAP)
        for place in (np.flatnonzero(apart > limit) + 1).tolist():
            parts[place] = gap + parts[place]
    return "".join(parts)


@lru_cache(maxsize=2048)
def _letter(text: str) -> str:
    return _bare(text)


def _bare(text: str) -> str:
    return SEPARATORS.sub("", unaccented(text).lower())
