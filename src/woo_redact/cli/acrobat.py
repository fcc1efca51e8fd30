"""``woo-redact import``: decisions from a proposal file that was edited in Acrobat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woo_redact.cli.options import FILE, FOLDER
from woo_redact.cli.review import by_option, name_of

if TYPE_CHECKING:
    from woo_redact.review.importing import Taken


@click.command("import")
@click.argument("case", type=FOLDER)
@click.argument("file", type=FILE)
@by_option
@click.option(
    "--accept",
    is_flag=True,
    help="Wat bleef staan is akkoord, en alle pagina's zijn gezien.",
)
@click.option(
    "--reason", help="Waarom u anders besloot dan voorgesteld; geldt voor elke wijziging."
)
@click.option("--none-left", is_flag=True, help="Het klopt dat er geen enkel lakvak meer is.")
def import_(
    case: Path, file: Path, by: str | None, accept: bool, reason: str | None, none_left: bool
) -> None:
    """Verwerk een voorstel dat in Acrobat of een ander programma is bewerkt.

    FILE is de bewerkte -voorstel.pdf uit de zaak, of de XFDF die u daaruit uitvoerde. Een
    verplaatst vak wordt een ander vak, een weggehaald vak wordt niet gelakt, een nieuw vak wordt
    gelakt, en een andere grond geldt. Wat u liet staan, blijft een voorstel; met --accept is het
    akkoord.
    """
    from woo_redact import case as cases
    from woo_redact.review.importing import Told, take_in

    told = Told(
        by=name_of(by), accept=accept, reason=(reason or "").strip() or None, none_left=none_left
    )
    taken = take_in(cases.find(case), file.read_bytes(), file.name, told)
    for sentence in _sentences(taken, case):
        click.echo(sentence, err=True)


def _sentences(taken: Taken, case: Path) -> Iterator[str]:
    if taken.nothing:
        yield f"{taken.document}: er is niets gewijzigd; in de zaak verandert niets."
    else:
        yield f"{taken.document}: {'; '.join(_parts(taken))}."
    if taken.voided:
        yield "De vrijgave is vervallen; laat een tweede lezer opnieuw akkoord geven."
    if taken.unread:
        yield (
            f"Niet gelezen: {_unread(taken)}. Moet daar iets weg, teken dan een lakvak; een "
            "opmerking leest het programma alleen in een lakvak."
        )
    if taken.unreasoned:
        them = "de afwijking" if taken.unreasoned == 1 else f"de {taken.unreasoned} afwijkingen"
        yield (
            f"Voor de vrijgave is nog een reden nodig bij {them} van het voorstel; geef die op de "
            "beoordeelpagina, of een volgende keer met --reason."
        )
    if taken.open:
        yield f"Nog open: {_waiting(taken)}; beslis met woo-redact review {case}."
    if taken.aside:
        yield taken.aside


def _unread(taken: Taken) -> str:
    count = sum(taken.unread.values())
    noun = "opmerking of markering" if count == 1 else "opmerkingen of markeringen"
    return f"{count} {noun} ({_on_pages([page for page, _ in taken.unread])})"


def _waiting(taken: Taken) -> str:
    noun = "voorstel" if taken.open == 1 else "voorstellen"
    outside = f", waarvan {taken.outside} in titel of bladwijzers" if taken.outside else ""
    return f"{taken.open} {noun}{outside}"


def _parts(taken: Taken) -> Iterator[str]:
    for pages, one, many in (
        (taken.added, "nieuw vak", "nieuwe vakken"),
        (taken.moved, "vak verplaatst of aangepast", "vakken verplaatst of aangepast"),
        (taken.rejected, "voorstel afgewezen", "voorstellen afgewezen"),
        (taken.regrounded, "andere grond", "andere gronden"),
        (taken.remarks, "opmerking bewaard", "opmerkingen bewaard"),
        (taken.seen, "pagina gezien", "pagina's gezien"),
    ):
        if pages:
            yield f"{len(pages)} {one if len(pages) == 1 else many} ({_on_pages(pages)})"
    if taken.accepted:
        noun = "voorstel" if taken.accepted == 1 else "voorstellen"
        look = f", waarvan {taken.doubtful} ‘kijk hiernaar’" if taken.doubtful else ""
        yield f"{taken.accepted} {noun} akkoord{look}"


def _on_pages(pages: Sequence[int]) -> str:
    numbers = sorted(set(pages))
    noun = "pagina" if len(numbers) == 1 else "pagina's"
    return f"{noun} {', '.join(map(str, numbers))}"
