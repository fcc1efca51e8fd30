"""Copying from the redacted source into a new, empty file: nothing comes along unless asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from woo_redact.redact import allowed
from woo_redact.redact.secrets import Secrets
from woo_redact.redact.streams import Instruction, Streams

MAX_DEPTH = 12


class Copier:
    """The new file, what was copied into it already, and what was left out. ``sources`` and
    ``streams`` are the contents of the old and the new file; ``unreadable`` are the pages (by
    number) whose content could not be taken apart.
    """

    def __init__(self, source: Pdf, target: Pdf, secrets: Secrets, sources: Streams) -> None:
        self.source = source
        self.target = target
        self.secrets = secrets
        self.sources = sources
        self.streams = Streams()
        self.page = 0
        self.dropped: set[str] = set()
        self.unreadable: set[int] = set()
        self._copies: dict[tuple[tuple[int, int], str], Object] = {}
        self._open: set[tuple[tuple[int, int], str]] = set()
        self._font_names = 0

    def drop(self, what: str) -> None:
        self.dropped.add(what)

    def new_font_name(self) -> Name:
        """A name that says nothing."""
        self._font_names += 1
        return subset_name(self._font_names - 1)

    def copies(self, role: str) -> dict[tuple[int, int], tuple[int, int]]:
        """The object numbers of the copies in one role by those of their sources."""
        return {key[0]: copy.objgen for key, copy in self._copies.items() if key[1] == role}

    def once(self, thing: Object, make: Callable[[], Object | None], role: str) -> Object | None:
        """The copy of an indirect object, made at its first use; None for one that holds itself."""
        if not thing.is_indirect:
            return make()
        key = (thing.objgen, role)
        if key in self._copies:
            return self._copies[key]
        if key in self._open:
            return None
        self._open.add(key)
        try:
            copy = make()
        finally:
            self._open.discard(key)
        if copy is not None:
            self._copies[key] = copy
        return copy

    def stream(self, data: bytes, dictionary: Dictionary | None = None) -> Stream:
        made = Stream(self.target, data, dictionary if dictionary is not None else Dictionary())
        return self.target.make_indirect(made)

    def content(
        self, instructions: list[Instruction], dictionary: Dictionary | None = None
    ) -> Stream:
        """A content stream of the new file."""
        made = self.stream(b"", dictionary)
        self.streams.write(made, instructions)
        return made

    def indirect(self, thing: Object) -> Object:
        return self.target.make_indirect(thing)


def subset_name(number: int) -> Name:
    """A font name that only numbers, in the form that marks a subset."""
    tag = "".join(chr(65 + number // 26**place % 26) for place in range(6))
    return Name(f"/{tag}+Font")


def plain(value: object, depth: int = 0) -> object | None:
    """A number, truth value, known name, or an array of these; None for all else."""
    if isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, Name):
        return value if str(value)[1:] in allowed.NAMES else None
    if isinstance(value, Array) and depth < MAX_DEPTH:
        items = [plain(item, depth + 1) for item in value]
        return None if any(item is None for item in items) else Array(items)
    return None


def plain_int(dictionary: Object | None, key: str) -> int:
    """A whole number of the dictionary, else 0."""
    value = plain(dictionary.get(key)) if dictionary is not None else None
    return int(value) if isinstance(value, int) else 0


def pick(source: Object, keys: Iterable[str]) -> Dictionary:
    """A new dictionary with those of ``keys`` whose values are plain."""
    made = Dictionary()
    for key in keys:
        value = plain(source.get(key))
        if value is not None:
            made[key] = value
    return made


def is_dictionary(value: object) -> bool:
    """A dictionary, or a stream, which carries one."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)
