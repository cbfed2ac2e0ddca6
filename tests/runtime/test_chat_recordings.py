"""What official adapters put on the wire, and what they made of the answers: the same comes from a few options."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dify_plugin.entities.model.llm import LLMResult, LLMResultChunk
from dify_plugin.entities.model.message import PromptMessageTool, ensure_prompt_message
from difyspec.runtime import chat, messages
from difyspec.runtime.bodies import Body

from tests.runtime.chat_sample import Call, SampleModel, model, options, request, said, sse
from tests.support.loopback import Loopback, Reply, answer, stream

GOLDEN = Path(__file__).resolve().parents[3] / "shared" / "golden"
pytestmark = pytest.mark.skipif(not GOLDEN.is_dir(), reason="needs ../shared/golden")


def reasoning_mode(_: Call, body: Body) -> None:
    body.rename("reasoning_mode", "prompt_mode", ((True, "reasoning"), (False, None)))


PROVIDERS: dict[str, dict[str, Any]] = {
    "groq": {"options": options(tools="none", user=chat.User(send=False))},
    "mistralai": {
        "options": options(tools="none", user=chat.User(send=False), stop=False),
        "send": reasoning_mode,
    },
    "siliconflow": {
        "options": options(
            tools="tool_call", user=chat.User(send=False), messages=(messages.MergeConsecutive(separator="\n"),)
        )
    },
}


def records(provider: str) -> Iterator[dict[str, Any]]:
    """Calls of language models that succeeded with one exchange and are not marked as bugs.

    Left out as well: models whose tools a credential turns off, and thoughts in a block, which official adapters lose
    and this runtime shows.
    """
    with (GOLDEN / f"{provider}.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["model_type"] != "llm" or record["action"] != "invoke" or "official_bug" in record:
                continue
            thinks_in_a_block = "reasoning" in record["case"] and record["case"].endswith("_block")
            if record["outcome"]["ok"] and not thinks_in_a_block and "tools_undeclared" not in record["case"]:
                yield record


def reply(response: dict[str, Any]) -> Reply:
    """The recorded answer."""
    return stream(*(sse(event) for event in response["sse"])) if "sse" in response else answer(200, response["json"])


def invoke(of: SampleModel, url: str, args: dict[str, Any], parameters: dict[str, Any]) -> list[LLMResultChunk]:
    """The chunks of a recorded call; a block's result as the chunk that the SDK makes of it."""
    asked = {name: args[name] for name in ("stop", "user", "stream") if name in args}
    made = request(url, *(ensure_prompt_message(message) for message in args["prompt_messages"]), **asked)
    made["model_parameters"] = parameters
    made["tools"] = [PromptMessageTool(**tool) for tool in args.get("tools") or ()]
    result = of._invoke(**made)
    return [result.to_llm_result_chunk()] if isinstance(result, LLMResult) else list(result)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_requests_and_results_are_those_of_the_recordings(server: Loopback, provider: str) -> None:
    compared = 0
    for record in records(provider):
        args, sent = record["args"], record["exchanges"][0]["request"]["body"]
        rest = {"model", "stream", "messages", "tools", "tool_choice", "stop", "prompt_mode", "response_format"}
        parameters = {name: value for name, value in sent.items() if name not in rest}
        given = args.get("model_parameters") or {}
        parameters |= {
            name: given[name] for name in ("reasoning_mode", "response_format", "json_schema") if name in given
        }
        server.reply(reply(record["exchanges"][0]["response"]))
        made = invoke(model(**PROVIDERS[provider]), server.url, args, parameters)
        assert {**server.requests[-1].json, "model": sent["model"]} == sent, record["id"]
        result = record["outcome"]["result"]
        calls = [call for chunk in made for call in chunk.delta.message.tool_calls]
        assert said(made) == result["text"], record["id"]
        assert [(call.id, call.function.arguments) for call in calls] == [
            (call["id"], call["arguments"]) for call in result["tool_calls"]
        ], record["id"]
        reasons = [chunk.delta.finish_reason for chunk in made if chunk.delta.finish_reason]
        assert (reasons, len(made)) == (result["finish_reasons"], result["n_chunks"]), record["id"]
        compared += 1
    assert compared > 60
