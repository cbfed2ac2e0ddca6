"""A conversation as the items of OpenAI's Responses API: messages, calls of tools, what tools answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dify_plugin.entities.model.message import (
    AssistantPromptMessage,
    AudioPromptMessageContent,
    ImagePromptMessageContent,
    MultiModalPromptMessageContent,
    PromptMessage,
    PromptMessageContent,
    ToolPromptMessage,
)

from ..messages.steps import media_of, text_of
from ..messages.strip_think import split

KEPT = "responses.items"
"""The key under which a message keeps what the server wants back as it came: encrypted reasoning."""


def items(conversation: Iterable[PromptMessage]) -> list[dict[str, Any]]:
    """The value of ``input``."""
    return [item for message in conversation for item in _items(message)]


def _items(message: PromptMessage) -> Iterator[dict[str, Any]]:
    if isinstance(message, ToolPromptMessage):
        yield {"type": "function_call_output", "call_id": message.tool_call_id, "output": _output(message)}
    elif isinstance(message, AssistantPromptMessage):
        yield from _kept(message)
        # Thoughts that users were shown between tags are no part of what was said.
        if said := split(message.get_text_content())[1]:
            yield {"role": "assistant", "content": said}
        for call in message.tool_calls:
            function = call.function
            yield {
                "type": "function_call",
                "call_id": call.id,
                "name": function.name,
                "arguments": function.arguments or "{}",
            }
    else:
        yield {"role": message.role.value, "content": _content(message)}


def _kept(message: AssistantPromptMessage) -> Iterator[dict[str, Any]]:
    body = message.opaque_body
    kept = body.get(KEPT) if isinstance(body, dict) else None
    for item in kept if isinstance(kept, list) else ():
        if isinstance(item, dict):
            yield item


def _output(message: ToolPromptMessage) -> Any:
    content = message.content
    if isinstance(content, list) and any(text_of(part) is None for part in content):
        return [_part(part) for part in content]
    return message.get_text_content()


def _content(message: PromptMessage) -> Any:
    content = message.content
    return [_part(part) for part in content] if isinstance(content, list) else content or ""


def _part(part: PromptMessageContent) -> dict[str, Any]:
    media = media_of(part)
    if media is None:
        return {"type": "input_text", "text": text_of(part) or ""}
    if isinstance(media, ImagePromptMessageContent):
        return {"type": "input_image", "image_url": media.data, "detail": media.detail.value}
    if isinstance(media, AudioPromptMessageContent) and media.base64_data:
        return {"type": "input_audio", "input_audio": {"data": media.base64_data, "format": media.format}}
    return _file(media)


def _file(media: MultiModalPromptMessageContent) -> dict[str, Any]:
    """A file by its address, or by its data and a name."""
    if media.url:
        return {"type": "input_file", "file_url": media.url}
    return {"type": "input_file", "filename": media.filename or f"file.{media.format}", "file_data": media.data}
