"""Which Python runs the plugin: ours if it has what the plugin needs, else one in an environment made for it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from difyspec.cli.refusal import Refused

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def interpreter(plugin: Path, cache: Path, note: Callable[[str], None]) -> str:
    """The path of a Python that can run the plugin. `note` is told when another one than ours is taken, and why."""
    missing = [name for name in needed(plugin) if not _installed(name)]
    if not missing:
        return sys.executable
    requirements = plugin / "requirements.txt"
    if not requirements.is_file():
        raise Refused(f"{', '.join(missing)} is not installed, and {requirements.as_posix()} is missing.")
    folder = cache / "plugins" / hashlib.sha256(requirements.read_bytes()).hexdigest()[:16]
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    note(f"{', '.join(missing)} is not installed beside difyspec; the plugin runs in {folder.as_posix()}")
    if not (folder / ".complete").exists():
        note("installing what the plugin needs (once)")
        install(find_uv(), folder, python, requirements)
    return str(python)


def needed(plugin: Path) -> list[str]:
    """The names of the distributions that a plugin depends on."""
    try:
        project = tomllib.loads((plugin / "pyproject.toml").read_text("utf-8")).get("project", {})
    except (OSError, ValueError):
        project = {}
    found = [match[0] for one in project.get("dependencies", ()) if (match := _NAME.match(str(one)))]
    return found or ["dify_plugin"]


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def install(uv: str, folder: Path, python: Path, requirements: Path) -> None:
    """Makes an environment in `folder` with what a requirements file or a pyproject.toml asks for; `Refused` if not."""
    base = f"{sys.version_info.major}.{sys.version_info.minor}"
    for arguments in (
        ["venv", "--quiet", "--clear", "--python", getattr(sys, "_base_executable", None) or base, str(folder)],
        ["pip", "install", "--quiet", "--python", str(python), "--requirements", str(requirements)],
    ):
        done = subprocess.run([uv, *arguments], check=False)
        if done.returncode:
            raise Refused(f"The plugin's environment could not be made: uv {arguments[0]} failed (see above).")
    (folder / ".complete").touch()


def find_uv() -> str:
    """A uv that runs; a version manager's shim may be on PATH and yet fail."""
    beside = Path(sys.prefix).parent / ".venv-tools/bin/uv"
    for candidate in (os.environ.get("UV"), shutil.which("uv"), str(beside), str(Path.home() / ".local/bin/uv")):
        if candidate and Path(candidate).exists():
            done = subprocess.run([candidate, "--version"], capture_output=True, check=False)
            if done.returncode == 0:
                return candidate
    raise Refused("uv is needed to install what the plugin depends on. Install it, or set UV to its path.")
