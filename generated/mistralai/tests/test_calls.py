"""Every model type, called once: through the SDK, over a socket, to a server that answers as it should."""

from __future__ import annotations

import pytest
from dify_plugin.errors.model import CredentialsValidateFailedError

from .calling import UnscriptedError, call
from .expected import PROVIDER_TEST, TYPES, Expected, Failing
from .plugin import Plugin
from .scripted_server import ScriptedServer

CALLABLE = [one for one in TYPES if one.credentials is not None]
VALIDATED = [one for one in CALLABLE if one.served and not one.discovers]
DENIED = Failing(401, "authorization", {"error": {"message": "wrong key"}})


@pytest.mark.parametrize("expected", CALLABLE, ids=lambda one: one.type)
def test_a_call(plugin: Plugin, server: ScriptedServer, expected: Expected) -> None:
    try:
        call(plugin, expected, server)
    except UnscriptedError as error:
        pytest.skip(f"a hook speaks to the server in its own words: {error}")


@pytest.mark.parametrize("expected", VALIDATED, ids=lambda one: one.type)
def test_good_credentials(plugin: Plugin, server: ScriptedServer, expected: Expected) -> None:
    plugin.model(expected.type).validate_credentials(expected.model, dict(expected.credentials or {}))
    assert server.paths


@pytest.mark.parametrize("expected", [one for one in CALLABLE if one.served], ids=lambda one: one.type)
def test_credentials_that_the_server_does_not_accept(
    plugin: Plugin, server: ScriptedServer, expected: Expected
) -> None:
    server.failing = DENIED
    with pytest.raises(CredentialsValidateFailedError):
        plugin.model(expected.type).validate_credentials(expected.model, dict(expected.credentials or {}))


@pytest.mark.skipif(PROVIDER_TEST is None or not PROVIDER_TEST.served, reason="the provider's form calls no model")
def test_the_form_of_the_provider(plugin: Plugin, server: ScriptedServer) -> None:
    assert PROVIDER_TEST is not None
    plugin.provider.validate_provider_credentials(dict(PROVIDER_TEST.credentials))
    server.failing = DENIED
    with pytest.raises(CredentialsValidateFailedError):
        plugin.provider.validate_provider_credentials(dict(PROVIDER_TEST.credentials))
