"""``difyspec check``: is everything well, and are specs and plugins in step?

Three kinds of things are checked: specs of the workspace together with their plugins, specs elsewhere, and plugins that
nobody generated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource
from click.exceptions import Exit

from difyspec.cli import options
from difyspec.cli.caches import cache_folder
from difyspec.cli.checking import fixing, judging
from difyspec.cli.checking.clean import is_clean, remember_clean
from difyspec.cli.checking.links import broken_links
from difyspec.cli.checking.plugins import PluginChecks, is_plugin, plugins_in, unfolded
from difyspec.cli.console import Progress, say, show
from difyspec.cli.refusal import ExitCode, Failed
from difyspec.cli.standing import standing
from difyspec.cli.workspace import Workspace, is_spec
from difyspec.output.paths import LOCK, STAGE
from difyspec.policy.checked import Checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from difyspec.cli.checking.fixing import Fixing
    from difyspec.cli.checking.judging import Wanted
    from difyspec.diagnostics import Finding
    from difyspec.policy.checked import Judged
    from difyspec.report import Aside


@dataclass(slots=True)
class _Found:
    """What was found so far in each thing that was checked."""

    checked: list[Checked] = field(default_factory=list)

    def add(self, folder: Path, findings: Iterable[Finding], texts: Mapping[str, str]) -> None:
        self.checked.append(Checked(folder, list(findings), dict(texts)))

    def spread(self, findings: Iterable[Finding]) -> None:
        """Adds findings where the files are that they point into."""
        for one in findings:
            owner = next((each for each in self.checked if one.span.file in each.texts), None)
            if owner is None:
                self.add(Path(one.span.file).parent, [one], {})
            else:
                owner.findings.append(one)


@dataclass(slots=True)
class _Targets:
    """What is to be checked: providers of the workspace, folders of specs elsewhere, plugins.

    `folders` are those of several plugins.
    """

    names: list[str] = field(default_factory=list)
    specs: list[Path] = field(default_factory=list)
    plugins: list[Path] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)

    @property
    def shown(self) -> list[str]:
        return [*self.names, *(path.as_posix() for path in (*self.specs, *self.plugins))]

    @property
    def verdict(self) -> str:
        """What to say of them where nothing was found."""
        return "no findings" if self.plugins else "in step"


@click.command("check", short_help="Find defects in specs and plugins, and plugins that are not in step.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.specs
@options.out
@options.form
@click.option("--full", is_flag=True, help="Generate everything in memory and compare; what CI should call.")
@click.option("--cross", is_flag=True, help="Compare the plugins named with each other as well.")
@click.option("--files", is_flag=True, help="Check the specs and plugins that the PATHs belong to; as hooks of git do.")
@judging.options
@fixing.options
def command(paths: tuple[str, ...], specs: Path, out: Path, form: str, full: bool, cross: bool, **more: Any) -> None:
    """Checks specs, the plugins made from them, and plugins that exist without a spec.

    PATH is a provider's name, the folder of a spec, of a plugin, or of several plugins; without any, the specs of the
    workspace are checked. Specs: errors in them, defects of what they describe, plugins that are not what their spec
    says, leftover files. Plugins: whatever Dify's loaders refuse or see differently, and defects that none of them
    notices. Whether a generated plugin changed is decided from digests; --full generates again and compares.

    Nothing is written without --fix, which changes only the characters that have to be: comments, quotes and order
    stay. Safe fixes have no effect but to end the defect; --unsafe-fixes are most likely right and should be looked at.

    Settings in difyspec.toml, comments such as "# difyspec: ignore[D841] reason" and a baseline say which findings to
    live with; options go before settings. CODES are codes or their beginnings, between commas: D847,D92. Errors always
    count.

    \b
    Examples:
      difyspec check
      difyspec check --full --format github
      difyspec check ../dify-official-plugins/models/openai
      difyspec check --cross ../dify-official-plugins/models
      difyspec check ../acme --diff --unsafe-fixes
      difyspec check ../acme --ignore D93 --severity D847=error --fail-on warning
      difyspec check ../acme --write-baseline baseline.txt
    """
    mending, wanted = fixing.wanted(more), judging.wanted(more)
    workspace = Workspace(specs, out)
    if more.pop("files"):
        from difyspec.cli.checking.owners import owners

        paths = owners(workspace, paths)
        if not paths:
            show([], {}, form)
            return
    targets = _targets(workspace, paths)
    trouble = _fixed(workspace, targets, mending, wanted) if mending.asked else []
    found = _looked(workspace, targets, full=full, cross=cross, everywhere=not paths)
    found.spread(trouble)
    judged = judging.judged(found.checked, wanted, crossed=cross)
    if wanted.write_baseline is not None:
        judging.write_baseline(judged, wanted.write_baseline)
    _tell(judged, targets, form, fixing.fixable(judged.findings, mending))


def _looked(workspace: Workspace, targets: _Targets, *, full: bool, cross: bool, everywhere: bool) -> _Found:
    """What is found in the targets; `everywhere`: and in what the workspace holds besides them."""
    found = _Found()
    with Progress(len(targets.shown)) as progress:
        for name in targets.names:
            progress.step(name)
            _provider(workspace, name, found, full=full)
        for path in targets.specs:
            progress.step(path.as_posix())
            _spec(path, found)
        _plugins(targets.plugins, found, progress, cross=cross)
    if everywhere:
        _leftovers(workspace, found)
    found.spread(broken_links((workspace.specs, workspace.out) if everywhere else targets.folders))
    return found


def _fixed(workspace: Workspace, targets: _Targets, mending: Fixing, wanted: Wanted) -> list[Finding]:
    """Fixes what can be fixed, and gives what is to be said about that. With --diff nothing follows it."""
    specs = [*(workspace.spec(name) for name in targets.names), *targets.specs]
    outcome = fixing.run(
        targets.plugins, specs, mending, lambda one: judging.judged([one], wanted, crossed=False).findings
    )
    if mending.diff:
        fixing.show_diff(outcome)
    fixing.tell(outcome, mending)
    if mending.diff:
        raise Failed if outcome.changes else Exit(ExitCode.OK)
    return outcome.trouble


def _targets(workspace: Workspace, paths: tuple[str, ...]) -> _Targets:
    targets = _Targets()
    for given in paths:
        path = Path(given)
        folder = path.parent if path.is_file() else path
        above = folder.absolute().parent
        if not folder.is_dir() or above == workspace.specs.absolute():
            targets.names.append(folder.as_posix())
        elif above == workspace.out.absolute() and (folder / LOCK).is_file():
            targets.names.append(folder.name)
        elif is_spec(folder) and not is_plugin(folder):
            targets.specs.append(folder)
        else:
            targets.plugins.append(folder)
    targets.folders = [folder for folder in targets.plugins if plugins_in(folder)]
    targets.plugins = unfolded(targets.plugins)
    if targets.names or not (paths or _all_gone(workspace)):
        targets.names = workspace.chosen(targets.names)
    return targets


def _all_gone(workspace: Workspace) -> bool:
    """Whether the last spec is gone, perhaps with its folder; a folder that was named has to be there."""
    named = click.get_current_context().get_parameter_source("specs") is not ParameterSource.DEFAULT
    return workspace.all_gone() and (workspace.specs.is_dir() or not named)


def _provider(workspace: Workspace, name: str, found: _Found, *, full: bool) -> None:
    now = standing(workspace, name)
    if now.untouched and not full and is_clean(now):
        found.add(workspace.spec(name), [], {})
        return
    # From here on everything is needed; until here a check takes hardly longer than to start Python.
    from difyspec.cli.checking.providers import check_provider
    from difyspec.emit.cache import DiskCache

    compilation, findings = check_provider(workspace, now, DiskCache(cache_folder()), full=full)
    if now.untouched and not findings and not any(judging.MARK in text for text in compilation.texts.values()):
        remember_clean(now)
    found.add(workspace.spec(name), findings, compilation.texts)


def _spec(path: Path, found: _Found) -> None:
    from difyspec.cli.checking.providers import check_spec

    compilation = check_spec(path)
    found.add(path, [*compilation.findings, *compilation.remarks], compilation.texts)


def _plugins(folders: list[Path], found: _Found, progress: Progress, *, cross: bool) -> None:
    checks = PluginChecks()
    for folder in folders:
        progress.step(folder.as_posix())
        findings, texts = checks.check(folder)
        found.add(folder, findings, texts)
    if cross:
        found.spread(checks.compare())


def _leftovers(workspace: Workspace, found: _Found) -> None:
    interrupted = (workspace.out / STAGE).exists()
    if interrupted or workspace.orphans():
        from difyspec.cli.checking.providers import check_leftovers

        found.add(workspace.out, check_leftovers(workspace, interrupted=interrupted), {})


def _tell(judged: Judged, targets: _Targets, form: str, fixable: str) -> None:
    """What was found, or that nothing was."""
    if not judged.findings and form == "text":
        aside = "" if judged.all else f" ({_aside(judged)})"
        say(f"{targets.verdict}: {', '.join(targets.shown)}{aside}")
    else:
        show(judged.findings, judged.texts, form, _aside(judged))
        if fixable and form == "text":
            say(fixable)
    if judged.failed:
        raise Failed


def _aside(judged: Judged) -> Aside:
    from difyspec.report import Aside

    return Aside(tuple(judged.suppressed), tuple(judged.known), compared=bool(judged.entries))
