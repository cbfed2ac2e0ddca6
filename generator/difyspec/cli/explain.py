"""``difyspec explain``: what a code means."""

from __future__ import annotations

import click

from difyspec.diagnostics import explain, nearest, overview
from difyspec.diagnostics.catalogue import ENTRIES


@click.command("explain", short_help="Say what the code of a finding means and what to do.")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Says what the code of a finding means, why it matters and what to do.

    Without CODE it lists all of them.

    \b
    Examples:
      difyspec explain D602
      difyspec explain
    """
    if code is None:
        click.echo(overview(), nl=False)
        return
    if code.upper() not in ENTRIES:
        near = nearest(code.upper(), ENTRIES)
        meant = f" Did you mean {near}?" if near else ""
        raise click.UsageError(f"There is no code '{code}'.{meant} 'difyspec explain' lists all of them.")
    click.echo(explain(code), nl=False)
