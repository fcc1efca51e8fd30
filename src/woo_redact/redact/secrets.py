"""Does a text outside the pages (title, bookmark, link, alternative text) hold a secret?"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode
from functools import lru_cache
from urllib.parse import unquote

from woo_redact.folding import find_folded, fold, skeleton
from woo_redact.types import Plan

SHORTEST_PART = 4
PERSONAL = frozenset(("person", "paraph", "signature", "email", "username", "listed"))
MOST_ESCAPES = 4
PACKED = re.compile(r"[A-Za-z0-9+/_-]{8,}")
HEXADECIMAL = re.compile("[0-9A-Fa-f]+")
SEPARATORS = re.compile(r"[/_.?&=+%:#@~-]+")


class Secrets:
    """What may not survive: every secret as a whole, and the longer words of names, since a
    bookmark often gives a surname alone.
    """

    def __init__(self, plan: Plan) -> None:
        names = {box.text for box in plan.boxes if box.kind in PERSONAL}
        opened = {word for text in plan.open_texts for word in _words(text)}
        parts = {word for name in names for word in _words(name)} - opened
        self._needles = tuple(sorted({*plan.secrets, *parts} - {""}))
        self._skeletons = tuple(skeleton(needle) for needle in self._needles)

    def clean(self, text: str) -> bool:
        """Holds ``text`` no secret, in no spelling?"""
        folded = fold(unicodedata.normalize("NFC", text))
        return not any(find_folded(needle, folded) for needle in self._needles)

    def clean_name(self, name: str) -> bool:
        """The same for a name in which words run together."""
        letters = skeleton(name)
        return not any(part in letters for part in self._skeletons if len(part) >= SHORTEST_PART)

    def clean_address(self, address: str) -> bool:
        """The same for a web or mail address, with its escapes and separators undone."""
        return all(self.clean(form) for form in _spellings(address))


def _words(name: str) -> set[str]:
    """Words long and capitalised enough to point at a person on their own."""
    return {
        word
        for word in re.findall(r"[^\W\d_]+", name)
        if len(word) >= SHORTEST_PART and word[0].isupper()
    }


@lru_cache(maxsize=256)
def _spellings(address: str) -> tuple[str, ...]:
    """The address as it is, with its escapes undone however often they were put on, in words, and
    what its words in hexadecimal or base64 say.
    """
    plain = address
    for _ in range(MOST_ESCAPES):
        plain = unquote(plain)
    packed = (_unpacked(word) for word in PACKED.findall(plain))
    return (address, plain, SEPARATORS.sub(" ", plain), *filter(None, packed))


def _unpacked(word: str) -> str:
    try:
        if not len(word) % 2 and HEXADECIMAL.fullmatch(word):
            return bytes.fromhex(word).decode()
        padded = word + "=" * (-len(word) % 4)
        return b64decode(padded, altchars=b"-_" if {"-", "_"} & set(word) else None).decode()
    except (ValueError, UnicodeDecodeError):
        return ""
