"""Content streams taken apart into instructions, and put together again."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Name, Object, Operator, Stream, String

from woo_redact.redact import allowed

Instruction = tuple[list[Any], str]
"""An operator after its operands: pikepdf objects and numbers."""

ROOM = 300_000
"""How many instructions are kept in memory rather than parsed again."""

NUMERIC = frozenset((int, float, Decimal))


class ContentError(Exception):
    """A content stream that cannot be taken apart."""


def parse(source: Object | pikepdf.Page) -> list[Instruction]:
    """The operators with allowed operands; the rest, comments included, is gone."""
    try:
        parsed = pikepdf.parse_content_stream(source)
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        raise ContentError from error
    instructions: list[Instruction] = []
    for item in parsed:
        operator = str(item.operator)
        if operator == "INLINE IMAGE":
            instructions.append(([item.iimage], operator))  # type: ignore[union-attr]
            continue
        operands = _operands(operator, list(item.operands))
        if operands is not None:
            instructions.append((operands, operator))
    return instructions


def unparse(instructions: Iterable[Instruction]) -> bytes:
    return pikepdf.unparse_content_stream(
        [(operands, _operator(operator)) for operands, operator in instructions]
    )


@cache
def _operator(name: str) -> Operator:
    """There are few operators and many instructions: each is made once."""
    return Operator(name)


class Streams:
    """The streams of one file with their instructions, which are kept while there is room. What
    was changed reaches the file with ``flush`` at the latest.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], list[Instruction]] = {}
        self._changed: dict[tuple[int, int], Object] = {}
        self._room = ROOM

    def read(self, holder: Object) -> list[Instruction]:
        """The instructions of a stream, or of a page."""
        stream = holder if isinstance(holder, Stream) else holder.get("/Contents")
        if stream is not None and stream.is_indirect and stream.objgen in self._kept:
            return self._kept[stream.objgen]
        return parse(holder if isinstance(holder, Stream) else pikepdf.Page(holder))

    def write(self, stream: Object, instructions: list[Instruction]) -> None:
        """What the stream shall hold."""
        self._room += len(self._kept.get(stream.objgen, ())) - len(instructions)
        if self._room < 0:
            self._room += len(instructions)
            self._kept.pop(stream.objgen, None)
            self._changed.pop(stream.objgen, None)
            stream.write(unparse(instructions))
            return
        self._kept[stream.objgen] = instructions
        self._changed[stream.objgen] = stream

    def flush(self) -> None:
        for number, stream in self._changed.items():
            stream.write(unparse(self._kept[number]))
        self._changed.clear()


def _operands(operator: str, given: list[Any]) -> list[Any] | None:
    """The operands that the operator takes, without stray ones before them; None if they lack."""
    signature = allowed.OPERATORS.get(operator)
    if signature is None:
        return None
    if not signature:
        return []
    if signature == "*":
        return _colour_operands(given)
    count = len(signature)
    if len(given) < count:
        return None
    taken = given if len(given) == count else given[-count:]
    if signature[0] == signature[-1] == "n":
        return taken if NUMERIC.issuperset(map(type, taken)) else None
    fits = all(_fits(kind, operand) for kind, operand in zip(signature, taken, strict=True))
    return taken if fits else None


def _fits(kind: str, operand: object) -> bool:
    if kind == "n":
        return type(operand) in NUMERIC
    if kind == "t":
        return isinstance(operand, String)
    if kind == "N":
        return isinstance(operand, Name)
    if kind == "P":
        return isinstance(operand, Name | pikepdf.Dictionary)
    if not isinstance(operand, Array):
        return False
    strings = kind == "a"
    return all(type(item) in NUMERIC or (strings and isinstance(item, String)) for item in operand)


def _colour_operands(given: list[Any]) -> list[Any]:
    taken: list[Any] = []
    for operand in reversed(given):
        if not (_fits("n", operand) or (isinstance(operand, Name) and not taken)):
            break
        taken.insert(0, operand)
    return taken
