"""The list of commands. Each is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword

import click

import difyspec

COMMANDS = ("add", "check", "conform", "debug", "explain", "fmt", "generate", "import", "new", "schema", "show")


class Commands(click.Group):
    """A group whose commands are the modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name: the attribute ``command`` of its module."""
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"difyspec.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; `UsageError` with the nearest name for one that is not there."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difyspec.diagnostics import nearest

            near = nearest(args[0], COMMANDS)
            raise click.UsageError(f"No such command '{args[0]}'." + (f" Did you mean '{near}'?" if near else ""), ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Exit codes: 0 nothing wrong, 1 something wrong was found, 2 it could not be done as asked,
3 a defect of difyspec.
Colours are used on terminals only; NO_COLOR turns them off.""",
)
@click.version_option(difyspec.__version__, message="difyspec %(version)s")
@click.option("--traceback", is_flag=True, help="Show where an internal error came from.")
def app(traceback: bool) -> None:
    """Compiles one provider spec into a complete Dify model provider plugin.

    \b
    A first provider:
      difyspec new acme --endpoint https://api.acme.example/v1 --model acme-large
      difyspec generate acme
      difyspec debug acme --credential api_key=sk-... --message Hello
    """
    # The option is read by `run`, wherever it stands; here it is declared for the help.
    del traceback
