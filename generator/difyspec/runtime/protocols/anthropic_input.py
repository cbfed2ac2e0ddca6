"""A conversation as Anthropic's API has it: turns of two roles, each a list of blocks; systems stand apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dify_plugin.entities.model.message import (
    AssistantPromptMessage,
    AudioPromptMessageContent,
    DocumentPromptMessageContent,
    ImagePromptMessageContent,
    MultiModalPromptMessageContent,
    PromptMessage,
    PromptMessageContent,
    SystemPromptMessage,
    ToolPromptMessage,
)

from .. import errors
from ..messages.steps import media_of, text_of
from ..messages.strip_think import split

KEPT = "anthropic.thoughts"
"""The key under which a message keeps what the server wants back as it came: thoughts, with their signatures."""

type Block = dict[str, Any]


def system(conversation: Iterable[PromptMessage]) -> str:
    """The value of ``system``: what the messages of that role say, wherever they stand; empty if nothing."""
    texts = (one.get_text_content() for one in conversation if isinstance(one, SystemPromptMessage))
    return "\n".join(text for text in texts if text.strip())


def messages(conversation: Iterable[PromptMessage], *, thoughts: bool) -> list[dict[str, Any]]:
    """The value of ``messages``: neighbours of one role are one turn. `thoughts`: earlier ones are handed back.

    The API takes no empty text, so a message that says nothing is left out. Raises errors.Failure (bad request) for
    media that it does not take.
    """
    turns: list[dict[str, Any]] = []
    for message in conversation:
        if isinstance(message, SystemPromptMessage):
            continue
        role = "assistant" if isinstance(message, AssistantPromptMessage) else "user"
        blocks = list(_blocks(message, thoughts))
        if turns and turns[-1]["role"] == role:
            turns[-1]["content"].extend(blocks)
        elif blocks:
            turns.append({"role": role, "content": blocks})
    return turns


def _blocks(message: PromptMessage, thoughts: bool) -> Iterator[Block]:
    if isinstance(message, ToolPromptMessage):
        yield {"type": "tool_result", "tool_use_id": message.tool_call_id, "content": _result(message)}
    elif isinstance(message, AssistantPromptMessage):
        yield from _answered(message, thoughts)
    else:
        yield from _content(message)


def _answered(message: AssistantPromptMessage, thoughts: bool) -> Iterator[Block]:
    """What was said, without the thoughts that users were shown between tags, and the calls that were made."""
    if thoughts and message.tool_calls:
        yield from _kept(message)
    # The API refuses an answer to be continued that ends in blanks.
    if said := split(message.get_text_content())[1].rstrip():
        yield {"type": "text", "text": said}
    for call in message.tool_calls:
        yield {
            "type": "tool_use",
            "id": call.id,
            "name": call.function.name,
            "input": _arguments(call.function.arguments),
        }


def _kept(message: AssistantPromptMessage) -> Iterator[Block]:
    body = message.opaque_body
    kept = body.get(KEPT) if isinstance(body, dict) else None
    for item in kept if isinstance(kept, list) else ():
        if isinstance(item, dict):
            yield item


def _arguments(text: str) -> dict[str, Any]:
    """The arguments of a call as an object; what is none stands in one, so that the conversation can go on."""
    try:
        found = json.loads(text) if text.strip() else {}
    except ValueError:
        return {"raw": text}
    return found if isinstance(found, dict) else {"value": found}


def _result(message: ToolPromptMessage) -> Any:
    content = message.content
    if isinstance(content, list) and any(text_of(part) is None for part in content):
        return list(_content(message))
    return message.get_text_content()


def _content(message: PromptMessage) -> Iterator[Block]:
    content = message.content
    if isinstance(content, list):
        for part in content:
            yield from _part(part)
    elif content and content.strip():
        yield {"type": "text", "text": content}


def _part(part: PromptMessageContent) -> Iterator[Block]:
    media = media_of(part)
    if media is None:
        if (text := text_of(part)) and text.strip():
            yield {"type": "text", "text": text}
    elif isinstance(media, ImagePromptMessageContent):
        yield {"type": "image", "source": _source(media)}
    elif isinstance(media, DocumentPromptMessageContent):
        named = {"title": media.filename} if media.filename else {}
        yield {"type": "document", "source": _source(media), **named}
    else:
        kind = "audio" if isinstance(media, AudioPromptMessageContent) else "video"
        message = f"the server takes no {kind} files in messages, only images and documents"
        raise errors.Failure(errors.BAD_REQUEST, message)


def _source(media: MultiModalPromptMessageContent) -> dict[str, str]:
    """A file by its address, or by its data."""
    if media.url:
        return {"type": "url", "url": media.url}
    return {"type": "base64", "media_type": media.mime_type, "data": media.base64_data}
