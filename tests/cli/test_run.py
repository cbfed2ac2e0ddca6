"""Whatever happens, a command ends with a documented exit code and without a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from difyspec.cli.app import COMMANDS
from difyspec.cli.refusal import ExitCode, Failed, NotDone, Refused, Unsound
from difyspec.cli.run import run as run_here

from tests.support.commands import Run


def test_version(run: Run) -> None:
    done = run("--version")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("difyspec 0.")
    assert run("--version", "--traceback").out == done.out


def test_help_lists_every_command_and_the_exit_codes(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    assert all(f"  {name} " in done.out for name in COMMANDS)
    assert "Exit codes: 0" in done.out


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command_has_examples(run: Run, name: str) -> None:
    done = run(name, "--help")
    assert done.code == 0
    assert f"\n    difyspec {name}" in done.out


def test_a_misspelt_command_is_guessed(run: Run) -> None:
    done = run("generat")
    assert done.code == ExitCode.USAGE
    assert "Did you mean 'generate'?" in done.err


def test_wrong_options_are_usage_errors(run: Run) -> None:
    assert run("check", "--nonsense").code == ExitCode.USAGE
    assert run("generate", "--format", "xml").code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyError("x y"), ExitCode.INTERNAL, "difyspec: internal error in difyspec"),
        (RecursionError("deep"), ExitCode.INTERNAL, "RecursionError: deep"),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED, "interrupted"),
        (click.Abort(), ExitCode.INTERRUPTED, "interrupted"),
        (Refused("No."), ExitCode.USAGE, "Error: No."),
        (Unsound("Bad."), ExitCode.FINDINGS, "Error: Bad."),
        (NotDone(), ExitCode.USAGE, ""),
        (Failed(), ExitCode.FINDINGS, ""),
    ],
)
def test_every_end_has_its_code(
    error: BaseException, code: ExitCode, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*args: object) -> str:
        raise error

    monkeypatch.setattr("difyspec.cli.explain.overview", fails)
    assert run_here(["explain"]) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err


def test_the_traceback_of_a_defect_is_shown_to_those_who_ask(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails() -> str:
        raise KeyError("x")

    monkeypatch.setattr("difyspec.cli.explain.overview", fails)
    assert run_here(["explain", "--traceback"]) == ExitCode.INTERNAL
    assert "Traceback" in capsys.readouterr().err


def test_a_reader_that_leaves_is_no_defect() -> None:
    script = "import sys; from difyspec.cli.run import run; sys.exit(run(['explain']))"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert process.returncode in (0, 1)


def test_explain(run: Run) -> None:
    done = run("explain", "d602")
    assert done.code == 0
    assert done.out.startswith("D602 (error): ")
    assert "D602" in run("explain").out


def test_explain_guesses(run: Run) -> None:
    done = run("explain", "D6O2")
    assert done.code == ExitCode.USAGE
    assert "Did you mean D602?" in done.err


def test_start_up_imports_nothing_that_takes_time(tmp_path: Path) -> None:
    script = (
        "import sys; sys.argv = ['difyspec', '--version']; from difyspec.cli import main; main();"
        "print(*sorted({'click', 'pydantic', 'yaml', 'dataclasses', 'importlib.metadata'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.splitlines()[1:] == [""]
