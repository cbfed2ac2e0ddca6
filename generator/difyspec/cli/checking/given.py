"""Reads what a judgement takes into account: settings and baselines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from difyspec.policy.baseline import Baseline, parse
from difyspec.policy.checked import Checked
from difyspec.policy.given import Given, Held
from difyspec.policy.reading import Read, settings_of
from difyspec.policy.settings import Asked
from difyspec.source.placed import placed
from difyspec.source.upward import absolute, settings_files


def given(checked: Iterable[Checked], asked: Asked, *, renewed: bool) -> Given:
    """The settings of what was checked, and the baselines that they or the command line name.

    `renewed`: the baseline is to be written, so it need not be there.
    """
    settings = _settings(one.folder for one in checked)
    paths = {asked.over(read.settings).baseline for read in settings.values()}
    baselines = {path: _held(path, renewed=renewed) for path in paths if path is not None}
    named = {absolute(path.parent / one.file) for path, held in baselines.items() for one in held.baseline.counts}
    return Given(absolute("."), settings, baselines, frozenset(one for one in named if one.exists()))


def _settings(folders: Iterable[Path]) -> dict[Path, Read]:
    found: dict[Path, Read] = {}
    known: dict[tuple[Path, ...], Read] = {}
    for folder in folders:
        files = settings_files(folder)
        read = known.get(files) or settings_of(absolute(folder), [placed(one) for one in files])
        if files:
            known[files] = read
        found[folder] = read
    return found


def _held(path: Path, *, renewed: bool) -> Held:
    file = placed(path)
    if renewed and not file.exists:
        return Held(file.shown, "", Baseline({}, {}))
    baseline, wrong = parse(file.shown, file.text or "")
    said = file.findings
    if not file.exists:
        said = tuple(replace(one, help=f"Write it: `difyspec check --write-baseline {file.shown}`.") for one in said)
    return Held(file.shown, file.text or "", baseline, (*said, *wrong))
