"""``woo-redact verify`` and ``woo-redact detect``: look, and change nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from woo_redact.cli import options
from woo_redact.cli.options import FILE
from woo_redact.errors import ExitCode, InputError, UsageError, why
from woo_redact.types import Document, Finding, Report, Source

if TYPE_CHECKING:
    from woo_redact.cli.inputs import Found

COLOURS = {"green": "groen", "needs-eyes": "nakijken", "leak": "LEK"}
EXIT_CODES = {"green": ExitCode.OK, "needs-eyes": ExitCode.REVIEW, "leak": ExitCode.LEAK}


@click.command()
@click.argument("pdfs", metavar="PDF...", nargs=-1, required=True)
@click.option("--sheet", type=FILE, help="Lakblad met wat er niet meer in mag staan.")
@click.option("--terms", type=FILE, help="Teksten die er niet meer in mogen staan, een per regel.")
@options.as_json
def verify(pdfs: tuple[str, ...], sheet: Path | None, terms: Path | None, as_json: bool) -> int:
    """Zoek in PDF's naar wat onder het lak is blijven staan.

    Werkt op het bestand van wie dan ook. Uitkomst 0: groen, 4: nakijken, 5: lek.
    """
    from woo_redact.cli import inputs

    found, _ = inputs.expand(pdfs)
    if not found:
        raise UsageError("Er is geen PDF gevonden; geef een bestand of een map met PDF's.")
    forbidden = [*_terms(terms), *_secrets(sheet)]
    codes = [_verify_one(one, forbidden, as_json=as_json) for one in found]
    return int(max(codes, key=_gravity))


@click.command()
@click.argument("file", type=FILE)
@options.policy_options
@options.as_json
def detect(
    file: Path,
    profile: str,
    policy: Path | None,
    redact_list: Path | None,
    keep_list: Path | None,
    as_json: bool,
) -> int:
    """Toon wat de detectoren zien in een PDF of tekstbestand, voordat iets openbaar blijft.

    In een tekstbestand telt een plaats in tekens van het bestand, in een PDF in tekens van de
    gelezen pagina.
    """
    from woo_redact import detect as detectors
    from woo_redact import policy as policies

    chosen = policies.load(profile, policy, redact_list=redact_list, keep_list=keep_list)
    document = _document(file)
    detector = detectors.load(chosen)
    for finding in detector.find(document):
        click.echo(_line(finding, document) if as_json else _row(finding))
    return int(ExitCode.OK)


def _verify_one(one: Found, forbidden: Sequence[str], *, as_json: bool) -> ExitCode:
    from woo_redact import verify as verifier

    try:
        data = one.path.read_bytes()
    except OSError as error:
        click.echo(f"{one.name}: niet te lezen ({why(error)}).", err=True)
        return ExitCode.INPUT
    report = verifier.inspect(data, terms=forbidden)
    click.echo(_report_json(one.name, report) if as_json else _report_text(one.name, report))
    return EXIT_CODES[report.colour]


def _gravity(code: ExitCode) -> int:
    return [ExitCode.OK, ExitCode.REVIEW, ExitCode.INPUT, ExitCode.LEAK].index(code)


def _report_json(name: str, report: Report) -> str:
    from woo_redact.publish import Verified

    return Verified(
        file=name,
        verification=report.colour,
        exit_code=int(EXIT_CODES[report.colour]),
        pages=report.pages,
        checks=report.checks,
    ).to_json()


def _report_text(name: str, report: Report) -> str:
    lines = [f"{name}: {COLOURS[report.colour]}"]
    for check in report.checks:
        if check.colour != "green":
            place = f"pagina {check.page}" if check.page else "bestand"
            lines.append(f"  {place}: {COLOURS[check.colour]}: {check.detail}")
    return "\n".join(lines)


def _terms(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"De lijst {path.name} is geen UTF-8; sla haar op als UTF-8.") from None
    return [line.strip() for line in text.splitlines() if line.strip()]


def _secrets(path: Path | None) -> list[str]:
    if path is None:
        return []
    from woo_redact.sheet import Sheet

    burnt = Sheet.open(path, readonly=True).state.burnt()
    return sorted({mark.text for mark in burnt if mark.text})


def _document(file: Path) -> Document:
    from woo_redact import intake, read

    data = file.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    if data.lstrip()[:5] == b"%PDF-" or file.suffix.lower() == ".pdf":
        normal = intake.normalise(data, file.name)
        source = Source(name=file.name, sha256=sha256, pages=normal.pages)
        return read.read(normal.pdf, source)
    return read.read_text(_decode(data, file), Source(name=file.name, sha256=sha256, pages=1))


def _decode(data: bytes, file: Path) -> str:
    """Text as its writer meant it: UTF-8, or else what old Windows programs write."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(
        f"{file.name} is geen tekst in UTF-8 of Windows-1252; sla het op als UTF-8.",
        reason="not-text",
    )


def _line(finding: Finding, document: Document) -> str:
    start, end = finding.start, finding.end
    if finding.page and not document.pages[finding.page - 1].glyphs:
        start, end = document.pages[finding.page - 1].source_span(start, end)
    line: dict[str, Any] = {
        "file": document.source.name,
        "page": finding.page,
        "kind": finding.kind,
        "span": [start, end],
        "text": finding.text,
        "detector": finding.detector,
        "rule": finding.rule,
        "tier": finding.tier,
        "score": round(finding.score, 3),
        "reason": finding.reason,
    }
    return json.dumps(line, ensure_ascii=False)


def _row(finding: Finding) -> str:
    place = f"p{finding.page}" if finding.page else "buiten de pagina's"
    text = " ".join(finding.text.split())
    return f"{place}\t{finding.tier}\t{finding.kind}\t{text}\t{finding.rule}\t{finding.reason}"
