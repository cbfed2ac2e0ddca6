"""How results are shown, and how the command ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from difyspec.cli.console import note, say
from difyspec.cli.refusal import Failed
from difyspec.conform.verdict import Result
from difyspec.diagnostics.steering import escaped, harmless


def show(results: Sequence[Result], about: Mapping[str, Any], form: str, *, word: str, requests_only: bool) -> None:
    """Prints results. `about` are the facts of the run, `word` what the other plugin's values are called."""
    if form == "json":
        from difyspec.conform.json_report import report

        click.echo(escaped(report({**about, "requests_only": requests_only}, results)), nl=False)
        return
    from difyspec.conform.text import escapes, failing, summary

    for one in results:
        if not one.same:
            say(failing(one, word))
    click.echo(harmless(summary(results, requests_only=requests_only)), nl=False)
    if told := escapes(results):
        note(told.rstrip())


def end(*, well: bool) -> None:
    """Ends the command with `Failed` unless all is well."""
    if not well:
        raise Failed
