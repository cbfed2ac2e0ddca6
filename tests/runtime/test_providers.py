"""Provider classes, as the SDK instantiates them."""

from __future__ import annotations

from typing import Any

import pytest
from dify_plugin.core.model_factory import ModelFactory
from dify_plugin.entities.model import ModelType
from dify_plugin.errors.model import CredentialsValidateFailedError
from difyspec.runtime import providers

from tests.runtime.sample import SECRET, Connection, Credentials
from tests.runtime.test_guard import STORED, Sample, saved, talk
from tests.support.loopback import Loopback, answer


class Predefined(providers.PredefinedProvider[Credentials]):
    connection = Connection()

    def targets(self, cred: Credentials) -> tuple[providers.Target, ...]:
        return (("rerank", cred.uid or "tested"),)


class Models:
    """What the SDK's factory needs of a provider's declaration."""

    models: tuple[Any, ...] = ()


def provider(cls: Any) -> Any:
    return cls(None, ModelFactory(Models(), {ModelType.RERANK: Sample}))  # type: ignore[arg-type]


def test_a_custom_provider_accepts_everything() -> None:
    provider(providers.CustomProvider).validate_provider_credentials({})


def test_a_predefined_provider_calls_a_model(server: Loopback) -> None:
    server.reply(talk(answer(200, {"score": 1})))
    credentials = saved(server, **STORED)
    before = dict(credentials)
    provider(Predefined).validate_provider_credentials(credentials)
    assert server.requests[-1].json["model"] == "tested"
    assert credentials == before


@pytest.mark.parametrize("status", [401, 500])
def test_failures_are_failed_validations(server: Loopback, status: int) -> None:
    server.reply(answer(status, {"message": f"not {SECRET}"}))
    with pytest.raises(CredentialsValidateFailedError, match="Sample Models: ") as caught:
        provider(Predefined).validate_provider_credentials(saved(server))
    assert SECRET not in str(caught.value)


def test_a_form_that_is_not_filled_in() -> None:
    with pytest.raises(CredentialsValidateFailedError, match="credentials were not accepted: Server URL is missing"):
        provider(Predefined).validate_provider_credentials({"api_key": SECRET})


def test_a_type_without_a_class_is_no_crash(server: Loopback) -> None:
    class Missing(Predefined):
        def targets(self, cred: Credentials) -> tuple[providers.Target, ...]:
            return (("tts", "m"),)

    with pytest.raises(CredentialsValidateFailedError):
        provider(Missing).validate_provider_credentials(saved(server))


class Probing(providers.PredefinedProvider[Credentials]):
    connection = Connection()
    probes = ("models", "health")


def test_a_provider_may_ask_for_paths_instead(server: Loopback) -> None:
    server.reply(answer(200, {"data": []}))
    credentials = saved(server)
    provider(Probing).validate_provider_credentials(credentials)
    assert [(one.method, one.path) for one in server.requests] == [("GET", "/v1/models"), ("GET", "/v1/health")]
    assert server.requests[0].headers["authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize("reply", [answer(401, {}), answer(200, {"error": {"message": "no"}}), answer(200, "<html>")])
def test_a_path_that_is_not_answered_fails(server: Loopback, reply: Any) -> None:
    server.reply(reply)
    with pytest.raises(CredentialsValidateFailedError, match="Sample Models: "):
        provider(Probing).validate_provider_credentials(saved(server))
    assert len(server.requests) == 1
