"""Commands on a case folder."""

from __future__ import annotations

from pathlib import Path

import click

from woo_redact.errors import UsageError


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Vraag niet om bevestiging.")
def wis(case: Path, yes: bool) -> None:
    """Verwijder een zaak: lakbladen en kopieën. Publicaties blijven staan."""
    from woo_redact import case as cases

    cases.find(case)
    if not yes and not click.confirm(f"De zaak {case.name} met alle lakbladen verwijderen?"):
        raise UsageError("Er is niets verwijderd.", reason="not-confirmed")
    count = cases.erase(case)
    click.echo(
        f"Zaak {case.name} is verwijderd, met {count} {'lakblad' if count == 1 else 'lakbladen'}.",
        err=True,
    )
