"""Which specs and plugins files belong to: git and its hooks speak of files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from difyspec.cli.plugin_checks import MANIFEST
from difyspec.cli.workspace import Workspace, is_spec
from difyspec.output.paths import LOCK
from difyspec.policy.upward import absolute
from difyspec.source.load import MAIN


def owners(workspace: Workspace, files: Iterable[str]) -> tuple[str, ...]:
    """The folders to check for files, each once, in order; files that belong to no spec and no plugin have none."""
    found = (_owner(workspace, Path(file)) for file in files)
    return tuple(dict.fromkeys(one.as_posix() for one in found if one is not None))


def _owner(workspace: Workspace, file: Path) -> Path | None:
    """The folder of the spec or plugin around a file, or the folder itself; the nearest plugin goes before a spec."""
    around = [file, *file.parents] if file.is_dir() else list(file.parents)
    for folder in around:
        above = absolute(folder).parent
        if above == absolute(workspace.specs) and is_spec(folder):
            return folder
        if above == absolute(workspace.out) and (folder / LOCK).is_file():
            return folder
        if (folder / MANIFEST).is_file():
            return folder
    return next((folder for folder in around if (folder / MAIN).is_file()), None)
