"""How a server fails, whatever it is asked."""

from __future__ import annotations

from typing import Any

_STATUSES = {
    400: ("invalid_request_error", "bad_request", "Scripted: the request is wrong"),
    401: ("authentication_error", "invalid_api_key", "Scripted: the key is wrong"),
    403: ("permission_error", "forbidden", "Scripted: this is not allowed"),
    404: ("invalid_request_error", "model_not_found", "Scripted: there is no such model"),
    429: ("rate_limit_error", "rate_limit_exceeded", "Scripted: too many requests"),
    500: ("server_error", "internal_error", "Scripted: the server broke"),
    503: ("server_error", "overloaded", "Scripted: the server is busy"),
}


def failure(error: str) -> dict[str, Any] | None:
    """The answer of a scenario's error; None for one that shows in a stream only, and for none.

    ``http_<status>``, ``connect`` (refused), ``read_timeout`` (silence), ``non_json`` (a page of HTML with status 200),
    ``body_error`` (an error inside a 200), ``empty_json``.
    """
    if error.startswith("http_"):
        status = int(error.removeprefix("http_"))
        return {"status": status, "json": error_body(status)}
    return _WHOLE.get(error)


def error_body(status: int) -> dict[str, Any]:
    """An error as OpenAI writes it."""
    kind, code, message = _STATUSES[status]
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


_WHOLE: dict[str, dict[str, Any]] = {
    "connect": {"raise": "connect"},
    "read_timeout": {"raise": "read_timeout"},
    "non_json": {"text": "<html><body>Scripted: the page of a proxy.</body></html>"},
    "body_error": {"json": error_body(401)},
    "empty_json": {"json": {}},
}
