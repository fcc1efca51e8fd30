"""What a bundle is called: safe on every file system, and silent about what was redacted."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from woo_redact.folding import find, skeleton
from woo_redact.types import Document

LONGEST = 120
"""The platform takes names of 170 characters; a suffix and ``-gelakt`` must fit as well."""
RESERVED = frozenset({"productierapport.xlsx", "inventarislijst.csv"})
GLUED_LETTERS = 5
"""A redacted text of so many letters also counts when it is glued to other letters."""
LONGEST_TITLE = 250
PROGRAM_TITLE = re.compile(
    r"^(?:microsoft \w+ - |untitled|naamloos)|\.\w{3,4}$|[\\/]\w", re.IGNORECASE
)
TELLING_LETTERS = 4
TELLING_SURNAME = 3
"""So many letters of a name already give it away."""
LONGEST_NAME = 6
TELLING_DIGITS = 4
PARTICLES = frozenset(
    ["van", "der", "den", "des", "ter", "ten", "het", "von", "aan", "bij", "uit", "op"]
).union(["drs", "ing", "mevr", "mevrouw", "heer"])


def stem(source_name: str) -> str:
    """The part of ``source_name`` before ``.pdf``, in ``[A-Za-z0-9.-]`` and never hidden."""
    plain = unicodedata.normalize("NFKD", _base(source_name))
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c))
    safe = re.sub(r"-{2,}", "-", re.sub(r"[^A-Za-z0-9.\-]", "-", ascii_only))
    return safe[:LONGEST].strip("-.") or "document"


def colliding(source_names: Iterable[str]) -> frozenset[str]:
    """The source names of a batch whose stems are equal, upper case or not."""
    names = list(source_names)
    counts = Counter(stem(name).casefold() for name in names)
    return frozenset(name for name in names if counts[stem(name).casefold()] > 1)


def bundle_name(
    source_name: str, sha256: str, secrets: Iterable[str], *, suffixed: bool = False
) -> str:
    """The stem of everything that is published for one source.

    ``suffixed``: another document of the batch has the same stem (see ``colliding``).
    """
    if any(_tells(source_name, secret) for secret in secrets):
        return f"document-{sha256[:8]}"
    plain = stem(source_name)
    if suffixed or plain.casefold() in RESERVED:
        return f"{plain}-{sha256[:8]}"
    return plain


def possible_names(source_name: str, sha256: str) -> tuple[str, ...]:
    """Every name that ``bundle_name`` can give, for looking up what was published before."""
    plain = stem(source_name)
    return (plain, f"{plain}-{sha256[:8]}", f"document-{sha256[:8]}")


def title(document: Document, stem: str, secrets: Iterable[str]) -> str:
    """What readers see as the document's name: its own title where that says something and tells
    nothing that was redacted, else the stem as words.
    """
    secrets = tuple(secrets)
    for outer in document.outer:
        own = " ".join(outer.text.split())
        if outer.place != "title" or not _says_something(own):
            continue
        if not any(_tells(own, secret) for secret in secrets):
            return own[:LONGEST_TITLE]
    return re.sub(r"[-.]+", " ", stem).strip()


def _says_something(own: str) -> bool:
    """Titles that a program filled in are file names, not titles."""
    return len(own.split()) >= 2 and not PROGRAM_TITLE.search(own)


def _base(source_name: str) -> str:
    name = PurePath(source_name.replace("\\", "/")).name
    return name[:-4] if name.lower().endswith(".pdf") else name


def _tells(source_name: str, secret: str) -> bool:
    """Would the file name give the secret away? Too careful is fine: the name becomes neutral."""
    base = unicodedata.normalize("NFC", _base(source_name))
    spaced = re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", base))
    if find(secret, base) or find(secret, spaced):
        return True
    letters = skeleton(secret)
    if len(letters) >= GLUED_LETTERS and letters in skeleton(base):
        return True
    return any(find(word, spaced) for word in _telling_words(secret))


def _telling_words(secret: str) -> list[str]:
    """The words of a redacted text that say who it is: the parts of a name, long numbers, and the
    parts of a text without spaces, such as a user name. A place in an address says nobody.
    """
    words = [w for w in re.findall(r"[^\W_]+", secret) if w.casefold() not in PARTICLES]
    numbers = [word for word in words if word.isdigit() and len(word) >= TELLING_DIGITS]
    if any(map(str.isdigit, secret)) or len(words) > LONGEST_NAME:
        return numbers
    names = words if not re.search(r"\s", secret) else [w for w in words if not w[0].islower()]
    last = [names[-1]] if names and len(names[-1]) >= TELLING_SURNAME else []
    return last + [word for word in names[:-1] if len(word) >= TELLING_LETTERS]
