"""The manifest of a bundle: what was published, made of what, by what, and how it was checked.

It holds no clock time, no path, no user name and no redacted text, so that the same input gives
the same bytes and the file can be published beside the document.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from woo_redact import program
from woo_redact.annex.contents import spoken
from woo_redact.errors import WooRedactError
from woo_redact.types import Colour, Document, Mark, Plan, Redacted, Report

SCHEMA: Literal["woo-redact/manifest@1"] = "woo-redact/manifest@1"
STRICT = ConfigDict(extra="forbid")


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A published file; ``name`` is its base name."""

    name: str
    sha256: str
    size: int


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The source, known by its hash only: its name may hold what was redacted."""

    sha256: str
    pages: int


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    name: str
    version: str
    sha256: str


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What made the bundle: program, policy (profile and hash) and models."""

    program: str
    program_sha256: str
    profile: str
    policy_sha256: str
    models: tuple[Model, ...]


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A check that was not green; page 0 is the file."""

    name: str
    page: int
    colour: Colour
    detail: str


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    colour: Colour
    pages: tuple[Colour, ...]
    checks: tuple[str, ...]
    """The names of the checks that ran, each once."""
    remarks: tuple[Remark, ...]


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A file that the bundle does not hold, and why (Dutch)."""

    name: str
    reason: str


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """``stem`` names the bundle; ``key`` says what it was made of (see ``key``)."""

    schema: Literal["woo-redact/manifest@1"]
    key: str
    stem: str
    matter: str
    """The platform's key for a set of documents, such as the number of the request."""
    title: str
    date: str | None
    outcome: Literal["published"]
    reviewed: bool
    """False: burnt as proposed, no person looked."""
    source: Original
    versions: Versions
    boxes: int
    grounds: Mapping[str, int]
    kinds: Mapping[str, int]
    tiers: Mapping[str, int]
    """Marks per tier, kept ones included."""
    width_not_hidden: int
    """Boxes whose line could not be closed: their width may still say something."""
    rastered: tuple[int, ...]
    dropped: tuple[str, ...]
    verification: Verification
    files: tuple[File, ...]
    left_out: tuple[LeftOut, ...]

    def to_json(self) -> bytes:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True)
        return text.encode() + b"\n"

    @staticmethod
    def from_json(data: bytes) -> Manifest:
        """Raises ``WooRedactError`` when the data is not a manifest of this version."""
        try:
            return _ADAPTER.validate_json(data)
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise WooRedactError(
                f"Een manifest.json is niet van deze versie (bij {where or 'het begin'}); maak de "
                "publicatie opnieuw met --force.",
                reason="bad-manifest",
            ) from None


_ADAPTER: TypeAdapter[Manifest] = TypeAdapter(Manifest)


def key(
    source_sha256: str,
    policy_sha256: str,
    *,
    models: Sequence[Model] = (),
    decisions: str = "",
) -> str:
    """What a bundle is made of, as one hash: source, policy, program, models and, where people or
    a boxes file decided, a hash of those decisions.
    """
    parts = [source_sha256, policy_sha256, program.sha256(), decisions]
    parts += sorted(f"{model.name} {model.version} {model.sha256}" for model in models)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def compose(
    *,
    key: str,
    stem: str,
    title: str,
    document: Document,
    marks: Sequence[Mark],
    plan: Plan,
    redacted: Redacted,
    report: Report,
    profile: str,
    matter: str = "",
    models: Sequence[Model] = (),
    files: Mapping[str, bytes],
    left_out: Sequence[LeftOut] = (),
) -> Manifest:
    """The manifest of a bundle with ``files`` (base name to content, without the manifest)."""
    return Manifest(
        schema=SCHEMA,
        key=key,
        stem=stem,
        matter=matter or profile,
        title=title,
        date=document.date,
        outcome="published",
        reviewed=plan.approved_by is not None,
        source=Original(sha256=document.source.sha256, pages=document.source.pages),
        versions=Versions(
            program=program.version(),
            program_sha256=program.sha256(),
            profile=profile,
            policy_sha256=plan.policy_sha256,
            models=tuple(sorted(models, key=lambda model: model.name)),
        ),
        boxes=len(redacted.boxes),
        grounds=count(box.ground for box in redacted.boxes),
        kinds=count(box.kind for box in redacted.boxes),
        tiers=tiers(marks),
        width_not_hidden=sum(not box.width_hidden for box in redacted.boxes),
        rastered=redacted.rastered,
        dropped=tuple(sorted({spoken(line, plan) for line in redacted.dropped})),
        verification=_verification(report, plan),
        files=tuple(
            File(name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
            for name, data in sorted(files.items())
        ),
        left_out=tuple(left_out),
    )


def count(words: Iterable[str]) -> dict[str, int]:
    """How often each word occurs, in alphabetical order."""
    return dict(sorted(Counter(words).items()))


def tiers(marks: Iterable[Mark]) -> dict[str, int]:
    """How many proposals each tier holds; what a rule keeps is no proposal."""
    return count(m.tier for m in marks if m.verdict == "redact" or m.tier == "unexplained")


def _verification(report: Report, plan: Plan) -> Verification:
    return Verification(
        colour=report.colour,
        pages=report.pages,
        checks=tuple(sorted({check.name for check in report.checks})),
        remarks=tuple(
            Remark(name=c.name, page=c.page, colour=c.colour, detail=spoken(c.detail, plan))
            for c in report.checks
            if c.colour != "green"
        ),
    )
