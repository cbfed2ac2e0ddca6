"""From a compiled spec to a plan for the plugin's folder, or the findings that stand against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from difyspec.cli.standing import current_compiler
from difyspec.cli.workspace import Workspace
from difyspec.compile import Compilation
from difyspec.diagnostics import Finding, Span, at, finding
from difyspec.output.digest import digest
from difyspec.output.disk import blocked, read_lock, states
from difyspec.output.lock import Lock, LockError
from difyspec.output.paths import LOCK, faults
from difyspec.output.plan import Plan, lock_of, plan

type Discard = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, or findings that say why there is none. `old` is the lock that stands on disk."""

    provider: str
    plan: Plan | None
    findings: tuple[Finding, ...] = ()
    old: Lock | None = None


def planned(
    workspace: Workspace, name: str, compilation: Compilation, discard: Discard | None = None, *, lost: bool = False
) -> Planned:
    """The plan for one provider, whose spec compiled. `lost`: go on as if an unusable lock was not there."""
    assert compilation.files is not None  # noqa: S101  # callers stop at blocking findings
    inputs = {path: digest(content) for path, content in compilation.inputs.items()}
    new = lock_of(compilation.files, name, current_compiler(), inputs, len(compilation.findings))
    shown = workspace.plugin(name).as_posix()
    findings = [*misnamed(workspace, name, compilation), *faults(compilation.files, shown)]
    return _planned(workspace, new, compilation.files, findings, discard, lost=lost)


def emptied(workspace: Workspace, name: str, discard: Discard | None = None, *, lost: bool = False) -> Planned:
    """The plan that removes a plugin."""
    return _planned(workspace, Lock(name, "", {}, {}), {}, [], discard, lost=lost)


def _planned(
    workspace: Workspace,
    new: Lock,
    files: Mapping[str, bytes],
    findings: list[Finding],
    discard: Discard | None,
    *,
    lost: bool,
) -> Planned:
    folder = workspace.plugin(new.provider)
    obstacle = blocked(folder)
    if obstacle is not None:
        findings.append(finding("D610", at(folder.as_posix()), f"`{folder.as_posix()}` {obstacle}"))
    old: Lock | None = None
    if not findings:
        try:
            old = read_lock(folder)
        except LockError as error:
            if not lost:
                findings.append(unusable(workspace, new.provider, str(error)))
    if findings:
        return Planned(new.provider, None, tuple(findings))
    disk = states(folder, {*files, *(old.outputs if old else ())})
    return Planned(new.provider, plan(files, new, old, disk, discard), (), old)


def unusable(workspace: Workspace, name: str, reason: str) -> Finding:
    """The finding for a lock that cannot be used."""
    shown = (workspace.plugin(name) / LOCK).as_posix()
    return finding("D609", at(shown), f"`{shown}` {reason}")


def misnamed(workspace: Workspace, name: str, compilation: Compilation) -> list[Finding]:
    """The finding for a spec whose folder has not the provider's name."""
    provider = compilation.provider
    if provider is None or provider.name == name:
        return []
    message = f"the provider is called `{provider.name}`, its folder `{name}`"
    remedy = f"Rename the folder to `{provider.name}`; the plugin's folder has that name too."
    return [finding("D615", _named(compilation) or at(workspace.spec(name).as_posix()), message, remedy)]


def _named(compilation: Compilation) -> Span | None:
    """Where the spec says the provider's name."""
    for file, text in compilation.texts.items():
        found = re.search(r"^provider:[ \t]*(\S+)", text, re.MULTILINE)
        if found is not None:
            line = text.count("\n", 0, found.start()) + 1
            return at(file, line, found.start(1) - found.start() + 1, len(found[1]))
    return None
