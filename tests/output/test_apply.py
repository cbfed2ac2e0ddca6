"""Plans carried out on a real disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from difyspec.output import disk, journal
from difyspec.output.paths import LOCK, STAGE
from difyspec.output.plan import Action, Obstacle

from tests.support.plugin_folder import Generate, lock, planned, written

FIRST = {"manifest.yaml": b"1\n", "models/llm/a.yaml": b"a\n", "models/tts/t.yaml": b"t\n"}
SECOND = {"manifest.yaml": b"2\n", "models/llm/a.yaml": b"a\n", "models/rerank/r.yaml": b"r\n"}


def test_writes_what_is_planned_and_nothing_else(out: Path, generate: Generate) -> None:
    generate(FIRST)
    assert written(out) == FIRST
    assert sorted(lock(out).outputs) == sorted(FIRST)
    assert sorted(path.name for path in out.iterdir()) == ["acme"]


def test_second_run_changes_only_what_differs(out: Path, generate: Generate) -> None:
    generate(FIRST)
    for path in (out / "acme").rglob("*"):
        os.utime(path, (1, 1))
    made = generate(SECOND)
    assert written(out) == SECOND
    assert {step.path: step.action for step in made.steps} == {
        "manifest.yaml": Action.UPDATE,
        "models/llm/a.yaml": Action.UNCHANGED,
        "models/rerank/r.yaml": Action.CREATE,
        "models/tts/t.yaml": Action.DELETE,
    }
    assert (out / "acme/models/llm/a.yaml").stat().st_mtime == 1
    assert not (out / "acme/models/tts").exists(), "a folder that became empty"


def test_third_run_touches_nothing(out: Path, generate: Generate) -> None:
    generate(FIRST)
    everything = [out, *out.rglob("*")]
    for path in everything:
        os.utime(path, (1, 1))
    assert generate(FIRST).empty
    assert {path.stat().st_mtime for path in everything} == {1}


def test_files_of_others_stay(out: Path, generate: Generate) -> None:
    generate(FIRST)
    (out / "acme/models/tts/notes.txt").write_text("mine")
    (out / "acme/.env").write_text("mine")
    generate(SECOND)
    assert written(out) == {**SECOND, "models/tts/notes.txt": b"mine", ".env": b"mine"}


def test_edits_keep_the_plan_from_being_carried_out(out: Path, generate: Generate) -> None:
    generate(FIRST)
    (out / "acme/manifest.yaml").write_text("mine")
    made = planned(out, SECOND)
    assert [step.path for step in made.conflicts] == ["manifest.yaml"]
    with pytest.raises(ValueError, match="conflicts"):
        journal.apply(out, made)
    assert written(out) == {**FIRST, "manifest.yaml": b"mine"}


def test_discarded_edits_are_overwritten(out: Path, generate: Generate) -> None:
    generate(FIRST)
    (out / "acme/manifest.yaml").write_text("mine")
    (out / "acme/models/tts/t.yaml").write_text("mine")
    journal.apply(out, planned(out, SECOND, lambda path: True))
    assert written(out) == SECOND


def test_a_lost_lock_makes_equal_files_ours_again(out: Path, generate: Generate) -> None:
    generate(FIRST)
    (out / "acme" / LOCK).unlink()
    assert not generate(FIRST).empty
    assert sorted(lock(out).outputs) == sorted(FIRST)


def test_a_plugin_that_is_wanted_no_more_goes_with_its_folder(out: Path, generate: Generate) -> None:
    generate(FIRST)
    generate({})
    assert list(out.iterdir()) == []


def test_a_plugin_that_is_wanted_no_more_leaves_files_of_others(out: Path, generate: Generate) -> None:
    generate(FIRST)
    (out / "acme/models/llm/mine.yaml").write_text("mine")
    generate({})
    assert written(out) == {"models/llm/mine.yaml": b"mine"}
    assert not (out / "acme" / LOCK).exists()


def test_a_file_makes_room_for_a_folder_of_other_case(out: Path, generate: Generate) -> None:
    generate({"Models/a.yaml": b"a"})
    generate({"models/a.yaml": b"a"})
    assert written(out) == {"models/a.yaml": b"a"}


@pytest.mark.parametrize("target", ["elsewhere", "acme/models/other"])
def test_links_are_not_followed(out: Path, generate: Generate, target: str) -> None:
    generate(FIRST)
    place = out / target
    (out / "acme/models/llm").rename(place)
    (out / "acme/models/llm").symlink_to(place)
    made = planned(out, {**FIRST, "models/llm/b.yaml": b"b"})
    assert {step.path: step.obstacle for step in made.conflicts} == {
        "models/llm/a.yaml": Obstacle.LINK,
        "models/llm/b.yaml": Obstacle.LINK,
    }
    assert sorted(path.name for path in place.iterdir()) == ["a.yaml"]


def test_obstacles(out: Path) -> None:
    root = out / "acme"
    (root / "folder").mkdir(parents=True)
    (root / "file").write_text("")
    (root / "link").symlink_to("file")
    os.mkfifo(root / "pipe")
    assert disk.states(root, ["folder", "file/below", "link", "pipe", "none", "none/below"]) == {
        "folder": Obstacle.FOLDER,
        "file/below": Obstacle.UNDER_FILE,
        "link": Obstacle.LINK,
        "pipe": Obstacle.SPECIAL,
        "none": None,
        "none/below": None,
    }
    assert disk.blocked(root) is None
    assert disk.blocked(out / "none") is None
    assert disk.blocked(root / "link") is Obstacle.LINK
    assert disk.blocked(root / "file") is Obstacle.UNDER_FILE


def test_a_full_disk_changes_nothing(out: Path, generate: Generate, monkeypatch: pytest.MonkeyPatch) -> None:
    generate(FIRST)
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if data == b"r\n":
            raise OSError(28, "No space left on device")
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        generate(SECOND)
    assert written(out) == FIRST
    assert not (out / STAGE).exists()
