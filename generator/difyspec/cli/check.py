"""``difyspec check``: is everything well, and are specs and plugins in step?"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from difyspec.cli import options
from difyspec.cli.console import Progress, say
from difyspec.cli.refusal import Failed
from difyspec.cli.standing import standing
from difyspec.cli.workspace import Workspace, is_spec
from difyspec.output.paths import LOCK, STAGE

if TYPE_CHECKING:
    from difyspec.compile import Compilation
    from difyspec.diagnostics import Finding


@dataclass(slots=True)
class _Found:
    """Findings so far, and the texts they point into."""

    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def add(self, compilation: Compilation, findings: list[Finding]) -> None:
        self.findings += findings
        self.texts |= compilation.texts


@click.command("check", short_help="Find errors, and plugins that are not in step with their specs.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.specs
@options.out
@options.form
@click.option("--full", is_flag=True, help="Generate everything in memory and compare; what CI should call.")
def command(paths: tuple[str, ...], specs: Path, out: Path, form: str, full: bool) -> None:
    """Checks specs and their plugins: errors in specs, plugins that are not what their spec says, leftover files.

    PATH is a provider's name, the folder of a spec or the folder of a generated plugin; without any, everything is
    checked. Nothing is written. Whether something changed is decided from digests of the spec, the compiler and the
    plugin; --full generates again and compares.

    \b
    Examples:
      difyspec check
      difyspec check --full --format github
      difyspec check spec/acme
    """
    workspace = Workspace(specs, out)
    names, others = _targets(workspace, paths)
    found = _Found()
    with Progress(len(names) + len(others)) as progress:
        for name in names:
            progress.step(name)
            _provider(workspace, name, found, full=full)
        for path in others:
            progress.step(path.as_posix())
            _spec(path, found)
    if not paths:
        _leftovers(workspace, found)
    if found.findings or form != "text":
        _show(found, form)
    if form == "text" and not found.findings:
        say(f"in step: {', '.join(names + [path.as_posix() for path in others])}")


def _targets(workspace: Workspace, paths: tuple[str, ...]) -> tuple[list[str], list[Path]]:
    """Providers of the workspace, and folders of specs elsewhere."""
    names: list[str] = []
    others: list[Path] = []
    for given in paths:
        path = Path(given)
        folder = path.parent if path.is_file() else path
        if folder.is_dir() and folder.absolute().parent == workspace.out.absolute() and (folder / LOCK).is_file():
            names.append(folder.name)
        elif folder.is_dir() and folder.absolute().parent != workspace.specs.absolute() and is_spec(folder):
            others.append(folder)
        else:
            names.append(folder.as_posix())
    return workspace.chosen(names) if names or not others else [], others


def _provider(workspace: Workspace, name: str, found: _Found, *, full: bool) -> None:
    now = standing(workspace, name)
    if now.untouched and not full:
        return
    # From here on everything is needed; until here a check takes hardly longer than to start Python.
    from difyspec.cli.checking import check_provider
    from difyspec.emit.cache import DiskCache, cache_folder

    found.add(*check_provider(workspace, now, DiskCache(cache_folder()), full=full))


def _spec(path: Path, found: _Found) -> None:
    from difyspec.cli.checking import check_spec

    compilation = check_spec(path)
    found.add(compilation, list(compilation.findings))


def _leftovers(workspace: Workspace, found: _Found) -> None:
    interrupted = (workspace.out / STAGE).exists()
    if interrupted or workspace.orphans():
        from difyspec.cli.checking import check_leftovers

        found.findings += check_leftovers(workspace, interrupted=interrupted)


def _show(found: _Found, form: str) -> None:
    from difyspec.cli.console import show
    from difyspec.diagnostics import blocking

    show(found.findings, found.texts, form)
    if blocking(found.findings):
        raise Failed
