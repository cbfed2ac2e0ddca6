"""``difyspec add``: lines for a spec that are written in the right place."""

from __future__ import annotations

from pathlib import Path

import click

from difyspec.cli import options
from difyspec.cli.adding.options import TYPES, columns, model_id, places


@click.group("add", short_help="Add a model to a spec.")
def command() -> None:
    """Adds something to a spec: one line in the right place, everything else as it was.

    \b
    Example:
      difyspec add model acme llm acme-large-2 --use chat --context-size 131072
    """


@command.command("model", short_help="Add a model to a spec.")
@click.argument("provider")
@click.argument("type_", metavar="TYPE", type=click.Choice(TYPES))
@click.argument("id_", metavar="ID", callback=model_id)
@columns
@places
@click.option("--dry-run", is_flag=True, help="Show the change and write nothing.")
@options.specs
def model(
    provider: str,
    type_: str,
    id_: str,
    after: str | None,
    before: str | None,
    first: bool,
    dry_run: bool,
    specs: Path,
    **said: object,
) -> None:
    """Adds the model ID to the TYPE models of PROVIDER: one line in its spec, written as those around it are.

    Comments, order and everything else stay as they are. The result is compiled before it is written; with an error
    nothing is written. The order of models is the one Dify shows.

    \b
    Examples:
      difyspec add model acme llm acme-large-2 --use chat --context-size 131072 --max-tokens 8192 --price 0.1/0.4
      difyspec add model acme llm acme-vision --use chat --feature +vision --after acme-large --dry-run
      difyspec add model acme text-embedding acme-embed --context-size 8192 --set max_chunks=32 --price 0.02
    """
    if (after is not None) + (before is not None) + first > 1:
        raise click.UsageError("--after, --before and --first exclude each other.")
    from difyspec.cli.adding.model import add
    from difyspec.cli.adding.wanted import Wanted
    from difyspec.cli.workspace import Workspace
    from difyspec.edit.adding.models import Where

    wanted = Wanted(type_, id_, Where(after, before, first), **said)  # type: ignore[arg-type]  # they are its fields
    add(Workspace(specs, specs), provider, wanted, dry_run=dry_run)
