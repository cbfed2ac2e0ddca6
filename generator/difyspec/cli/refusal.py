"""How a command ends that cannot be carried out, and what the exit codes mean."""

from __future__ import annotations

from enum import IntEnum

import click


class ExitCode(IntEnum):
    """What the exit codes of every command mean; docs/exit-codes.md tells users.

    `FINDINGS`: something is wrong with what the command looked at. `USAGE`: it could not do what was asked for, because
    the command line makes no sense here or because something that it needs is missing; so nothing was judged.
    """

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INTERNAL = 3
    INTERRUPTED = 130


class Failed(click.exceptions.Exit):
    """Ends a command with `ExitCode.FINDINGS`, after it has said why."""

    def __init__(self) -> None:
        super().__init__(ExitCode.FINDINGS)


class NotDone(click.exceptions.Exit):
    """Ends a command with `ExitCode.USAGE`, after it has said what stands in the way."""

    def __init__(self) -> None:
        super().__init__(ExitCode.USAGE)


class Unsound(click.ClickException):
    """Ends a command with `ExitCode.FINDINGS` and one line that says what is wrong with what it looked at."""

    exit_code = ExitCode.FINDINGS


class Refused(click.ClickException):
    """Ends a command that cannot be carried out as asked, with one line that says why and what to do."""

    exit_code = ExitCode.USAGE
