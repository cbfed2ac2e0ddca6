"""What stands in a plugin's folder. Reads only; looks at the paths it is asked for and at nothing beside them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from difyspec.output.digest import digest
from difyspec.output.lock import Lock, parse
from difyspec.output.paths import LOCK, parents
from difyspec.output.plan import Obstacle, State


def states(plugin: Path, paths: Iterable[str]) -> dict[str, State]:
    """What stands at each path of a plugin's folder, without following links."""
    folders: dict[str, Obstacle | None] = {}
    home = os.fspath(plugin)
    return {path: _state(home, path, folders) for path in sorted(paths)}


def read_lock(plugin: Path) -> Lock | None:
    """The lock of a plugin, None where there is none; `LockError` if it cannot be used, `OSError` if not be read."""
    try:
        return parse((plugin / LOCK).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def blocked(plugin: Path) -> Obstacle | None:
    """What keeps a plugin's folder itself from being written to; None also where nothing is yet."""
    return _folder(plugin)


def _state(plugin: str, path: str, folders: dict[str, Obstacle | None]) -> State:
    for parent in parents(path):
        if parent not in folders:
            folders[parent] = _folder(f"{plugin}/{parent}")
        obstacle = folders[parent]
        if obstacle is not None:
            return obstacle
    try:
        mode = os.lstat(f"{plugin}/{path}").st_mode
        if stat.S_ISREG(mode):
            with open(f"{plugin}/{path}", "rb") as file:
                return digest(file.read())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return Obstacle.UNREADABLE
    if stat.S_ISDIR(mode):
        return Obstacle.FOLDER
    return Obstacle.LINK if stat.S_ISLNK(mode) else Obstacle.SPECIAL


def _folder(path: Path | str) -> Obstacle | None:
    """What keeps a path from being a folder that files can be written to; None also where nothing is yet."""
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return Obstacle.UNREADABLE
    if stat.S_ISLNK(mode):
        return Obstacle.LINK
    return None if stat.S_ISDIR(mode) else Obstacle.UNDER_FILE
