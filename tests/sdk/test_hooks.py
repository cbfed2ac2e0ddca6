"""Every place that takes a hook, in the real SDK: the case ``workshop`` against a server that only its hooks know."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.compiled import generated
from tests.support.loopback import Loopback, Reply, Request, answer, stream
from tests.support.plugins import InProcess, Plugin, PluginError, Serverless

SPEC = Path(__file__).parents[1] / "cases" / "workshop" / "spec"
JPEG = "/9j/4AAQSkZJRgABAQ=="


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plugin."""
    return generated(SPEC, tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="module", params=[InProcess, Serverless], ids=["in-process", "serverless"])
def plugin(request: pytest.FixtureRequest, folder: Path) -> Iterator[Plugin]:
    with request.param(folder, "workshop") as running:
        yield running


class Workshop:
    """What the server answers, by path; `sees`: whether models take images."""

    def __init__(self) -> None:
        self.sees = True
        self.asked = 0

    def __call__(self, request: Request) -> Reply:
        if request.headers.get("authorization") != "Bearer KEY-1":
            return answer(401, {"error": "no key"})
        path = request.path.partition("?")[0]
        if path.startswith("/models/"):
            return answer(200, {"length": 9000, "sees": self.sees})
        if path.startswith("/jobs/"):
            self.asked += 1
            return answer(200, self._job(path.removeprefix("/jobs/")))
        body = json.loads(request.body) if request.body[:1] == b"{" else {}
        return ANSWERS[path](body) if path in ANSWERS else answer(404, {"error": path})

    def _job(self, job: str) -> dict[str, Any]:
        if job == "bad":
            return {"state": "failed", "why": "the key KEY-1 is blocked"}
        return {"state": "running", "wait": 7} if self.asked == 1 else {"state": "done", "text": "a film"}


def talk(body: dict[str, Any]) -> Reply:
    if body.get("temperature") == 0.9:
        return answer(418, {"error": "busy"})
    return stream(b"*hm\n", f"{body['tone']}\n".encode(), content_type="text/plain")


def vectors(body: dict[str, Any]) -> Reply:
    items = body.get("texts") or body["items"]
    return answer(200, {"vectors": [[float(len(item)), 1.0] for item in items]})


def rank(body: dict[str, Any]) -> Reply:
    return answer(200, {"ranks": [{"item": index, "fit": index / 10} for index in range(len(body["items"]))]})


def say(body: dict[str, Any]) -> Reply:
    return Reply(200, {"Content-Type": "audio/mpeg"}, (body["voice"].encode(), body["text"].encode()))


ANSWERS: dict[str, Callable[[dict[str, Any]], Reply]] = {
    "/health": lambda _: answer(200, {"fine": True}),
    "/talk": talk,
    "/jobs": lambda body: answer(200, {"job": "bad" if body.get("max_tokens") == 1 else "j1"}),
    "/vectors": vectors,
    "/rank": rank,
    "/hear": lambda _: Reply(200, {"Content-Type": "text/plain"}, (b"a sentence",)),
    "/voices": lambda _: answer(200, {"voices": ["Ada", "Bob"]}),
    "/say": say,
    "/judge": lambda body: answer(200, {"bad": ["evil" in chunk for chunk in body["chunks"]]}),
}


@pytest.fixture
def workshop() -> Workshop:
    return Workshop()


@pytest.fixture
def server(workshop: Workshop) -> Iterator[Loopback]:
    with Loopback() as running:
        running.reply(workshop)
        yield running


def given(server: Loopback, type_: str, **more: Any) -> dict[str, Any]:
    credentials = {"server_url": server.url, "api_key": "key-1", "length": 9000, "sees": True}
    return {"model_type": type_, "model": "m", "credentials": credentials, **more}


def chat(server: Loopback, **more: Any) -> dict[str, Any]:
    messages = [{"role": "user", "content": "hi"}]
    asked: dict[str, Any] = {
        "prompt_messages": messages,
        "model_parameters": {},
        "tools": None,
        "stop": None,
        "stream": True,
    }
    return given(server, "llm", **(asked | more))


