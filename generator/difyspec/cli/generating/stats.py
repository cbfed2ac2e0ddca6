"""Figures about a run, for ``generate --stats``."""

from __future__ import annotations

from collections.abc import Mapping

from difyspec.compile import Compilation
from difyspec.diagnostics.wording import counted
from difyspec.output.plan import Action, Plan

_WORDS = {
    Action.CREATE: "created",
    Action.UPDATE: "updated",
    Action.DELETE: "deleted",
    Action.UNCHANGED: "unchanged",
}


def counts(plan: Plan) -> str:
    """How many files a plan creates, updates, deletes and leaves, e.g. ``2 updated, 58 unchanged``."""
    found = [(len(plan.having(action)), word) for action, word in _WORDS.items()]
    told = [f"{count} {word}" for count, word in found if count]
    return ", ".join(told) or "nothing to do"


def hook_lines(inputs: Mapping[str, bytes]) -> tuple[int, int]:
    """Lines and files of an author's hooks."""
    hooks = [
        content
        for path, content in inputs.items()
        if path.endswith(".py") and (path == "hooks.py" or path.startswith("hooks/"))
    ]
    return sum(len(content.splitlines()) for content in hooks), len(hooks)


def figures(compilation: Compilation, written: float) -> list[str]:
    """The lines that follow a provider's counts; `written` is how long writing took, in seconds."""
    lines, files = hook_lines(compilation.inputs)
    seconds = {**compilation.seconds, "write": written}
    phases = ", ".join(f"{name} {duration * 1000:.0f} ms" for name, duration in seconds.items())
    return [
        f"  hooks: {f'{counted(lines, 'line')} in {counted(files, 'file')}' if files else 'none'}",
        f"  black: {counted(compilation.formatted, 'run')}",
        f"  time: {phases}, together {sum(seconds.values()) * 1000:.0f} ms",
    ]
