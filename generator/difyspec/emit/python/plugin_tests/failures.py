"""Answers that are failures, and the kind that the provider's error table makes of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from difyspec.provider.plugin import Provider
from difyspec.provider.transport import ErrorKind, ErrorRow

_MESSAGE = "the scripted failure"
# What every provider's table ends with, for statuses.
_SHIPPED = {
    401: ErrorKind.AUTHORIZATION,
    403: ErrorKind.AUTHORIZATION,
    404: ErrorKind.BAD_REQUEST,
    429: ErrorKind.RATE_LIMIT,
    500: ErrorKind.SERVER_UNAVAILABLE,
    503: ErrorKind.SERVER_UNAVAILABLE,
}


def failures(provider: Provider) -> list[dict[str, Any]]:
    """One answer for each usual status and for each row of the provider's own, where the kind is certain.

    It is not where a hook decides, or a condition that only a call can tell.
    """
    if provider.transport is None or provider.transport.classify is not None:
        return []
    rows = provider.errors.rows
    found = [_failing(status, None, _MESSAGE, provider) for status in _SHIPPED]
    for row in rows:
        if row.when is None and not row.exceptions:
            found += _of_row(row, provider)
    distinct: list[dict[str, Any]] = []
    for one in found:
        if one is not None and one not in distinct:
            distinct.append(one)
    return distinct


def _of_row(row: ErrorRow, provider: Provider) -> Iterator[dict[str, Any] | None]:
    """An answer that the row fits, for each of its first tests."""
    code = row.codes[0].text if row.codes else None
    message = f"{_MESSAGE}: {row.messages[0]}" if row.messages else _MESSAGE
    for low, _ in row.statuses or ((400, 400),):
        if low >= 300:
            yield _failing(low, code, message, provider)


def _failing(status: int, code: str | None, message: str, provider: Provider) -> dict[str, Any] | None:
    kind = _kind(status, code, message, provider.errors.rows)
    if kind is None:
        return None
    return {"status": status, "kind": kind.value, "body": _body(code, message, provider)}


def _kind(status: int, code: str | None, message: str, rows: tuple[ErrorRow, ...]) -> ErrorKind | None:
    """The kind of the first row that fits; None where that cannot be told here."""
    for row in rows:
        if row.exceptions or not _fits(row, status, code, message):
            continue
        return row.kind if row.when is None else None
    if status in _SHIPPED:
        return _SHIPPED[status]
    if 300 <= status < 500:
        return ErrorKind.BAD_REQUEST
    return ErrorKind.SERVER_UNAVAILABLE if 500 <= status < 600 else None


def _fits(row: ErrorRow, status: int, code: str | None, message: str) -> bool:
    return (
        (not row.statuses or any(low <= status <= high for low, high in row.statuses))
        and (not row.codes or code in [one.text for one in row.codes])
        and (not row.messages or any(part.lower() in message.lower() for part in row.messages))
    )


def _body(code: str | None, message: str, provider: Provider) -> dict[str, Any]:
    """An error where the server puts it: at the provider's places, else as most servers do."""
    body: dict[str, Any] = {}
    _put(body, provider.errors.message_place or "error.message", message)
    if code is not None:
        _put(body, provider.errors.code_place or "error.code", code)
    return body


def _put(body: dict[str, Any], place: str, value: str) -> None:
    *path, last = [part.removesuffix("[]") for part in place.split(".")]
    for name in path:
        inner = body.setdefault(name, {})
        if not isinstance(inner, dict):
            return
        body = inner
    body[last] = value
