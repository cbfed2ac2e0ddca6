"""Requests over the process's HTTP client: built, sent, tried again. Used through :mod:`http`."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import httpx

from . import errors, multipart, refusals, urls
from .client import client
from .redact import is_secret
from .settings import Settings, positive

_HOPS = 3
_PRINTABLE = r"[\t\x20-\x7e\x80-\xff]*"


@dataclass(frozen=True, eq=False, repr=False)
class Request:
    """One request, before it is bound to a server."""

    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    content: bytes | None = None
    fields: Mapping[str, object] | None = None
    files: Mapping[str, multipart.File] = field(default_factory=dict)
    accept: str = "application/json"


def chunks(settings: Settings, request: Request, binary: bool = False) -> Generator[bytes]:
    """The bytes of a successful answer as they come; closing the generator closes the connection. Raises Failure.

    `binary`: the answer is not a text; one that is counts as a failure, and so does an empty one.
    """
    total = positive(settings.timeout.total)
    deadline = time.monotonic() + total if total else None
    response = _opened(settings, request, deadline)
    try:
        with closing(response):
            if binary and refusals.is_text(response):
                raise refusals.text_instead(settings.table, response)
            empty = True
            for chunk in response.iter_bytes():
                if chunk:
                    empty = False
                    yield chunk
                if deadline is not None and time.monotonic() > deadline:
                    raise refusals.timed_out(settings, f"the answer was not complete within {total:g} s")
            if binary and empty:
                raise settings.table.unreadable("", "audio")
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise refusals.broken(settings, error) from None


def _opened(settings: Settings, request: Request, deadline: float | None) -> httpx.Response:
    """A response with a good status, its body not read yet."""
    attempts = min(max(settings.retry.attempts or 1, 1), 10)
    attempt = 0
    while True:
        attempt += 1
        last = attempt == attempts
        try:
            response = _sent(settings, request)
        except (httpx.ConnectError, httpx.TimeoutException) as error:
            failure, asked = refusals.broken(settings, error), None
            unsent = not isinstance(error, httpx.ReadTimeout | httpx.WriteTimeout)
            last = last or not (unsent or settings.retry.timeouts)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise refusals.broken(settings, error) from None
        else:
            if response.status_code < 300:
                return response
            asked = refusals.retry_after(response)
            last = last or response.status_code not in settings.retry.statuses
            failure = refusals.refused(settings.table, response)
        pause = settings.retry.pause(attempt, asked)
        if last or (deadline is not None and time.monotonic() + pause >= deadline):
            raise failure
        time.sleep(pause)


def _sent(settings: Settings, request: Request) -> httpx.Response:
    """The first answer that is no redirect within the server; redirects elsewhere would carry credentials away."""
    shared, built = client(), _built(settings, request)
    response = shared.send(built, stream=True)
    for _ in range(_HOPS):
        target = response.next_request
        if target is None or not _same(built, target):
            break
        response.close()
        built = target
        response = shared.send(built, stream=True)
    return response


def _same(request: httpx.Request, target: httpx.Request) -> bool:
    """Whether a redirect keeps the method and stays with the server, or goes from its HTTP to its HTTPS."""
    old, new = request.url, target.url
    upgrade = (old.scheme, new.scheme) == ("http", "https") and old.port is None and new.port is None
    stays = (old.scheme, old.port) == (new.scheme, new.port) or upgrade
    return old.host == new.host and stays and request.method == target.method


def _built(settings: Settings, request: Request) -> httpx.Request:
    headers = _sendable(settings, {"Accept": request.accept, **_applicable(settings, request)})
    content: bytes | None = None
    form: dict[str, str | Sequence[str]] = {key: _field(value) for key, value in (request.fields or {}).items()}
    if request.files:
        content, headers["Content-Type"] = multipart.encoded(form, request.files)
    elif request.content is not None:
        content = request.content
    elif request.fields is None and request.method != "GET":
        content = encoded(settings, request.json)
        headers.setdefault("Content-Type", "application/json")
    url = httpx.URL(urls.join(settings.endpoint, request.path))
    if url.scheme not in ("http", "https") or not url.host:
        raise settings.table.failure(errors.Problem(f"{url} is no URL of a server; it begins with http:// or https://"))
    if params := {**settings.query, **request.params}:
        url = url.copy_merge_params(params)
    return client().build_request(
        request.method,
        url,
        headers=headers,
        content=content,
        data=form if request.fields is not None and not request.files else None,
        timeout=settings.timeout.httpx(),
    )


def _applicable(settings: Settings, request: Request) -> dict[str, str]:
    """The headers of the server; a form has a content type of its own."""
    names = {name: "Content-Type" if name.lower() == "content-type" else name for name in settings.headers}
    is_form = request.fields is not None or bool(request.files)
    return {
        names[name]: value
        for name, value in settings.headers.items()
        if not (is_form and names[name] == "Content-Type")
    }


def _sendable(settings: Settings, headers: Mapping[str, str]) -> dict[str, str]:
    """Headers, all of which HTTP can carry. A key with a line break or a full-width letter is a wrong key."""
    for name, value in headers.items():
        if not re.fullmatch(_PRINTABLE, value):
            kind = errors.AUTHORIZATION if is_secret(name) else errors.BAD_REQUEST
            text = f"the header {name} has characters that cannot be sent; check the credentials"
            raise settings.table.failure(errors.Problem(text, usual=kind))
    return dict(headers)


def encoded(settings: Settings, body: Any) -> bytes:
    """A body as it is sent. Raises Failure for what is no JSON."""
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
