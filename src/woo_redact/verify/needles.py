"""What is searched for, in every spelling, and what excuses a hit.

Deliberately its own spelling rules: the verifier shares no code with what it checks. A text is
compared by its skeleton, the bare letters and digits without case and accents, so that line
breaks, no-break spaces, soft hyphens and letter spacing make no difference; a hit on the skeleton
is then looked at in its context, so that ``Bos`` is not found in ``bosrand``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Strength = Literal["exact", "derived", "part"]

SEPARATORS = re.compile(r"[\W_]+")
SEPARATING = {code: None for code in range(128) if not chr(code).isalnum()}
"""What ``SEPARATORS`` takes from plain text, many times faster."""
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\x00-\x08\x0e-\x1f]"
)
ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
UNDECOMPOSED = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ð": "d", "Ð": "D",
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH",
    }
)  # fmt: skip
BROKEN = re.compile(r"(?<=\w)[-\u2010]\s+(?=\w)")
"""A hyphen at the end of a line: what stands on both sides is one word."""
IN_BINARY = 7
"""How many letters and digits a secret needs before a chance hit in random bytes is ruled out."""
WEAK = 3
"""Up to so many letters a secret is only searched as a word in its own case."""
GLUED = 9
"""From so many letters on a secret of several words is also found inside a longer run."""


def unaccented(text: str) -> str:
    """Letters without their accents and invisible characters, case as it was."""
    if text.isascii():
        return INVISIBLE.sub("", text)
    plain = unicodedata.normalize("NFKD", INVISIBLE.sub("", text))
    return ACCENTS.sub("", plain).translate(UNDECOMPOSED)


def _skeleton(text: str) -> str:
    """Its letters and digits."""
    return text.translate(SEPARATING) if text.isascii() else SEPARATORS.sub("", text)


@dataclass(slots=True)
class Haystack:
    """A text to search, kept in the two spellings that matching needs."""

    cased: str
    lower: str = field(init=False)
    skeleton: str = field(init=False)

    def __post_init__(self) -> None:
        self.cased = unaccented(self.cased)
        self.lower = self.cased.lower()
        if len(self.lower) != len(self.cased):
            self.cased = self.lower
        self.skeleton = _skeleton(self.lower)


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of one secret; ``joints`` are the places where it has separators."""

    secret: int
    skeleton: str
    joints: frozenset[int]
    strength: Strength
    capital: bool
    """Begins with a capital, as names do."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Allows separators anywhere between the letters."""
        return _pattern(self.skeleton)

    @property
    def words(self) -> int:
        return len(self.joints) + 1


@dataclass(frozen=True, slots=True)
class Hit:
    secret: int
    strength: Strength
    excused: bool
    """Stands inside a text that stays open by decision."""


