"""How producers spoil text: soft hyphens, decomposed accents, labels torn into pieces."""

from __future__ import annotations

import re
import unicodedata

_VOWEL = "aeiouyáéíóúäëïöüàèâêîôûışğ"
_SEAM = re.compile(rf"(?<=[{_VOWEL}])(?=[bcdfghjklmnpqrstvwxzçñ][{_VOWEL}])", re.IGNORECASE)


def soften(text: str) -> str:
    """A soft hyphen between open syllables of long words, as word processors place them."""

    def word(match: re.Match[str]) -> str:
        letters = match[0]
        cuts = [m.start() for m in _SEAM.finditer(letters) if 3 <= m.start() <= len(letters) - 3]
        for cut in reversed(cuts):
            letters = letters[:cut] + "\u00ad" + letters[cut:]
        return letters

    return re.sub(r"(?<![\w@./\\-])[^\W\d_]{7,}(?![\w@/\\])", word, text)


def decompose(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def split_letters(html: str) -> str:
    """Put a visible seam inside the first long word, so that extractors read ``ref erentie``."""
    return re.sub(
        r"(?<![<\w&/])([A-Za-z]{2,4})([a-z]{3,})",
        r'\1<span style="margin-left:.32em">\2</span>',
        html,
        count=1,
    )
