"""A plugin against another one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from difyspec.cli.caches import cache_folder
from difyspec.cli.conforming.asked import Asked
from difyspec.cli.conforming.environment import environment
from difyspec.cli.conforming.shown import end, show
from difyspec.cli.console import Progress, note
from difyspec.cli.refusal import Refused, Unsound
from difyspec.conform.against.run import Comparison
from difyspec.conform.process import PluginProcess, UnusableError
from difyspec.conform.records import text
from difyspec.conform.verdict import Result, verdicts

_TOLD = ("dify_plugin", "httpx", "requests", "openai")


def compare_with_plugin(asked: Asked, other: Path, *, most: int, isolated: bool, write: Path | None) -> None:
    """Derives cases from what the other plugin declares, carries them out in both, and shows the results."""
    cache = cache_folder()
    pythons = environment(other, cache, note, isolated=isolated), environment(asked.plugin, cache, note)
    results: list[Result] = []
    try:
        with (
            PluginProcess(pythons[0], other, asked.limit) as old,
            PluginProcess(pythons[1], asked.plugin, asked.limit) as new,
        ):
            for name, process in (("reference", old), ("plugin", new)):
                note(f"{name}: {process.folder.as_posix()}, {_versions(process)}")
            comparison = Comparison(old, new, asked.rules, asked.choice)
            cases = comparison.plan(most)
            with Progress(len(cases)) as progress:
                results += comparison.results(cases, progress.step)
            about = _about(old, new, comparison)
    except UnusableError as error:
        raise Unsound(str(error)) from None
    if write is not None:
        _write(write, results)
    show(results, about, asked.form, word="reference", requests_only=asked.rules.requests_only)
    for type_, number in sorted(comparison.left_out.items()):
        note(f"{type_}: {number} more cases were left out; --most says how many there may be")
    end(well=all(one.replaceable for one in verdicts(results)))


def _versions(process: PluginProcess) -> str:
    known = [f"{name} {process.versions[name]}" for name in _TOLD if name in process.versions]
    return ", ".join([f"Python {process.python_version}", *known])


def _about(old: PluginProcess, new: PluginProcess, comparison: Comparison) -> dict[str, Any]:
    return {
        "plugin": new.folder.as_posix(),
        "reference": old.folder.as_posix(),
        "versions": new.versions,
        "reference_versions": old.versions,
        "left_out": dict(sorted(comparison.left_out.items())),
    }


def _write(file: Path, results: list[Result]) -> None:
    """Keeps what the reference did, for ``--golden``."""
    kept = [one.record for one in results if one.record.action != "declarations"]
    try:
        file.write_text(text(kept), "utf-8")
    except OSError as error:
        raise Refused(f"{file.as_posix()} cannot be written: {(error.strerror or '').lower()}.") from None