class Needles:
    """All secrets with all their forms, and the texts that stay open."""

    def __init__(self, secrets: Sequence[str], open_texts: Sequence[str] = ()) -> None:
        self.forms: list[Form] = []
        self.weak: list[tuple[int, re.Pattern[str]]] = []
        self.unsearched = 0
        self.letters: list[frozenset[str]] = []
        """Of each secret the letters that it is written with."""
        self._bytes: list[tuple[int, bytes]] = []
        for number, secret in enumerate(dict.fromkeys(s for s in secrets if s.strip())):
            self._take(number, secret)
        self.forms.sort(key=lambda f: ("exact", "derived", "part").index(f.strength))
        self._open = [
            form
            for text in dict.fromkeys(open_texts)
            if (form := _form(0, text, "exact")) is not None
        ]

    def __bool__(self) -> bool:
        return bool(self.forms or self.weak)

    def _take(self, number: int, secret: str) -> None:
        self.letters.append(frozenset(c for c in secret if c.isalnum()))
        skeleton = SEPARATORS.sub("", unaccented(secret).lower())
        if _weight(skeleton) <= WEAK:
            if len(skeleton) < 2 or skeleton.isdigit():
                self.unsearched += 1
            else:
                self.weak.append((number, _short_pattern(secret)))
            return
        if len(skeleton) >= IN_BINARY:
            self._bytes += [(number, spelling) for spelling in _encodings(secret)]
        seen: set[str] = set()
        for text, strength in _spellings(secret):
            form = _form(number, text, strength)
            if form is not None and form.skeleton not in seen:
                seen.add(form.skeleton)
                self.forms.append(form)

    def search(
        self,
        text: str | Haystack,
        *,
        hidden: bool = False,
        least: int = 0,
    ) -> list[Hit]:
        """Secrets in a text, at most one hit per secret that is not excused. ``hidden`` places are
        no running text: there a secret counts inside a longer word too, and so does a bare part
        of a name. ``least``: only forms of so many letters and digits (binary data).
        """
        hay = text if isinstance(text, Haystack) else Haystack(text)
        found: dict[int, Hit] = {}
        shelter: list[tuple[int, int]] | None = None
        for form in self.forms:
            known = found.get(form.secret)
            if (known and not known.excused) or len(form.skeleton) < least:
                continue
            if form.strength == "part" and not hidden:
                continue
            if form.skeleton not in hay.skeleton:
                continue
            for start, end, strength in _places(form, hay, hidden=hidden):
                if shelter is None:
                    shelter = [s for f in self._open for s in _spans(f, hay)]
                excused = any(a <= start and end <= b for a, b in shelter)
                found[form.secret] = Hit(form.secret, strength, excused)
                if not excused:
                    break
        if not least:
            for number, pattern in self.weak:
                for match in pattern.finditer(hay.cased):
                    if shelter is None:
                        shelter = [s for f in self._open for s in _spans(f, hay)]
                    excused = any(a <= match.start() and match.end() <= b for a, b in shelter)
                    found[number] = Hit(number, "exact", excused)
                    if not excused:
                        break
        return list(found.values())

    def resembles(self, text: str) -> bool:
        """Does anything in a text read by OCR come close to a secret, a letter or two aside?"""
        hay = Haystack(text)
        return any(
            form.strength == "exact"
            and form.skeleton not in hay.skeleton
            and _near(form.skeleton, hay.skeleton)
            for form in self.forms
        )

    def search_bytes(self, data: bytes) -> list[Hit]:
        """Secrets spelled out in data that is no text: compressed pixels, fonts, tables. Only
        what is long enough to rule out chance.
        """
        lower = data.lower()
        found = {number for number, spelling in self._bytes if spelling in lower}
        return [Hit(number, "exact", False) for number in sorted(found)]


def _near(needle: str, text: str) -> bool:
    """Is the needle in the text with at most one wrong letter in seven? One of the pieces
    between the errors must then be there exactly, so only its surroundings are compared.
    """
    errors = len(needle) // 7
    if errors == 0:
        return False
    size = len(needle) // (errors + 1)
    for piece in range(errors + 1):
        start = piece * size
        chunk = needle[start : start + size]
        at = text.find(chunk)
        while at >= 0:
            window = text[max(0, at - start - errors) : at - start + len(needle) + errors]
            if _distance_within(needle, window) <= errors:
                return True
            at = text.find(chunk, at + 1)
    return False


def _distance_within(needle: str, text: str) -> int:
    """The fewest insertions, deletions and replacements that make a part of the text the needle."""
    row = [0] * (len(text) + 1)
    for i, letter in enumerate(needle, 1):
        above, row = row, [i]
        for j, other in enumerate(text, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != other)))
    return min(row)


def _encodings(secret: str) -> set[bytes]:
    found: set[bytes] = set()
    plain = " ".join(secret.split()).lower()
    for text in (plain, unaccented(plain)):
        found.update(text.encode(code) for code in ("utf-8", "utf-16-be", "utf-16-le"))
        found.add(text.encode("cp1252", "ignore"))
    return {spelling for spelling in found if len(spelling) >= IN_BINARY}


def _weight(skeleton: str) -> int:
    """Letters and digits; one ideograph says as much as two letters."""
    return sum(2 if ord(c) >= 0x2E80 else 1 for c in skeleton)


def _form(number: int, text: str, strength: Strength) -> Form | None:
    plain = BROKEN.sub("", unaccented(text).lower())
    words = [w for w in SEPARATORS.split(plain) if w]
    skeleton = "".join(words)
    if not skeleton:
        return None
    joints: set[int] = set()
    position = 0
    for word in words[:-1]:
        position += len(word)
        joints.add(position)
    capital = text.lstrip()[:1].isupper()
    return Form(number, skeleton, frozenset(joints), strength, capital)


