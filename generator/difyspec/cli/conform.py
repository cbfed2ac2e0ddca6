"""``difyspec conform``: does a plugin send and answer what another one does?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from difyspec.cli import options
from difyspec.cli.console import Progress, note, say
from difyspec.cli.refusal import Failed, Refused
from difyspec.cli.workspace import Workspace

if TYPE_CHECKING:
    from difyspec.conform.compare import Rules
    from difyspec.conform.records import Record
    from difyspec.conform.verdict import Result

TYPES = ("provider", "llm", "text-embedding", "rerank", "speech2text", "tts", "moderation")
ACTIONS = ("invoke", "validate_provider", "validate_model", "custom_schema")
LIBRARY_HEADERS = "accept,accept-charset"


@click.command("conform", short_help="Prove that a plugin does what another one did.")
@click.argument("plugin")
@click.option(
    "--golden",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What the other one did, recorded.",
)
@click.option("--case", default="", metavar="TEXT", help="Only cases with this in their name.")
@click.option("--action", type=click.Choice(ACTIONS), help="Only this action.")
@click.option("--type", "type_", type=click.Choice(TYPES), help="Only this model type.")
@click.option("--skip-bugs", is_flag=True, help="Leave out records that show a known bug of the recorded plugin.")
@click.option(
    "--bugs",
    type=click.Choice(("full", "requests")),
    default="full",
    show_default=True,
    help="What to compare of such records: all, or the requests only.",
)
@click.option("--requests-only", is_flag=True, help="Compare what is sent, not what is made of the answers.")
@click.option(
    "--errors",
    type=click.Choice(("class", "message", "strict")),
    default="class",
    show_default=True,
    help="Of errors, compare the class; also the message; also what validation keeps of credentials.",
)
@click.option(
    "--ignore-headers",
    default=LIBRARY_HEADERS,
    show_default=True,
    metavar="NAMES",
    help="Headers left out of the comparison, joined by commas.",
)
@click.option("--limit", default=60.0, show_default=True, metavar="SECONDS", help="The time that one case may take.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@options.out
def command(plugin: str, golden: Path | None, out: Path, **asked: Any) -> None:
    """Runs PLUGIN in Dify's SDK, scripts the network around it, and compares what it sends and answers.

    PLUGIN is the folder of a plugin or the name of a generated one. Every case that differs is shown with its first
    difference; then follow totals, and for each model type whether the adapter may replace the other.

    \b
    Examples:
      difyspec conform groq --golden recordings/groq.jsonl
      difyspec conform groq --golden recordings/groq.jsonl --requests-only --skip-bugs
    """
    folder = plugin_folder(plugin, out)
    if golden is None:
        raise click.UsageError("Name what to compare with: --golden FILE.")
    _recorded(folder, golden, asked)


def plugin_folder(given: str, out: Path) -> Path:
    """The folder of a plugin that is given by path, or by the name of a generated one."""
    for folder in (Path(given), Workspace(Path(), out).plugin(given)):
        if (folder / "manifest.yaml").is_file():
            return folder
    raise click.UsageError(f"There is no plugin '{given}': neither a folder with a manifest.yaml nor one in '{out}'.")


def _recorded(folder: Path, golden: Path, asked: dict[str, Any]) -> None:
    """Compares with a recording."""
    from difyspec.conform.records import Choice, UnreadableError, read

    choice = Choice(asked["case"], asked["action"] or "", asked["type_"] or "", skip_bugs=asked["skip_bugs"])
    try:
        records = [one for one in read(golden) if choice.takes(one)]
    except UnreadableError as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"{golden.as_posix()} cannot be read: {(error.strerror or '').lower()}.") from None
    if not records:
        raise click.UsageError("No record of the file was chosen.")
    results = _replayed(folder, records, _rules(asked), asked["limit"])
    _show(folder, results, golden.as_posix(), asked)


def _rules(asked: dict[str, Any]) -> Rules:
    from difyspec.conform.compare import Errors, Rules

    names = frozenset(name.strip().lower() for name in asked["ignore_headers"].split(",") if name.strip())
    return Rules(asked["requests_only"], Errors(asked["errors"]), names, asked["bugs"] == "requests")


def _replayed(folder: Path, records: list[Record], rules: Rules, limit: float) -> list[Result]:
    from difyspec.cli.debugging.interpreter import interpreter
    from difyspec.conform.process import PluginProcess, UnusableError
    from difyspec.conform.replay import replay
    from difyspec.emit.cache import cache_folder

    python = interpreter(folder, cache_folder(), note)
    try:
        with PluginProcess(python, folder, limit) as process, Progress(len(records)) as progress:
            return list(replay(process, records, rules, progress.step))
    except UnusableError as error:
        raise Refused(f"The plugin in {folder.as_posix()} does not run: {error}.") from None


def _show(folder: Path, results: list[Result], reference: str, asked: dict[str, Any]) -> None:
    """Prints the results; ends with `Failed` if a case differs."""
    if asked["form"] == "json":
        from difyspec.conform.json_report import report

        about = {"plugin": folder.as_posix(), "reference": reference, "requests_only": asked["requests_only"]}
        click.echo(report(about, results), nl=False)
    else:
        from difyspec.conform.text import escapes, failing, summary

        for one in results:
            if not one.same:
                say(failing(one, "recorded"))
        click.echo(summary(results, requests_only=asked["requests_only"]), nl=False)
        if told := escapes(results):
            note(told.rstrip())
    if not all(one.same for one in results):
        raise Failed
