"""``woo-redact review`` and ``woo-redact mark``: a person's decisions."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woo_redact.cli.options import FILE, FOLDER
from woo_redact.errors import UsageError

if TYPE_CHECKING:
    from woo_redact.types import Rect

by_option = click.option("--by", help="Naam van de beoordelaar; standaard uw inlognaam.")


@click.command()
@click.argument("case", type=FOLDER)
@by_option
@click.option("--out", type=FOLDER, help="Map voor publicaties; standaard CASE zonder -zaak.")
@click.option("--browser/--no-browser", default=True, help="Open de browser, of toon de ingang.")
@click.option(
    "--idle",
    type=click.FloatRange(min=0.05),
    default=120,
    show_default=True,
    help="Stop na zoveel minuten zonder dat iemand kijkt.",
)
def review(case: Path, by: str | None, out: Path | None, browser: bool, idle: float) -> None:
    """Beoordeel de voorstellen van een zaak in uw browser.

    De pagina is alleen op deze machine en alleen voor u te openen.
    """
    from woo_redact.review.app import open_session
    from woo_redact.review.server import serve

    root = case.resolve()
    bare = root.name.removesuffix("-zaak")
    target = out or root.with_name(bare if bare != root.name else f"{bare}-publicatie")
    session = open_session(root, name_of(by), target.resolve())
    serve(session, say=lambda text: click.echo(text, err=True), browser=browser, idle=idle * 60)


@click.command()
@click.argument("sheet", type=FILE)
@click.option("--page", type=click.IntRange(min=1), required=True, help="Pagina, vanaf 1.")
@click.option("--box", required=True, help="x0,y0,x1,y1 in punten vanaf linksboven.")
@click.option("--ground", help="Grond, zoals 5.1.2e; standaard die van vakken in het beleid.")
@by_option
def mark(sheet: Path, page: int, box: str, ground: str | None, by: str | None) -> None:
    """Teken een vak in een lakblad."""
    from woo_redact import case as cases
    from woo_redact import grounds
    from woo_redact.review import deeds
    from woo_redact.review.reading import Reader
    from woo_redact.sheet import Sheet

    case = cases.find(sheet.resolve().parent.parent)
    code = grounds.parse(ground) if ground else case.rules().policy().grounds["box"]
    with Sheet.open(sheet, by=name_of(by)) as opened:
        source = opened.state.header.source
        drawn = Reader().drawn(case.source(sheet), source, page, _rect(box))
        deeds.draw(opened, drawn, code, name_of(by))
    click.echo(f"Vak op pagina {page} van {source.name}, grond {code}.", err=True)


def _rect(text: str) -> Rect:
    from woo_redact.types import Rect

    try:
        x0, y0, x1, y1 = (float(number) for number in text.split(","))
    except ValueError:
        raise UsageError("Geef het vak als vier getallen: --box x0,y0,x1,y1.") from None
    if not (x0 < x1 and y0 < y1):
        raise UsageError("Een vak heeft x0 < x1 en y0 < y1, in punten vanaf linksboven.")
    return Rect(x0, y0, x1, y1)


def name_of(by: str | None) -> str:
    name = (by or getpass.getuser()).strip()
    if not name:
        raise UsageError("Zeg met --by wie u bent.")
    return name
