"""``difyspec show``: what a provider or a model comes to, and where each value was written."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from difyspec.cli import options
from difyspec.cli.console import colored, note
from difyspec.cli.refusal import Refused
from difyspec.cli.workspace import Workspace

TYPES = ("llm", "text-embedding", "rerank", "speech2text", "tts", "moderation")


_format = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)


@click.command("show", short_help="Show every value of a provider or a model, and where it was written.")
@click.argument("provider")
@click.argument("model", required=False)
@click.option("--type", "type_", type=click.Choice(TYPES), help="The model type, where several have the model.")
@click.option(
    "--credential",
    "credentials",
    multiple=True,
    metavar="NAME=VALUE",
    help="What a field of the form is to be taken for; blank for an empty field; repeatable.",
)
@click.option(
    "--fact",
    "facts",
    multiple=True,
    metavar="NAME=VALUE",
    help="What a discovered fact is to be taken for; repeatable.",
)
@click.option("--trace", is_flag=True, help="Also show the values that others cover: profiles, overrides, templates.")
@options.specs
@_format
def command(
    provider: str,
    model: str | None,
    type_: str | None,
    credentials: tuple[str, ...],
    facts: tuple[str, ...],
    trace: bool,
    specs: Path,
    form: str,
) -> None:
    """Shows every value PROVIDER comes to, each with the file and line it was written at.

    A value that nobody wrote comes from the shipped library, from a template of Dify's SDK, or is a convention. Of
    models there is one line each; with MODEL everything about that one, and what the transport does for it. A MODEL
    that the spec does not have is shown as one that a user adds: patterns of names are decided, and what depends on
    credentials stays an expression unless they are given.

    \b
    Examples:
      difyspec show acme
      difyspec show acme acme-large --trace
      difyspec show xinference my-qwen --credential model_uid=qwen3 --fact context_length=32768
    """
    from difyspec.cli.showing import Asked, shown_pages
    from difyspec.report.effective.as_json import as_json
    from difyspec.report.effective.plain import Style, plain

    asked = Asked(model, type_, _pairs("--credential", credentials), _pairs("--fact", facts))
    if model is None and (type_ or asked.credentials or asked.facts):
        raise click.UsageError("--type, --credential and --fact say something about a MODEL.")
    pages, remarks = shown_pages(Workspace(specs, specs), provider, asked)
    for remark in remarks:
        note(f"note: {remark}")
    color = colored(sys.stdout)
    text = as_json(pages) if form == "json" else plain(pages, Style(trace, color))
    click.echo(text, nl=False, color=color)


def _pairs(option: str, given: tuple[str, ...]) -> dict[str, str]:
    """The pairs of ``NAME=VALUE``."""
    found: dict[str, str] = {}
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name:
            raise click.UsageError(f"{option} takes NAME=VALUE, and '{one}' is not that.")
        if name in found:
            raise Refused(f"{option} says two things about '{name}'.")
        found[name] = value
    return found
