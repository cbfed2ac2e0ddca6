"""``difyspec import``: an existing plugin as a spec."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from difyspec.cli import options
from difyspec.cli.console import note, say, show
from difyspec.cli.refusal import Failed, Refused

if TYPE_CHECKING:
    from difyspec.cli.importing.verifying import Verification
    from difyspec.importer.read.plugin import Imported

SCHEMA = Path("docs/spec.schema.json")
_NAME = re.compile(r"[a-z0-9_][a-z0-9_-]{0,127}")


def _name(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    del context, parameter
    if value is not None and not _NAME.fullmatch(value):
        raise click.BadParameter("small letters, digits, '_' and '-' make a provider's name, e.g. 'acme'.")
    return value


@click.command("import", short_help="Turn an existing plugin into a spec.")
@click.argument("plugin", metavar="PLUGIN_DIR", type=click.Path(path_type=Path, file_okay=False, exists=True))
@options.specs
@click.option("--name", callback=_name, help="Another name for the provider.  [default: the plugin's]")
@click.option("--verify", is_flag=True, help="Generate the plugin again in memory and compare it file by file.")
@options.form
def command(plugin: Path, specs: Path, name: str | None, verify: bool, form: str) -> None:
    """Writes a spec that regenerates the plugin in PLUGIN_DIR: the same data in every YAML file.

    Python, icons and whatever else is no declaration of Dify's is copied into the spec's folder files/ and takes the
    place of what would be generated. The plugin itself is not touched, and neither is a spec that exists. What is found
    wrong with the plugin is told and does no harm. Folders of the layout from before there were plugins can be imported
    too.

    \b
    Examples:
      difyspec import ../dify-official-plugins/models/groq
      difyspec import plugins/acme --verify
    """
    from difyspec.edit import spec_text
    from difyspec.importer.run import import_plugin
    from difyspec.source.plugin_folder import open_folder

    made = import_plugin(open_folder(plugin), name)
    if made.findings or form != "text":
        show(made.findings, made.texts, form)
    if made.plugin is None or made.data is None:
        raise Failed
    target = specs / made.plugin.provider.name
    if target.exists():
        raise Refused(f"{target.as_posix()} exists already; nothing was changed.")
    text = spec_text(made.data, _header(target))
    verification = _verified(text, target, made.plugin, plugin) if verify else None
    _write(target, text, made.plugin, plugin)
    if form == "text":
        _tell(target, made.plugin, text)
    if verification is not None:
        _judge(verification, text, target, form)


def _header(target: Path) -> tuple[str, ...]:
    """The comment that tells editors where the schema of specs lies."""
    return (f" yaml-language-server: $schema={Path(os.path.relpath(SCHEMA, target)).as_posix()}",)


def _verified(text: str, target: Path, imported: Imported, plugin: Path) -> Verification:
    from difyspec.cli.importing.verifying import verify

    try:
        return verify(text, target.as_posix(), imported, lambda origin: (plugin / origin).read_bytes())
    except OSError as error:
        raise Refused(f"{plugin.as_posix()} cannot be read: {(error.strerror or '').lower()}.") from None


def _write(target: Path, text: str, imported: Imported, plugin: Path) -> None:
    from difyspec.cli.importing.writing import write_spec

    try:
        write_spec(target, text, imported.copies, plugin)
    except OSError as error:
        raise Refused(f"{target.as_posix()} cannot be written: {(error.strerror or '').lower()}.") from None


def _tell(target: Path, imported: Imported, text: str) -> None:
    """What was written."""
    provider = imported.provider
    models = sum(len(one.predefined) + len(one.kept) for one in provider.catalogues)
    say(f"{target.as_posix()}/provider.yaml: {_count(models, 'model')}, {_count(text.count(chr(10)), 'line')}")
    if imported.copies:
        say(f"{target.as_posix()}/files: {_count(len(imported.copies), 'file')} copied as they are")
    say(f"verbatim YAML: {len(imported.verbatim)}{''.join(f'{chr(10)}  {one}' for one in imported.verbatim)}")
    note(f"next: difyspec generate {provider.name}")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _judge(verification: Verification, text: str, target: Path, form: str) -> None:
    """Says file by file whether it came back; fails if one did not."""
    if verification.findings:
        show(verification.findings, {f"{target.as_posix()}/provider.yaml": text}, form)
        raise Failed
    if form == "text":
        for one in verification.verdicts:
            say(f"  {one.path}: {one.said}")
        wrong = sum(not one.good for one in verification.verdicts)
        say(f"{_count(len(verification.verdicts), 'file')} compared, {wrong or 'none'} different")
    if not verification.identical:
        raise Failed
