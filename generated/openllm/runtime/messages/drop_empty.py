"""``drop_empty``: for servers that refuse messages without content."""

from __future__ import annotations

from dify_plugin.entities.model.message import AssistantPromptMessage, PromptMessage, ToolPromptMessage

from .steps import Conversation, text_of, with_content


def drop_empty(conversation: Conversation) -> Conversation:
    """Leaves out messages that say nothing, and empty text parts of the others.

    A message that calls tools or answers such a call stays, whatever it says: the pair must not be torn.
    """
    return [_without_empty_parts(message) for message in conversation if _says_something(message)]


def _says_something(message: PromptMessage) -> bool:
    if isinstance(message, ToolPromptMessage) or (isinstance(message, AssistantPromptMessage) and message.tool_calls):
        return True
    content = message.content
    if isinstance(content, str):
        return bool(content.strip())
    return any(text is None or text.strip() for text in map(text_of, content or ()))


def _without_empty_parts(message: PromptMessage) -> PromptMessage:
    if not isinstance(message.content, list):
        return message
    full = [part for part in message.content if text_of(part) != ""]
    return message if len(full) == len(message.content) else with_content(message, list(full))
