"""The end of a batch in Dutch: what happened to each document and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table

from woo_redact.desk import Result
from woo_redact.errors import ExitCode

ENDINGS = {
    "published": "gelakt",
    "kept": "stond er al",
    "needs-review": "wacht op beoordeling",
    "leak": "LEK, niet gepubliceerd",
    "bad-input": "niet te lezen",
    "usage": "niet gedaan",
    "setup": "niet gedaan",
    "policy": "niet gedaan",
    "locked": "bezet",
    "failed": "mislukt",
    "interrupted": "afgebroken",
}
COLOURS = {"green": "groen", "needs-eyes": "nakijken", "leak": "lek", None: "–"}
PLAIN_WIDTH = 140
"""Columns where the output is no terminal: wide enough that no name is cut."""


def show(results: Sequence[Result], stream: TextIO) -> None:
    """Print one row per document, then a sentence for each that did not end well."""
    console = Console(
        file=stream,
        width=None if stream.isatty() else PLAIN_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(_table(results))
    for result in results:
        if result.message:
            console.print(_sentence(result), soft_wrap=True)
    console.print(_total(results), soft_wrap=True)


def exit_code(results: Sequence[Result]) -> int:
    """One document ends with its own code; several with 5 if any leaked, else 6 if any failed,
    else 4 if any waits for a person.
    """
    codes = {result.outcome.exit_code for result in results}
    if len(results) == 1:
        return codes.pop()
    if ExitCode.LEAK in codes:
        return int(ExitCode.LEAK)
    if codes - {ExitCode.OK, ExitCode.REVIEW}:
        return int(ExitCode.PARTIAL)
    return int(max(codes, default=ExitCode.OK))


def _sentence(result: Result) -> str:
    """The message, led by the document's name unless it names the document itself."""
    name = result.outcome.file
    if PurePosixPath(name).name in result.message:
        return result.message
    return f"{name}: {result.message}"


def _table(results: Sequence[Result]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("document", overflow="fold")
    table.add_column("uitkomst")
    for heading in ("pagina's", "vakken", "nakijken"):
        table.add_column(heading, justify="right")
    table.add_column("gronden", overflow="fold")
    table.add_column("controle")
    for result in results:
        one = result.outcome
        table.add_row(
            one.file,
            ENDINGS[one.outcome],
            str(one.pages or "–"),
            str(one.boxes),
            str(one.tiers.get("look", 0)),
            ", ".join(f"{ground} ({count}x)" for ground, count in one.grounds.items()) or "–",
            COLOURS[one.verification],
        )
    return table


def _total(results: Sequence[Result]) -> str:
    counts = Counter(ENDINGS[result.outcome.outcome] for result in results)
    noun = "document" if len(results) == 1 else "documenten"
    parts = ", ".join(f"{count} {ending}" for ending, count in counts.items())
    return f"{len(results)} {noun}: {parts}."
