"""Each way a server fails becomes the right one of Dify's errors, with the provider's name and without credentials."""

from __future__ import annotations

import socket

import pytest
from dify_plugin.errors.model import (
    InvokeAuthorizationError,
    InvokeBadRequestError,
    InvokeConnectionError,
    InvokeError,
    InvokeRateLimitError,
    InvokeServerUnavailableError,
)

from .calling import UnscriptedError, attempt, call
from .detour import detour
from .expected import FAILURES, NAME, SECRET, TYPES, Expected, Failing
from .plugin import Plugin
from .scripted_server import ScriptedServer

KINDS: dict[str, type[InvokeError]] = {
    "connection": InvokeConnectionError,
    "server_unavailable": InvokeServerUnavailableError,
    "rate_limit": InvokeRateLimitError,
    "authorization": InvokeAuthorizationError,
    "bad_request": InvokeBadRequestError,
}
CALLABLE = [one for one in TYPES if one.credentials is not None]


@pytest.mark.parametrize("failing", FAILURES, ids=lambda one: f"{one.status}-{one.kind}")
@pytest.mark.parametrize("expected", CALLABLE, ids=lambda one: one.type)
def test_a_failure(plugin: Plugin, server: ScriptedServer, expected: Expected, failing: Failing) -> None:
    server.failing = failing
    error = _failed(plugin, server, expected)
    assert type(error) is KINDS[failing.kind]
    _check(error)


@pytest.mark.parametrize("expected", CALLABLE, ids=lambda one: one.type)
def test_a_server_that_is_not_there(
    plugin: Plugin,
    server: ScriptedServer,  # noqa: ARG001  (it keeps requests from leaving the machine)
    monkeypatch: pytest.MonkeyPatch,
    expected: Expected,
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        detour(monkeypatch, int(free.getsockname()[1]))
        with pytest.raises(InvokeError) as caught:
            attempt(plugin, expected)
    # What a hook needs first may be missing as well.
    assert not expected.served or type(caught.value) is InvokeConnectionError
    _check(caught.value)


def _failed(plugin: Plugin, server: ScriptedServer, expected: Expected) -> InvokeError:
    try:
        with pytest.raises(InvokeError) as caught:
            call(plugin, expected, server)
    except UnscriptedError as error:
        pytest.skip(f"a hook does not use the plugin's client: {error}")
    return caught.value


def _check(error: InvokeError) -> None:
    said = f"{error} {error.description}"
    assert NAME in said
    assert SECRET not in said
