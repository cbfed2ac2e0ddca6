"""Where servers put the code and the message of an error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MESSAGES = (
    "error.message",
    "error.msg",
    "error.detail",
    "error",
    "message",
    "msg",
    "detail",
    "detail.message",
    "detail.msg",
    "errors",
    "errors.message",
    "error_msg",
    "error_message",
    "error_description",
    "title",
)
_CODES = ("error.code", "error.type", "code", "error_code", "detail.code", "errors.code", "type")
_BESIDE = frozenset({"error", "usage", "meta", "metadata", "request", "headers", "detail", "details"})
_FINE = frozenset({"", "0", "200", "ok", "success", "none", "false"})


@dataclass(frozen=True)
class Places:
    """Dotted places of the server's own error code and message; None: the usual ones are tried."""

    code: str | None = None
    message: str | None = None

    def read(self, body: Any) -> tuple[str | None, str | None]:
        """(code, message) of an error's body, which is parsed JSON or text; None where there is none."""
        if isinstance(body, str):
            return None, plain(body) or None
        code = _first(body, (self.code,) if self.code else (), _CODES)
        message = _first(body, (self.message,) if self.message else (), _MESSAGES)
        if message is None and body:
            message = json.dumps(body, ensure_ascii=False, default=str)
        return code, message

    def is_error(self, body: Any) -> bool:
        """Whether the body of a successful answer is an error: it says so and holds no result."""
        if not isinstance(body, dict):
            return False
        if self.code:
            code = at(body, self.code)
            if code is not None and _text(code) is not None and str(code).lower() not in _FINE:
                return True
        says = bool(body.get("error")) or body.get("object") == "error"
        return says and not any(_is_result(key, value) for key, value in body.items())


def _is_result(key: str, value: Any) -> bool:
    """Whether a part of an answer is more than an error has: not empty, no bookkeeping, not broken off by the error."""
    if key in _BESIDE or not isinstance(value, dict | list) or not value:
        return False
    return key != "choices" or at(value, "finish_reason") != "error"


def at(body: Any, place: str) -> Any:
    """The value at a dotted place; of a list the first element, unless the place names an index. None if absent."""
    for key in place.split("."):
        if isinstance(body, list) and not key.isdecimal():
            body = body[0] if body else None
        if isinstance(body, dict):
            body = body.get(key)
        elif isinstance(body, list) and int(key) < len(body):
            body = body[int(key)]
        else:
            return None
    return body


def status_in(body: Any, code: str | None) -> int | None:
    """An HTTP status that an error inside a successful answer quotes, as its code or beside it."""
    quoted = (
        code,
        at(body, "error.status"),
        at(body, "error.status_code"),
        at(body, "status_code"),
        at(body, "status"),
    )
    return next((int(str(item)) for item in quoted if str(item).isdecimal() and 400 <= int(str(item)) <= 599), None)


def of_exception(error: BaseException) -> tuple[int | None, str | None, Any]:
    """(status, code, body) as the exceptions of vendors' libraries carry them."""
    response = getattr(error, "response", None)
    found = (getattr(error, "status_code", None), getattr(response, "status_code", None), getattr(error, "code", None))
    status = next((n for n in found if isinstance(n, int) and not isinstance(n, bool) and 100 <= n <= 599), None)
    code = next(
        (_text(c) for c in (getattr(error, "code", None), getattr(error, "error_code", None)) if _text(c)), None
    )
    return status, code, getattr(error, "body", None)


def plain(text: str) -> str:
    """A text for people; of an HTML page its title."""
    head = text[:4000].lower()
    if "<html" in head or "<!doctype" in head:
        start, end = head.find("<title"), head.find("</title>")
        return text[head.find(">", start) + 1 : end].strip() if 0 <= start < end else "an HTML page"
    return text.strip()


def _first(body: Any, *groups: tuple[str, ...]) -> str | None:
    found: Iterator[str | None] = (_said(at(body, place)) for group in groups for place in group)
    return next((text for text in found if text), None)


def _said(value: Any) -> str | None:
    """What a value says; a list of errors says what each of its elements does (FastAPI's ``detail``)."""
    if isinstance(value, list):
        parts = [_said(item) or _said(at(item, "msg")) or _said(at(item, "message")) for item in value[:5]]
        return "; ".join(part for part in parts if part) or None
    return _text(value)


def _text(value: Any) -> str | None:
    if isinstance(value, str) or (isinstance(value, int | float) and not isinstance(value, bool)):
        return str(value).strip()
    return None
