"""Requests over one HTTP client per process: timeouts, retries, failures. Used through :mod:`http`."""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx

from . import errors, urls
from .redact import is_secret

_ERROR_BYTES = 65536
_HOPS = 3
_LONGEST_WAIT = 30.0
_PRINTABLE = r"[\t\x20-\x7e\x80-\xff]*"


@dataclass(frozen=True)
class Timeout:
    """Seconds. None, or a number that is not positive, keeps the shipped value; there is no total by default.

    `read` is the longest silence of the server, `total` the longest time until an answer is complete.
    """

    connect: float | None = None
    read: float | None = None
    write: float | None = None
    total: float | None = None

    def httpx(self) -> httpx.Timeout:
        """For one request."""
        connect = _positive(self.connect) or 10.0
        read, write = _positive(self.read) or 300.0, _positive(self.write) or 60.0
        total = _positive(self.total)
        if total:
            connect, read, write = min(connect, total), min(read, total), min(write, total)
        return httpx.Timeout(connect=connect, read=read, write=write, pool=connect)


@dataclass(frozen=True)
class Retry:
    """How often a request is tried, the first time included, and after which HTTP statuses again.

    Tried again as well is what never reached the server. Waits `wait` seconds, then twice as long each time, or as
    long as the server asks (at most 30 seconds). Nothing is tried again once something of an answer was handed on.
    """

    attempts: int | None = 1
    statuses: tuple[int, ...] = (408, 409, 429, 500, 502, 503, 504)
    wait: float | None = None

    def pause(self, attempt: int, asked: float | None) -> float:
        """Seconds to wait after the `attempt`-th try (from 1)."""
        first = 0.5 if self.wait is None else max(self.wait, 0.0)
        return min(first * 2 ** (attempt - 1) if asked is None else asked, _LONGEST_WAIT)


@dataclass(frozen=True, eq=False, repr=False)
class Settings:
    """What requests of one call are bound to."""

    endpoint: str
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    timeout: Timeout = Timeout()
    retry: Retry = Retry()
    table: errors.Table = errors.Table("")


@dataclass(frozen=True, eq=False, repr=False)
class Request:
    """One request, before it is bound to a server."""

    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    fields: Mapping[str, object] | None = None
    files: Mapping[str, tuple[str, bytes, str]] = field(default_factory=dict)
    accept: str = "application/json"


def chunks(settings: Settings, request: Request, binary: bool = False) -> Generator[bytes]:
    """The bytes of a successful answer as they come; closing the generator closes the connection. Raises Failure.

    `binary`: the answer is not a text; one that is counts as a failure, and so does an empty one.
    """
    total = _positive(settings.timeout.total)
    deadline = time.monotonic() + total if total else None
    response = _opened(settings, request, deadline)
    try:
        with closing(response):
            if binary and _is_text(response):
                raise _text_instead(settings.table, response)
            empty = True
            for chunk in response.iter_bytes():
                if chunk:
                    empty = False
                    yield chunk
                if deadline is not None and time.monotonic() > deadline:
                    raise _timeout(settings, f"the answer was not complete within {total:g} s")
            if binary and empty:
                raise settings.table.unreadable("", "audio")
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise _broken(settings, error) from None


