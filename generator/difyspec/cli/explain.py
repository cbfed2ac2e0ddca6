"""``difyspec explain``: what a code means."""

from __future__ import annotations

import click

from difyspec.diagnostics import described, listed, nearest, overview


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
    from difyspec.checks.codes import entry_of, severities

    if code is None:
        click.echo(f"{overview()}\n{_rules()}", nl=False)
        return
    if code.upper() not in severities():
        near = nearest(code.upper(), severities())
        meant = f" Did you mean {near}?" if near else ""
        raise click.UsageError(f"There is no code '{code}'.{meant} 'difyspec explain' lists all of them.")
    click.echo(described(entry_of(code.upper())), nl=False)


def _rules() -> str:
    """The rules about plugins, by area."""
    from difyspec.checks.pages import AREAS, area
    from difyspec.checks.registry import rules

    found = ((title, tuple(rule.entry for rule in rules() if area(rule) == folder)) for folder, title in AREAS.items())
    return "\n".join(listed(title, entries) for title, entries in found)
