"""``difyspec generate``: compile specs into plugins."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from difyspec.cli import options
from difyspec.cli.console import colored, note, say, show
from difyspec.cli.generating.wish import Wish
from difyspec.cli.refusal import Failed
from difyspec.cli.standing import Standing, standing
from difyspec.cli.workspace import Workspace
from difyspec.diagnostics.wording import counted
from difyspec.output.paths import STAGE

if TYPE_CHECKING:
    from difyspec.cli.generating.batch import Result

_MOST_LINES = 200  # of differences


@click.command("generate", short_help="Compile specs into plugins.")
@click.argument("providers", nargs=-1, metavar="[PROVIDER]...")
@options.specs
@options.out
@options.form
@click.option("--stats", is_flag=True, help="Show hook lines and the time of each phase.")
@click.option("--scaffold", is_flag=True, help="Write skeletons of hooks that the spec names and that are missing.")
@click.option(
    "--discard",
    "discards",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Give up the edits of a generated file, or of all in a folder; repeatable.",
)
@click.option("--discard-all", is_flag=True, help="Give up all edits of generated files.")
@click.option("--prune", is_flag=True, help="Delete the generated files of plugins whose spec is gone.")
def command(
    providers: tuple[str, ...],
    specs: Path,
    out: Path,
    form: str,
    stats: bool,
    scaffold: bool,
    discards: tuple[Path, ...],
    discard_all: bool,
    prune: bool,
) -> None:
    """Compiles the specs of the PROVIDERs, or of all, into plugins.

    If a spec has an error, nothing is written at all. Files that difyspec did not write are never touched; a generated
    file that was edited by hand stops the run and shows the edit. Each plugin has a .difyspec.lock, which says what was
    written: keep it in git.

    \b
    Examples:
      difyspec generate
      difyspec generate acme --stats
      difyspec generate acme --discard generated/acme/manifest.yaml
    """
    workspace = Workspace(specs, out).apart()
    left_over = prune and not providers and workspace.specs.is_dir() and workspace.all_gone()
    names = [] if left_over else workspace.chosen(providers)
    if (out / STAGE).exists():
        _finish_interrupted(workspace, form)
    if scaffold:
        _scaffold(workspace, names)
    found = {name: standing(workspace, name) for name in names}
    pending = [name for name, now in found.items() if stats or not now.untouched]
    _say_known(now for name, now in found.items() if name not in pending)
    if not pending and not prune and form == "text":
        _say_untouched(workspace, names)
        return
    _generate(workspace, names, pending, Wish(discards, discard_all, prune), form, stats)


def _generate(workspace: Workspace, names: list[str], pending: list[str], wish: Wish, form: str, stats: bool) -> None:
    """Compiles and writes what is `pending`, and tells about all that were named.

    Only here everything is imported: a run that has nothing to do takes hardly longer than Python itself.
    """
    from difyspec.cli.caches import cache_folder
    from difyspec.cli.generating.batch import generate
    from difyspec.emit.cache import DiskCache

    result = generate(workspace, pending, wish, DiskCache(cache_folder()))
    show(result.findings, result.texts, form)
    if result.failed:
        _explain_failure(result)
        raise Failed
    _unused(workspace, wish, result)
    _tell(workspace, result, names, form, stats)


def _finish_interrupted(workspace: Workspace, form: str) -> None:
    """Before anything is looked at: what a killed run left is finished or undone."""
    from difyspec.cli.generating.batch import finish_interrupted

    findings = finish_interrupted(workspace)
    if findings:
        show(findings, {}, form)
        raise Failed


def _scaffold(workspace: Workspace, names: list[str]) -> None:
    from difyspec.cli.scaffold.hooks import write_missing_hooks

    for name in names:
        for path in write_missing_hooks(workspace.spec(name)):
            note(f"{path.as_posix()}: a skeleton to fill in")


def _explain_failure(result: Result) -> None:
    """The differences of edited files, and that nothing happened."""
    color = colored(sys.stderr)
    for line in result.differences[:_MOST_LINES]:
        tone = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        click.secho(line, fg=tone, err=True, color=color)
    if len(result.differences) > _MOST_LINES:
        note(f"... and {len(result.differences) - _MOST_LINES} lines more")
    note("nothing was written")


def _say_untouched(workspace: Workspace, names: list[str]) -> None:
    for name in names:
        say(f"{workspace.plugin(name).as_posix()}: unchanged")
    _say_orphans(workspace)


def _say_known(untouched: Iterable[Standing]) -> None:
    """Points to what was found when plugins that are left alone now were generated."""
    count = sum(one.lock.findings for one in untouched if one.lock is not None)
    if count:
        note(f"note: {counted(count, 'finding')} in unchanged specs; difyspec check shows them")


def _say_orphans(workspace: Workspace) -> None:
    for name in workspace.orphans():
        note(f"note: {workspace.plugin(name).as_posix()} has no spec any more; --prune deletes its generated files")


def _tell(workspace: Workspace, result: Result, names: list[str], form: str, stats: bool) -> None:
    """What was done, on stdout unless that belongs to another program."""
    from difyspec.cli.generating.stats import counts, figures

    tell = say if form == "text" else note
    for name in [*names, *(one for one in result.plans if one not in names)]:
        shown = workspace.plugin(name).as_posix()
        tell(f"{shown}: {counts(result.plans[name]) if name in result.plans else 'unchanged'}")
        if stats and name in result.compilations:
            for line in figures(result.compilations[name], result.seconds.get(name, 0.0)):
                tell(line)
    _say_orphans(workspace)


def _unused(workspace: Workspace, wish: Wish, result: Result) -> None:
    """Says which paths to discard were none of a plugin's files."""
    owned = [workspace.plugin(name) / step.path for name, plan in result.plans.items() for step in plan.steps]
    for given in wish.discards:
        if not any(one.absolute().is_relative_to(given.absolute()) for one in owned):
            note(f"note: there was nothing to discard at {given.as_posix()}")
