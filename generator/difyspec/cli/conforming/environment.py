"""Which Python runs a plugin that may be written by hand: ours if it has all that is imported, else one of its own."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from difyspec.cli.debugging.interpreter import find_uv, install
from difyspec.cli.refusal import Refused

_SOURCES = ("uv.lock", "requirements.txt", "pyproject.toml")
"""Where a plugin says what it needs, the most exact first."""

_ASIDE = ("tests", "test", "venv", "node_modules")


def environment(plugin: Path, cache: Path, note: Callable[[str], None], *, isolated: bool = False) -> str:
    """The path of a Python for a plugin. `note` is told which, if it is not ours; `isolated`: never ours.

    Raises `Refused` where the plugin does not say what it needs, or that cannot be installed.
    """
    missing = [] if isolated else missing_imports(plugin)
    if not missing and not isolated:
        return sys.executable
    source = next((plugin / name for name in _SOURCES if (plugin / name).is_file()), None)
    if source is None:
        wanted = ", ".join(missing) or "what the plugin imports"
        raise Refused(f"{wanted} is not installed, and {plugin.as_posix()} has neither {' nor '.join(_SOURCES)}.")
    folder = cache / "plugins" / hashlib.sha256(source.name.encode() + source.read_bytes()).hexdigest()[:16]
    why = f"{', '.join(missing)} is not installed beside difyspec" if missing else "as asked"
    note(f"{plugin.name} runs in an environment of its own, from its {source.name} ({why}): {folder.as_posix()}")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / ".complete").exists():
        note("installing what it needs (once)")
        uv = find_uv()
        install(uv, folder, python, _exported(uv, source, folder) if source.name == "uv.lock" else source)
    return str(python)


def missing_imports(plugin: Path) -> list[str]:
    """The modules that a plugin imports and that are not installed beside difyspec."""
    own = {path.stem for path in plugin.iterdir()}
    names = {name for path in _python_files(plugin) for name in _imported(path)}
    return [name for name in sorted(names - own - sys.stdlib_module_names) if importlib.util.find_spec(name) is None]


def _python_files(plugin: Path) -> Iterator[Path]:
    for path in sorted(plugin.rglob("*.py")):
        folders = path.relative_to(plugin).parts[:-1]
        if not any(name in _ASIDE or name.startswith(".") for name in folders):
            yield path


def _imported(path: Path) -> Iterator[str]:
    """The first words of what a file imports. One that is no Python is left to the SDK to complain about."""
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.partition(".")[0]


def _exported(uv: str, lock: Path, folder: Path) -> Path:
    """The versions of a lock as a requirements file, beside the folder of the environment."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    file = folder.with_suffix(".txt")
    wanted = ["export", "--quiet", "--frozen", "--no-emit-project", "--no-dev", "--project", str(lock.parent)]
    done = subprocess.run([uv, *wanted, "--output-file", str(file)], check=False, stdout=subprocess.DEVNULL)
    if done.returncode:
        raise Refused(f"{lock.as_posix()} could not be read: uv export failed (see above).")
    return file
