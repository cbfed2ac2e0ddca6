"""Anthropic's messages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..reply import compact
from .failures import error_body
from .said import Said, pieces, said, usage

type Body = Mapping[str, Any]

_KEPT_EVENTS = 3
_SIGNATURE = "c2NyaXB0ZWQ="
_REASONS = {"stop": "end_turn", "length": "max_tokens", "tool_calls": "tool_use"}


def messages(body: Body, scenario: Mapping[str, Any]) -> dict[str, Any]:
    """An answer to a conversation, whole or as named events."""
    answer = said(_as_chat(body), str(scenario.get("reply") or ""))
    counted = usage(body)
    used = {"input_tokens": counted["prompt_tokens"], "output_tokens": counted["completion_tokens"]}
    if scenario.get("usage") == "none":
        used = {"input_tokens": 0, "output_tokens": 0}
    head = {"id": "scripted-1", "type": "message", "role": "assistant", "model": body.get("model")}
    reason = _REASONS[answer.reason]
    if not body.get("stream"):
        content = list(_blocks(answer))
        return {"json": {**head, "content": content, "stop_reason": reason, "stop_sequence": None, "usage": used}}
    events = [_named(one) for one in _events({**head, "content": [], "stop_reason": None}, answer, reason, used)]
    if scenario.get("error") == "stream_error":
        return {"sse": [*events[:_KEPT_EVENTS], _named({"type": "error", **error_body(500)})]}
    if scenario.get("error") == "stream_drop":
        return {"sse": events[:_KEPT_EVENTS], "drop": True}
    return {"sse": events}


def _as_chat(body: Body) -> dict[str, Any]:
    """What was asked as Chat Completions would have it, as far as the answer depends on it."""
    asked = [one for one in body.get("messages") or () if isinstance(one, dict)]
    tools = [
        {"name": one.get("name"), "parameters": one.get("input_schema")}
        for one in body.get("tools") or ()
        if isinstance(one, dict)
    ]
    turns = [{**one, "role": "tool"} if _is_result(one) else one for one in asked]
    return {"model": body.get("model"), "messages": turns, "tools": tools}


def _is_result(message: Body) -> bool:
    content = message.get("content")
    return isinstance(content, list) and any(
        isinstance(one, dict) and one.get("type") == "tool_result" for one in content
    )


def _blocks(answer: Said) -> Iterator[dict[str, Any]]:
    if answer.reasoning:
        yield {"type": "thinking", "thinking": answer.reasoning, "signature": _SIGNATURE}
    if answer.text:
        yield {"type": "text", "text": answer.text}
    for call in answer.calls:
        yield {"type": "tool_use", "id": call.id, "name": call.name, "input": json.loads(call.arguments)}


def _events(head: Body, answer: Said, reason: str, used: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    yield {"type": "message_start", "message": {**head, "usage": {**used, "output_tokens": 1}}}
    for index, block in enumerate(_blocks(answer)):
        empty, deltas = _parts(block)
        yield {"type": "content_block_start", "index": index, "content_block": empty}
        for delta in deltas:
            yield {"type": "content_block_delta", "index": index, "delta": delta}
        yield {"type": "content_block_stop", "index": index}
    ended = {"stop_reason": reason, "stop_sequence": None}
    yield {"type": "message_delta", "delta": ended, "usage": {"output_tokens": used["output_tokens"]}}
    yield {"type": "message_stop"}


def _parts(block: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """How a block begins, and what is added to it."""
    match block["type"]:
        case "thinking":
            told = [{"type": "thinking_delta", "thinking": one} for one in pieces(block["thinking"])]
            signed = {"type": "signature_delta", "signature": block["signature"]}
            return {"type": "thinking", "thinking": "", "signature": ""}, [*told, signed]
        case "text":
            return {"type": "text", "text": ""}, [{"type": "text_delta", "text": one} for one in pieces(block["text"])]
        case _:
            told = [{"type": "input_json_delta", "partial_json": one} for one in pieces(compact(block["input"]))]
            return {**block, "input": {}}, told


def _named(event: dict[str, Any]) -> dict[str, str]:
    return {"raw": f"event: {event['type']}\ndata: {compact(event)}\n\n"}