def _opened(settings: Settings, request: Request, deadline: float | None) -> httpx.Response:
    """A response with a good status, its body not read yet."""
    attempts = min(max(settings.retry.attempts or 1, 1), 10)
    attempt = 0
    while True:
        attempt += 1
        last = attempt == attempts
        try:
            response = _sent(settings, request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            failure, asked = _broken(settings, error), None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise _broken(settings, error) from None
        else:
            if response.status_code < 300:
                return response
            asked = _retry_after(response)
            last = last or response.status_code not in settings.retry.statuses
            failure = _refused(settings.table, response)
        pause = settings.retry.pause(attempt, asked)
        if last or (deadline is not None and time.monotonic() + pause >= deadline):
            raise failure
        time.sleep(pause)


def _sent(settings: Settings, request: Request) -> httpx.Response:
    """The first answer that is no redirect within the server; redirects elsewhere would carry credentials away."""
    client, built = _client(), _built(settings, request)
    response = client.send(built, stream=True)
    for _ in range(_HOPS):
        target = response.next_request
        if target is None or not _same(built, target):
            break
        response.close()
        built = target
        response = client.send(built, stream=True)
    return response


def _same(request: httpx.Request, target: httpx.Request) -> bool:
    """Whether a redirect keeps the method and stays with the server, or goes from its HTTP to its HTTPS."""
    old, new = request.url, target.url
    upgrade = (old.scheme, new.scheme) == ("http", "https") and old.port is None and new.port is None
    stays = (old.scheme, old.port) == (new.scheme, new.port) or upgrade
    return old.host == new.host and stays and request.method == target.method


def _built(settings: Settings, request: Request) -> httpx.Request:
    headers = _sendable(settings, {"Accept": request.accept, **settings.headers})
    content: bytes | None = None
    if request.fields is None and request.method != "GET":
        content = _json_bytes(settings, request.json)
        headers.setdefault("Content-Type", "application/json")
    url = httpx.URL(urls.join(settings.endpoint, request.path))
    if url.scheme not in ("http", "https") or not url.host:
        raise settings.table.failure(errors.Problem(f"{url} is no URL of a server; it begins with http:// or https://"))
    if params := {**settings.query, **request.params}:
        url = url.copy_merge_params(params)
    return _client().build_request(
        request.method,
        url,
        headers=headers,
        content=content,
        data={key: _field(value) for key, value in request.fields.items()} if request.fields is not None else None,
        files=dict(request.files) or None if request.fields is not None else None,
        timeout=settings.timeout.httpx(),
    )


def _sendable(settings: Settings, headers: Mapping[str, str]) -> dict[str, str]:
    """Headers, all of which HTTP can carry. A key with a line break or a full-width letter is a wrong key."""
    for name, value in headers.items():
        if not re.fullmatch(_PRINTABLE, value):
            kind = errors.AUTHORIZATION if is_secret(name) else errors.BAD_REQUEST
            text = f"the header {name} has characters that cannot be sent; check the credentials"
            raise settings.table.failure(errors.Problem(text, usual=kind))
    return dict(headers)


def _json_bytes(settings: Settings, body: Any) -> bytes:
    try:
        try:
            return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        except UnicodeEncodeError:  # half of a surrogate pair: only an escape can carry it
            return json.dumps(body, allow_nan=False, separators=(",", ":")).encode()
    except (TypeError, ValueError) as error:
        raise settings.table.failure(errors.Problem(f"the request is no JSON: {error}")) from None


def _field(value: object) -> str | Sequence[str]:
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


# ---- failures -------------------------------------------------------------------------------------------------------


def _refused(table: errors.Table, response: httpx.Response) -> errors.Failure:
    """The failure that an answer with an error status is; reads a bounded part of it and closes it."""
    text = _some_text(response)
    body: Any = text
    if text.lstrip()[:1] in ("{", "["):
        with suppress(ValueError):
            body = json.loads(text)
    if 300 <= response.status_code < 400:
        body = f"the server redirects to {urls.shown(response.headers.get('Location', ''))}; use that address"
    return table.answer(response.status_code, body)


def _text_instead(table: errors.Table, response: httpx.Response) -> errors.Failure:
    """The failure that a text is where bytes were asked for."""
    text = _some_text(response)
    try:
        failure = table.inside(json.loads(text))
    except ValueError:
        failure = None
    return failure or table.unreadable(text, "audio")


def _some_text(response: httpx.Response) -> str:
    """The beginning of a body, whatever happens to the rest of it."""
    content = b""
    with closing(response):
        try:
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) >= _ERROR_BYTES:
                    break
        except (httpx.HTTPError, httpx.StreamError):
            pass  # what came before is enough to say
    return content[:_ERROR_BYTES].decode("utf-8", "replace")


def _broken(settings: Settings, error: Exception) -> errors.Failure:
    """The failure that an exception of the HTTP library is."""
    where = urls.shown(settings.endpoint)
    if isinstance(error, httpx.ConnectTimeout):
        return _timeout(settings, f"no connection to {where} within {settings.timeout.httpx().connect:g} s")
    if isinstance(error, httpx.ReadTimeout):
        return _timeout(settings, f"no answer from {where} within {settings.timeout.httpx().read:g} s")
    if isinstance(error, httpx.TimeoutException):
        return _timeout(settings, f"{where} took too long")
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


def _timeout(settings: Settings, text: str) -> errors.Failure:
    return settings.table.failure(errors.Problem(text, exception=TimeoutError(text), usual=errors.CONNECTION))


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds the server asks to wait; None where it does not say, or says it as a date."""
    text = response.headers.get("Retry-After", "").strip()
    return float(text) if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", text) else None


def _is_text(response: httpx.Response) -> bool:
    kind: str = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind.endswith(("/json", "+json"))


def _positive(seconds: float | None) -> float | None:
    return float(seconds) if seconds is not None and seconds > 0 else None


# ---- the client -----------------------------------------------------------------------------------------------------

_lock = threading.Lock()
_clients: dict[int, httpx.Client] = {}


def _client() -> httpx.Client:
    """The HTTP client of this process. It keeps connections alive and no cookies: users share it."""
    process = os.getpid()
    client = _clients.get(process)
    if client is None:
        with _lock:
            client = _clients.get(process) or _clients.setdefault(process, _new_client())
    return client


def _new_client() -> httpx.Client:
    limits = httpx.Limits(max_connections=1000, max_keepalive_connections=100, keepalive_expiry=4.0)
    cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    return httpx.Client(limits=limits, cookies=cookies)
