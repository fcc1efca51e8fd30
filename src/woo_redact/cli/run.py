"""``woo-redact run``, ``propose`` and ``redact``: batches of documents through the desk."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from woo_redact.cli import options
from woo_redact.cli.options import FILE, FOLDER, Shard
from woo_redact.errors import UsageError

if TYPE_CHECKING:
    from woo_redact.desk import Result, Settings, Task


CORES = os.cpu_count() or 1


def batch_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that works through many documents."""
    for option in (
        options.as_json,
        click.option("--shard", type=Shard(), help="Doe alleen deel i van n; voor rekenclusters."),
        click.option("--jobs", type=click.IntRange(min=1), help="Documenten tegelijk."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("input_", metavar="INPUT...", nargs=-1, required=True)
@click.option("--out", type=FOLDER, required=True, help="Map voor de publicaties.")
@click.option("--case", type=FOLDER, help="Zaakmap met lakbladen (geheim); standaard OUT-zaak.")
@click.option("--group", help="Groep die in de zaakmap mag werken.")
@options.policy_options
@click.option("--boxes", type=FILE, help="JSON met vakken die met de hand zijn getekend.")
@click.option("--force", is_flag=True, help="Vervang wat er onder dezelfde naam staat.")
@click.option("--unreviewed", is_flag=True, help="Lak zoals voorgesteld, zonder beoordelaar.")
@batch_options
def run(
    input_: tuple[str, ...],
    out: Path,
    case: Path | None,
    group: str | None,
    profile: str,
    policy: Path | None,
    redact_list: Path | None,
    keep_list: Path | None,
    boxes: Path | None,
    force: bool,
    unreviewed: bool,
    jobs: int | None,
    shard: tuple[int, int] | None,
    as_json: bool,
) -> int:
    """Lees, stel voor, lak, controleer en publiceer.

    INPUT is een PDF, een map (met alles eronder) of een patroon zoals 'nota/*.pdf'. Zonder
    --unreviewed stopt het na de voorstellen.
    """
    from woo_redact import dossier
    from woo_redact.case import Case
    from woo_redact.desk import Settings

    case = case or out.with_name(f"{out.name}-zaak")
    rules = options.rules(profile, policy, redact_list, keep_list)
    tasks = _tasks(input_, boxes, shard, skip=(out, case))
    Case.open(case, group=group, rules=rules)
    settings = Settings(
        out=out, case=case, rules=rules, unreviewed=unreviewed, force=force, group=group
    )
    handled = dossier.propose(tasks, settings, workers=jobs or CORES)
    return _show(handled, len(tasks), settings, as_json=as_json)


@click.command()
@click.argument("input_", metavar="INPUT...", nargs=-1, required=True)
@click.option("--case", type=FOLDER, required=True, help="Zaakmap met lakbladen (geheim).")
@click.option("--group", help="Groep die in de zaakmap mag werken.")
@options.policy_options
@click.option("--boxes", type=FILE, help="JSON met vakken die met de hand zijn getekend.")
@batch_options
def propose(
    input_: tuple[str, ...],
    case: Path,
    group: str | None,
    profile: str,
    policy: Path | None,
    redact_list: Path | None,
    keep_list: Path | None,
    boxes: Path | None,
    jobs: int | None,
    shard: tuple[int, int] | None,
    as_json: bool,
) -> int:
    """Stel voor wat er gelakt wordt, en lak nog niets."""
    from woo_redact import dossier
    from woo_redact.case import Case
    from woo_redact.desk import Settings

    rules = options.rules(profile, policy, redact_list, keep_list)
    tasks = _tasks(input_, boxes, shard, skip=(case,))
    Case.open(case, group=group, rules=rules)
    settings = Settings(case=case, rules=rules, group=group)
    handled = dossier.propose(tasks, settings, workers=jobs or CORES)
    return _show(handled, len(tasks), settings, as_json=as_json)


@click.command()
@click.argument("case", type=FOLDER)
@click.option("--out", type=FOLDER, required=True, help="Map voor de publicaties.")
@click.option("--force", is_flag=True, help="Vervang wat er onder dezelfde naam staat.")
@batch_options
def redact(
    case: Path,
    out: Path,
    force: bool,
    jobs: int | None,
    shard: tuple[int, int] | None,
    as_json: bool,
) -> int:
    """Lak wat in een zaak is vrijgegeven, controleer het en publiceer."""
    from woo_redact import batch, dossier
    from woo_redact import case as cases
    from woo_redact.desk import Settings

    opened = cases.find(case)
    tasks = _part(dossier.approved(opened), shard)
    if not tasks:
        raise UsageError(f"In de zaak {case.name} staat nog geen lakblad; doe eerst een voorstel.")
    settings = Settings(out=out, case=case, rules=opened.rules(), force=force, step="burn")
    handled = batch.run(tasks, settings, workers=jobs or CORES)
    return _show(handled, len(tasks), settings, as_json=as_json)


def _show(
    handled: Iterator[tuple[int, Result]], total: int, settings: Settings, *, as_json: bool
) -> int:
    """Print what becomes of the documents as they end, and return the exit code."""
    from woo_redact import publish
    from woo_redact.cli import summary

    if settings.out is not None:
        publish.sweep(settings.out)
    ended: dict[int, Result] = {}
    for number, result in handled:
        ended[number] = result
        if as_json:
            click.echo(result.outcome.line())
        elif sys.stderr.isatty():
            click.echo(f"{len(ended)}/{total} {result.outcome.file}", err=True)
    results = [ended[number] for number in sorted(ended)]
    endings = {result.outcome.outcome for result in results}
    if settings.out is not None and endings & {"published", "kept"}:
        publish.rebuild_tables(settings.out)
    summary.show(results, sys.stderr)
    if "needs-review" in endings:
        click.echo(_next_step(settings.case), err=True)
    return summary.exit_code(results)


def _tasks(
    texts: Sequence[str], boxes: Path | None, shard: tuple[int, int] | None, *, skip: Sequence[Path]
) -> list[Task]:
    from woo_redact import publish
    from woo_redact.cli import inputs
    from woo_redact.desk import Task

    found, passed = inputs.expand(texts, skip=skip)
    for name in passed:
        click.echo(f"woo-redact: {name} is geen PDF en is overgeslagen.", err=True)
    if not found:
        raise UsageError("Er is geen PDF gevonden; geef een bestand of een map met PDF's.")
    drawn = inputs.boxes(boxes, found)
    colliding = publish.colliding(one.name for one in found)
    tasks = [
        Task(
            number=number,
            path=one.path.resolve(),
            name=one.name,
            size=_size(one.path),
            suffixed=one.name in colliding,
            boxes=drawn.get(one.name, ()),
        )
        for number, one in enumerate(found)
    ]
    return _part(tasks, shard)


def _part(tasks: list[Task], shard: tuple[int, int] | None) -> list[Task]:
    part, parts = shard or (1, 1)
    return tasks[part - 1 :: parts]


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _next_step(case: Path) -> str:
    return (
        f"De voorstellen staan in de zaak {case}. Beoordeel ze met woo-redact review {case}, of "
        f"bewerk de -voorstel.pdf van een document in Acrobat en verwerk die met woo-redact import "
        f"{case} BESTAND; lak daarna wat is vrijgegeven met woo-redact redact {case} --out MAP."
    )
