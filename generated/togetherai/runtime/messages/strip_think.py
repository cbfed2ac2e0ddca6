"""``strip_think``: what the model thought in earlier turns is not sent back to it."""

from __future__ import annotations

from dify_plugin.entities.model.message import (
    AssistantPromptMessage,
    PromptMessage,
    PromptMessageContent,
    TextPromptMessageContent,
)

from .steps import Conversation, map_parts, with_content

OPEN = "<think>"
CLOSE = "</think>"


def strip_think(conversation: Conversation) -> Conversation:
    """Removes ``<think>`` blocks from the assistant's messages, with the white space that follows them."""
    return [_stripped(message) if isinstance(message, AssistantPromptMessage) else message for message in conversation]


def split(text: str) -> tuple[str, str]:
    """What was thought, and what was said. A block that was never closed counts only if nothing was said before it."""
    thoughts: list[str] = []
    said: list[str] = []
    at = 0
    while (start := text.find(OPEN, at)) >= 0:
        end = text.find(CLOSE, start)
        if end < 0 and ("".join(said) + text[at:start]).strip():
            break
        said.append(text[at:start])
        thoughts.append(text[start + len(OPEN) : len(text) if end < 0 else end].strip())
        at = len(text) if end < 0 else end + len(CLOSE)
        while text[at : at + 1].isspace():
            at += 1
    said.append(text[at:])
    return "\n".join(filter(None, thoughts)), "".join(said)


def _stripped(message: PromptMessage) -> PromptMessage:
    if isinstance(message.content, str):
        said = split(message.content)[1]
        return message if said == message.content else with_content(message, said)
    return map_parts(message, _stripped_part)


def _stripped_part(part: PromptMessageContent) -> PromptMessageContent:
    if not isinstance(part, TextPromptMessageContent):
        return part
    said = split(part.data)[1]
    return part if said == part.data else TextPromptMessageContent(data=said)
