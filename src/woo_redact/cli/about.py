"""Commands that say what the program knows: grounds, policy, schemas, versions, health."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import click

from woo_redact.cli.options import policy_options
from woo_redact.errors import ExitCode, SetupError, WooRedactError


@click.command()
def grounds() -> None:
    """Toon de gronden van de Woo met de tekst van de wet."""
    from woo_redact import grounds as law

    for code, ground in law.table().items():
        click.echo(f"{code}\t{ground.label}\n\t{ground.text}")


@click.group()
def policy() -> None:
    """Bekijk en controleer het beleid."""


@policy.command()
@policy_options
def check(
    profile: str, policy: Path | None, redact_list: Path | None, keep_list: Path | None
) -> None:
    """Controleer het beleid en vertel waar het op neerkomt."""
    from woo_redact import policy as policies

    chosen = policies.load(profile, policy, redact_list=redact_list, keep_list=keep_list)
    for line in policies.explain(chosen):
        click.echo(line)


@click.command()
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Druk een JSON-schema af; zonder NAME welke er zijn."""
    from woo_redact.publish import schemas

    if name is None:
        for known in schemas.names():
            click.echo(known)
        return
    if name not in schemas.names():
        raise click.UsageError(f"Er is geen schema {name}; kies {', '.join(schemas.names())}.")
    click.echo(json.dumps(schemas.schema(name), ensure_ascii=False, indent=2))


@click.command()
def doctor() -> int:
    """Controleer of alles er is wat het lakken nodig heeft."""
    healthy = True
    for name, finding in _examined():
        healthy = healthy and not isinstance(finding, WooRedactError)
        mark = "niet goed" if isinstance(finding, WooRedactError) else "goed"
        click.echo(f"{mark}\t{name}\t{finding}")
    return int(ExitCode.OK if healthy else ExitCode.SETUP)


def versions() -> Iterator[str]:
    """Program, policy and model, each with the hash that stands in a manifest."""
    from woo_redact import detect, program
    from woo_redact import policy as policies

    yield f"woo-redact {program.version()} sha256:{program.sha256()}"
    for profile in policies.PROFILES:
        chosen = policies.load(profile)
        yield f"beleid {profile} sha256:{chosen.sha256}"
    for model in detect.models(chosen):
        yield f"model {model.name} {model.version} sha256:{model.sha256}"


def _examined() -> Iterator[tuple[str, str | WooRedactError]]:
    from woo_redact import detect
    from woo_redact import policy as policies

    for profile in policies.PROFILES:
        try:
            chosen = policies.load(profile)
            yield f"beleid {profile}", f"{len(chosen.kinds)} soorten gegevens"
            detect.load(chosen)
            yield f"detectoren {profile}", "elke soort heeft een detector"
        except WooRedactError as error:
            yield profile, error
    yield "tesseract", _program("tesseract", "apt-get install tesseract-ocr tesseract-ocr-nld")


def _program(name: str, remedy: str) -> str | SetupError:
    found = shutil.which(name)
    return "aanwezig" if found else SetupError(f"{name} ontbreekt; {remedy}.")
