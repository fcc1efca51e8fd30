"""``woo-redact publish``: hand published bundles on to a folder or a platform."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woo_redact.errors import ExitCode

if TYPE_CHECKING:
    from woo_redact.publish import Delivery

STATES = {
    "delivered": "overgezet",
    "kept": "stond er al",
    "taken": "niet overgezet: onder die naam staat iets anders; vervang het met --force",
    "damaged": "niet overgezet: de bestanden kloppen niet met manifest.json; publiceer opnieuw",
    "unreviewed": "niet overgezet: niemand heeft het beoordeeld; toch overzetten met --unreviewed",
}
EXIT_CODES = {
    "delivered": ExitCode.OK,
    "kept": ExitCode.OK,
    "taken": ExitCode.USAGE,
    "damaged": ExitCode.INPUT,
    "unreviewed": ExitCode.REVIEW,
}


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "target",
    required=True,
    metavar="TARGET",
    help="Een map, of woo-web:MAP voor wat het platform inleest.",
)
@click.option("--unreviewed", is_flag=True, help="Ook wat niemand heeft beoordeeld.")
@click.option("--force", is_flag=True, help="Vervang wat er onder dezelfde naam staat.")
@click.option("--json", "as_json", is_flag=True, help="Een JSON-regel per publicatie.")
def publish(out: Path, target: str, unreviewed: bool, force: bool, as_json: bool) -> int:
    """Zet publicaties over naar een map of klaar voor een platform.

    OUT is de uitvoermap van run of redact. Wat er al staat, blijft staan; herhalen kan dus altijd.
    """
    from woo_redact.publish import deliver

    deliveries = deliver(out, target, unreviewed=unreviewed, force=force)
    for delivery in deliveries:
        if as_json:
            click.echo(json.dumps(asdict(delivery), ensure_ascii=False))
        else:
            click.echo(f"{delivery.stem}: {STATES[delivery.state]}.")
    counts = Counter(STATES[delivery.state].partition(":")[0] for delivery in deliveries)
    total = ", ".join(f"{count} {state}" for state, count in counts.items())
    click.echo(f"{len(deliveries)} publicaties: {total}.", err=True)
    return exit_code(deliveries)


def exit_code(deliveries: Sequence[Delivery]) -> int:
    """One bundle ends with its own code; several with 6 if any was refused, or 4 if all that
    stayed behind only waits for a person.
    """
    codes = {EXIT_CODES[delivery.state] for delivery in deliveries}
    if len(deliveries) == 1:
        return int(codes.pop())
    if codes - {ExitCode.OK, ExitCode.REVIEW}:
        return int(ExitCode.PARTIAL)
    return int(max(codes))
