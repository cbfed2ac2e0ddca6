"""The command line: one file a command. Imports nothing before it is known what is asked for."""

from __future__ import annotations

import gc
import sys

import difyspec


def main() -> int:
    """Runs the command that the process was started with; the exit code (`refusal.ExitCode` lists them)."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        sys.stdout.write(f"difyspec {difyspec.__version__}\n")
        return 0
    from difyspec.cli.run import run

    code = run(arguments)
    gc.freeze()  # the process ends: Python need not look through everything for garbage once more
    return code