@lru_cache(maxsize=1024)
def _pattern(skeleton: str) -> re.Pattern[str]:
    """Made only for forms whose bare letters were seen. Looking ahead finds matches that overlap
    too.
    """
    spelled = r"[\W_]{0,8}".join(re.escape(c) for c in skeleton)
    return re.compile(f"(?=({spelled}))")


def _short_pattern(secret: str) -> re.Pattern[str]:
    letters = SEPARATORS.sub("", unaccented(secret))
    return re.compile(
        r"(?<![^\W_])" + r"[. ]{0,2}".join(re.escape(c) for c in letters) + r"(?![^\W_])"
    )


def _spans(form: Form, hay: Haystack) -> Iterator[tuple[int, int]]:
    if form.skeleton in hay.skeleton:
        for match in form.pattern.finditer(hay.lower):
            yield match.span(1)


def _places(form: Form, hay: Haystack, *, hidden: bool) -> Iterator[tuple[int, int, Strength]]:
    """Where a form stands, judged in context: whole words, or long enough to be no chance."""
    for start, end in _spans(form, hay):
        if not _plausible_gaps(form, hay.lower[start:end]):
            continue
        whole = all(_edge(hay.cased, place, camel=form.capital) for place in (start, end))
        if whole:
            if form.strength == "part" and not hay.cased[start].isupper():
                continue
            yield start, end, form.strength
        elif form.words > 1 and len(form.skeleton) >= GLUED:
            yield start, end, form.strength
        elif hidden and len(form.skeleton) >= 6 and form.strength != "part":
            yield start, end, "derived"


def _plausible_gaps(form: Form, found: str) -> bool:
    """Are separators where the secret has none a line break, letter spacing or noise in something
    so long that it cannot be chance?
    """
    foreign: list[str] = []
    letters = 0
    for piece in re.findall(r"[\W_]+|[^\W_]+", found):
        if piece[0].isalnum():
            letters += len(piece)
        elif letters not in form.joints:
            foreign.append(piece)
    if not foreign:
        return True
    if len(form.skeleton) >= 8:
        return True
    if len(foreign) >= len(form.skeleton) - 1 - len(form.joints):
        return len(form.skeleton) >= 4
    return len(foreign) <= 2 and all("\n" in gap or gap == "-" for gap in foreign)


def _edge(text: str, position: int, *, camel: bool) -> bool:
    """Does a word begin or end here? Also between letters and digits, and of something that is
    written with a capital also inside ``camelCase``.
    """
    if position in (0, len(text)):
        return True
    before, after = text[position - 1], text[position]
    if not (before.isalnum() and after.isalnum()):
        return True
    if before.isdigit() != after.isdigit():
        return True
    return camel and before.islower() and after.isupper()


def _spellings(secret: str) -> Iterator[tuple[str, Strength]]:
    yield secret, "exact"
    skeleton = SEPARATORS.sub("", unaccented(secret).lower())
    if len(skeleton) >= 6:
        yield secret[::-1], "derived"
    if "@" in secret:
        local = secret.partition("@")[0]
        if len(SEPARATORS.sub("", local)) >= 5:
            yield local, "derived"
        return
    digits = re.sub(r"\D", "", secret)
    if len(digits) >= 9 and len(digits) >= len(skeleton) - 1:
        core = digits[-9:]
        for prefix in ("0", "31", "0031", "310"):
            yield prefix + core, "exact"
        return
    if digits:
        return
    yield from _names(secret)


def _names(secret: str) -> Iterator[tuple[str, Strength]]:
    """The other orders and short forms of something that looks like a person's name."""
    words = [w for w in re.split(r"[\s,]+", secret.strip()) if w]
    capital = [w for w in words if w[:1].isupper()]
    if not 2 <= len(words) <= 7 or len(capital) < 2:
        return
    for cut in range(1, len(words)):
        yield " ".join(words[cut:] + words[:cut]), "derived"
    surname = words[1:]
    while surname and re.fullmatch(r"(?:[A-Z]\.?-?)+", surname[0]):
        surname = surname[1:]
    joined = "".join(surname)
    bare = "".join(w for w in surname if w[:1].isupper())
    for tail in dict.fromkeys((joined, bare)):
        if len(tail) >= 5:
            yield f"{words[0][0]}.{tail}", "derived"
            yield f"{words[0]}.{tail}", "derived"
    for word in capital:
        if len(SEPARATORS.sub("", word)) >= 5:
            yield word, "part"
