"""What an Xinference server answers, as pure functions of what it was asked (the shapes of its version 4)."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from collections.abc import Iterator
from typing import Any

MODELS: dict[str, dict[str, Any]] = {
    "chat": {
        "model_type": "LLM",
        "model_name": "tiny-chat",
        "model_ability": ["chat", "tools", "vision", "reasoning"],
        "context_length": 8192,
    },
    "plain": {"model_type": "LLM", "model_name": "tiny-plain", "model_ability": ["chat"], "context_length": 2048},
    "base": {"model_type": "LLM", "model_name": "tiny-base", "model_ability": ["generate"], "context_length": 4096},
    "embed": {
        "model_type": "embedding",
        "model_name": "tiny-embed",
        "model_ability": ["embed"],
        "dimensions": 8,
        "max_tokens": 256,
    },
    "rerank": {"model_type": "rerank", "model_name": "tiny-rerank", "model_ability": ["rerank"]},
    "whisper": {
        "model_type": "audio",
        "model_name": "whisper-tiny",
        "model_family": "whisper",
        "model_ability": ["audio2text"],
    },
    "speech": {
        "model_type": "audio",
        "model_name": "CosyVoice-300M-SFT",
        "model_family": "CosyVoice",
        "model_ability": ["text2audio", "text2audio_zero_shot"],
    },
    "image": {"model_type": "image", "model_name": "tiny-image", "model_ability": ["text2image"]},
}
"""The running models by their uid."""


def description(uid: str, model: dict[str, Any]) -> dict[str, Any]:
    """``GET /v1/models/{uid}``."""
    return {"address": "127.0.0.1:1", "accelerators": [], "replica": 1, **model, "id": uid}


def words(text: str) -> list[str]:
    """The text in pieces that give it again, as a language model would stream it."""
    return [text[start : start + 5] for start in range(0, len(text), 5)]


def said(body: dict[str, Any]) -> str:
    """What the tiny language models say: an echo that tells what arrived."""
    if "prompt" in body:
        return f"Echo: {body['prompt']}"
    content = body["messages"][-1]["content"]
    if isinstance(content, str):
        return f"Echo: {content}"
    text = " ".join(part["text"] for part in content if part["type"] == "text")
    images = sum(part["type"] == "image_url" for part in content)
    return f"Echo: {text} ({images} images)"


def tool_calls(body: dict[str, Any]) -> list[dict[str, Any]]:
    """One call of each tool offered, unless the last message already is a tool's result."""
    if not body.get("tools") or body["messages"][-1]["role"] == "tool":
        return []
    return [
        {"index": index, "id": f"call_{index}", "type": "function", "function": {"name": name, "arguments": arguments}}
        for index, tool in enumerate(body["tools"])
        for name, arguments in [(tool["function"]["name"], json.dumps({"city": "Paris"}))]
    ]


def usage(body: dict[str, Any]) -> dict[str, int]:
    """Tokens, one a word of the request's text."""
    prompt = len(json.dumps(body.get("messages", body.get("prompt", ""))).split())
    completion = len(words(said(body)))
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def chat(body: dict[str, Any]) -> dict[str, Any]:
    """A chat completion in one piece."""
    calls = tool_calls(body)
    message: dict[str, Any] = {"role": "assistant", "content": None if calls else said(body)}
    if calls:
        message["tool_calls"] = calls
    choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if calls else "stop"}
    return {"id": "chat-1", "object": "chat.completion", "created": 1, "model": body["model"], "choices": [choice]} | {
        "usage": usage(body)
    }


def completion(body: dict[str, Any]) -> dict[str, Any]:
    """A text completion in one piece."""
    choice = {"index": 0, "text": said(body), "finish_reason": "stop"}
    return {"id": "cmpl-1", "object": "text_completion", "model": body["model"], "choices": [choice]} | {
        "usage": usage(body)
    }


def chat_chunks(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The pieces of a streamed chat: text or calls with their arguments cut in two, the end, and usage if asked for."""
    calls = tool_calls(body)
    yield _chunk(body, {"role": "assistant", "content": ""})
    for call in calls:
        whole = call["function"]["arguments"]
        yield _chunk(body, {"tool_calls": [call | {"function": call["function"] | {"arguments": whole[:6]}}]})
        yield _chunk(body, {"tool_calls": [{"index": call["index"], "function": {"arguments": whole[6:]}}]})
    for piece in [] if calls else words(said(body)):
        yield _chunk(body, {"content": piece})
    yield _chunk(body, {}, "tool_calls" if calls else "stop")
    yield from _usage_chunk(body)


def completion_chunks(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The pieces of a streamed completion."""
    for piece in words(said(body)):
        yield {"id": "cmpl-1", "model": body["model"], "choices": [{"index": 0, "text": piece, "finish_reason": None}]}
    yield {"id": "cmpl-1", "model": body["model"], "choices": [{"index": 0, "text": "", "finish_reason": "stop"}]}
    yield from _usage_chunk(body)


def _chunk(body: dict[str, Any], delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "chat-1", "object": "chat.completion.chunk", "model": body["model"], "choices": [choice]}


def _usage_chunk(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if (body.get("stream_options") or {}).get("include_usage"):
        yield {"id": "chat-1", "model": body["model"], "choices": [], "usage": usage(body)}


def vector(text: str) -> list[float]:
    """Eight numbers that only this text has, each exact in 32 bits."""
    return [(byte - 128) / 128 for byte in hashlib.sha256(text.encode()).digest()[:8]]


def embeddings(body: dict[str, Any]) -> dict[str, Any]:
    """``POST /v1/embeddings``."""
    texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
    plain = body.get("encoding_format") != "base64"
    data = [
        {"object": "embedding", "index": index, "embedding": vector(text) if plain else _base64(vector(text))}
        for index, text in enumerate(texts)
    ]
    tokens = sum(len(text.split()) for text in texts)
    return {"object": "list", "model": body["model"], "data": data} | {
        "usage": {"prompt_tokens": tokens, "total_tokens": tokens}
    }


def _base64(numbers: list[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(numbers)}f", *numbers)).decode()


def rerank(body: dict[str, Any]) -> dict[str, Any]:
    """``POST /v1/rerank``: the share of the query's words that a document has."""
    asked = set(body["query"].lower().split())
    scores = [len(asked & set(text.lower().split())) / max(1, len(asked)) for text in body["documents"]]
    order = sorted(range(len(scores)), key=lambda index: -scores[index])[: body.get("top_n") or None]
    results = [
        {"index": index, "relevance_score": scores[index]}
        | ({"document": {"text": body["documents"][index]}} if body.get("return_documents") else {})
        for index in order
    ]
    return {"id": "rerank-1", "results": results, "meta": {"api_version": None, "tokens": None}}


def speech(body: dict[str, Any]) -> list[bytes]:
    """``POST /v1/audio/speech``: audio that only this text, voice and format have, in four pieces."""
    sound = hashlib.sha256(json.dumps([body["input"], body["voice"], body.get("response_format")]).encode()).digest()
    return [b"ID3" + sound, sound * 8, sound * 16, sound]
