"""Models that are copies of base models, two sites and two APIs: the case ``lantern`` in the real SDK."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.runtime.chat_sample import piece, sse, whole
from tests.support.compiled import generated
from tests.support.loopback import Loopback, Reply, Request, answer, stream
from tests.support.plugins import InProcess, Plugin, PluginError, Serverless

SPEC = Path(__file__).parents[1] / "cases" / "lantern" / "spec"
SITES = {"first": "https://lantern.example/v1", "second": "https://cn.lantern.example/v1"}
RESPONSE = {
    "object": "response",
    "status": "completed",
    "output": [{"type": "message", "content": [{"type": "output_text", "text": "hi"}]}],
    "usage": {"input_tokens": 1000, "output_tokens": 1000},
}


@pytest.fixture(scope="module")
def sites() -> Iterator[dict[str, Loopback]]:
    """The vendor's two sites."""
    with Loopback() as first, Loopback() as second:
        yield {"first": first, "second": second}


@pytest.fixture(scope="module", params=[InProcess, Serverless], ids=["in-process", "serverless"])
def plugin(
    request: pytest.FixtureRequest, sites: dict[str, Loopback], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Plugin]:
    """The plugin, with the addresses of both sites in its spec."""
    spec, folder = tmp_path_factory.mktemp("spec"), tmp_path_factory.mktemp("lantern")
    text = (SPEC / "provider.yaml").read_text("utf-8")
    for name, address in SITES.items():
        text = text.replace(address, f"{sites[name].url}/v1")
    (spec / "provider.yaml").write_text(text, "utf-8")
    (spec / "icon.svg").write_bytes((SPEC / "icon.svg").read_bytes())
    with request.param(generated(spec, folder), "lantern") as running:
        yield running


@pytest.fixture(autouse=True)
def fresh(sites: dict[str, Loopback]) -> None:
    for site in sites.values():
        site.requests.clear()
        site.reply(answer(200, RESPONSE))


def credentials(base: str, **more: Any) -> dict[str, Any]:
    return {"api_key": "key-1234", "base_model": base, **more}


