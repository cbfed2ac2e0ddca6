"""Planning is pure: every combination of wanted, owned and found."""

from __future__ import annotations

import pytest
from difyspec.output.digest import digest
from difyspec.output.lock import Lock
from difyspec.output.plan import Action, Conflict, Obstacle, State, Step, lock_of, plan

A, B, C = (digest(letter) for letter in (b"a", b"b", b"c"))
CONTENT = {A: b"a", B: b"b", C: b"c"}


def one(wanted: str | None, owned: str | None, found: State, *, discard: bool = False) -> Step | None:
    """The step for one file."""
    files = {"f": CONTENT[wanted]} if wanted else {}
    old = Lock("acme", "", {}, {"f": owned} if owned else {})
    made = plan(files, lock_of(files, "acme", "", {}, 0), old, {"f": found}, lambda path: discard)
    return made.steps[0] if made.steps else None


@pytest.mark.parametrize(
    ("wanted", "owned", "found", "action"),
    [
        (A, None, None, Action.CREATE),
        (A, A, None, Action.CREATE),
        (A, B, None, Action.CREATE),
        (A, A, A, Action.UNCHANGED),
        (A, B, A, Action.UNCHANGED),
        (A, None, A, Action.UNCHANGED),
        (A, B, B, Action.UPDATE),
        (None, A, A, Action.DELETE),
    ],
)
def test_without_conflict(wanted: str | None, owned: str | None, found: State, action: Action) -> None:
    assert one(wanted, owned, found) == Step("f", action)


def test_what_is_gone_and_wanted_no_more_needs_no_step() -> None:
    assert one(None, A, None) is None


@pytest.mark.parametrize(
    ("wanted", "owned", "found", "conflict", "discarded"),
    [
        (A, B, C, Conflict.EDITED, Action.UPDATE),
        (A, A, C, Conflict.EDITED, Action.UPDATE),
        (A, None, C, Conflict.FOREIGN, Action.UPDATE),
        (None, A, C, Conflict.EDITED_STALE, Action.DELETE),
    ],
)
def test_conflicts(wanted: str | None, owned: str | None, found: State, conflict: Conflict, discarded: Action) -> None:
    assert one(wanted, owned, found) == Step("f", Action.CONFLICT, conflict)
    assert one(wanted, owned, found, discard=True) == Step("f", discarded)


@pytest.mark.parametrize("obstacle", list(Obstacle))
@pytest.mark.parametrize(("wanted", "owned"), [(A, None), (A, A), (None, A)])
def test_what_is_no_file_is_never_discarded(wanted: str | None, owned: str | None, obstacle: Obstacle) -> None:
    expected = Step("f", Action.CONFLICT, Conflict.OBSTACLE, obstacle)
    assert one(wanted, owned, obstacle) == expected
    assert one(wanted, owned, obstacle, discard=True) == expected


def test_files_that_nobody_owns_play_no_part() -> None:
    made = plan({"f": b"a"}, lock_of({"f": b"a"}, "acme", "", {}, 0), None, {"f": None, "notes.txt": C})
    assert [step.path for step in made.steps] == ["f"]


def test_empty_means_that_neither_files_nor_lock_would_change() -> None:
    files = {"f": b"a"}
    lock = lock_of(files, "acme", "compiler", {"provider.yaml": C}, 0)
    assert plan(files, lock, lock, {"f": A}).empty
    assert not plan(files, lock, lock, {"f": None}).empty
    assert not plan(files, lock_of(files, "acme", "compiler", {}, 0), lock, {"f": A}).empty


def test_steps_come_by_path_whatever_the_order_of_the_files() -> None:
    files = {"b/c": b"a", "a": b"a", "b/a": b"b"}
    backwards = dict(reversed(files.items()))
    plans = [plan(some, lock_of(some, "acme", "", {}, 0), None, {}) for some in (files, backwards)]
    assert plans[0].steps == plans[1].steps
    assert [step.path for step in plans[0].steps] == ["a", "b/a", "b/c"]
