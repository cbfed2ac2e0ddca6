"""The work of ``difyspec check`` where digests alone do not say that all is well. Reads only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from difyspec.cli.edited import located
from difyspec.cli.planning import misnamed, planned, unusable
from difyspec.cli.standing import Standing
from difyspec.cli.workspace import Workspace
from difyspec.compile import Compilation, compile_spec
from difyspec.diagnostics import Finding, at, finding
from difyspec.emit.cache import Cache
from difyspec.output.digest import digest
from difyspec.output.drift import Places, drift, regenerated
from difyspec.output.lock import Lock
from difyspec.output.paths import STAGE

_AGE = ("D605", "D606")  # of no interest while the spec has errors: it has to be generated again anyway


def check_spec(path: Path) -> Compilation:
    """The findings about a spec that is not one of the workspace's, so no plugin belongs to it."""
    return compile_spec(path, emitted=False, remarked=True)


def check_provider(
    workspace: Workspace, now: Standing, cache: Cache, *, full: bool
) -> tuple[Compilation, list[Finding]]:
    """The compiled spec, and findings about it and its plugin. `full` generates in memory and compares."""
    name = now.provider
    compilation = compile_spec(workspace.spec(name), cache=cache, emitted=full, remarked=True)
    wrong = misnamed(workspace, name, compilation)
    findings = [*compilation.findings, *compilation.remarks, *wrong]
    places = Places(workspace.spec(name).as_posix(), workspace.plugin(name).as_posix())
    if now.unusable is not None:
        findings.append(unusable(workspace, name, now.unusable))
    elif now.lock is None:
        message = f"there is no plugin `{places.plugin}` for this spec yet"
        findings += [] if compilation.blocked or wrong else [finding("D601", at(places.spec), message)]
    elif full and compilation.files is not None:
        one = planned(workspace, name, compilation)
        findings += [other for other in one.findings if other not in wrong]
        findings += regenerated(one.plan, now.lock, places) if one.plan else []
    else:
        found = drift(now.lock, now.inputs, now.compiler, now.states, places)
        findings += [one for one in found if not (compilation.blocked and one.code in _AGE)]
    if now.lock is None or compilation.blocked or not any(one.code == "D602" for one in findings):
        return compilation, findings
    return _edits(workspace, now.lock, cache, compilation, findings)


def _edits(
    workspace: Workspace, lock: Lock, cache: Cache, compilation: Compilation, findings: list[Finding]
) -> tuple[Compilation, list[Finding]]:
    """The same with edited files at the line of the edit: what comes out is what was written, if digests agree."""
    files = compilation.files or compile_spec(compilation.spec, cache=cache).files or {}
    written = {path: data for path, data in files.items() if lock.outputs.get(path) == digest(data)}
    placed, texts = located(findings, workspace.plugin(lock.provider), written)
    return replace(compilation, texts={**compilation.texts, **texts}), placed


def check_leftovers(workspace: Workspace, *, interrupted: bool) -> list[Finding]:
    """Findings about what belongs to no spec: plugins whose spec is gone, an interrupted run."""
    findings: list[Finding] = []
    for name in workspace.orphans():
        shown = workspace.plugin(name).as_posix()
        missing = workspace.spec(name).as_posix()
        findings.append(finding("D613", at(shown), f"`{shown}` was generated, but `{missing}` is gone"))
    if interrupted:
        shown = (workspace.out / STAGE).as_posix()
        findings.append(
            finding("D612", at(shown), f"a run was killed while it wrote; `{shown}` holds what is left of it")
        )
    return findings
