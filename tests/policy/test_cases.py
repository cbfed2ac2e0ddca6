"""Each folder of ``cases/`` is a project in ``project.txt``, what is checked in it, and what is shown in each format.

Sections of the project below ``acme/`` lie over the sound plugin of ``tests/checks/base.txt``. ``DIFYSPEC_RECORD=1``
writes the expected files anew; read what changed before you keep it.
"""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

import pytest
from difyspec.cli.options import FORMATS
from difyspec.cli.run import run
from jsonschema.validators import validator_for

from tests.checks.archive import BASE, load
from tests.policy.sarif_schema import problems

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())
RECORD = os.environ.get("DIFYSPEC_RECORD") == "1"
SUFFIXES = {"text": "txt", "json": "json", "github": "github.txt", "sarif": "sarif"}


def laid_out(case: Path, folder: Path) -> Path:
    """The project of a case on disk."""
    files = load(case / "project.txt").files
    if any(name.startswith("acme/") for name in files):
        files = {f"acme/{name}": data for name, data in BASE.files.items()} | files
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def arguments(case: Path) -> tuple[list[str], int]:
    """What is typed behind ``difyspec check``, and the exit code."""
    line, _, code = (case / "command.txt").read_text("utf-8").strip().rpartition(" -> ")
    return shlex.split(line), int(code)


def without_pages(log: str) -> str:
    """A log without what the pages of rules say, which changes with their docstrings."""
    made = json.loads(log)
    for rule in made["runs"][0]["tool"]["driver"]["rules"]:
        rule["shortDescription"]["text"] = rule["fullDescription"]["text"] = "..."
        rule["help"] = {"text": "...", "markdown": "..."}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_output(
    name: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES / name
    monkeypatch.chdir(laid_out(case, tmp_path))
    typed, code = arguments(case)
    assert run(["check", *typed, "--format", form]) == code
    shown = capsys.readouterr()
    assert shown.err == ""
    out = shown.out
    if form == "sarif":
        assert problems(json.loads(out)) == []
        out = without_pages(out)
    expected = case / f"expected.{SUFFIXES[form]}"
    if RECORD:
        expected.write_text(out, "utf-8")
    assert out == expected.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_committees_schema(name: str) -> None:
    """The schema of OASIS, which may not lie in this repository; ``DIFYSPEC_SARIF_SCHEMA`` is a file that holds it."""
    path = os.environ.get("DIFYSPEC_SARIF_SCHEMA")
    if path is None:
        pytest.skip("DIFYSPEC_SARIF_SCHEMA names no file")
    schema = json.loads(Path(path).read_text("utf-8-sig"))
    log = json.loads((CASES / name / "expected.sarif").read_text("utf-8"))
    validator = validator_for(schema)(schema)
    assert [one.message for one in validator.iter_errors(log)] == []


@pytest.mark.parametrize("name", NAMES)
def test_formats_agree(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """JSON and SARIF are about the same findings at the same places, and text and annotations name each of them."""
    case = CASES / name
    monkeypatch.chdir(laid_out(case, tmp_path))
    typed, _ = arguments(case)
    out = {}
    for form in FORMATS:
        run(["check", *typed, "--format", form])
        out[form] = capsys.readouterr().out
    found = [(one["code"], one["line"], one["column"]) for one in json.loads(out["json"])]
    [ran] = json.loads(out["sarif"])["runs"]
    counted = []
    for one in ran["results"]:
        region = one["locations"][0]["physicalLocation"]["region"]
        if not one.get("suppressions") and one.get("baselineState") != "unchanged":
            counted.append((one["ruleId"], region["startLine"], region["startColumn"]))
    assert sorted(counted) == sorted(found)
    assert out["github"].count("\n") == len(found)
    for code, line, column in found:
        assert f":{line}:{column}: " in out["text"]
        assert code in out["text"]
