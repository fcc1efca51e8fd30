"""Options that several commands share. Nothing heavy is imported here: ``--help`` reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from woo_redact.case import Rules

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PROFILES = ("beslisnota", "woo-besluit")
"""As in ``woo_redact.policy``, which takes too long to import for a help text."""

as_json = click.option("--json", "as_json", is_flag=True, help="Een JSON-regel per uitkomst.")


class Shard(click.ParamType[tuple[int, int]]):
    """``i/n``: the i-th of n equal parts, counted from 1."""

    name = "i/n"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[int, int]:  # noqa: ANN401
        try:
            part, parts = (int(number) for number in str(value).split("/"))
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
            default=PROFILES[0],
            show_default=True,
            help="Beslisnota: grijs vak zonder code. Woo-besluit: vak met code.",
        ),
    ):
        command = option(command)
    return command


def rules(
    profile: str, policy: Path | None, redact_list: Path | None, keep_list: Path | None
) -> Rules:
    """The policy options as rules, tried out so that a mistake shows before any document."""
    from woo_redact.case import Rules

    chosen = Rules(
        profile=profile,
        directory=policy.resolve() if policy else None,
        redact_list=redact_list.resolve() if redact_list else None,
        keep_list=keep_list.resolve() if keep_list else None,
    )
    chosen.policy()
    return chosen
