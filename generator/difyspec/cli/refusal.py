"""How a command ends that cannot be carried out, and what the exit codes mean."""

from __future__ import annotations

from enum import IntEnum

import click


class ExitCode(IntEnum):
    """What the exit codes of every command mean."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INTERNAL = 3
    INTERRUPTED = 130


class Failed(click.exceptions.Exit):
    """Ends a command with `ExitCode.FINDINGS`, after it has said why."""

    def __init__(self) -> None:
        super().__init__(ExitCode.FINDINGS)


class Refused(click.ClickException):
    """Ends a command that cannot be carried out as asked, with one line that says why and what to do."""

    exit_code = ExitCode.FINDINGS
