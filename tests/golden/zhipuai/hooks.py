"""Chat with Zhipu AI, which takes pictures as bare base64 and nothing about how closely to look at them."""

from collections.abc import Iterator
from typing import Any

from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import calls, events
from runtime.protocols import openai_answer, openai_chat

type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]


def chat(call: ChatCall) -> Iterator[events.Event]:
    """OpenAI's chat, but for the pictures."""
    body = openai_chat.request(call)
    for message in body["messages"]:
        if isinstance(message["content"], list):
            message["content"] = [_bare(part) for part in message["content"]]
    return openai_answer.events(call, "/chat/completions", body)


def _bare(part: dict[str, Any]) -> dict[str, Any]:
    if part["type"] != "image_url":
        return part
    url = part["image_url"]["url"]
    return {"type": "image_url", "image_url": {"url": url.partition("base64,")[2] or url}}
