"""Every model type, called once: through the SDK, over a socket, to a server that answers as it should."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from dify_plugin.errors.model import CredentialsValidateFailedError

from .calling import UnscriptedError, call, is_unscripted
from .expected import PROVIDER_TEST, TYPES, Expected, Failing
from .plugin import Plugin
from .scripted_server import ScriptedServer

CALLABLE = [one for one in TYPES if one.credentials is not None]
DENIED = Failing(401, "authorization", {"error": {"message": "wrong key"}})


@pytest.mark.parametrize("expected", CALLABLE, ids=lambda one: one.type)
def test_a_call(plugin: Plugin, server: ScriptedServer, expected: Expected) -> None:
    try:
        call(plugin, expected, server)
    except UnscriptedError as error:
        pytest.skip(f"a hook speaks to the server in its own words: {error}")


@pytest.mark.parametrize("expected", CALLABLE, ids=lambda one: one.type)
def test_credentials_of_a_model(plugin: Plugin, server: ScriptedServer, expected: Expected) -> None:
    server.described = expected.described

    def test() -> None:
        plugin.model(expected.type).validate_credentials(expected.model, dict(expected.credentials or {}))

    _accepted_then_denied(test, server, certain=expected.served and not expected.discovers)


@pytest.mark.skipif(PROVIDER_TEST is None, reason="the provider has no form of its own")
def test_the_form_of_the_provider(plugin: Plugin, server: ScriptedServer) -> None:
    assert PROVIDER_TEST is not None
    form, types = dict(PROVIDER_TEST.credentials), PROVIDER_TEST.types
    server.described = next((one.described for one in TYPES if one.type in types), None)
    _accepted_then_denied(
        lambda: plugin.provider.validate_provider_credentials(dict(form)), server, certain=PROVIDER_TEST.served
    )


def _accepted_then_denied(test: Callable[[], None], server: ScriptedServer, *, certain: bool) -> None:
    """Credentials that the server accepts, and then does not; `certain`: it is known what the test asks for."""
    try:
        test()
    except CredentialsValidateFailedError as error:
        if certain or not is_unscripted(server):
            raise
        pytest.skip(f"a test of credentials in words of its own: {', '.join(server.unknown) or error}")
    if not server.paths:
        assert not certain
        pytest.skip("the server is not asked")
    server.failing = DENIED
    with pytest.raises(CredentialsValidateFailedError):
        test()
