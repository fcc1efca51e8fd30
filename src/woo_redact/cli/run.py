"""``woo-redact run``: from a folder of PDFs to bundles that may be published."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from woo_redact import batch, publish
from woo_redact.case import Case
from woo_redact.cli import inputs, summary
from woo_redact.desk import Result, Settings, Task
from woo_redact.errors import UsageError
from woo_redact.policy import PROFILES
from woo_redact.policy import load as load_policy

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Shard(click.ParamType[tuple[int, int]]):
    """``i/n``: the i-th of n equal parts, counted from 1."""

    name = "i/n"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[int, int]:  # noqa: ANN401
        if isinstance(value, tuple):
            return value
        try:
            part, parts = (int(number) for number in value.split("/"))
        except ValueError:
            part, parts = 0, 0
        if not 1 <= part <= parts:
            self.fail(f"{value} is geen deel; geef bijvoorbeeld 3/16.", param, ctx)
        return part, parts


def policy_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what is redacted."""
    for option in (
        click.option("--keep-list", type=FILE, help="Teksten die blijven staan, een per regel."),
        click.option("--redact-list", type=FILE, help="Teksten die weg moeten, een per regel."),
        click.option("--policy", type=FOLDER, help="Map met het beleid van uw organisatie."),
        click.option(
            "--profile",
            type=click.Choice(PROFILES),
            default="beslisnota",
            show_default=True,
            help="Beslisnota: grijs vak zonder code. Woo-besluit: vak met code.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("input_", metavar="INPUT...", nargs=-1, required=True)
@click.option("--out", type=FOLDER, required=True, help="Map voor de publicaties.")
@click.option("--case", type=FOLDER, help="Zaakmap met lakbladen (geheim); standaard OUT-zaak.")
@click.option("--group", help="Groep die in de zaakmap mag werken.")
@policy_options
@click.option("--boxes", type=FILE, help="JSON met vakken die met de hand zijn getekend.")
@click.option("--jobs", type=click.IntRange(min=1), help="Documenten tegelijk.")
@click.option("--shard", type=Shard(), help="Doe alleen deel i van n; voor rekenclusters.")
@click.option("--force", is_flag=True, help="Vervang wat er onder dezelfde naam staat.")
@click.option("--json", "as_json", is_flag=True, help="Een JSON-regel per document op stdout.")
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
    case = case or out.with_name(f"{out.name}-zaak")
    load_policy(profile, policy, redact_list=redact_list, keep_list=keep_list)
    tasks = _tasks(input_, boxes, shard, skip=(out, case))
    Case.open(case, group=group)
    settings = Settings(
        out=out,
        case=case,
        profile=profile,
        policy=policy,
        redact_list=redact_list,
        keep_list=keep_list,
        unreviewed=unreviewed,
        force=force,
        group=group,
    )
    results = _handle(tasks, settings, jobs or os.cpu_count() or 1, as_json=as_json)
    if any(result.outcome.outcome in {"published", "kept"} for result in results):
        publish.rebuild_tables(out)
    summary.show(results, sys.stderr if as_json else sys.stdout)
    if not unreviewed:
        click.echo(_next_step(results, case), err=True)
    return summary.exit_code(results)


def _tasks(
    texts: Sequence[str], boxes: Path | None, shard: tuple[int, int] | None, *, skip: Sequence[Path]
) -> list[Task]:
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
