"""JSON Schemas (2020-12) of what the program writes, generated from the types themselves."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from woo_redact.publish.manifest import Manifest
from woo_redact.publish.records import Outcome

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TYPES: dict[str, Any] = {"manifest": Manifest, "outcome": Outcome}


def names() -> tuple[str, ...]:
    """What there is a schema of."""
    return tuple(sorted(TYPES))


def schema(name: str) -> dict[str, Any]:
    """The schema of ``name``, one of ``names()``."""
    body = TypeAdapter(TYPES[name]).json_schema(mode="serialization")
    return {"$schema": DIALECT, "$id": f"urn:woo-redact:{name}:1", **body}
