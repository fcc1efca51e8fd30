"""The command line: one thin function per command, Dutch for users.

Nothing heavy is imported before a command needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from importlib import import_module
from types import FrameType
from typing import NoReturn, TextIO

import click

from woo_redact.errors import ExitCode, WooRedactError, why

COMMANDS = {
    "run": "woo_redact.cli.run:run",
    "propose": "woo_redact.cli.run:propose",
    "review": "woo_redact.cli.review:review",
    "mark": "woo_redact.cli.review:mark",
    "import": "woo_redact.cli.acrobat:import_",
    "redact": "woo_redact.cli.run:redact",
    "verify": "woo_redact.cli.check:verify",
    "detect": "woo_redact.cli.check:detect",
    "grounds": "woo_redact.cli.about:grounds",
    "policy": "woo_redact.cli.about:policy",
    "publish": "woo_redact.cli.deliver:publish",
    "stats": "woo_redact.cli.stats:stats",
    "wis": "woo_redact.cli.case:wis",
    "doctor": "woo_redact.cli.about:doctor",
    "schema": "woo_redact.cli.about:schema",
}


class Commands(click.Group):
    """A group that imports the module of a command only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


def _version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from woo_redact.cli.about import versions

        for line in versions():
            click.echo(line)
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Versies van programma, beleid en modellen.",
)
def cli() -> None:
    """Lak en publiceer documenten onder de Wet open overheid.

    Begin met: woo-redact run MAP --out UITVOER --unreviewed
    """


def main() -> NoReturn:
    """Run the command line and leave with the contracted exit code."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    signal.signal(signal.SIGTERM, _interrupt)
    sys.exit(_guarded(lambda: cli.main(standalone_mode=False)))


def _guarded(call: Callable[[], object]) -> int:
    """Turn what a command raises into one sentence on stderr and an exit code."""
    try:
        code = call()
    except WooRedactError as error:
        click.echo(f"woo-redact: {error}", err=True)
        return int(error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return int(ExitCode.USAGE)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo(
            "woo-redact: afgebroken; wat klaar was, staat er, de rest is niet begonnen.", err=True
        )
        return int(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has left
        return int(ExitCode.UNEXPECTED)
    except OSError as error:
        click.echo(f"woo-redact: {why(error)}.", err=True)
        return int(ExitCode.UNEXPECTED)
    return code if isinstance(code, int) else int(ExitCode.OK)


def _speak_utf8(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
