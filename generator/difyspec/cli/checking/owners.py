"""Which specs and plugins files belong to: git and its hooks speak of files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from difyspec.cli.checking.plugins import MANIFEST
from difyspec.cli.workspace import Workspace, is_spec
from difyspec.output.paths import LOCK
from difyspec.source.load import MAIN
from difyspec.source.upward import absolute


def owners(workspace: Workspace, files: Iterable[str]) -> tuple[str, ...]:
    """The folders to check for files, each once, in order; files that belong to no spec and no plugin have none."""
    found = (_owner(workspace, Path(file)) for file in files)
    return tuple(dict.fromkeys(one.as_posix() for one in found if one is not None))


def _owner(workspace: Workspace, file: Path) -> Path | None:
    """The folder around a file, or the folder itself: what the workspace knows before a plugin before a spec elsewhere.

    For a spec may bring a plugin's files along, and a plugin may have a ``provider/provider.yaml``.
    """
    around = [file, *file.parents] if file.is_dir() else list(file.parents)
    for found in (_of_workspace(workspace), _is_plugin, _is_spec):
        owner = next((folder for folder in around if found(folder)), None)
        if owner is not None:
            return owner
    return None


def _of_workspace(workspace: Workspace) -> Callable[[Path], bool]:
    specs, out = absolute(workspace.specs), absolute(workspace.out)

    def known(folder: Path) -> bool:
        above = absolute(folder).parent
        return (above == specs and is_spec(folder)) or (above == out and (folder / LOCK).is_file())

    return known


def _is_plugin(folder: Path) -> bool:
    return (folder / MANIFEST).is_file()


def _is_spec(folder: Path) -> bool:
    return (folder / MAIN).is_file()
