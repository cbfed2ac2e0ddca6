"""What all model classes share, in the SDK's own class of one model type, against a socket."""

from __future__ import annotations

import copy
import logging
import time
import traceback
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from dify_plugin import RerankModel, TextEmbeddingModel
from dify_plugin.entities.model import FetchFrom, ModelFeature, ModelPropertyKey
from dify_plugin.entities.model.rerank import RerankDocument, RerankResult
from dify_plugin.errors.model import (
    CredentialsValidateFailedError,
    InvokeAuthorizationError,
    InvokeBadRequestError,
    InvokeConnectionError,
    InvokeError,
    InvokeRateLimitError,
    InvokeServerUnavailableError,
)
from difyspec.runtime import calls, connections, customs, errors, guard, http

from tests.runtime.sample import SECRET, Connection, Credentials, Discovered
from tests.support.loopback import Loopback, Reply, answer, free_port, stream

FACTS = {"mode": "chat", "context": 4096, "tools": True}
STORED = {"completion_type": "chat", "context_length": 4096, "tools": True}


class Sample(guard.Guard[Credentials, Discovered], RerankModel):
    """A reranker that returns what the server says."""

    connection = Connection()

    def _invoke(
        self,
        model: str,
        credentials: dict[str, Any],
        query: str,
        docs: list[str],
        score_threshold: float | None = None,
        top_n: int | None = None,
        user: str | None = None,
    ) -> RerankResult:
        with self.mapping(credentials):
            call = self.prepare(model, credentials, user)
            score = call.http.post("/rerank", {"model": call.model.wire_name, "query": query})["score"]
            return RerankResult(model=model, docs=[RerankDocument(index=0, text=docs[0], score=score)])

    def streamed(self, credentials: dict[str, Any]) -> Iterator[Any]:
        return self.mapped(credentials, self.prepare("m", credentials).http.stream("/s", {}))

    def check(self, model: str, credentials: dict[str, Any]) -> None:
        self.invoke(model, credentials, "q", ["d"])

    def customize(self, model: customs.Draft, call: calls.Call[Credentials, Discovered]) -> None:
        facts = call.discovered
        model.set("mode", facts.mode)
        model.set("context_size", facts.context_length or 2048)
        model.feature("vision", when=call.cred.vision)
        model.feature("tool-call", when=facts.tools)
        model.parameter("max_tokens", max=facts.context_length)
        model.parameter("think", when=facts.mode == "chat")


def sample() -> Sample:
    return Sample([])


def saved(server: Loopback | str, **more: Any) -> dict[str, Any]:
    return {"server_url": server if isinstance(server, str) else server.url, "api_key": SECRET, **more}


def talk(reply: Reply, facts: Reply | None = None) -> Any:
    """Answers for facts and for everything else."""
    return lambda request: (facts or answer(200, FACTS)) if "/models/" in request.path else reply


