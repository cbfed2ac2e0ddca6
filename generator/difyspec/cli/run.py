"""The outermost handler: whatever happens becomes one exit code and at most a few lines, never a traceback."""

from __future__ import annotations

import gc
import os
import sys
from types import TracebackType

import click

from difyspec.cli.app import app
from difyspec.cli.refusal import ExitCode
from difyspec.diagnostics.steering import harmless


def run(arguments: list[str]) -> int:
    """Runs a command line; the exit code. ``--traceback`` may stand anywhere before ``--``."""
    # The trees that are built here live to the end of the run: looking for garbage in them every 700 objects is waste.
    gc.set_threshold(100_000)
    traced = "--traceback" in _options(arguments)
    wanted = [one for one in arguments if one != "--traceback"] if traced else arguments
    try:
        result = app.main(wanted, prog_name="difyspec", standalone_mode=False)
        return result if isinstance(result, int) else ExitCode.OK
    except click.UsageError as error:
        _shown(error)
        return ExitCode.USAGE
    except click.ClickException as error:
        _shown(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FINDINGS
    except Exception as error:  # noqa: BLE001  # the one place where nothing may pass
        _internal(error, traced)
        return ExitCode.INTERNAL


def _shown(error: click.ClickException) -> None:
    vars(error)["message"] = harmless(error.message)
    error.show()


def _options(arguments: list[str]) -> list[str]:
    return arguments[: arguments.index("--")] if "--" in arguments else arguments


def _internal(error: Exception, traced: bool) -> None:
    if traced:
        import traceback

        traceback.print_exception(error)
    said = harmless(" ".join(str(error).split()))[:200]
    click.echo(f"difyspec: internal error in {_place(error.__traceback__)}: {type(error).__name__}: {said}", err=True)
    if not traced:
        click.echo("This is a defect of difyspec. Run it again with --traceback and report what it says.", err=True)


def _place(trace: TracebackType | None) -> str:
    """The innermost place of our own code."""
    place = "difyspec"
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("difyspec."):
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
