"""Answers as urllib3 hands them to its callers, requests among them."""

from __future__ import annotations

import io
from collections.abc import Generator, Mapping
from typing import Any

from urllib3.exceptions import IncompleteRead, ProtocolError
from urllib3.response import HTTPResponse

from ..reply import Reply


class ScriptedResponse(HTTPResponse):
    """An answer whose pieces arrive as they are scripted, however many bytes are asked for."""

    def __init__(self, made: Reply, method: str | None, more: Mapping[str, Any]) -> None:
        super().__init__(
            body=io.BytesIO(b"".join(made.chunks)),
            headers=dict(made.headers),
            status=made.status,
            reason=made.reason,
            version=11,
            preload_content=False,
            decode_content=False,
            request_method=method,
            **more,
        )
        self._scripted = made

    def stream(self, amt: int | None = 2**16, decode_content: bool | None = None) -> Generator[bytes]:
        """The pieces, and then the broken connection if one is scripted."""
        yield from self._scripted.chunks
        if self._scripted.drop:
            raise _broken()

    def read(self, amt: int | None = None, decode_content: bool | None = None, cache_content: bool = False) -> bytes:
        """Some of the bytes; a broken connection shows when they are used up."""
        found = super().read(amt, decode_content=False)
        if self._scripted.drop and not found:
            raise _broken()
        return found


def _broken() -> ProtocolError:
    return ProtocolError("Connection broken: IncompleteRead(0 bytes read)", IncompleteRead(0, 10))
