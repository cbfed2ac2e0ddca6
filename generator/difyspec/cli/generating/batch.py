"""The work of ``difyspec generate``: compile all, then write all, or nothing at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from difyspec.cli.console import Progress, note
from difyspec.cli.edited import located
from difyspec.cli.generating.wish import Wish
from difyspec.cli.planning import Planned, emptied, planned
from difyspec.cli.workspace import Workspace
from difyspec.compile import Compilation, compile_spec
from difyspec.diagnostics import Finding, at, blocking, finding
from difyspec.emit.cache import Cache
from difyspec.output import journal
from difyspec.output.conflicts import conflicts
from difyspec.output.difference import difference
from difyspec.output.plan import Conflict, Plan


@dataclass(slots=True)
class Result:
    """What a run did or found. `plans` are carried out unless a finding is an error.

    `differences` are lines of diffs for edited files, `edited` their texts, `seconds` says how long each plugin took to
    write.
    """

    plans: dict[str, Plan] = field(default_factory=dict)
    compilations: dict[str, Compilation] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    edited: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether nothing may be written."""
        return blocking(self.findings)

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts that findings point into."""
        compiled = {path: text for one in self.compilations.values() for path, text in one.texts.items()}
        return {**compiled, **self.edited}


def generate(workspace: Workspace, names: list[str], wish: Wish, cache: Cache) -> Result:
    """Compiles the specs named and brings their plugins in step."""
    result = Result()
    with Progress(len(names)) as progress:
        for name in names:
            progress.step(name)
            compilation = compile_spec(workspace.spec(name), cache=cache)
            result.compilations[name] = compilation
            result.findings += compilation.findings
    if result.failed:
        return result
    removed = workspace.orphans() if wish.prune else []
    if not result.compilations and not removed:
        return result
    _alone(workspace, result, lambda: _carry_out(workspace, wish, removed, result))
    return result


def finish_interrupted(workspace: Workspace) -> list[Finding]:
    """Finishes what a killed run had begun, or undoes what it had prepared; findings where that cannot be."""
    result = Result()
    _alone(workspace, result, lambda: None)
    return result.findings


def _alone(workspace: Workspace, result: Result, work: Callable[[], None]) -> None:
    """Works while no other run writes, after what a killed one left is finished or undone; failures become findings."""
    try:
        with journal.exclusive(workspace.out):
            if journal.recover(workspace.out):
                note("finished what an interrupted run had begun")
            work()
    except journal.JournalError as error:
        remedy = "Delete the folder it lies in and run `difyspec generate` again."
        result.findings.append(finding("D612", at(str(error)), f"`{error}` cannot be followed", remedy))
    except OSError as error:
        result.findings.append(_refused(workspace.out, error))


def _carry_out(workspace: Workspace, wish: Wish, removed: list[str], result: Result) -> None:
    for one in _plans(workspace, wish, removed, result):
        _judge(workspace, one, result)
    if not result.failed:
        _write(workspace, result)


def _plans(workspace: Workspace, wish: Wish, removed: list[str], result: Result) -> Iterator[Planned]:
    for name, compilation in result.compilations.items():
        discard = wish.discard(workspace.plugin(name))
        yield planned(workspace, name, compilation, discard, lost=wish.discard_all)
    for name in removed:
        yield emptied(workspace, name, wish.discard(workspace.plugin(name)), lost=wish.discard_all)


def _judge(workspace: Workspace, one: Planned, result: Result) -> None:
    """Takes up a plan, or what stands against it."""
    result.findings += one.findings
    if one.plan is None:
        return
    result.plans[one.provider] = one.plan
    folder = workspace.plugin(one.provider)
    findings, texts = located(conflicts(one.plan, folder.as_posix()), folder, one.plan.files)
    result.findings += findings
    result.edited |= texts
    for step in one.plan.conflicts:
        if step.conflict is not Conflict.OBSTACLE and step.path in one.plan.files:
            shown = (folder / step.path).as_posix()
            result.differences += difference(one.plan.files[step.path], (folder / step.path).read_bytes(), shown)


def _write(workspace: Workspace, result: Result) -> None:
    for name, plan in result.plans.items():
        start = time.perf_counter()
        try:
            journal.apply(workspace.out, plan)
        except OSError as error:
            result.findings.append(_refused(workspace.plugin(name), error))
            return
        result.seconds[name] = time.perf_counter() - start


def _refused(path: Path, error: OSError) -> Finding:
    shown = path.as_posix()
    return finding(
        "D614", at(shown), f"`{shown}` cannot be written: {(error.strerror or type(error).__name__).lower()}"
    )
