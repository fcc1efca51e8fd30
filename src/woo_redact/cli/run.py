"""``woo-redact run``: from a folder of PDFs to bundles that may be published."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woo_redact.cli import options
from woo_redact.cli.options import FILE, FOLDER, Shard
from woo_redact.errors import UsageError

if TYPE_CHECKING:
    from woo_redact.desk import Result, Settings, Task


@click.command()
@click.argument("input_", metavar="INPUT...", nargs=-1, required=True)
@click.option("--out", type=FOLDER, required=True, help="Map voor de publicaties.")
@click.option("--case", type=FOLDER, help="Zaakmap met lakbladen (geheim); standaard OUT-zaak.")
@click.option("--group", help="Groep die in de zaakmap mag werken.")
@options.policy_options
@click.option("--boxes", type=FILE, help="JSON met vakken die met de hand zijn getekend.")
@click.option("--jobs", type=click.IntRange(min=1), help="Documenten tegelijk.")
@click.option("--shard", type=Shard(), help="Doe alleen deel i van n; voor rekenclusters.")
@click.option("--force", is_flag=True, help="Vervang wat er onder dezelfde naam staat.")
@options.as_json
@click.option("--unreviewed", is_flag=True, help="Lak zoals voorgesteld, zonder beoordelaar.")
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
    jobs: int | None,
    shard: tuple[int, int] | None,
    force: bool,
    as_json: bool,
    unreviewed: bool,
) -> int:
    """Lees, stel voor, lak, controleer en publiceer.

    INPUT is een PDF, een map (met alles eronder) of een patroon zoals 'nota/*.pdf'. Zonder
    --unreviewed stopt het na de voorstellen.
    """
    from woo_redact import publish
    from woo_redact.case import Case
    from woo_redact.cli import summary
    from woo_redact.desk import Settings

    case = case or out.with_name(f"{out.name}-zaak")
    rules = options.rules(profile, policy, redact_list, keep_list)
    tasks = _tasks(input_, boxes, shard, skip=(out, case))
    Case.open(case, group=group, rules=rules)
    settings = Settings(
        out=out,
        case=case,
        rules=rules,
        unreviewed=unreviewed,
        force=force,
        group=group,
    )
    results = _handle(tasks, settings, jobs or os.cpu_count() or 1, as_json=as_json)
    if any(result.outcome.outcome in {"published", "kept"} for result in results):
        publish.rebuild_tables(out)
    summary.show(results, sys.stderr)
    if not unreviewed:
        click.echo(_next_step(results, case), err=True)
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
            size=one.path.stat().st_size if one.path.is_file() else 0,
            suffixed=one.name in colliding,
            boxes=drawn.get(one.name, ()),
        )
        for number, one in enumerate(found)
    ]
    part, parts = shard or (1, 1)
    return tasks[part - 1 :: parts]


def _handle(tasks: Sequence[Task], settings: Settings, jobs: int, *, as_json: bool) -> list[Result]:
    from woo_redact import batch, publish

    names = {task.name: task.number for task in tasks}
    results = []
    publish.sweep(settings.out)
    for result in batch.run(tasks, settings, workers=jobs):
        results.append(result)
        if as_json:
            click.echo(result.outcome.line())
        elif sys.stderr.isatty():
            click.echo(f"{len(results)}/{len(tasks)} {result.outcome.file}", err=True)
    return sorted(results, key=lambda result: names[result.outcome.file])


def _next_step(results: Sequence[Result], case: Path) -> str:
    waiting = sum(result.outcome.outcome == "needs-review" for result in results)
    return (
        f"De voorstellen van {waiting} documenten staan in {case}. Beoordeel de lakbladen en geef "
        f"akkoord; daarna lakt woo-redact redact {case} --out MAP. Of lak zonder beoordelaar met "
        "--unreviewed."
    )
