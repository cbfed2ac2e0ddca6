"""``difyspec new``: start a spec."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import click

from difyspec.cli import options
from difyspec.cli.console import note, say
from difyspec.cli.refusal import Refused
from difyspec.cli.scaffold.icon import icon
from difyspec.cli.scaffold.spec_text import PROTOCOLS, NewSpec, example_model, spec_text

SCHEMA = Path("docs/spec.schema.json")
_NAME = re.compile(r"[a-z0-9_][a-z0-9_-]{0,127}")
_AUTHOR = re.compile(r"[a-z0-9_-]{1,64}")


def _name(context: click.Context, parameter: click.Parameter, value: str) -> str:
    del context, parameter
    if not _NAME.fullmatch(value):
        raise click.BadParameter("small letters, digits, '_' and '-' make a provider's name, e.g. 'acme'.")
    return value


def _author(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    del context, parameter
    if value is not None and not _AUTHOR.fullmatch(value):
        raise click.BadParameter("at most 64 small letters, digits, '_' and '-', e.g. 'acme-inc'.")
    return value


def _endpoint(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    del context, parameter
    if value is not None and not re.fullmatch(r"https?://[^\s$]+", value):
        raise click.BadParameter("an address starts with http:// or https://, e.g. https://api.acme.example/v1")
    return value


@click.command("new", short_help="Start a spec.")
@click.argument("provider", callback=_name)
@click.option("--endpoint", callback=_endpoint, metavar="URL", help="The address of an OpenAI-compatible server.")
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="[TYPE=]NAME",
    help="A model of that server, of type llm unless it says another; repeatable.",
)
@click.option(
    "--type",
    "types",
    multiple=True,
    type=click.Choice(tuple(PROTOCOLS)),
    help="A model type; repeatable.  [default: llm]",
)
@click.option("--label", help="The name as people read it.  [default: from PROVIDER]")
@click.option("--author", callback=_author, help="The plugin's author in Dify.  [default: PROVIDER]")
@options.specs
def command(
    provider: str,
    endpoint: str | None,
    models: tuple[str, ...],
    types: tuple[str, ...],
    label: str | None,
    author: str | None,
    specs: Path,
) -> None:
    """Writes a first spec for PROVIDER, with an icon: spec/PROVIDER/provider.yaml.

    With --endpoint the provider has one address and a list of models. Without, users give the address of a server of
    their own and name the models on it. Both can be mixed later. Nothing that exists is overwritten.

    \b
    Examples:
      difyspec new acme --endpoint https://api.acme.example/v1 --model acme-large --model acme-small
      difyspec new acme --endpoint https://api.acme.example/v1 --model acme-large --model text-embedding=acme-embed
      difyspec new my-server --type llm --type rerank
    """
    shown = label or provider.replace("_", " ").replace("-", " ").title()
    catalogue = _catalogue(provider, models, types)
    if models and endpoint is None:
        raise click.UsageError(
            "--model needs --endpoint: without an address of its own a provider has no models of its own."
        )
    folder = specs / provider
    if folder.exists():
        raise Refused(f"{folder.as_posix()} exists already; nothing was changed.")
    schema = Path(os.path.relpath(SCHEMA, folder)).as_posix()
    created = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    new = NewSpec(provider, shown, author or provider[:64], created, schema, catalogue, endpoint)
    _write(folder, {"provider.yaml": _formatted(folder, spec_text(new)), "icon.svg": icon(shown)})
    note(f"next: edit it, then: difyspec generate {provider}")
    if not SCHEMA.exists():
        note(f"for an editor that completes and checks specs: difyspec schema --write {SCHEMA.as_posix()}")


def _formatted(folder: Path, text: str) -> str:
    from difyspec.edit import format_spec
    from difyspec.source import read_text

    file, _ = read_text(f"{folder.as_posix()}/provider.yaml", text)
    return format_spec(file)


def _write(folder: Path, files: dict[str, str]) -> None:
    try:
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
            say(f"{folder.as_posix()}/{name}")
    except OSError as error:
        raise Refused(f"{folder.as_posix()} cannot be written: {(error.strerror or '').lower()}.") from None


def _catalogue(provider: str, models: tuple[str, ...], types: tuple[str, ...]) -> dict[str, list[str]]:
    """The models by type, types in the order of the language; an example where a type has none."""
    named: dict[str, list[str]] = {}
    for one in models:
        type_, sign, name = one.partition("=")
        known = sign and type_ in PROTOCOLS
        named.setdefault(type_ if known else "llm", []).append(name if known else one)
    wanted = {*types, *named} or {"llm"}
    return {type_: named.get(type_) or [example_model(provider, type_)] for type_ in PROTOCOLS if type_ in wanted}
