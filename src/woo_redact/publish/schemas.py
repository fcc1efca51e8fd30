"""JSON Schemas (2020-12) of what the program writes and reads, made from the types themselves."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from woo_redact import sheet
from woo_redact.policy.files import SHAPES
from woo_redact.publish.manifest import Manifest
from woo_redact.publish.records import Outcome, Verified

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WRITTEN: dict[str, Any] = {
    "manifest": Manifest,
    "outcome": Outcome,
    "verification": Verified,
}
READ: dict[str, Any] = {PurePath(name).stem: shape for name, shape in SHAPES.items()}
"""The files of a policy by their own names: ``policy``, ``functies`` and so on."""


def names() -> tuple[str, ...]:
    """What there is a schema of."""
    return tuple(sorted([*WRITTEN, *READ, "sheet"]))


def schema(name: str) -> dict[str, Any]:
    """The schema of ``name``, one of ``names()``; of a sheet it is that of one line."""
    if name == "sheet":
        return _headed(name, sheet.schema())
    if name in READ:
        return _headed(name, _made(READ[name], "validation"))
    return _headed(name, _made(WRITTEN[name], "serialization"))


def _made(shape: Any, mode: JsonSchemaMode) -> dict[str, Any]:  # noqa: ANN401
    return TypeAdapter(shape).json_schema(mode=mode)


def _headed(name: str, body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "$schema": DIALECT, "$id": f"urn:woo-redact:{name}:1"}
