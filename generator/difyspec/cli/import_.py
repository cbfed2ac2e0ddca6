"""``difyspec import``: an existing plugin as a spec."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from difyspec.cli import options
from difyspec.cli.console import note, say, show
from difyspec.cli.refusal import Failed, NotDone, Refused
from difyspec.diagnostics.wording import counted

if TYPE_CHECKING:
    from difyspec.cli.importing.verifying import Verification
    from difyspec.diagnostics import Finding
    from difyspec.importer.read.plugin import Imported

SCHEMA = Path("docs/spec.schema.json")
_NAME = re.compile(r"[a-z0-9_][a-z0-9_-]{0,127}")


def _name(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    del context, parameter
    if value is not None and not _NAME.fullmatch(value):
        raise click.BadParameter("small letters, digits, '_' and '-' make a provider's name, e.g. 'acme'.")
    return value


@click.command("import", short_help="Turn existing plugins into specs.")
@click.argument(
    "plugins",
    metavar="PLUGIN_DIR...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, file_okay=False, exists=True),
)
@options.specs
@click.option("--name", callback=_name, help="Another name for the provider.  [default: the plugin's]")
@click.option("--verify", is_flag=True, help="Generate the plugin again in memory and compare it file by file.")
@options.form
def command(plugins: tuple[Path, ...], specs: Path, name: str | None, verify: bool, form: str) -> None:
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
    if name is not None and len(plugins) > 1:
        raise click.UsageError("--name is for one plugin, and there are several.")
    task = Task(specs, name, verify, form)
    done = [task.run(plugin) for plugin in plugins]
    if form != "text":
        show(task.findings, task.texts, form)
    if not all(done):
        raise NotDone if task.there and not any(one.severity == "error" for one in task.findings) else Failed


@dataclass(slots=True)
class Task:
    """What was asked for, and what was found so far; `there` is whether a spec stood in the way of one."""

    specs: Path
    name: str | None
    verify: bool
    form: str
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    there: bool = False

    def run(self, plugin: Path) -> bool:
        """Imports one plugin; whether that went well."""
        from difyspec.edit import spec_text
        from difyspec.importer.run import import_plugin
        from difyspec.source.plugin_folder import open_folder

        made = import_plugin(open_folder(plugin), self.name)
        self._found(made.findings, made.texts)
        if made.plugin is None or made.data is None:
            return False
        target = self.specs / made.plugin.provider.name
        if target.exists():
            note(f"Error: {target.as_posix()} exists already; nothing was changed.")
            self.there = True
            return False
        text = spec_text(made.data, _header(target))
        verification = _verified(text, target, made.plugin, plugin) if self.verify else None
        _write(target, text, made.plugin, plugin)
        if self.form == "text":
            _tell(target, made.plugin, text)
        return verification is None or self._judge(verification, text, target)

    def _found(self, findings: Iterable[Finding], texts: Mapping[str, str]) -> None:
        found = list(findings)
        self.findings += found
        self.texts |= texts
        if found and self.form == "text":
            show(found, texts, self.form)

    def _judge(self, verification: Verification, text: str, target: Path) -> bool:
        """Says file by file whether it came back; whether all did."""
        if verification.findings:
            self._found(verification.findings, {f"{target.as_posix()}/provider.yaml": text})
            return False
        if self.form == "text":
            for one in verification.verdicts:
                say(f"  {one.path}: {one.said}")
            wrong = sum(not one.good for one in verification.verdicts)
            say(f"{counted(len(verification.verdicts), 'file')} compared, {wrong or 'none'} different")
        return verification.identical


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
    say(f"{target.as_posix()}/provider.yaml: {counted(models, 'model')}, {counted(text.count(chr(10)), 'line')}")
    if imported.copies:
        say(f"{target.as_posix()}/files: {counted(len(imported.copies), 'file')} copied")
    say(f"verbatim YAML: {len(imported.verbatim)}{''.join(f'{chr(10)}  {one}' for one in imported.verbatim)}")
    note(f"next: difyspec generate {provider.name}")
