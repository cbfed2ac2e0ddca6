"""A plugin folder that tests of the output write to, and words for what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from difyspec.output import disk
from difyspec.output.lock import Lock
from difyspec.output.paths import LOCK
from difyspec.output.plan import Plan, lock_of, plan

type Generate = Callable[[Mapping[str, bytes]], Plan]


def planned(out: Path, files: Mapping[str, bytes], discard: Callable[[str], bool] | None = None) -> Plan:
    """The plan that `generate` would make for the plugin ``acme``."""
    old = disk.read_lock(out / "acme")
    new = lock_of(files, "acme", "0" * 64, {"provider.yaml": "1" * 64}, 0)
    return plan(files, new, old, disk.states(out / "acme", {*files, *(old.outputs if old else ())}), discard)


def written(out: Path) -> dict[str, bytes]:
    """Every file of the plugin but its lock."""
    root = out / "acme"
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    files.pop(LOCK, None)
    return files


def lock(out: Path) -> Lock:
    """The lock that stands on disk."""
    found = disk.read_lock(out / "acme")
    assert found is not None
    return found
