"""Sockets: no connection leaves the process, and no name is looked up."""

from __future__ import annotations

import socket
import sys
from typing import Any, NoReturn

from .. import tape


def block() -> None:
    """Refuses every connection and every look-up of a name, and notes where it should have gone."""
    sockets: Any = socket.socket
    sockets.connect = sockets.connect_ex = _connect
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        for module in _holders(name):
            setattr(module, name, _look_up)


def _holders(function: str) -> list[Any]:
    """The modules that have a function of ``socket``: the SDK's patches brought copies of it."""
    names = [name for name in sys.modules if name == "socket" or name.startswith("gevent.")]
    return [sys.modules[name] for name in names if hasattr(sys.modules[name], function)]


def _connect(_: Any, address: Any) -> NoReturn:
    _escaped(address[0] if isinstance(address, tuple) else address)
    raise ConnectionRefusedError(111, "Connection refused: only scripted answers here")


def _look_up(host: Any, *_: Any, **__: Any) -> NoReturn:
    _escaped(host)
    raise socket.gaierror(-2, "Name or service not known: only scripted answers here")


def _escaped(host: object) -> None:
    tape.current.escaped.append(host.decode("ascii", "replace") if isinstance(host, bytes) else str(host))