def test_a_call_and_its_model(server: Loopback) -> None:
    server.reply(talk(answer(200, {"score": 0.5})))
    credentials = saved(server, model_uid="uid-1", vision_support="support")
    before = copy.deepcopy(credentials)
    assert sample().invoke("m", credentials, "q", ["d"]).docs[0].score == 0.5
    assert credentials == before
    assert [request.path for request in server.requests] == ["/v1/models/uid-1", "/v1/rerank"]
    assert server.requests[1].json["model"] == "uid-1"
    call = sample().prepare("m", credentials, "user")
    assert call.model.name == "m"
    assert call.model.features == {"vision", "tool-call"}
    assert (call.model.mode, call.model.context_size, call.model.type) == ("chat", 4096, "rerank")
    assert call.discovered == Discovered(mode="chat", context_length=4096, tools=True)
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, InvokeBadRequestError),
        (401, InvokeAuthorizationError),
        (403, InvokeAuthorizationError),
        (404, InvokeBadRequestError),
        (429, InvokeRateLimitError),
        (500, InvokeServerUnavailableError),
        (503, InvokeServerUnavailableError),
    ],
)
def test_failures_are_the_sdks_errors(server: Loopback, status: int, error: type[InvokeError]) -> None:
    server.reply(talk(answer(status, {"error": {"message": f"bad {SECRET}"}})))
    with pytest.raises(InvokeError) as caught:
        sample().invoke("m", saved(server), "q", ["d"])
    assert type(caught.value) is error
    assert str(caught.value).startswith("Sample Models: ")
    assert str(caught.value).endswith(f"(HTTP {status}): bad ***")
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_server_that_is_not_there() -> None:
    credentials = saved(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(InvokeConnectionError):
        sample().invoke("m", credentials, "q", ["d"])
    with pytest.raises(CredentialsValidateFailedError, match="Sample Models: connection failed"):
        sample().validate_credentials("m", credentials)


def test_failures_inside_a_stream(server: Loopback) -> None:
    server.reply(talk(stream(b'data: {"n":1}\n\n', None)))
    items = sample().streamed(saved(server))
    assert next(items) == {"n": 1}
    with pytest.raises(InvokeConnectionError, match="Sample Models"):
        next(items)


def test_a_stream_that_is_left_is_closed(server: Loopback) -> None:
    server.reply(talk(stream(b'data: {"n":1}\n\n', 4.0)))
    items = sample().streamed(saved(server))
    next(items)
    items.close()  # type: ignore[attr-defined]
    assert server.closed.wait(2.0)


def test_whatever_a_hook_raises_has_a_kind() -> None:
    for error, kind in (
        (KeyError("x"), InvokeBadRequestError),
        (ConnectionResetError("gone"), InvokeConnectionError),
        (TimeoutError("slow"), InvokeConnectionError),
        (errors.Failure(errors.RATE_LIMIT, f"wait {SECRET}"), InvokeRateLimitError),
        (InvokeServerUnavailableError(f"mine {SECRET}"), InvokeServerUnavailableError),
    ):
        with pytest.raises(InvokeError) as caught, sample().mapping({"api_key": SECRET}):
            raise error
        assert type(caught.value) is kind
        assert SECRET not in str(caught.value)
    assert str(sample()._transform_invoke_error(InvokeRateLimitError("as it is"))) == "as it is"
    assert set(sample()._invoke_error_mapping) == set(errors.INVOKE_ERRORS.values())


@pytest.mark.parametrize("fails", [NotImplementedError, ValueError])
def test_vendor_exceptions_speak_for_themselves(fails: type[Exception]) -> None:
    class APIStatusError(fails):  # type: ignore[misc, valid-type]
        status_code = 429
        code = "too_fast"

    with pytest.raises(InvokeRateLimitError), sample().mapping({}):
        raise APIStatusError("slow down")


def test_wrong_credentials_are_said_by_label() -> None:
    with pytest.raises(InvokeAuthorizationError, match=r"Sample Models: .*Server URL is missing"):
        sample().invoke("m", {"api_key": "k"}, "q", ["d"])
    with pytest.raises(CredentialsValidateFailedError, match="Server URL is missing"):
        sample().validate_credentials("m", {"api_key": "k"})


def test_a_mistake_in_a_hook_is_logged_with_its_place(caplog: pytest.LogCaptureFixture) -> None:
    fails = pytest.raises(InvokeBadRequestError, match="KeyError: 'mode'")
    with caplog.at_level(logging.ERROR), fails, sample().mapping({"api_key": SECRET}):
        _ = {SECRET: 1}["mode"]
    assert "test_guard.py" in caplog.text
    assert SECRET not in caplog.text


def test_a_client_is_made_once_for_the_same_credentials() -> None:
    class Own(Connection):
        made = 0

        def client(self, cred: Credentials) -> object:
            Own.made += 1
            return (cred.api_key, Own.made)

    connection = Own()
    facts = calls.ModelFacts(name="m", wire_name="m", type="llm")

    def client(key: str) -> object:
        return connection.call(facts, {"server_url": "http://h", "api_key": key}).client

    assert [client("a"), client("a"), client("b"), client("a")] == [("a", 1), ("a", 1), ("b", 2), ("a", 1)]
    assert sample().prepare("m", saved("http://h", **STORED)).client is None


# ---- validation -----------------------------------------------------------------------------------------------------


def test_validation_keeps_the_facts_and_nothing_else(server: Loopback) -> None:
    server.reply(talk(answer(200, {"score": 1})))
    credentials = saved(server, completion_type="completion", context_length=1)
    before = dict(credentials)
    sample().validate_credentials("m", credentials)
    assert credentials == {**before, **STORED}
    assert [request.path for request in server.requests] == ["/v1/models/m", "/v1/rerank"]


def test_facts_that_the_server_no_longer_tells_are_forgotten(server: Loopback) -> None:
    server.reply(talk(answer(200, {"score": 1}), answer(200, {"mode": "chat"})))
    credentials = saved(server, **STORED)
    sample().validate_credentials("m", credentials)
    assert credentials == saved(server, completion_type="chat")


@pytest.mark.parametrize("status", [401, 404, 500])
@pytest.mark.parametrize("where", ["facts", "call"])
def test_failed_validation_changes_nothing(server: Loopback, status: int, where: str) -> None:
    bad, good = answer(status, {"detail": f"no {SECRET}"}), answer(200, {"score": 1})
    server.reply(talk(good, bad) if where == "facts" else talk(bad))
    credentials = saved(server, completion_type="completion")
    before = dict(credentials)
    with pytest.raises(CredentialsValidateFailedError) as caught:
        sample().validate_credentials("m", credentials)
    assert credentials == before
    assert f"(HTTP {status}): no ***" in str(caught.value)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_discovery_that_fails_in_code(server: Loopback) -> None:
    server.reply(answer(200, {"mode": "neither"}))
    with pytest.raises(CredentialsValidateFailedError, match="Sample Models"):
        sample().validate_credentials("m", saved(server))


def test_what_a_hook_says_of_the_credentials_is_said() -> None:
    class Strict(Sample):
        def check(self, model: str, credentials: dict[str, Any]) -> None:
            raise CredentialsValidateFailedError(f"The plan of {SECRET} has no rerankers.")

        def _asked(self, model: str, credentials: Mapping[str, Any]) -> Any:
            return dict(credentials), {}

    with pytest.raises(CredentialsValidateFailedError, match=r"^The plan of \*\*\* has no rerankers\.$"):
        Strict([]).validate_credentials("m", saved("http://h"))


def test_read_only_credentials_are_left_alone(server: Loopback) -> None:
    from types import MappingProxyType

    server.reply(talk(answer(200, {"score": 1})))
    credentials: Mapping[str, Any] = MappingProxyType(saved(server))
    sample().validate_credentials("m", credentials)
    assert dict(credentials) == saved(server)


# ---- facts ----------------------------------------------------------------------------------------------------------


def asked(server: Loopback) -> int:
    return sum("/models/" in request.path for request in server.requests)


def test_saved_facts_need_no_server(server: Loopback) -> None:
    server.reply(talk(answer(200, {"score": 1})))
    sample().invoke("m", saved(server, **STORED), "q", ["d"])
    assert asked(server) == 0


def test_facts_are_asked_for_once_a_server_credential_and_model(server: Loopback) -> None:
    server.reply(talk(answer(200, {"score": 1})))
    for _ in range(3):
        sample().invoke("m", saved(server), "q", ["d"])
    assert asked(server) == 1
    sample().invoke("m", saved(server, api_key="another"), "q", ["d"])
    sample().invoke("other", saved(server), "q", ["d"])
    assert asked(server) == 3
    with Loopback() as second:
        second.reply(talk(answer(200, {"score": 1})))
        sample().invoke("m", saved(second), "q", ["d"])
        assert asked(second) == 1


def test_a_call_goes_on_where_the_server_tells_nothing(server: Loopback) -> None:
    server.reply(talk(answer(200, {"score": 0.25}), answer(404, {"detail": "no such path"})))
    assert sample().invoke("m", saved(server), "q", ["d"]).docs[0].score == 0.25


def test_validation_then_use_asks_once(server: Loopback) -> None:
    server.reply(talk(answer(200, {"score": 1}), answer(200, {"mode": "chat"})))
    credentials = saved(server)
    sample().validate_credentials("m", credentials)
    for _ in range(3):
        sample().invoke("m", credentials, "q", ["d"])
    assert asked(server) == 1


# ---- descriptions ---------------------------------------------------------------------------------------------------


def test_the_description_of_a_custom_model(server: Loopback) -> None:
    credentials = saved(server, vision_support="support", completion_type="chat", context_length=256, tools=False)
    entity = sample().get_model_schema("m", credentials)
    assert entity is not None
    assert (entity.model, entity.label.model_dump()["en_US"], entity.fetch_from) == (
        "m",
        "m",
        FetchFrom.CUSTOMIZABLE_MODEL,
    )
    assert entity.features == [ModelFeature.VISION]
    assert entity.model_properties[ModelPropertyKey.CONTEXT_SIZE] == 256
    rules = {rule.name: rule for rule in entity.parameter_rules}
    assert list(rules) == ["temperature", "max_tokens", "think"]
    assert (rules["max_tokens"].min, rules["max_tokens"].max, rules["max_tokens"].default) == (0, 256, 256)
    assert not server.requests


def test_a_description_needs_no_server() -> None:
    credentials = saved(f"http://127.0.0.1:{free_port()}")
    entity = sample().get_customizable_model_schema("m", credentials)
    assert entity is not None
    assert entity.features == []
    assert [rule.name for rule in entity.parameter_rules] == ["temperature", "max_tokens"]
    assert entity.model_properties == {ModelPropertyKey.CONTEXT_SIZE: 2048}


def test_a_description_does_not_wait_for_long(server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HURRY", http.Timeout(read=0.3))
    server.reply(Reply(parts=(4.0,)))
    start = time.monotonic()
    for _ in range(2):
        assert sample().get_customizable_model_schema("m", saved(server, max_retries="3")) is not None
    assert time.monotonic() - start < 1.5
    assert asked(server) == 1


def test_descriptions_do_not_share_data(server: Loopback) -> None:
    small = sample().get_customizable_model_schema("m", saved(server, **{**STORED, "context_length": 100}))
    large = sample().get_customizable_model_schema("m", saved(server, **STORED))
    assert small is not None
    assert large is not None
    assert [entity.parameter_rules[1].max for entity in (small, large)] == [100, 4096]


def test_no_description_no_custom_models() -> None:
    class Other(Sample):
        pass

    Other.model_type = type(Other.model_type).TTS
    assert Other([]).get_customizable_model_schema("m", saved("http://127.0.0.1:1")) is None


def test_a_custom_model_that_is_a_copy_of_a_base_model() -> None:
    class Deployed(guard.Guard[Credentials, Discovered], TextEmbeddingModel):
        connection = Connection()

        def like(self, call: calls.Call[Credentials, Discovered]) -> str | None:
            return call.cred.uid

        def _invoke(self, *_: Any, **__: Any) -> Any:
            raise AssertionError

        def get_num_tokens(self, *_: Any, **__: Any) -> list[int]:
            return []

    entity = Deployed([]).get_model_schema("mine", saved("http://h", **STORED, model_uid="embed-large"))
    assert entity is not None
    assert (entity.model, entity.label.model_dump()["en_US"]) == ("mine", "mine")
    assert entity.model_properties == {ModelPropertyKey.CONTEXT_SIZE: 8192, ModelPropertyKey.MAX_CHUNKS: 16}
    for uid in ("other", ""):
        assert Deployed([]).get_model_schema("mine", saved("http://h", **STORED, model_uid=uid)) is None
    with pytest.raises(CredentialsValidateFailedError, match="there is no base model other"):
        Deployed([]).validate_credentials("mine", saved("http://h", **STORED, model_uid="other"))


@pytest.mark.parametrize(("declared", "default"), [(None, "ann"), ("ben", "ben"), ("zoe", "ann")])
def test_the_usual_voice_is_the_declared_one_if_there_is_such_a_voice(declared: str | None, default: str) -> None:
    draft = customs.Draft({"model_type": "tts", "model_properties": {"default_voice": declared}}, "m")
    draft.voices([calls.Voice("Ann", "ann"), calls.Voice("Ben", "ben")])
    assert draft.data["model_properties"]["default_voice"] == default


def test_drafts_in_the_hands_of_hooks() -> None:
    draft = customs.Draft({"model_type": "llm", "model_properties": {"mode": "chat"}}, "m")
    draft.set("mode", None)
    draft.label("Name")
    draft.feature("vision")
    draft.feature("vision")
    draft.parameter("top_k", type="int", min=1, max=9, default=50)
    draft.pricing("0.1", "0.2")
    draft.voices([calls.Voice("Ann", "ann", ("en-US",)), calls.Voice("Ben", "ben")])
    entity = draft.entity()
    assert entity.label.model_dump()["en_US"] == "Name"
    assert entity.features == [ModelFeature.VISION]
    assert entity.parameter_rules[0].default == 9
    assert entity.pricing is not None
    assert str(entity.pricing.output) == "0.2"
    assert entity.model_properties[ModelPropertyKey.DEFAULT_VOICE] == "ann"
    assert entity.model_properties[ModelPropertyKey.VOICES][1] == {"name": "Ben", "mode": "ben", "language": []}
    draft.pricing(None)
    assert draft.entity().pricing is None


@pytest.mark.parametrize(("when", "left"), [(True, ["top_k", "top_p", "seed"]), (False, ["top_p"])])
def test_parameters_that_are_there_under_one_condition(when: bool, left: list[str]) -> None:
    draft = customs.Draft({"model_type": "llm", "parameter_rules": [{"name": "top_k"}, {"name": "top_p"}]}, "m")
    draft.parameter("top_k", "seed", when=when)
    assert [rule["name"] for rule in draft.data["parameter_rules"]] == left
