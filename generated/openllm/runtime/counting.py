"""How many tokens a conversation is, counted here: servers ask for it before, and leave it out after."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dify_plugin.entities.model.message import AssistantPromptMessage, PromptMessage, PromptMessageTool

from .tokens import Counter

_PER_MESSAGE = 3
"""What separates messages in OpenAI's chat format, in tokens; the start of the answer costs the same."""


def conversation(messages: Iterable[PromptMessage], tools: Iterable[PromptMessageTool], count: Counter) -> int:
    """Tokens of messages and tools. Media count nothing: what they cost, each server decides by itself."""
    said = sum(_message(message, count) for message in messages)
    return said + sum(_tool(tool, count) for tool in tools) + _PER_MESSAGE


def _message(message: PromptMessage, count: Counter) -> int:
    texts = [message.role.value, message.get_text_content(), message.name or ""]
    if isinstance(message, AssistantPromptMessage):
        for call in message.tool_calls:
            texts += (call.function.name, call.function.arguments)
    return _PER_MESSAGE + sum(count(text) for text in texts if text)


def _tool(tool: PromptMessageTool, count: Counter) -> int:
    described = {"name": tool.name, "description": tool.description, "parameters": tool.parameters}
    return count(json.dumps(described, ensure_ascii=False, separators=(",", ":"), default=str))
