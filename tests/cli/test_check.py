"""``check`` finds what is not in step, writes nothing, and is quick where nothing changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from difyspec.output.paths import LOCK, STAGE

from tests.support.commands import Ran, Run

SPEC = "spec/acme/provider.yaml"
MANIFEST = "generated/acme/manifest.yaml"


def codes(done: Ran) -> list[str]:
    """The codes of the findings in a JSON output."""
    return [one["code"] for one in json.loads(done.out)]


def append(path: Path, text: str = "\n# a comment\n") -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with the time it was written."""
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("arguments", [[], ["--full"], ["acme"], ["spec/acme"], ["generated/acme"], [SPEC]])
def test_in_step(run: Run, generated: Path, arguments: list[str]) -> None:
    done = run("check", *arguments)
    assert (done.code, done.out) == (0, "in step: acme\n")


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(
    ("change", "quick", "thorough"),
    [
        (lambda root: append(root / SPEC), ["D605"], ["D605"]),
        (lambda root: append(root / MANIFEST), ["D602"], ["D602"]),
        (lambda root: (root / MANIFEST).unlink(), ["D603"], ["D603"]),
        (lambda root: (root / "spec/acme/notes.txt").write_text("x"), ["D605"], ["D605"]),
        (lambda root: shutil.rmtree(root / "generated/acme"), ["D601"], ["D601"]),
        (lambda root: (root / "generated/acme" / LOCK).write_text("{}"), ["D609"], ["D609"]),
        (lambda root: (root / "generated" / STAGE).mkdir(), ["D612"], ["D612"]),
        (lambda root: (root / "generated/acme/mine.txt").write_text("mine"), [], []),
    ],
)
def test_out_of_step(
    run: Run, generated: Path, change: object, quick: list[str], thorough: list[str], full: bool
) -> None:
    assert callable(change)
    change(generated)
    before = snapshot(generated)
    done = run("check", "--format", "json", *(["--full"] if full else []))
    assert codes(done) == (thorough if full else quick)
    assert done.code == (1 if quick else 0)
    assert snapshot(generated) == before


def test_a_file_that_is_generated_no_more(run: Run, generated: Path) -> None:
    spec = generated / SPEC
    spec.write_text(spec.read_text("utf-8").replace("acme-large", "acme-huge"), "utf-8")
    found = json.loads(run("check", "--full", "--format", "json").out)
    by_code = {one["code"]: one["file"] for one in found}
    assert by_code["D604"] == "generated/acme/models/llm/acme-large.yaml"
    assert "D605" in by_code
    assert "generated/acme/models/llm/acme-huge.yaml" in [one["file"] for one in found if one["code"] == "D607"]


def test_what_a_model_lacks_is_told_at_the_model(run: Run, generated: Path) -> None:
    spec = generated / SPEC
    text = spec.read_text("utf-8").replace("{use: chat, context_size: 8192, ", "{use: chat, ")
    spec.write_text(text, "utf-8")
    line = next(number for number, one in enumerate(text.splitlines(), 1) if "- acme-large:" in one)
    found = [one for one in json.loads(run("check", "--format", "json").out) if one["code"] == "D863"]
    assert [(one["file"], one["line"]) for one in found] == [(SPEC, line)]


def test_another_compiler(run: Run, generated: Path) -> None:
    lock = generated / "generated/acme" / LOCK
    data = json.loads(lock.read_text())
    data["compiler"] = "0" * 64
    lock.write_text(json.dumps(data))
    assert codes(run("check", "--format", "json")) == ["D606"]
    assert codes(run("check", "--full", "--format", "json")) == ["D606"]


def test_a_lock_that_was_made_to_fit_an_edit(run: Run, generated: Path) -> None:
    from difyspec.output.digest import digest

    append(generated / MANIFEST)
    lock = generated / "generated/acme" / LOCK
    data = json.loads(lock.read_text())
    data["outputs"]["manifest.yaml"] = digest((generated / MANIFEST).read_bytes())
    lock.write_text(json.dumps(data, indent=2) + "\n")
    assert run("check").code == 0, "digests cannot tell"
    assert codes(run("check", "--full", "--format", "json")) == ["D607"]


def test_an_error_in_the_spec(run: Run, generated: Path) -> None:
    spec = generated / SPEC
    spec.write_text(spec.read_text("utf-8").replace("openai.chat", "openai.chatt"), "utf-8")
    append(generated / MANIFEST)
    done = run("check", "--format", "json")
    assert done.code == 1
    found = {one["code"]: one["file"] for one in json.loads(done.out)}
    assert found.pop("D602") == MANIFEST
    assert set(found.values()) == {SPEC}
    assert "D605" not in found


def test_a_plugin_without_spec(run: Run, generated: Path) -> None:
    shutil.rmtree(generated / "spec/acme")
    assert run("new", "other").code == 0
    assert run("generate").code == 0
    done = run("check", "--format", "json")
    assert done.code == 1
    assert codes(done) == ["D613"]
    assert run("check", "other").code == 0


def test_a_spec_elsewhere_is_checked_by_itself(run: Run, generated: Path, tmp_path: Path) -> None:
    shutil.copytree(generated / "spec/acme", tmp_path / "elsewhere")
    done = run("check", str(tmp_path / "elsewhere"))
    assert (done.code, done.out) == (0, f"in step: {(tmp_path / 'elsewhere').as_posix()}\n")
    append(tmp_path / "elsewhere/provider.yaml", "nonsense: 1\n")
    done = run("check", str(tmp_path / "elsewhere"))
    assert done.code == 1
    assert "nonsense" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["acm"], "Did you mean 'acme'?"), (["generated/none"], "There is no spec 'generated/none'")],
)
def test_wrong_usage(run: Run, generated: Path, arguments: list[str], said: str) -> None:
    done = run("check", *arguments)
    assert done.code == 2
    assert said in done.err


def test_an_unchanged_provider_costs_no_heavy_import(run: Run, generated: Path, settings: dict[str, str]) -> None:
    assert run("check").code == 0  # the first check of a spec has to look
    script = (
        "import sys; from difyspec.cli.run import run; code = run(['check']);"
        "heavy = {'pydantic', 'jinja2', 'black', 'datamodel_code_generator', 'yaml', 'difyspec.language'};"
        "print(code, *sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=generated, env=settings, capture_output=True, text=True, check=True
    )
    assert done.stdout == "in step: acme\n0\n"


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal")
def test_colours_on_a_terminal(generated: Path, settings: dict[str, str]) -> None:
    append(generated / MANIFEST)
    script = "import pty, sys; sys.exit(pty.spawn([sys.executable, '-m', 'difyspec.cli', 'check']) and 0)"
    environment = {key: value for key, value in settings.items() if key != "NO_COLOR"} | {"TERM": "xterm"}
    for setting, expected in (({}, True), ({"NO_COLOR": "1"}, False)):
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=generated, env=environment | setting, capture_output=True, check=True
        )
        assert b"D602" in done.stdout
        assert b"[1/1] acme\r" in done.stdout, "what is being done, while it is done"
        assert (b"\x1b[31m" in done.stdout or b"\x1b[1m" in done.stdout) is expected
