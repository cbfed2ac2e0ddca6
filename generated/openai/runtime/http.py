"""The server of a call: requests bound to its endpoint, authentication, timeouts and error table.

Everything that goes wrong is raised as :class:`errors.Failure`, already of one of Dify's kinds and without credentials.
"""

from __future__ import annotations

import json as _json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

from . import errors, multipart, sse, urls, wire
from .patience import Patience
from .settings import Retry, Settings, Timeout

__all__ = ["File", "Retry", "Server", "Settings", "Timeout", "bearer", "present"]

type File = multipart.File

LONGEST = 1 << 28
"""The longest answer that is read as a whole, in bytes."""


def bearer(token: str | None) -> dict[str, str]:
    """The header that authorizes with a token; none where the token is absent."""
    return {} if token is None else {"Authorization": f"Bearer {token}"}


def present(values: Mapping[str, object]) -> dict[str, str]:
    """Headers or query parameters as text, without the absent ones."""
    return {name: _text(value) for name, value in values.items() if value is not None}


class Server:
    """The provider's server, as one call speaks to it. Settings are asked for with the first request."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._ask = settings
        self._known: Settings | None = None

    @property
    def settings(self) -> Settings:
        """Endpoint, headers, timeouts and error table of this call."""
        if self._known is None:
            self._known = self._ask()
        return self._known

    def url(self, path: str) -> str:
        """The absolute URL of a path below the endpoint; a path that is an absolute URL stays."""
        return urls.join(self.settings.endpoint, path)

    def adding(self, headers: Mapping[str, object]) -> Server:
        """The same server, where requests have these headers too, or instead of its own; None takes one away."""
        return Server(lambda: replace(self.settings, headers=present({**self.settings.headers, **headers})))

    def encoded(self, json: Any) -> bytes:
        """JSON as it would be sent, for those who sign it. Raises Failure for what is no JSON."""
        return wire.encoded(self.settings, json)

    def get(self, path: str, params: Mapping[str, object] | None = None) -> Any:
        """The JSON that the server answers. Raises Failure."""
        return self._json(wire.Request("GET", path, params=present(params or {})))

    def post(self, path: str, json: Any, params: Mapping[str, object] | None = None) -> Any:
        """Sends JSON; the JSON that the server answers. Raises Failure, also for an error inside a 200."""
        return self._json(wire.Request("POST", path, params=present(params or {}), json=json))

    def upload(self, path: str, content: bytes, params: Mapping[str, object] | None = None) -> Any:
        """Sends bytes as they are, their media type among the headers if it is to be told; the JSON of the answer.

        Raises Failure, also for an error inside a 200.
        """
        return self._json(wire.Request("POST", path, params=present(params or {}), content=content))

    def form(self, path: str, fields: Mapping[str, object], files: Mapping[str, File] | None = None) -> Any:
        """Sends a multipart form; the JSON that the server answers. A list field is sent once an element."""
        return self._json(wire.Request("POST", path, fields=fields, files=dict(files or {})))

    def text(self, path: str, fields: Mapping[str, object], files: Mapping[str, File] | None = None) -> str:
        """Sends a multipart form; the text that the server answers, whatever it is."""
        return self._read(wire.Request("POST", path, fields=fields, files=dict(files or {}))).decode("utf-8", "replace")

    def stream(self, path: str, json: Any, delimiter: str | None = None) -> Iterator[dict[str, Any]]:
        """Sends JSON; the JSON objects of the server's event stream, each as it comes, until ``[DONE]`` or the end.

        Understood as well: lines of JSON, one JSON object instead of a stream, a `delimiter` of the server's own.
        Raises Failure for an error event, for what cannot be read and for a stream without any event.
        """
        table, seen = self.settings.table, False
        for event in self.events(path, json, delimiter):
            if event.text == sse.DONE:
                return
            if seen and isinstance(event, sse.Stray):
                break
            body = self._body(event)
            if isinstance(body, dict):
                seen = True
                yield body
        if not seen:
            raise table.unreadable("", "events")

    def events(self, path: str, json: Any, delimiter: str | None = None) -> Iterator[sse.Event | sse.Stray]:
        """Sends JSON; the server's events as they come, none of them judged."""
        request = wire.Request("POST", path, json=json, accept="text/event-stream")
        chunks, patience = wire.chunks(self.settings, request), Patience(self.settings)
        try:
            sent = patience.over(chunks)
            for event in sse.delimited(sent, delimiter) if delimiter else sse.events(sent):
                yield event
                patience.heard()
        finally:
            chunks.close()

    def lines(self, path: str, json: Any) -> Iterator[str]:
        """Sends JSON; the lines of the answer as they come."""
        chunks = wire.chunks(self.settings, wire.Request("POST", path, json=json))
        try:
            yield from sse.lines(chunks)
        finally:
            chunks.close()

    def audio(self, path: str, json: Any) -> Iterator[bytes]:
        """Sends JSON; the bytes of the answer as they come. Raises Failure if the answer is a text or empty."""
        chunks = wire.chunks(self.settings, wire.Request("POST", path, json=json, accept="*/*"), binary=True)
        try:
            yield from chunks
        finally:
            chunks.close()

    def _read(self, request: wire.Request) -> bytes:
        content, size = list[bytes](), 0
        with closing(chunks := wire.chunks(self.settings, request)):
            for chunk in chunks:
                content.append(chunk)
                size += len(chunk)
                if size > LONGEST:
                    raise errors.Failure(errors.SERVER_UNAVAILABLE, f"the answer is longer than {LONGEST >> 20} MB")
        return b"".join(content)

    def _json(self, request: wire.Request) -> Any:
        content, table = self._read(request), self.settings.table
        try:
            body = _json.loads(content)
        except (ValueError, RecursionError):
            raise table.unreadable(content[:8000].decode("utf-8", "replace")) from None
        if failure := table.inside(body):
            raise failure
        return body

    def _body(self, event: sse.Event | sse.Stray) -> Any:
        """The JSON of an event, or of what a server answered instead of events; None for an event without text."""
        table = self.settings.table
        if isinstance(event, sse.Stray):
            try:
                event = sse.Event("", event.text, _json.loads(event.text), True)
            except (ValueError, RecursionError):
                raise table.unreadable(event.text) from None
        if event.name == "error":
            raise table.event(event.json if event.is_json else event.text)
        if not event.is_json and event.text:
            raise table.unreadable(event.text)
        if failure := table.inside(event.json):
            raise failure
        return event.json


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
