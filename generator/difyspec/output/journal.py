"""Carrying out a plan so that a killed process leaves the old plugin or the new one.

First everything new is written to a folder beside the plugins, on the same file system. Then a journal is put there by
one rename: from that moment on the plan will be carried out, and before it nothing has happened. Each step of it can
be repeated, so whoever comes next finishes it (`recover`). A loss of power is out of scope: nothing is flushed.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from difyspec.output.lock import dump
from difyspec.output.paths import LOCK, STAGE, fault, parents
from difyspec.output.plan import Action, Plan

_JOURNAL = "journal.json"


class JournalError(Exception):
    """A journal that cannot be followed; the text is its path."""


@contextlib.contextmanager
def exclusive(out: Path) -> Iterator[None]:
    """Keeps other processes from writing below `out` meanwhile; waits for one that does. Makes the folder."""
    out.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # Windows has no locks on folders; there two runs at once are the user's business
        yield
        return
    handle = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        # Closing alone would leave the lock to a child that some thread forked meanwhile and that has the handle too.
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def interrupted(out: Path) -> bool:
    """Whether a process was killed while it wrote below `out`."""
    return (out / STAGE).exists()


def recover(out: Path) -> bool:
    """Finishes what a killed process had begun, or removes what it had only prepared; whether there was anything.

    Raises `JournalError` and `OSError`. To be called within `exclusive`.
    """
    if not interrupted(out):
        return False
    for stage in sorted((out / STAGE).iterdir()):
        if (stage / _JOURNAL).exists():
            _follow(out, stage)
    shutil.rmtree(out / STAGE)
    return True


def apply(out: Path, plan: Plan) -> None:
    """Carries out a plan without conflicts for the plugin ``out/<plan.plugin>``; an empty one touches nothing.

    Raises `OSError`; if that happens before the journal is written, nothing has changed. To be called within
    `exclusive`, after `recover`.
    """
    if plan.conflicts:
        raise ValueError(f"the plan for {plan.plugin} has conflicts")
    if plan.empty:
        return
    stage = out / STAGE / plan.plugin
    stage.mkdir(parents=True)
    try:
        _stage(stage, plan)
    except OSError:
        shutil.rmtree(out / STAGE, ignore_errors=True)
        raise
    _follow(out, stage)
    shutil.rmtree(out / STAGE)


def _stage(stage: Path, plan: Plan) -> None:
    """Writes the new files and, by one rename at the end, the journal."""
    writes: list[tuple[str, str]] = []
    for step in plan.having(Action.CREATE) + plan.having(Action.UPDATE):
        writes.append((str(len(writes)), step.path))
        (stage / writes[-1][0]).write_bytes(plan.files[step.path])
    # The lock comes last and always: it is what says that the plugin is the new one.
    (stage / "lock").write_bytes(dump(plan.lock))
    deletes = [step.path for step in plan.having(Action.DELETE)]
    journal = {"delete": deletes, "write": writes, "lock": bool(plan.lock.outputs)}
    (stage / "draft").write_text(json.dumps(journal), "utf-8")
    (stage / "draft").replace(stage / _JOURNAL)


def _follow(out: Path, stage: Path) -> None:
    """Does what a journal says; what is done already is passed over."""
    deletes, writes, keeps_lock = _read(stage / _JOURNAL)
    plugin = out / stage.name
    for path in deletes:
        (plugin / path).unlink(missing_ok=True)
    for path in deletes:
        _prune(plugin, path)
    for folder in sorted({(plugin / path).parent for _, path in writes} | ({plugin} if keeps_lock else set())):
        folder.mkdir(parents=True, exist_ok=True)
    for staged, path in writes:
        _move(stage / staged, plugin / path)
    if keeps_lock:
        _move(stage / "lock", plugin / LOCK)
    else:
        (plugin / LOCK).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            plugin.rmdir()
    (stage / _JOURNAL).unlink()


def _move(staged: Path, target: Path) -> None:
    with contextlib.suppress(FileNotFoundError):  # moved already, by the run that was killed
        staged.replace(target)


def _prune(plugin: Path, path: str) -> None:
    """Removes the folders of a deleted file that became empty."""
    for parent in reversed(parents(path)):
        try:
            (plugin / parent).rmdir()
        except FileNotFoundError:
            continue
        except OSError:  # somebody else's files are in it
            return


def _read(path: Path) -> tuple[list[str], list[tuple[str, str]], bool]:
    """The parts of a journal. It lies where others could write, so its paths are checked once more."""
    try:
        data = json.loads(path.read_bytes())
        deletes = [str(one) for one in data["delete"]]
        writes = [(str(staged), str(target)) for staged, target in data["write"]]
        keeps_lock = bool(data["lock"])
    except (ValueError, KeyError, TypeError):
        raise JournalError(path.as_posix()) from None
    if any(fault(one) for one in deletes + [target for _, target in writes]) or any("/" in one for one, _ in writes):
        raise JournalError(path.as_posix())
    return deletes, writes, keeps_lock
