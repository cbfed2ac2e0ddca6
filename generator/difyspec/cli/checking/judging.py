"""What of the findings of ``difyspec check`` counts, and the options that say so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from difyspec.cli.console import note
from difyspec.cli.refusal import Refused
from difyspec.policy.checked import Checked, Judged
from difyspec.source.upward import absolute, settings_files

if TYPE_CHECKING:
    from difyspec.policy.settings import Asked

MARK = "difyspec:"
LEVELS = ("error", "warning", "info", "never")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options as they were given; paths are those of baselines to hold findings against, and to write."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    fail_on: str | None = None
    baseline: Path | None = None
    write_baseline: Path | None = None

    @property
    def given(self) -> bool:
        """Whether any of them is."""
        return self != Wanted()


def options[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """The options that `Wanted` holds."""
    file = click.Path(path_type=Path, dir_okay=False)
    for one in (
        click.option("--write-baseline", type=file, metavar="FILE", help="Write what is found now to a baseline."),
        click.option("--baseline", type=file, metavar="FILE", help="Show only what is not in this baseline."),
        click.option("--fail-on", type=click.Choice(LEVELS), help="From which severity on to fail.  [default: error]"),
        click.option(
            "--severity", multiple=True, metavar="CODE=LEVEL", help="Make more or less of a code; repeatable."
        ),
        click.option("--ignore", multiple=True, metavar="CODES", help="Leave out these codes, or all that start so."),
        click.option(
            "--select", multiple=True, metavar="CODES", help="Look only for these codes, or all that start so."
        ),
    ):
        function = one(function)
    return function


def judged(checked: Sequence[Checked], wanted: Wanted, *, crossed: bool) -> Judged:
    """What counts of what was found. Raises `UsageError` for options that make no sense.

    Where nobody has set or suppressed anything that is all of it, and the judge is not even imported.
    """
    marked = any(MARK in text for one in checked for text in one.texts.values())
    if not marked and not wanted.given and not any(settings_files(one.folder) for one in checked):
        found = Judged([finding for one in checked for finding in one.findings])
        found.texts = {file: text for one in checked for file, text in one.texts.items()}
        found.failed = any(one.severity == "error" for one in found.findings)
        return found
    from difyspec.cli.checking.given import given
    from difyspec.policy.judge import Judge

    if wanted.baseline and wanted.write_baseline:
        raise click.UsageError("--baseline and --write-baseline exclude each other.")
    if wanted.baseline and not wanted.baseline.is_file():
        raise click.UsageError(f"--baseline: '{wanted.baseline.as_posix()}' does not exist.")
    renewed = wanted.write_baseline is not None
    asked = _asked(wanted)
    return Judge(asked, given(checked, asked, renewed=renewed), crossed=crossed, renewed=renewed).all(checked)


def write_baseline(found: Judged, path: Path) -> None:
    """Writes the baseline that was asked for, unless the settings are wrong; `Refused` where that cannot be."""
    from difyspec.policy.baseline import written

    if absolute(path) not in found.entries:
        note(f"{path.as_posix()} was not written, because the settings are wrong")
        return
    entries = found.entries[absolute(path)]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with click.open_file(str(path), "w", encoding="utf-8", atomic=True) as file:
            file.write(written(entries))
    except OSError as error:
        raise Refused(f"{path.as_posix()} cannot be written: {(error.strerror or '').lower()}.") from None
    note(f"wrote {path.as_posix()}: {entries.total()} known finding{'' if entries.total() == 1 else 's'}")


def _asked(wanted: Wanted) -> Asked:
    from difyspec.diagnostics import Severity
    from difyspec.policy.settings import Asked, FailOn, Selection

    select, ignore = _codes(wanted.select, "--select"), _codes(wanted.ignore, "--ignore")
    severity: dict[str, Severity] = {}
    for pair in (one for given in wanted.severity for one in given.split(",")):
        code, _, level = pair.strip().partition("=")
        if level not in tuple(Severity):
            raise click.UsageError(
                f"--severity takes CODE=LEVEL with error, warning or info, and '{pair}' is not that."
            )
        severity |= dict.fromkeys(_codes((code,), "--severity"), Severity(level))
    baseline = wanted.baseline or wanted.write_baseline
    return Asked(
        Selection(select, ignore, closed=bool(select)),
        severity,
        FailOn(wanted.fail_on) if wanted.fail_on else None,
        absolute(baseline) if baseline else None,
    )


def _codes(given: Sequence[str], option: str) -> tuple[str, ...]:
    """Codes, or beginnings of codes, between commas; `UsageError` for one that nothing has."""
    from difyspec.checks.codes import severities
    from difyspec.diagnostics import nearest

    codes = tuple(code.strip() for one in given for code in one.split(","))
    for code in codes:
        if not code or not any(known.startswith(code) for known in severities()):
            near = nearest(code, severities())
            meant = f" Did you mean '{near}'?" if near else ""
            raise click.UsageError(f"{option}: there is no code '{code}'.{meant} 'difyspec explain' lists all of them.")
    return codes


def wanted(arguments: dict[str, Any]) -> Wanted:
    """The options, taken out of the arguments of a command."""
    return Wanted(**{name: arguments.pop(name) for name in Wanted.__dataclass_fields__})
