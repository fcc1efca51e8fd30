"""``woo-redact stats``: what reviewers changed, in numbers."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woo_redact.cli.options import FOLDER
from woo_redact.errors import UsageError

if TYPE_CHECKING:
    from rich.table import Table

    from woo_redact.stats import Stats, Tally

TIERS = {"redact": "lakken", "look": "kijk hiernaar", "unexplained": "niet verklaard"}
PLAIN_WIDTH = 140


@click.command()
@click.argument("case", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Als JSON.")
def stats(case: Path, as_json: bool) -> None:
    """Tel wat beoordelaars van de voorstellen van een zaak maakten.

    De tabel noemt geen tekst, geen naam en geen document.
    """
    from woo_redact import case as cases
    from woo_redact.sheet import Sheet
    from woo_redact.stats import count

    paths = cases.find(case).sheets()
    if not paths:
        raise UsageError(f"In de zaak {case.name} staat nog geen lakblad; doe eerst een voorstel.")
    counted = count(Sheet.open(path, readonly=True) for path in paths)
    if as_json:
        click.echo(json.dumps(counted.plain(), ensure_ascii=False))
        return
    _show(counted)


def _show(counted: Stats) -> None:
    from rich.console import Console

    from woo_redact.annex.kinds import dutch

    console = Console(
        file=sys.stdout,
        width=None if sys.stdout.isatty() else PLAIN_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
    )
    kinds = {dutch(kind): tally for kind, tally in counted.kinds.items()}
    tiers = {TIERS[tier]: tally for tier, tally in counted.tiers.items()}
    console.print(_table("soort", kinds, total=counted.total))
    console.print(_table("zekerheid", tiers))
    console.print(_table("detector", counted.detectors))
    console.print(_table("regel", counted.rules))
    for sentence in _sentences(counted):
        console.print(sentence, soft_wrap=True)


def _table(heading: str, tallies: Mapping[str, Tally], *, total: Tally | None = None) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=total is not None)
    columns = {
        "voorgesteld": "proposed",
        "akkoord": "accepted",
        "afgewezen": "rejected",
        "open": "open",
        "andere grond": "regrounded",
        "verplaatst": "moved",
        "bleef staan": "kept",
        "toch gelakt": "overruled",
    }
    table.add_column(heading, "samen", overflow="fold")
    for title, name in columns.items():
        table.add_column(title, str(getattr(total, name)) if total else "", justify="right")
    for label, tally in tallies.items():
        table.add_row(label, *(str(getattr(tally, name)) for name in columns.values()))
    return table


def _sentences(counted: Stats) -> list[str]:
    from woo_redact.annex.kinds import counted as listed

    noun = "document" if counted.documents == 1 else "documenten"
    said = [f"{counted.documents} {noun}, waarvan {counted.reviewed} met besluiten."]
    if counted.added:
        said.append(f"Met de hand toegevoegd: {listed(counted.added)}.")
    if counted.right is not None:
        said.append(f"Van de voorstellen waarover is beslist, was {_percent(counted.right)} goed.")
    if counted.right is not None and counted.missed is not None:
        said.append(
            f"Van alles wat weg moet, had het programma {_percent(counted.missed)} niet "
            "voorgesteld."
        )
    return said


def _percent(rate: float) -> str:
    return f"{100 * rate:.1f} %".replace(".", ",")
