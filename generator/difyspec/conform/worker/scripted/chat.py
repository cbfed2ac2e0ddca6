"""OpenAI's chat completions and completions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..reply import compact
from .failures import error_body
from .said import Said, pieces, said, text_of, usage

type Body = Mapping[str, Any]
type Scenario = Mapping[str, Any]

_KEPT_EVENTS = 3
_HEAD = {"id": "scripted-1", "created": 1750000000}


def chat(body: Body, scenario: Scenario) -> dict[str, Any]:
    """An answer to a conversation, whole or as events."""
    answer = said(body, str(scenario.get("reply") or ""))
    used = None if scenario.get("usage") == "none" else usage(body)
    head = {**_HEAD, "model": body.get("model")}
    if not body.get("stream"):
        choice = {"index": 0, "message": _message(answer), "finish_reason": answer.reason}
        whole = {**head, "object": "chat.completion", "choices": [choice]}
        return {"json": {**whole, "usage": used} if used else whole}
    events = [{**head, "object": "chat.completion.chunk", **one} for one in _events(answer, body, used)]
    return _streamed(events, scenario)


def completion(body: Body, scenario: Scenario) -> dict[str, Any]:
    """The continuation of a text, whole or as events."""
    prompt = body.get("prompt")
    text = (
        ""
        if scenario.get("reply") == "empty"
        else text_of(body, prompt if isinstance(prompt, str) else compact(prompt))
    )
    used = None if scenario.get("usage") == "none" else usage(body)
    head = {**_HEAD, "model": body.get("model"), "object": "text_completion"}
    last = {**head, "choices": [{"index": 0, "text": "" if body.get("stream") else text, "finish_reason": "stop"}]}
    last = {**last, "usage": used} if used else last
    if not body.get("stream"):
        return {"json": last}
    first = [{**head, "choices": [{"index": 0, "text": one, "finish_reason": None}]} for one in pieces(text)]
    return _streamed([*first, last], scenario)


def _message(answer: Said) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": answer.text or ("" if not answer.calls else None)}
    if answer.reasoning:
        message["reasoning_content"] = answer.reasoning
    if answer.calls:
        called = [{"name": call.name, "arguments": call.arguments} for call in answer.calls]
        if answer.legacy:
            return {**message, "function_call": called[0]}
        pairs = zip(answer.calls, called, strict=True)
        message["tool_calls"] = [{"id": call.id, "type": "function", "function": told} for call, told in pairs]
    return message


def _events(answer: Said, body: Body, used: Mapping[str, int] | None) -> Iterator[dict[str, Any]]:
    yield _delta({"role": "assistant", "content": ""})
    for piece in pieces(answer.reasoning):
        yield _delta({"content": None, "reasoning_content": piece})
    for piece in pieces(answer.text):
        yield _delta({"content": piece})
    for index, call in enumerate(answer.calls):
        half = max(1, len(call.arguments) // 2)
        for number, part in enumerate(("", call.arguments[:half], call.arguments[half:])):
            told = {"name": call.name, "arguments": part} if number == 0 else {"arguments": part}
            if answer.legacy:
                yield _delta({"function_call": told})
            else:
                begun = {"id": call.id, "type": "function"} if number == 0 else {}
                yield _delta({"tool_calls": [{"index": index, **begun, "function": told}]})
    options = body.get("stream_options")
    apart = isinstance(options, dict) and options.get("include_usage")
    last = _delta({}, answer.reason)
    yield {**last, "usage": used} if used and not apart else last
    if used and apart:
        yield {"choices": [], "usage": used}


def _delta(delta: dict[str, Any], reason: str | None = None) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}


def _streamed(events: list[dict[str, Any]], scenario: Scenario) -> dict[str, Any]:
    """The stream as the scenario ends it: by an error after three events, by a break, or well."""
    if scenario.get("error") == "stream_error":
        return {"sse": [*events[:_KEPT_EVENTS], error_body(500)]}
    if scenario.get("error") == "stream_drop":
        return {"sse": events[:_KEPT_EVENTS], "drop": True}
    return {"sse": [*events, "[DONE]"]}
