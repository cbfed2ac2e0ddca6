"""What an HTTP answer or an exception of the HTTP library means as a failure."""

from __future__ import annotations

import json
import re
import time
from contextlib import closing, suppress
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from . import errors, urls
from .settings import Settings

_ERROR_BYTES = 65536
_ERROR_SECONDS = 10.0


def refused(table: errors.Table, response: httpx.Response) -> errors.Failure:
    """The failure that an answer with an error status is; reads a bounded part of it and closes it."""
    text = _some_text(response, whole=False)
    body: Any = text
    if text.lstrip()[:1] in ("{", "["):
        with suppress(ValueError, RecursionError):
            body = json.loads(text)
    if 300 <= response.status_code < 400:
        body = f"the server redirects to {urls.shown(response.headers.get('Location', ''))}; use that address"
    return table.answer(response.status_code, body)


def text_instead(table: errors.Table, response: httpx.Response) -> errors.Failure:
    """The failure that a text is where bytes were asked for. Raises httpx's exception where it breaks off."""
    text = _some_text(response, whole=True)
    try:
        failure = table.inside(json.loads(text))
    except (ValueError, RecursionError):
        failure = None
    return failure or table.unreadable(text, "audio")


def _some_text(response: httpx.Response, *, whole: bool) -> str:
    """The beginning of a body; one that breaks off is an exception of httpx if it has to be `whole`."""
    content, until = b"", time.monotonic() + _ERROR_SECONDS
    with closing(response):
        try:
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) >= _ERROR_BYTES or time.monotonic() > until:
                    break
        except (httpx.HTTPError, httpx.StreamError):
            if whole:
                raise
    return content[:_ERROR_BYTES].decode("utf-8", "replace")


def broken(settings: Settings, error: Exception) -> errors.Failure:
    """The failure that an exception of the HTTP library is."""
    where = urls.shown(settings.endpoint)
    if isinstance(error, httpx.ConnectTimeout):
        return timed_out(settings, f"no connection to {where} within {settings.timeout.httpx().connect:g} s")
    if isinstance(error, httpx.ReadTimeout):
        return timed_out(settings, f"no answer from {where} within {settings.timeout.httpx().read:g} s")
    if isinstance(error, httpx.TimeoutException):
        return timed_out(settings, f"{where} took too long")
    usual = errors.CONNECTION
    if isinstance(error, httpx.ConnectError):
        text = f"no connection to {where}: {error}"
    elif isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL | httpx.LocalProtocolError | UnicodeError):
        text, usual = f"the request to {where} cannot be sent: {error}", errors.BAD_REQUEST
    elif isinstance(error, httpx.DecodingError):
        text, usual = f"the answer of {where} cannot be read: {error}", errors.SERVER_UNAVAILABLE
    else:
        text = f"the connection to {where} broke off: {str(error) or type(error).__name__}"
    kept = error if usual is errors.CONNECTION else None
    return settings.table.failure(errors.Problem(text, exception=kept, usual=usual))


def timed_out(settings: Settings, text: str) -> errors.Failure:
    """The failure that a limit of time is."""
    return settings.table.failure(errors.Problem(text, exception=TimeoutError(text), usual=errors.CONNECTION))


def retry_after(response: httpx.Response) -> float | None:
    """Seconds the server asks to wait, also if it names a time; None where it does not say."""
    text = response.headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", text):
        return float(text)
    try:
        return max(parsedate_to_datetime(text).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError):
        return None


def is_text(response: httpx.Response) -> bool:
    """Whether the server calls its answer a text."""
    kind: str = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind.endswith(("/json", "+json"))
