"""Is a name that another reader sees in the original gone as a whole, to its last letters?

A box that misses the end of a word leaves a piece that no search for the whole word finds. So for
every long secret the runs of letters in its words are counted, before and after: what its places
held must be missing afterwards. The count is made in the order of the file and in the order of the
eye, for the letters of a word may have been painted in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from woo_redact.verify.ledger import Ledger
from woo_redact.verify.needles import SEPARATORS, unaccented
from woo_redact.verify.pdfium import Char

REMNANTS = "remnants"
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
    before: Sequence[Char],
    after: Sequence[Char],
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


def _readings(chars: Sequence[Char], gap: str) -> tuple[str, str]:
    """The bare letters of a page in the order of the file, and line by line. ``gap`` is put where
    two letters stand apart, as on both sides of a box.
    """
    inked = [char for char in chars if char.text.strip()]
    lines: list[list[Char]] = []
    for char in sorted(inked, key=lambda char: -(char.rect.y0 + char.rect.y1)):
        middle = (char.rect.y0 + char.rect.y1) / 2
        if lines and lines[-1][0].rect.y0 <= middle:
            lines[-1].append(char)
        else:
            lines.append([char])
    ordered = [char for line in lines for char in sorted(line, key=lambda char: char.rect.x0)]
    return _letters(inked, gap), _letters(ordered, gap)


def _letters(chars: Sequence[Char], gap: str) -> str:
    parts = [_bare(char.text) for char in chars]
    for i, (a, b) in enumerate(pairwise(chars), 1):
        apart = max(b.rect.x0 - a.rect.x1, a.rect.x0 - b.rect.x1)
        if apart > max(a.rect.height, b.rect.height, WORD_GAP):
            parts[i] = gap + parts[i]
    return "".join(parts)


def _bare(text: str) -> str:
    return SEPARATORS.sub("", unaccented(text).lower())
