"""Sockets: no connection leaves the process, and no name is looked up."""

from __future__ import annotations

import contextlib
import socket
from typing import Any, NoReturn

from .. import tape


def block() -> None:
    """Refuses every connection, and notes where it should have gone."""

    def connect(_: Any, address: Any) -> NoReturn:
        _escaped(address[0] if isinstance(address, tuple) else address)
        raise ConnectionRefusedError(111, "Connection refused: only scripted answers here")

    def getaddrinfo(host: Any, *_: Any, **__: Any) -> NoReturn:
        _escaped(host)
        raise socket.gaierror(-2, "Name or service not known: only scripted answers here")

    for name in ("connect", "connect_ex"):
        with contextlib.suppress(TypeError, AttributeError):
            setattr(socket.socket, name, connect)
    socket.getaddrinfo = getaddrinfo


def _escaped(host: object) -> None:
    tape.current.escaped.append(host.decode("ascii", "replace") if isinstance(host, bytes) else str(host))
