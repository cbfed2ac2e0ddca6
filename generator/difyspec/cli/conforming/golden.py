"""A plugin against a recording."""

from __future__ import annotations

from pathlib import Path

import click

from difyspec.cli.caches import cache_folder
from difyspec.cli.conforming.asked import Asked
from difyspec.cli.conforming.environment import environment
from difyspec.cli.conforming.shown import end, show
from difyspec.cli.console import Progress, note
from difyspec.cli.refusal import Refused, Unsound
from difyspec.conform.process import PluginProcess, UnusableError
from difyspec.conform.records import Record, UnreadableError, read
from difyspec.conform.replay import replay
from difyspec.conform.verdict import Result


def compare_with_recording(asked: Asked, golden: Path) -> None:
    """Replays the records that are asked for, and shows the results."""
    records = [one for one in _records(golden) if asked.choice.takes(one)]
    if not records:
        raise click.UsageError(f"No record of {golden.as_posix()} was chosen.")
    python = environment(asked.plugin, cache_folder(), note)
    results: list[Result] = []
    try:
        with PluginProcess(python, asked.plugin, asked.limit) as process, Progress(len(records)) as progress:
            results += replay(process, records, asked.rules, progress.step)
            about = {"plugin": asked.plugin.as_posix(), "reference": golden.as_posix(), "versions": process.versions}
    except UnusableError as error:
        raise Unsound(str(error)) from None
    show(results, about, asked.form, word="recorded", requests_only=asked.rules.requests_only)
    end(well=all(one.same for one in results))


def _records(golden: Path) -> list[Record]:
    try:
        return read(golden)
    except UnreadableError as error:
        raise Refused(str(error)) from None
    except OSError as error:
        raise Refused(f"{golden.as_posix()} cannot be read: {(error.strerror or '').lower()}.") from None