def test_chat_with_a_client_and_a_token(plugin: Plugin, server: Loopback) -> None:
    chunks = plugin.ask("invoke_llm", **chat(server))
    assert "".join(chunk["delta"]["message"]["content"] for chunk in chunks) == "for ke <think>\nhm\n</think>plain"
    usage = chunks[-1]["delta"]["usage"]
    assert (usage["prompt_tokens"], usage["completion_tokens"]) == (3, 4)


def test_failures_are_classified(plugin: Plugin, server: Loopback) -> None:
    with pytest.raises(PluginError) as failed:
        plugin.ask("invoke_llm", **chat(server, model_parameters={"temperature": 0.9}))
    assert failed.value.type == "InvokeRateLimitError"
    assert "Workshop" in failed.value.message


def test_tokens_are_counted_by_hooks(plugin: Plugin, server: Loopback) -> None:
    messages = [{"role": "user", "content": "hi"}] * 3
    asked = given(server, "llm", prompt_messages=messages, tools=None)
    assert plugin.ask("get_llm_num_tokens", **asked) == [{"num_tokens": 3}]
    counted = plugin.ask("get_text_embedding_num_tokens", **given(server, "text-embedding", texts=["a b c", "d"]))
    assert counted == [{"num_tokens": [3, 1]}]


def test_facts_are_discovered_and_kept(plugin: Plugin, server: Loopback) -> None:
    asked = given(server, "llm")
    asked["credentials"] = {"server_url": server.url, "api_key": "key-1"}
    [answered] = plugin.ask("validate_model_credentials", **asked)
    assert answered["result"] is True
    assert answered["credentials"] == asked["credentials"] | {"length": 9000, "sees": True}
    assert [made.path for made in server.requests] == ["/models/m", "/health"]


def test_schemas_are_completed(plugin: Plugin, server: Loopback) -> None:
    [answered] = plugin.ask("get_ai_model_schemas", **given(server, "llm"))
    schema = answered["model_schema"]
    assert schema["label"]["en_US"] == "m (9000)"
    assert schema["model_properties"]["context_size"] == 9000
    assert sorted(schema["features"]) == ["polling", "vision"]


def test_jobs(plugin: Plugin, server: Loopback) -> None:
    [started] = plugin.ask("start_polling", **chat(server, stream=False))
    assert started["status"] == "running"
    assert started["plugin_state"] == {"job": "j1"}
    hints = ("next_check_after_seconds", "expires_after_seconds", "max_attempts")
    assert [started[name] for name in hints] == [5, 600, 100]
    [running] = plugin.ask("check_polling", **given(server, "llm", plugin_state=started["plugin_state"]))
    assert (running["status"], running["next_check_after_seconds"]) == ("running", 7)
    [done] = plugin.ask("check_polling", **given(server, "llm", plugin_state=running["plugin_state"]))
    assert done["status"] == "succeeded"
    assert done["result"]["message"]["content"] == "a film"
    assert done["result"]["usage"]["completion_tokens"] == 6


def test_a_job_that_failed_says_why_and_no_key(plugin: Plugin, server: Loopback) -> None:
    [started] = plugin.ask("start_polling", **chat(server, stream=False, model_parameters={"max_tokens": 1}))
    asked = given(server, "llm", plugin_state=started["plugin_state"])
    asked["credentials"]["api_key"] = "KEY-1"
    [failed] = plugin.ask("check_polling", **asked)
    assert failed["status"] == "failed"
    assert failed["error"].startswith("Workshop: the key ")
    assert "KEY-1" not in failed["error"]


def test_texts_are_embedded_in_batches(plugin: Plugin, server: Loopback) -> None:
    [made] = plugin.ask(
        "invoke_text_embedding", **given(server, "text-embedding", texts=["a", "bb", "ccc d"], input_type="query")
    )
    assert made["embeddings"] == [[1.0, 1.0], [2.0, 1.0], [5.0, 1.0]]
    assert made["usage"]["tokens"] == 4
    assert [made.json for made in server.requests] == [
        {"texts": ["a", "bb"], "for": "query"},
        {"texts": ["ccc d"], "for": "query"},
    ]


