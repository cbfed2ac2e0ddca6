"""What the scripted server says, as pure functions of what it was asked: the protocols that are built in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TEXT = "The scripted server says hello."
AUDIO = b"ID3" + bytes(range(64)) * 4
FLAGGED = "attack"
"""A text with this word is flagged."""
PROMPT_TOKENS, COMPLETION_TOKENS = 7, 5

USAGE = {
    "prompt_tokens": PROMPT_TOKENS,
    "completion_tokens": COMPLETION_TOKENS,
    "total_tokens": PROMPT_TOKENS + COMPLETION_TOKENS,
}


def vector(item: object) -> list[float]:
    """The embedding of a text, or of a map that holds one: its length tells texts apart."""
    return [float(len(str(item))), 1.0, 0.5, 0.25]


def chat(body: dict[str, Any]) -> dict[str, Any]:
    """A whole answer to a conversation."""
    message = {"role": "assistant", "content": TEXT}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return {"object": "chat.completion", "model": body.get("model"), "choices": [choice], "usage": USAGE}


def chat_events(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The same in pieces, the usage last."""
    for piece in _pieces():
        yield {"model": body.get("model"), "choices": [{"index": 0, "delta": {"content": piece}}]}
    yield {"model": body.get("model"), "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    yield {"model": body.get("model"), "choices": [], "usage": USAGE}


def completion(body: dict[str, Any]) -> dict[str, Any]:
    """A whole continuation of a text."""
    choice = {"index": 0, "text": TEXT, "finish_reason": "stop"}
    return {"object": "text_completion", "model": body.get("model"), "choices": [choice], "usage": USAGE}


def completion_events(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The same in pieces, the usage last."""
    for piece in _pieces():
        yield {"model": body.get("model"), "choices": [{"index": 0, "text": piece, "finish_reason": None}]}
    yield {"model": body.get("model"), "choices": [{"index": 0, "text": "", "finish_reason": "stop"}]}
    yield {"model": body.get("model"), "choices": [], "usage": USAGE}


def response(body: dict[str, Any]) -> dict[str, Any]:
    """A whole answer of the Responses API."""
    message = {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": TEXT}]}
    usage = {"input_tokens": PROMPT_TOKENS, "output_tokens": COMPLETION_TOKENS}
    answer = {"object": "response", "model": body.get("model"), "status": "completed", "error": None}
    return {**answer, "output": [message], "usage": usage}


def response_events(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The same in pieces, then once more whole."""
    for piece in _pieces():
        yield {"type": "response.output_text.delta", "output_index": 0, "content_index": 0, "delta": piece}
    yield {"type": "response.completed", "response": response(body)}


def message(body: dict[str, Any]) -> dict[str, Any]:
    """A whole answer of Anthropic's API."""
    usage = {"input_tokens": PROMPT_TOKENS, "output_tokens": COMPLETION_TOKENS}
    answer = {"type": "message", "role": "assistant", "model": body.get("model"), "stop_reason": "end_turn"}
    return {**answer, "content": [{"type": "text", "text": TEXT}], "usage": usage}


def message_events(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The same in pieces, what was read counted first."""
    start: dict[str, Any] = {"type": "message", "role": "assistant", "model": body.get("model"), "content": []}
    yield {"type": "message_start", "message": {**start, "usage": {"input_tokens": PROMPT_TOKENS}}}
    yield {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
    for piece in _pieces():
        yield {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}}
    yield {"type": "content_block_stop", "index": 0}
    usage = {"output_tokens": COMPLETION_TOKENS}
    yield {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": usage}
    yield {"type": "message_stop"}


def embeddings(body: dict[str, Any]) -> dict[str, Any]:
    """One vector a text, the last first: the order is the index's."""
    texts = [body["input"]] if isinstance(body["input"], str) else list(body["input"])
    data = [{"index": index, "embedding": vector(text)} for index, text in enumerate(texts)]
    return {"object": "list", "data": data[::-1], "usage": {"prompt_tokens": 3, "total_tokens": 3}}


def ranking(body: dict[str, Any]) -> dict[str, Any]:
    """Later documents are better, and named last."""
    count = len(body["documents"])
    return {"results": [{"index": index, "relevance_score": (index + 1) / (count + 1)} for index in range(count)]}


def moderation(body: dict[str, Any]) -> dict[str, Any]:
    """A verdict for each text."""
    texts = [body["input"]] if isinstance(body["input"], str) else list(body["input"])
    return {"results": [{"flagged": FLAGGED in text, "categories": {"violence": FLAGGED in text}} for text in texts]}


def _pieces() -> Iterator[str]:
    for start in range(0, len(TEXT), 8):
        yield TEXT[start : start + 8]
