"""``main.py``: starts the plugin."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING

from difyspec.emit.header import notice
from difyspec.emit.templates import render
from difyspec.provider.expressions import Else, Path, Root, Value
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import Connection, Timeout, Transport
from difyspec.provider.values import Kind, Scalar

# Seconds; what the SDK takes without being told.
_SHORTEST = 300


def emit_main(provider: Provider) -> Iterator[tuple[str, str]]:
    """The entry point that the manifest names."""
    yield "main.py", render("project/main.jinja", notice=notice(provider), seconds=longest_request(provider))


def longest_request(provider: Provider) -> int:
    """Seconds that one request may take: the longest timeout the spec names, fields' defaults included, or more."""
    if provider.transport is None:
        return _SHORTEST
    values = [
        value
        for connection in _connections(provider.transport)
        for case in (connection.timeout.cases if connection.timeout else ())
        for value in _limits(case.then)
    ]
    numbers = [scalar for value in values for scalar in _numbers(value, provider)]
    seconds = [int(number.number.to_integral_value(ROUND_CEILING)) for number in numbers]
    return max([_SHORTEST, *seconds])


def _connections(transport: Transport) -> list[Connection]:
    return [transport.connection, *(part.connection for part in transport.types)]


def _limits(timeout: Timeout) -> list[Value]:
    return [value for value in (timeout.read, timeout.total) if value is not None]


def _numbers(value: Value, provider: Provider) -> Iterator[Scalar]:
    """The numbers a timeout may be, as far as the spec tells."""
    if isinstance(value, Scalar):
        if value.kind in (Kind.INT, Kind.FLOAT):
            yield value
    elif isinstance(value, Else):
        yield from _numbers(value.first, provider)
        yield from _numbers(value.otherwise, provider)
    elif isinstance(value, Path) and value.root is Root.CRED:
        for field in (*(provider.forms.provider or ()), *(provider.forms.model or ())):
            if field.name == value.name and field.default is not None and field.default.text.isdecimal():
                yield Scalar(Kind.INT, field.default.text)
