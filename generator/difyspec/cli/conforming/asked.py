"""What was asked for, in the words of `difyspec.conform`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from difyspec.cli.workspace import Workspace
from difyspec.conform.compare import Errors, Rules
from difyspec.conform.records import Choice


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that both ways to compare have. `limit` is in seconds, `form` text or json."""

    plugin: Path
    rules: Rules
    choice: Choice
    limit: float
    form: str


def asked_for(plugin: Path, options: dict[str, Any]) -> Asked:
    """The options by the names that the command gives them."""
    names = (name.strip().lower() for name in options["ignore_headers"].split(","))
    rules = Rules(
        requests_only=options["requests_only"],
        errors=Errors(options["errors"]),
        ignored_headers=frozenset(name for name in names if name),
        bugs_by_requests=options["bugs"] == "requests",
    )
    choice = Choice(options["case"], options["action"] or "", options["type_"] or "", skip_bugs=options["skip_bugs"])
    return Asked(plugin, rules, choice, options["limit"], options["form"])


def plugin_folder(given: str, out: Path) -> Path:
    """The folder of a plugin that is given by path, or by the name of a generated one; `UsageError` for neither."""
    for folder in (Path(given), Workspace(Path(), out).plugin(given)):
        if (folder / "manifest.yaml").is_file():
            return folder
    raise click.UsageError(
        f"There is no plugin '{given}': neither a folder with a manifest.yaml, nor one of that name in "
        f"'{out.as_posix()}'."
    )
