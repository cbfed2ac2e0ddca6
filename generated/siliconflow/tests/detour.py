"""No request leaves the machine: each is sent to a port of the loopback interface, its path and headers kept."""

from __future__ import annotations

import httpx
import pytest

_ORIGINAL = httpx.HTTPTransport.handle_request
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


def detour(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """Sends what httpx would send anywhere to `port`, until the test ends."""

    def handle_request(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=port)
        return _ORIGINAL(transport, request)

    for name in _PROXIES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", handle_request)
