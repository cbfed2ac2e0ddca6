"""The loopback Xinference that other tests rely on does what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.support.xinference_server import Drop, ErrorEvent, Raw, Silence, Status, XinferenceServer

ASK = {"model": "chat", "messages": [{"role": "user", "content": "hello world"}]}
TOOL = {"type": "function", "function": {"name": "weather", "parameters": {}}}


@pytest.fixture
def xinference() -> Iterator[XinferenceServer]:
    with XinferenceServer() as server:
        yield server


def post(server: XinferenceServer, path: str, body: Any, **more: Any) -> httpx.Response:
    return httpx.post(server.url + path, json=body, **more)


def events(response: httpx.Response) -> Iterator[Any]:
    for line in response.iter_lines():
        if line.startswith("data: ") and line != "data: [DONE]":
            yield json.loads(line.removeprefix("data: "))


def streamed(server: XinferenceServer, body: Any, path: str = "/v1/chat/completions") -> list[Any]:
    with httpx.stream("POST", server.url + path, json={**body, "stream": True}) as response:
        return list(events(response))


def test_it_describes_its_models(xinference: XinferenceServer) -> None:
    assert httpx.get(f"{xinference.url}/v1/models/embed").json()["max_tokens"] == 256
    unknown = httpx.get(f"{xinference.url}/v1/models/nothing")
    assert (unknown.status_code, "not found" in unknown.json()["detail"]) == (400, True)
    assert len(httpx.get(f"{xinference.url}/v1/models").json()["data"]) == len(xinference.models)


def test_a_key_is_asked_for_if_there_is_one() -> None:
    with XinferenceServer(api_key="key") as server:
        assert httpx.get(f"{server.url}/v1/cluster/auth").json() == {"auth": True}
        assert post(server, "/v1/embeddings", {"model": "embed", "input": ["a"]}).status_code == 401
        right = {"Authorization": "Bearer key"}
        assert post(server, "/v1/embeddings", {"model": "embed", "input": ["a"]}, headers=right).status_code == 200


def test_it_chats_in_one_piece_and_in_many(xinference: XinferenceServer) -> None:
    whole = post(xinference, "/v1/chat/completions", ASK).json()
    pieces = streamed(xinference, ASK | {"stream_options": {"include_usage": True}})
    text = "".join(piece["choices"][0]["delta"].get("content", "") for piece in pieces if piece["choices"])
    assert text == whole["choices"][0]["message"]["content"] == "Echo: hello world"
    assert pieces[-1]["usage"] == whole["usage"]
    plain = streamed(xinference, {"model": "base", "prompt": "once"}, "/v1/completions")
    assert "".join(piece["choices"][0]["text"] for piece in plain) == "Echo: once"


def test_it_calls_tools_once_and_sees_images(xinference: XinferenceServer) -> None:
    pieces = streamed(xinference, ASK | {"tools": [TOOL]})
    deltas = [piece["choices"][0]["delta"].get("tool_calls") for piece in pieces]
    arguments = "".join(delta[0]["function"]["arguments"] for delta in deltas if delta)
    assert json.loads(arguments) == {"city": "Paris"}
    assert pieces[-1]["choices"][0]["finish_reason"] == "tool_calls"
    content = [{"type": "text", "text": "see"}, {"type": "image_url", "image_url": {"url": "data:"}}]
    seen = post(
        xinference, "/v1/chat/completions", {"model": "chat", "messages": [{"role": "user", "content": content}]}
    )
    assert seen.json()["choices"][0]["message"]["content"] == "Echo: see (1 images)"


def test_failures_come_in_the_order_told_and_pass(xinference: XinferenceServer) -> None:
    path = "/v1/chat/completions"
    xinference.fail(path, Status(503), times=1)
    xinference.fail(path, Raw(), times=1)
    xinference.fail(path, ErrorEvent(after=1), times=1)
    xinference.fail(path, Drop(after=2), times=1)
    xinference.fail(path, Drop(after=0), times=1)
    xinference.fail(path, Silence(), times=1)
    assert post(xinference, path, ASK).status_code == 503
    assert post(xinference, path, ASK).headers["content-type"] == "text/html"
    assert streamed(xinference, ASK)[1] == {"error": "the model ran out of memory"}
    for stream in (True, False):
        with pytest.raises(httpx.TransportError):
            streamed(xinference, ASK) if stream else post(xinference, path, ASK)
    with pytest.raises(httpx.ReadTimeout):
        post(xinference, path, ASK, timeout=0.1)
    assert post(xinference, path, ASK).status_code == 200
    assert len(xinference.requests(path)) == 7


def test_a_stream_waits_at_its_gate(xinference: XinferenceServer) -> None:
    gate = xinference.hold("/v1/chat/completions")
    with httpx.stream("POST", xinference.url + "/v1/chat/completions", json=ASK | {"stream": True}) as response:
        found = events(response)
        assert next(found)["choices"][0]["delta"]["role"] == "assistant"
        assert not gate.is_set()
        gate.set()
        assert next(found)["choices"][0]["delta"]["content"] == "Echo:"


def test_forms_are_read(xinference: XinferenceServer) -> None:
    answer = httpx.post(
        f"{xinference.url}/v1/audio/transcriptions",
        data={"model": "whisper"},
        files={"file": ("a.wav", b"RIFF\r\n\x00\xff", "audio/wav")},
    )
    assert answer.json() == {"text": "heard 8 bytes"}
    request = xinference.requests("/v1/audio/transcriptions")[0]
    assert request.body == {"model": "whisper", "file": b"RIFF\r\n\x00\xff"}
    assert request.files == {"file": ("a.wav", "audio/wav")}
