"""How the server is reached: address, authentication, headers, patience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from difyspec.diagnostics import Span
from difyspec.language import Entries, Expr
from difyspec.language.models.connection import Auth as WrittenAuth
from difyspec.language.models.connection import ConnectionKeys
from difyspec.language.models.connection import Retry as WrittenRetry
from difyspec.language.models.connection import Timeout as WrittenTimeout
from difyspec.provider.expressions import Choice, Value
from difyspec.provider.hooks import Place
from difyspec.provider.transport import (
    Auth,
    AuthHeader,
    Bearer,
    Connection,
    HookRef,
    NoAuth,
    Normalize,
    NormalizeVerb,
    Retry,
    Timeout,
)
from difyspec.provider.values import integer
from difyspec.resolve.expressions.shapes import Due
from difyspec.resolve.transport.addresses import check_endpoint, check_header
from difyspec.resolve.transport.place import At


def connection(section: ConnectionKeys, at: At) -> Connection:
    """The connection of a section; what it does not say is None."""
    if section.endpoint is not None:
        check_endpoint(section.endpoint, at.context)
    return Connection(
        endpoint=None if section.endpoint is None else at.values(section.endpoint),
        normalize=_normalize(section),
        auth=None if section.auth is None else at.choice(section.auth, lambda one, span: _auth(one, span, at)),
        headers=_headers(section, at),
        query=None if section.query is None else at.choice(section.query, lambda one, _: _table(one, at)),
        timeout=None if section.timeout is None else at.choice(section.timeout, lambda one, _: _timeout(one, at)),
        retry=None if section.retry is None else at.choice(section.retry, lambda one, _: _retry(one, at)),
        wire_name=None if section.wire_name is None else _offered(at).values(section.wire_name),
    )


def _offered(at: At) -> At:
    """The same part, where patterns test the names that the models have in Dify."""
    return replace(at, names=replace(at.names, closed=at.names.offered))


def _normalize(section: ConnectionKeys) -> tuple[Normalize, ...] | None:
    if section.normalize is None:
        return None
    return tuple(Normalize(NormalizeVerb(one.name), one.body) for one in section.normalize)


def _auth(written: str | WrittenAuth, span: Span, at: At) -> Auth:
    if isinstance(written, str):
        return NoAuth()
    if isinstance(written.bearer, HookRef):
        return Bearer(at.hook(written.bearer, Place.AUTH, written.span("bearer")) or written.bearer)
    if written.bearer is not None:
        return Bearer(at.value(written.bearer))
    return AuthHeader(_table(written.header or Entries((), span), at))


def _table(entries: Entries[Expr[Value]], at: At) -> tuple[tuple[str, Value], ...]:
    return tuple((one.name, at.value(one.body)) for one in entries)


def _headers(section: ConnectionKeys, at: At) -> tuple[tuple[str, Choice[Value]], ...] | None:
    if section.headers is None:
        return None
    for header in section.headers:
        for case in header.body.cases:
            check_header(header.name, case.then, at.context)
    return tuple((one.name, at.values(one.body)) for one in section.headers)


def _timeout(written: WrittenTimeout, at: At) -> Timeout:
    connect, read, write, total = (
        at.maybe(one, Due.NUMBER) for one in (written.connect, written.read, written.write, written.total)
    )
    return Timeout(connect, read, write, total)


def _retry(written: WrittenRetry, at: At) -> Retry:
    attempts = integer(3) if written.attempts is None else at.value(written.attempts, Due.NUMBER)
    statuses = _joined(one.value for one in written.statuses or ())
    return Retry(attempts, statuses, at.maybe(written.wait, Due.NUMBER), bool(written.timeouts))


def _joined(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The ranges in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return tuple(found)
