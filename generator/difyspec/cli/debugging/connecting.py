"""Running a plugin connected to the debug address of a Dify."""

from __future__ import annotations

import re
import socket
import subprocess
from pathlib import Path

import click

from difyspec.cli.console import note
from difyspec.cli.debugging.process import environment
from difyspec.cli.refusal import Refused

_PATIENCE = 3.0
"""Seconds that a Dify may take to be there."""


def split(address: str) -> tuple[str, int]:
    """The host and the port of an address; `UsageError` if it is none."""
    match = re.fullmatch(r"(?:tcp://)?([^\s/:]+):([0-9]{1,5})", address)
    if match is None or not 0 < int(match[2]) < 65536:
        raise click.UsageError(
            f"'{address}' is not of the form HOST:PORT, such as localhost:5003; Dify shows it under Plugins, Debug."
        )
    return match[1], int(match[2])


def connect(python: str, folder: Path, address: str, key: str) -> None:
    """Runs the plugin until it is interrupted, connected to a Dify."""
    host, port = split(address)
    settings = {"INSTALL_METHOD": "remote", "REMOTE_INSTALL_URL": f"{host}:{port}", "REMOTE_INSTALL_KEY": key}
    if (why := _unreachable(host, port)) is not None:
        raise Refused(
            f"There is no connection to {host}:{port}: {why}. Dify shows its debug address under Plugins, Debug; "
            "its plugin daemon has to listen there."
        )
    note(f"connecting {folder.name} to {host}:{port}; Ctrl-C ends it")
    process = subprocess.Popen([python, "-m", "main"], cwd=folder, env=environment(settings))
    try:
        code = process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return
    if code:
        why = _unreachable(host, port)
        raise Refused(f"The plugin ended with code {code}: {f'{host}:{port} is gone ({why})' if why else 'see above'}.")


def _unreachable(host: str, port: int) -> str | None:
    """Why nothing can be reached there; None if something can. Asked first: the SDK would tell it by a traceback."""
    try:
        socket.create_connection((host, port), _PATIENCE).close()
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return None
