"""The lines of a sheet, and reading and writing one.

A line is a JSON object; ``t`` says which. The dataclasses here are the format: they validate what
is read, and the published JSON Schema is made from them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from woo_redact.errors import InputError
from woo_redact.types import Colour, Mark, Source, Verdict

SCHEMA = "woo-redact/sheet@1"
MAJOR = re.compile(r"woo-redact/sheet@(\d+)(?:\.\d+)?")
EXACT = ConfigDict(extra="forbid")

PageState = Literal["seen", "flagged", "unseen"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Opens the sheet, and opens it again when source, policy or program changed: the marks
    proposed before it no longer count, decisions on marks that come back still do.
    """

    __pydantic_config__ = EXACT
    t: Literal["header"] = "header"
    schema: str = SCHEMA
    source: Source
    policy: str
    """sha256 of the policy."""
    profile: str
    tool: str
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkLine(Mark):
    """A mark as proposed, or drawn by ``by``; a later line with the same id replaces it."""

    __pydantic_config__ = EXACT
    t: Literal["mark"] = "mark"
    ground: str | None = None
    """A keep has none, and what is None is not written."""
    exact: bool = False
    """Drawn by hand: everything under it goes."""
    by: str | None = None
    at: str | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    __pydantic_config__ = EXACT
    t: Literal["page"] = "page"
    page: int
    state: PageState
    by: str
    at: str
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """One decision about one or more marks. ``later`` puts a mark back among the open ones.
    ``sweep`` joins decisions that were one deed over several documents.
    """

    __pydantic_config__ = EXACT
    t: Literal["decide"] = "decide"
    marks: tuple[str, ...]
    verdict: Verdict | Literal["later"]
    ground: str | None = None
    note: str | None = None
    sweep: str | None = None
    by: str
    at: str
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Takes back the line numbered ``of``, an undo too: that is how something is done again.
    ``removes``: not a step back but a deed of its own, such as taking a box away.
    """

    __pydantic_config__ = EXACT
    t: Literal["undo"] = "undo"
    of: int
    removes: bool | None = None
    by: str
    at: str
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark to the next reader, about the document, a page or a mark."""

    __pydantic_config__ = EXACT
    t: Literal["note"] = "note"
    text: str
    page: int | None = None
    mark: str | None = None
    by: str
    at: str
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve:
    """Signs the folded state by its sha256."""

    __pydantic_config__ = EXACT
    t: Literal["approve"] = "approve"
    state: str
    by: str
    at: str
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was made of the approved state, or of the proposals when nobody reviewed."""

    __pydantic_config__ = EXACT
    t: Literal["result"] = "result"
    sha256: str
    report: Colour
    reviewed: bool
    at: str | None = None
    seq: int = 0


Line = Header | MarkLine | PageLine | Decide | Undo | Note | Approve | Result
OF_MARK = tuple(field.name for field in fields(Mark))
PLAIN = (b'{"t":"mark",', b'{"t":"decide",', b'{"t":"page",')
"""How most lines begin as we write them: their type is known without reading them twice."""
TYPES = frozenset({"header", "mark", "page", "decide", "undo", "note", "approve", "result"})


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Line]:
    return TypeAdapter(Annotated[Line, Field(discriminator="t")])


def schema() -> dict[str, Any]:
    """The JSON Schema of one line."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        "description": "One line of a woo-redact sheet (*.lak.jsonl).",
        **_adapter().json_schema(),
    }


def dump(line: Line) -> bytes:
    """The line as it is written, in the order of its fields, ``t`` first."""
    content = _adapter().dump_python(line, mode="json", exclude_none=True)
    ordered = {"t": content.pop("t"), **content}
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read(data: bytes, name: str, number: int) -> Line | None:
    """One line of the sheet called ``name``; None for a type of a later minor version."""
    if data.startswith(PLAIN):
        return _validated(data, name, number)
    try:
        row = json.loads(data)
    except ValueError:
        raise damaged(name, number) from None
    if not isinstance(row, dict) or not isinstance(row.get("t"), str):
        raise damaged(name, number)
    if row["t"] not in TYPES:
        return None
    if row["t"] == "header":
        _check_major(row.get("schema"), name)
    return _validated(data, name, number)


def _validated(data: bytes, name: str, number: int) -> Line:
    try:
        return _adapter().validate_json(data, strict=True)
    except ValidationError:
        raise damaged(name, number) from None


def mark_of(line: MarkLine) -> Mark:
    """The mark without what only the sheet knows."""
    return Mark(**{name: getattr(line, name) for name in OF_MARK})


def damaged(name: str, number: int) -> InputError:
    return InputError(
        f"Het lakblad {name} is beschadigd op regel {number}; zet een reservekopie terug of doe "
        "het voorstel opnieuw.",
        reason="sheet-damaged",
    )


def _check_major(found: object, name: str) -> None:
    match = MAJOR.fullmatch(found) if isinstance(found, str) else None
    if match is None or match[1] != "1":
        raise InputError(
            f"Het lakblad {name} is van een andere versie van woo-redact; gebruik die versie.",
            reason="sheet-version",
        )
