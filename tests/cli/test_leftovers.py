"""What is left when specs go, where an edit is pointed at, and links that lead nowhere."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.checks.archive import BASE
from tests.support.commands import Run

MANIFEST = "generated/acme/manifest.yaml"


def found(out: str) -> list[tuple[str, str, int]]:
    return [(one["code"], one["file"], one["line"]) for one in json.loads(out)]


@pytest.mark.parametrize("folder", ["spec/acme", "spec"])
def test_the_last_spec_may_go(run: Run, generated: Path, folder: str) -> None:
    shutil.rmtree(generated / folder)
    done = run("check", "--format", "json")
    assert (done.code, found(done.out)) == (1, [("D613", "generated/acme", 1)])
    if folder == "spec":
        assert run("generate", "--prune").code == 2, "perhaps this is only another folder than it should be"
        (generated / "spec").mkdir()
    assert run("generate").code == 2
    assert "difyspec generate --prune" in run("generate").err
    done = run("generate", "--prune")
    assert done.code == 0
    assert not (generated / "generated/acme").exists()
    assert run("check").code == 2, "there is nothing at all any more"


@pytest.mark.parametrize("full", [[], ["--full"]])
def test_an_edit_is_pointed_at(run: Run, generated: Path, full: list[str]) -> None:
    path = generated / MANIFEST
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[3] = "# mine\n"
    path.write_text("".join(lines), "utf-8")
    done = run("check", "--format", "json", *full)
    assert found(done.out) == [("D602", MANIFEST, 4)]
    assert "    4 | # mine\n" in run("check", *full).out
    spec = generated / "spec/acme/provider.yaml"
    spec.write_text(spec.read_text("utf-8") + "# a comment\n")
    assert found(run("generate", "--format", "json").out) == [("D602", MANIFEST, 4)]


def test_an_edit_of_a_file_that_would_be_another_now_is_not_guessed_at(run: Run, generated: Path) -> None:
    path = generated / MANIFEST
    path.write_text(path.read_text("utf-8").replace("author: ", "author:  "), "utf-8")
    spec = generated / "spec/acme/provider.yaml"
    spec.write_text(spec.read_text("utf-8").replace("version: 0.0.1", "version: 0.0.2"), "utf-8")
    assert ("D602", MANIFEST, 1) in found(run("check", "--format", "json").out)


def test_an_edit_that_is_no_text(run: Run, generated: Path) -> None:
    (generated / MANIFEST).write_bytes(b"\xff\x00")
    assert found(run("check", "--format", "json").out) == [("D602", MANIFEST, 1)]


def test_links_to_nothing(run: Run, generated: Path) -> None:
    (generated / "spec/gone").symlink_to("nowhere")
    done = run("check", "--format", "json")
    assert (done.code, found(done.out)) == (1, [("D006", "spec/gone", 1)])
    assert run("check", "acme").code == 0, "that was not asked about"
    (generated / "spec/gone").unlink()
    for name, data in BASE.files.items():
        path = generated / "plugins/sound" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (generated / "plugins/gone").symlink_to("nowhere")
    done = run("check", "plugins", "--format", "json")
    assert (done.code, found(done.out)) == (1, [("D006", "plugins/gone", 1)])
    assert "is a link to nothing" in run("check", "plugins").out
