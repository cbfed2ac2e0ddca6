"""``difyspec fmt``: specs in the one way they are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from difyspec.cli import options
from difyspec.cli.console import note, say, show
from difyspec.cli.refusal import Failed, Refused
from difyspec.cli.workspace import Workspace, is_spec

if TYPE_CHECKING:
    from difyspec.diagnostics import Finding


@click.command("fmt", short_help="Format specs.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.specs
@click.option("--check", is_flag=True, help="Write nothing; fail if a file is not formatted.")
@options.form
def command(paths: tuple[str, ...], specs: Path, check: bool, form: str) -> None:
    """Formats specs: the order of keys, where lines are broken, quotes. Comments stay where they belong.

    PATH is a provider's name, the folder of a spec or one of its files; without any, all specs are formatted. What a
    spec says does not change. A file that cannot be read as YAML stays as it is.

    \b
    Examples:
      difyspec fmt
      difyspec fmt acme
      difyspec fmt --check
    """
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    changed: list[Path] = []
    files = _files(Workspace(specs, Path()), paths)
    for path in files:
        made = _formatted(path, findings, texts)
        if made is None:
            continue
        changed.append(path)
        if not check:
            _write(path, made)
        if form == "text":
            say(f"{path.as_posix()}{': not formatted' if check else ''}")
    if findings or form != "text":
        show(findings, texts, form)
    if not changed and not findings and form == "text":
        note("all is formatted" if files else "there is no file to format")
    if findings or (check and changed):
        raise Failed


def _files(workspace: Workspace, paths: tuple[str, ...]) -> list[Path]:
    """The YAML files of the specs asked for."""
    found: list[Path] = []
    names: list[str] = []
    for given in paths:
        path = Path(given)
        if path.is_file():
            found.append(path)
        elif path.is_dir() and is_spec(path):
            found += _yaml(path)
        else:
            names.append(given)
    if names or not paths:
        found += [file for name in workspace.chosen(names) for file in _yaml(workspace.spec(name))]
    return list(dict.fromkeys(found))


def _yaml(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix in (".yaml", ".yml") and file.is_file())


def _formatted(path: Path, findings: list[Finding], texts: dict[str, str]) -> str | None:
    """The new text of a file; None where it is well already, or cannot be formatted (then there is a finding)."""
    from difyspec.diagnostics import at, finding
    from difyspec.edit import format_spec
    from difyspec.source import MapNode, load_file

    file, said = load_file(path)
    findings += said
    if file is None:
        return None
    texts[file.file] = file.text
    if not isinstance(file.root, MapNode):
        if file.root is not None:
            findings.append(
                finding("D101", at(file.file), "a spec is a map, with keys such as `provider:`, and this is not")
            )
        return None
    if said:
        return None
    made = format_spec(file)
    return made if made != file.text else None


def _write(path: Path, text: str) -> None:
    from difyspec.edit.write import write_text

    try:
        write_text(path, text)
    except OSError as error:
        raise Refused(f"{path.as_posix()} cannot be written: {(error.strerror or '').lower()}.") from None
