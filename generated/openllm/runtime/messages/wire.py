"""Messages as OpenAI's chat API writes them; most other servers copied it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dify_plugin.entities.model.message import (
    AssistantPromptMessage,
    AudioPromptMessageContent,
    DocumentPromptMessageContent,
    ImagePromptMessageContent,
    MultiModalPromptMessageContent,
    PromptMessage,
    PromptMessageContent,
    PromptMessageRole,
    ToolPromptMessage,
    VideoPromptMessageContent,
)

from .as_parts import Part
from .steps import text_of


def to_openai(conversation: Iterable[PromptMessage], functions: bool = False) -> list[dict[str, Any]]:
    """The value of ``messages``. `functions`: tool calls in the older dialect, as ``function_call``."""
    return [message_to_openai(message, functions) for message in conversation]


def message_to_openai(message: PromptMessage, functions: bool = False) -> dict[str, Any]:
    """One message. A name goes along, except with the answer of a tool, which has its call's id instead."""
    if isinstance(message, ToolPromptMessage):
        return _tool_answer(message, functions)
    wire: dict[str, Any] = {"role": message.role.value, "content": _content(message)}
    if message.name:
        wire["name"] = message.name
    if isinstance(message, AssistantPromptMessage) and message.tool_calls:
        wire.update(_calls(message.tool_calls, functions))
    return wire


def _tool_answer(message: ToolPromptMessage, functions: bool) -> dict[str, Any]:
    if functions:
        return {"role": "function", "name": message.name or message.tool_call_id, "content": _content(message)}
    return {"role": "tool", "tool_call_id": message.tool_call_id, "content": _content(message)}


def _calls(calls: list[AssistantPromptMessage.ToolCall], functions: bool) -> dict[str, Any]:
    """The older dialect knows one call a turn: the first."""
    if functions:
        return {"function_call": {"name": calls[0].function.name, "arguments": calls[0].function.arguments}}
    return {
        "tool_calls": [
            {
                "id": call.id,
                "type": call.type or "function",
                "function": {"name": call.function.name, "arguments": call.function.arguments},
            }
            for call in calls
        ]
    }


def _content(message: PromptMessage) -> Any:
    """A text stays one; parts become a list. Only users may send media everywhere, so others' texts are joined."""
    content = message.content
    if not isinstance(content, list):
        return content
    if message.role is not PromptMessageRole.USER and not any(isinstance(part, Part) for part in content):
        texts = [text_of(part) for part in content]
        if None not in texts:
            return "".join(filter(None, texts))
    return [part_to_openai(part) for part in content]


def part_to_openai(part: PromptMessageContent) -> dict[str, Any]:
    """One part of a content."""
    if isinstance(part, ImagePromptMessageContent):
        return {"type": "image_url", "image_url": {"url": part.data, "detail": part.detail.value}}
    if isinstance(part, VideoPromptMessageContent):
        return {"type": "video_url", "video_url": {"url": part.data}}
    if isinstance(part, AudioPromptMessageContent):
        return _audio(part)
    if isinstance(part, DocumentPromptMessageContent):
        return {"type": "file", "file": {"filename": part.filename or f"file.{part.format}", "file_data": part.data}}
    return {"type": "text", "text": text_of(part) or ""}


def _audio(part: MultiModalPromptMessageContent) -> dict[str, Any]:
    """OpenAI takes recorded sound only; servers that fetch it themselves call that ``audio_url``."""
    if part.base64_data:
        return {"type": "input_audio", "input_audio": {"data": part.base64_data, "format": part.format}}
    return {"type": "audio_url", "audio_url": {"url": part.url}}