CONTENTS = [
    {"content": "a cat", "content_type": "text"},
    {"content": JPEG, "content_type": "image"},
    {"content": "a dog", "content_type": "text"},
]


def test_images_are_embedded(plugin: Plugin, server: Loopback) -> None:
    [made] = plugin.ask(
        "invoke_multimodal_embedding", **given(server, "text-embedding", documents=CONTENTS, input_type="document")
    )
    assert [vector[0] for vector in made["embeddings"]] == [5.0, len(f"data:image/jpeg;base64,{JPEG}"), 5.0]
    assert made["usage"]["tokens"] == 3
    assert server.requests[0].json == {"items": ["a cat", f"data:image/jpeg;base64,{JPEG}"]}


def test_images_are_ranked(plugin: Plugin, server: Loopback) -> None:
    asked = given(server, "rerank", query=CONTENTS[1], docs=CONTENTS, score_threshold=0.05, top_n=None)
    [made] = plugin.ask("invoke_multimodal_rerank", **asked)
    assert [(doc["index"], doc["text"], doc["score"]) for doc in made["docs"]] == [(2, "a dog", 0.2), (1, "", 0.1)]
    (sent,) = server.requests
    assert sent.json["mixed"] is True
    assert sent.json["ask"] == {"picture": JPEG}
    assert sent.json["items"] == [{"words": "a cat"}, {"picture": JPEG}, {"words": "a dog"}]


@pytest.mark.parametrize("action", ["invoke_multimodal_embedding", "invoke_multimodal_rerank"])
def test_a_model_without_eyes_is_sent_no_images(plugin: Plugin, server: Loopback, action: str) -> None:
    embeds = action == "invoke_multimodal_embedding"
    asked = given(server, "text-embedding" if embeds else "rerank")
    asked["credentials"]["sees"] = False
    texts = {"documents": CONTENTS} if embeds else {"query": CONTENTS[0], "docs": CONTENTS}
    with pytest.raises(PluginError) as failed:
        plugin.ask(action, **asked, **texts, score_threshold=None, top_n=None)
    assert failed.value.type == "InvokeBadRequestError"
    assert "takes no images" in failed.value.message
    assert server.requests == []


def test_texts_are_ranked_as_before(plugin: Plugin, server: Loopback) -> None:
    asked = given(server, "rerank", query="q", docs=["a", "b"], score_threshold=None, top_n=1)
    [made] = plugin.ask("invoke_rerank", **asked)
    assert [doc["index"] for doc in made["docs"]] == [1]
    assert server.requests[0].json == {"model": "m", "ask": "q", "items": [{"words": "a"}, {"words": "b"}], "limit": 1}


def test_speech(plugin: Plugin, server: Loopback) -> None:
    heard = plugin.ask("invoke_speech2text", **given(server, "speech2text", file=b"RIFF....WAVEfmt ".hex()))
    assert heard == [{"result": "a sentence"}]
    [listed] = plugin.ask("get_tts_model_voices", **given(server, "tts", language="en-US"))
    assert listed == {"voices": [{"name": "Ada", "value": "ada"}, {"name": "Bob", "value": "bob"}]}
    asked = given(server, "tts", content_text="One. Two and three and four.", voice="bob", tenant_id="t")
    spoken = b"".join(bytes.fromhex(part["result"]) for part in plugin.ask("invoke_tts", **asked))
    assert spoken.startswith(b"bobOne.")


def test_moderation(plugin: Plugin, server: Loopback) -> None:
    assert plugin.ask("invoke_moderation", **given(server, "moderation", text="nice")) == [{"result": False}]
    assert plugin.ask("invoke_moderation", **given(server, "moderation", text="so evil!")) == [{"result": True}]