def llm(base: str, parameters: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {
        "model_type": "llm",
        "model": "my-deployment",
        "credentials": credentials(base, **more.pop("credentials", {})),
        "prompt_messages": [{"role": "user", "content": "hi"}],
        "model_parameters": parameters or {},
        "tools": None,
        "stop": None,
        "stream": True,
        **more,
    }


def schema(plugin: Plugin, type_: str, base: str, **more: Any) -> dict[str, Any]:
    [found] = plugin.ask(
        "get_ai_model_schemas", model_type=type_, model="my-deployment", credentials=credentials(base, **more)
    )
    made: dict[str, Any] = found["model_schema"]
    return made


def test_a_model_has_all_of_its_base_and_the_users_name(plugin: Plugin) -> None:
    made = schema(plugin, "llm", "lamp-think", endpoint_url="https://x.example")
    assert made["model"] == "my-deployment"
    assert made["fetch_from"] == "customizable-model"
    assert made["label"]["en_US"] == "lamp-think at https://x.example"
    assert sorted(made["features"]) == ["agent-thought", "structured-output"]
    assert made["model_properties"] == {"mode": "chat", "context_size": 131072}
    rules = {rule["name"]: rule for rule in made["parameter_rules"]}
    names = ["temperature", "top_p", "max_tokens", "enable_stream", "enable_thinking", "reasoning_effort"]
    assert list(rules) == names
    assert rules["temperature"]["default"] == 0.6
    assert (rules["max_tokens"]["default"], rules["max_tokens"]["max"]) == (8192, 65536)
    price = made["pricing"]
    assert (price["input"], price["output"], price["unit"], price["currency"]) == ("2.00", "8.00", "0.000001", "USD")


def test_another_base_is_another_model(plugin: Plugin) -> None:
    made = schema(plugin, "llm", "lamp-chat", api="chat")
    assert sorted(made["features"]) == ["tool-call", "vision"]
    assert made["model_properties"]["context_size"] == 32768
    assert made["pricing"]["output"] == "1.50"
    embed = schema(plugin, "text-embedding", "lamp-embed")
    assert embed["model_properties"] == {"context_size": 8192, "max_chunks": 16}
    assert embed["label"]["en_US"] == "my-deployment"


def test_a_base_that_is_none_is_told(plugin: Plugin) -> None:
    with pytest.raises(PluginError, match="Base model: it is none of the values offered"):
        schema(plugin, "llm", "lamp-gone")


def test_prices_and_limits_of_the_base_count(plugin: Plugin, sites: dict[str, Loopback]) -> None:
    chunks = plugin.ask("invoke_llm", **llm("lamp-think"))
    assert float(chunks[-1]["delta"]["usage"]["total_price"]) == pytest.approx(0.01)
    (sent,) = sites["first"].requests
    assert (sent.path, sent.json["model"]) == ("/v1/responses", "my-deployment")


def test_groups_of_the_transport_mean_the_base(plugin: Plugin, sites: dict[str, Loopback]) -> None:
    given = {"temperature": 0.2, "enable_thinking": True, "enable_stream": False}
    plugin.ask("invoke_llm", **llm("lamp-think", given))
    plugin.ask("invoke_llm", **llm("lamp-chat", {"temperature": 0.2}))
    thinking, plain = (request.json for request in sites["first"].requests)
    assert thinking["thinking"] == {"type": "enabled"}
    assert not {"temperature", "enable_stream", "enable_thinking"} & thinking.keys()
    assert (thinking["stream"], plain["stream"]) == (False, True)
    assert plain["temperature"] == 0.2
    assert "thinking" not in plain


def test_a_credential_chooses_the_api_and_thoughts_go_back(plugin: Plugin, sites: dict[str, Loopback]) -> None:
    sites["first"].reply(stream(sse(piece(reasoning_content="hm"), piece("stop", content="hi"), "[DONE]")))
    said = [
        {"role": "user", "content": "hi"},
        {"role": "assistant", "content": "<think>\nearlier\n</think>\nyes"},
        {"role": "user", "content": "and?"},
    ]
    asked: dict[str, Any] = {"credentials": {"api": "chat"}, "prompt_messages": said}
    chunks = plugin.ask("invoke_llm", **llm("lamp-think", **asked))
    assert "".join(chunk["delta"]["message"]["content"] for chunk in chunks) == "<think>\nhm\n</think>hi"
    sent = sites["first"].requests[0]
    assert sent.path == "/v1/chat/completions"
    assert sent.json["messages"][1] == {"role": "assistant", "content": "yes", "reasoning_content": "earlier"}
    assert sent.json["stream_options"] == {"include_usage": True}


def test_thoughts_are_hidden_where_thinking_is_off(plugin: Plugin, sites: dict[str, Loopback]) -> None:
    sites["first"].reply(answer(200, whole(content="hi", reasoning_content="hm")))
    given = {"enable_thinking": False, "enable_stream": False}
    chunks = plugin.ask("invoke_llm", **llm("lamp-think", given, credentials={"api": "chat"}))
    assert "".join(chunk["delta"]["message"]["content"] for chunk in chunks) == "hi"
    assert sites["first"].requests[0].json["thinking"] == {"type": "disabled"}


# ---- two sites ------------------------------------------------------------------------------------------------------

STRANGER = answer(401, {"error": {"message": "no such key"}})


def accepted(plugin: Plugin, **more: Any) -> dict[str, Any]:
    asked = credentials("lamp-think", **more)
    [found] = plugin.ask("validate_model_credentials", model_type="llm", model="m", credentials=asked)
    kept: dict[str, Any] = found["credentials"]
    return kept


def test_the_site_that_accepts_is_kept(plugin: Plugin, sites: dict[str, Loopback]) -> None:
    sites["first"].reply(STRANGER)
    kept = accepted(plugin)
    assert kept["endpoint_url"] == f"{sites['second'].url}/v1"
    assert len(sites["first"].requests) == len(sites["second"].requests) == 1
    plugin.ask("invoke_llm", **llm("lamp-think", credentials=kept))
    assert len(sites["first"].requests) == 1
    assert len(sites["second"].requests) == 2


def test_nothing_is_kept_where_the_first_accepts(plugin: Plugin, sites: dict[str, Loopback]) -> None:
    assert accepted(plugin) == credentials("lamp-think")
    assert sites["second"].requests == []


def test_an_address_of_the_users_own_is_the_only_one(plugin: Plugin, sites: dict[str, Loopback]) -> None:
    sites["first"].reply(STRANGER)
    with pytest.raises(PluginError, match="no such key"):
        accepted(plugin, endpoint_url=f"{sites['first'].url}/own")
    assert [request.path for request in sites["first"].requests] == ["/own/responses"]
    assert sites["second"].requests == []


def test_the_first_refusal_is_told(plugin: Plugin, sites: dict[str, Loopback]) -> None:
    sites["first"].reply(STRANGER)
    sites["second"].reply(answer(403, {"error": {"message": "not here"}}))
    with pytest.raises(PluginError, match="no such key") as failed:
        accepted(plugin, endpoint_url=" ")
    assert failed.value.type == "CredentialsValidateFailedError"


def test_a_passing_trouble_is_waited_out_as_long_as_the_server_says(plugin: Plugin, sites: dict[str, Loopback]) -> None:
    def busy(_: Request) -> Reply:
        return answer(529, {"error": {"message": "busy"}}, Retry_After="0")

    sites["first"].reply(busy, busy, answer(200, RESPONSE))
    plugin.ask("invoke_llm", **llm("lamp-think"))
    assert len(sites["first"].requests) == 3
