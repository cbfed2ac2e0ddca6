"""A process killed at any step leaves the old plugin or the new one, as soon as the next command ran."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from difyspec.output import journal
from difyspec.output.disk import read_lock
from difyspec.output.paths import STAGE

from tests.support.plugin_folder import Generate, planned, written

FIRST = {"manifest.yaml": b"1\n", "models/llm/a.yaml": b"a\n", "models/tts/t.yaml": b"t\n", "x/y/z": b"z"}
SECOND = {"manifest.yaml": b"2\n", "models/llm/a.yaml": b"a\n", "models/rerank/r.yaml": b"r\n"}
KILLED = 137


class Failpoint:
    """Counts what changes the disk and ends the process, as a kill would, before the step of a number.

    A write is ended in its midst.
    """

    def __init__(self, fatal: int) -> None:
        self.left = fatal

    def install(self) -> None:
        for name in ("replace", "rename", "unlink", "rmdir", "mkdir"):
            setattr(os, name, self.before(getattr(os, name)))
        for name in ("write_bytes", "write_text"):
            setattr(Path, name, self.within(getattr(Path, name)))

    def due(self) -> bool:
        self.left -= 1
        return self.left < 0

    def before(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **options: Any) -> Any:
            if self.due():
                os._exit(KILLED)
            return real(*args, **options)

        return step

    def within(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(path: Path, data: Any, *args: Any) -> Any:
            if self.due():
                real(path, data[: len(data) // 2], *args)
                os._exit(KILLED)
            return real(path, data, *args)

        return step


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Runs `work` in a process of its own that dies before the step of that number; whether it died."""
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(20)
            Failpoint(step).install()
            work()
        except BaseException:  # noqa: BLE001  # the copy of pytest in this process must not go on
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, KILLED), f"the process failed at step {step} in another way"
    return code == KILLED


def recover(out: Path) -> None:
    with journal.exclusive(out):
        journal.recover(out)


def settled(out: Path) -> str:
    """Whether the plugin is the old or the new one, and its lock says so."""
    names = {id(FIRST): "old", id(SECOND): "new"}
    now = written(out)
    match = [files for files in (FIRST, SECOND) if files == now]
    assert match, f"a mixture: {now}"
    lock = read_lock(out / "acme")
    assert lock is not None
    assert sorted(lock.outputs) == sorted(match[0])
    assert not (out / STAGE).exists()
    return names[id(match[0])]


def reset(out: Path, generate: Generate) -> None:
    generate(FIRST)
    assert settled(out) == "old"


def test_killed_at_every_step_of_a_run(out: Path, generate: Generate) -> None:
    outcomes: list[str] = []
    for step in range(200):
        reset(out, generate)
        if not killed_at(step, lambda: generate(SECOND)):
            assert settled(out) == "new"
            break
        recover(out)
        outcomes.append(settled(out))
    else:
        pytest.fail("the run never came to its end")
    assert outcomes == sorted(outcomes, reverse=True), "once it is the new one, it stays the new one"
    assert outcomes.count("old") > 5
    assert outcomes.count("new") > 5


def test_killed_at_every_step_of_the_recovery_too(out: Path, generate: Generate) -> None:
    for first in range(0, 40, 3):
        for second in range(40):
            reset(out, generate)
            if not killed_at(first, lambda: generate(SECOND)):
                return
            again = killed_at(second, lambda: recover(out))
            recover(out)
            settled(out)
            if not again:
                break
        else:
            pytest.fail("the recovery never came to its end")


def test_killed_while_the_first_plugin_is_written(out: Path, generate: Generate) -> None:
    outcomes: set[bool] = set()
    for step in range(200):
        generate({})
        if not killed_at(step, lambda: generate(SECOND)):
            break
        recover(out)
        now = written(out)
        assert now in ({}, SECOND)
        outcomes.add(bool(now))
    assert outcomes == {True, False}


def test_without_a_recovery_check_can_tell(out: Path, generate: Generate) -> None:
    generate(FIRST)
    assert not journal.interrupted(out)
    assert killed_at(3, lambda: generate(SECOND))
    assert journal.interrupted(out)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"delete": ["../x"], "write": [], "lock": true}',
        b'{"delete": [], "write": [["0", "/x"]], "lock": true}',
        b'{"delete": [], "write": [["../../x", "y"]], "lock": true}',
    ],
)
def test_a_journal_of_another_hand_is_not_followed(out: Path, generate: Generate, content: bytes) -> None:
    generate(FIRST)
    stage = out / STAGE / "acme"
    stage.mkdir(parents=True)
    (stage / "journal.json").write_bytes(content)
    with pytest.raises(journal.JournalError, match=r"acme/journal\.json"):
        recover(out)
    assert written(out) == FIRST


def test_an_unfinished_journal_is_never_overwritten(out: Path, generate: Generate) -> None:
    generate(FIRST)
    made = planned(out, SECOND)
    (out / STAGE / "acme").mkdir(parents=True)
    (out / STAGE / "acme/journal.json").write_bytes(b"{}")
    with pytest.raises(FileExistsError):
        journal.apply(out, made)
    assert (out / STAGE / "acme/journal.json").read_bytes() == b"{}"


def test_two_runs_at_once_wait_for_each_other(out: Path, generate: Generate) -> None:
    generate(FIRST)
    started, finish = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        with journal.exclusive(out):
            os.write(started[1], b"x")
            os.read(finish[0], 1)
            (out / "acme/first").write_text("done")
        os._exit(0)
    os.read(started[0], 1)
    os.write(finish[1], b"x")
    with journal.exclusive(out):
        assert (out / "acme/first").exists()
    os.waitpid(child, 0)
