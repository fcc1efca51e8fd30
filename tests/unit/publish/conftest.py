"""A manifest and its files, made of invented facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from woo_redact import policy
from woo_redact.publish import Manifest, compose, key
from woo_redact.types import (
    BurntBox,
    Check,
    Document,
    Kind,
    Mark,
    Plan,
    Rect,
    Redacted,
    Report,
    Source,
)

Bundle = tuple[dict[str, bytes], Manifest]


def bundle_of(
    stem: str = "nota",
    *,
    title: str = "Beslisnota over wonen",
    date: str | None = "2024-03-15",
    grounds: tuple[str, ...] = ("5.1.2e", "5.1.2e", "5.1.1e"),
    secrets: tuple[str, ...] = ("Anouk Terpstra",),
    dropped: tuple[str, ...] = ("auteur in de documenteigenschappen",),
    detail: str = "een lijn kon niet worden gesloten",
    pdf: bytes = b"%PDF redacted",
    approved_by: str | None = None,
    matter: str = "",
) -> Bundle:
    """The files of a bundle (without the manifest) and its manifest."""
    chosen = policy.load("beslisnota")
    kinds: dict[str, Kind] = {"5.1.1e": "bsn"}
    source = Source(name=f"{stem}.pdf", sha256="ab" * 32, pages=2)
    boxes = tuple(
        BurntBox(
            mark=f"m{i}",
            page=1,
            rects=(Rect(0, i, 1, i + 1),),
            ground=ground,
            kind=kinds.get(ground, "person"),
            width_hidden=i > 0,
        )
        for i, ground in enumerate(grounds)
    )
    files = {f"{stem}-gelakt.pdf": pdf, f"{stem}-gelakt.txt": b"tekst"}
    manifest = compose(
        key=key(source.sha256, chosen.sha256),
        stem=stem,
        title=title,
        document=Document(source=source, pages=(), date=date),
        marks=[_mark(i) for i in range(len(grounds))],
        plan=Plan(
            source_sha256=source.sha256,
            policy_sha256=chosen.sha256,
            boxes=(),
            style=chosen.style,
            secrets=secrets,
            approved_by=approved_by,
        ),
        redacted=Redacted(pdf=pdf, boxes=boxes, dropped=dropped),
        report=Report(
            colour="needs-eyes",
            pages=("green", "needs-eyes"),
            checks=(
                Check(name="pdfium", page=1, colour="green", detail="niets gevonden"),
                Check(name="breedte", page=2, colour="needs-eyes", detail=detail),
            ),
        ),
        profile=chosen.profile,
        matter=matter,
        files=files,
    )
    return files, manifest


def _mark(number: int) -> Mark:
    return Mark(
        id=f"m{number}",
        page=1,
        start=0,
        end=1,
        quads=(),
        kind="person",
        text="x",
        verdict="redact",
        tier="look" if number == 2 else "redact",
        ground="5.1.2e",
        rule="r",
        reason="Reden.",
        detectors=("d",),
    )


@pytest.fixture
def make() -> Callable[..., Bundle]:
    return bundle_of


@pytest.fixture
def other() -> Bundle:
    """Another bundle under the same name: the same source, other decisions."""
    files, manifest = bundle_of(pdf=b"%PDF otherwise")
    return files, replace(manifest, key=key("ab" * 32, "cd" * 32))
