"""A server that speaks OpenAI's protocols and Jina's rerank: what it answers is a function of request and scenario.

A scenario has at most ``error`` (how it fails), ``reply`` (what a model says) and ``usage: none``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..reply import Reply, reply
from .failures import failure
from .routes import route


class Scripted:
    """The server of one case. It has no memory."""

    fillers = 0

    def __init__(self, scenario: Mapping[str, Any]) -> None:
        self._scenario = scenario

    def answer(self, request: dict[str, Any]) -> tuple[dict[str, Any], Reply]:
        """The answer, as recordings write it and itself."""
        described = failure(str(self._scenario.get("error") or "")) or route(request, self._scenario)
        if "raise" in described:
            return described, reply(described)
        headers = {"content-type": _media_type(described), "x-request-id": "req-scripted"}
        described = {"status": 200, "headers": headers, **described}
        return described, reply(described)


def _media_type(described: Mapping[str, Any]) -> str:
    types = {"sse": "text/event-stream", "json": "application/json", "bytes_base64": "audio/mpeg"}
    return next((kind for name, kind in types.items() if name in described), "text/html")
