"""What the program writes fits the schemas that it prints."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from woo_redact.errors import InputError, LeakFound, WooRedactError
from woo_redact.publish import Manifest, Outcome, schemas

Bundle = tuple[dict[str, bytes], Manifest]
FIELDS = [
    *("file", "outcome", "exit_code", "pages", "boxes"),
    *("tiers", "grounds", "verification", "seconds", "reason"),
]


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schemas.schema(name))


@pytest.mark.parametrize("name", schemas.names())
def test_every_schema_is_one(name: str) -> None:
    schema = schemas.schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["$id"] == f"urn:woo-redact:{name}:1"


def test_a_manifest_fits(make: Callable[..., Bundle]) -> None:
    written: dict[str, Any] = json.loads(make(date=None)[1].to_json())
    validator("manifest").validate(written)
    with pytest.raises(ValidationError):
        validator("manifest").validate({**written, "user": "x"})
    del written["key"]
    with pytest.raises(ValidationError):
        validator("manifest").validate(written)


@pytest.mark.parametrize(
    ("outcome", "ending", "code"),
    [
        (
            Outcome(
                file="nota.pdf",
                outcome="published",
                exit_code=0,
                pages=2,
                boxes=3,
                tiers={"redact": 3, "look": 1},
                grounds={"5.1.2e": 3},
                verification="green",
                seconds=1.25,
            ),
            "published",
            0,
        ),
        (
            Outcome.of_error("scan.pdf", InputError("…", reason="needs-ocr"), seconds=0.1234567),
            "bad-input",
            3,
        ),
        (Outcome.of_error("lek.pdf", LeakFound("…", reason="leak")), "leak", 5),
        (Outcome.of_error("x.pdf", WooRedactError("…", reason="disk-full")), "failed", 1),
    ],
)
def test_a_line_fits_and_has_the_contracted_fields(
    outcome: Outcome, ending: str, code: int
) -> None:
    line = json.loads(outcome.line())
    validator("outcome").validate(line)
    assert list(line) == FIELDS
    assert (line["outcome"], line["exit_code"]) == (ending, code)
    assert "\n" not in outcome.line()


def test_a_leak_says_so_where_verification_is_read() -> None:
    line = json.loads(Outcome.of_error("lek.pdf", LeakFound("…", reason="leak")).line())
    assert (line["verification"], line["reason"]) == ("leak", "leak")


@pytest.mark.parametrize("name", ["policy", "functies", "bewindspersonen", "teksten"])
def test_the_packaged_policy_fits(name: str) -> None:
    packaged = resources.files("woo_redact").joinpath(f"data/policy/{name}.toml")
    content = json.loads(json.dumps(tomllib.loads(packaged.read_text("utf-8")), default=str))
    validator(name).validate(content)
    with pytest.raises(ValidationError):
        validator(name).validate({**content, "bestaat_niet": 1})
