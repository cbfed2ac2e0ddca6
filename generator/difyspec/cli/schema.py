"""``difyspec schema``: the JSON Schema of the spec language."""

from __future__ import annotations

from pathlib import Path

import click

from difyspec.cli.console import note
from difyspec.cli.refusal import Failed, Refused


@click.command("schema", short_help="Print the JSON Schema of the spec language.")
@click.option("--write", "path", type=click.Path(path_type=Path, dir_okay=False), help="Write it to a file instead.")
@click.option("--check", is_flag=True, help="With --write: write nothing, fail if the file is not what it should be.")
def command(path: Path | None, check: bool) -> None:
    """Prints the JSON Schema of the spec language, by which editors complete and check specs.

    The first line of a spec says where an editor finds it:

    \b
      # yaml-language-server: $schema=../../docs/spec.schema.json

    \b
    Examples:
      difyspec schema > spec.schema.json
      difyspec schema --write docs/spec.schema.json
    """
    from difyspec.language.editor import schema_text

    text = schema_text()
    if path is None:
        if check:
            raise click.UsageError("--check needs --write.")
        click.echo(text, nl=False)
        return
    if _content(path) == text:
        return
    if check:
        note(f"{path.as_posix()} is not in step with the language; run: difyspec schema --write {path.as_posix()}")
        raise Failed
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise Refused(f"{path.as_posix()} cannot be written: {(error.strerror or '').lower()}.") from None
    note(f"wrote {path.as_posix()}")


def _content(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
