"""``as_parts``: for models that read a message only as a list of parts, also where it is nothing but a text."""

from __future__ import annotations

from dify_plugin.entities.model.message import PromptMessageContent, TextPromptMessageContent

from .steps import Conversation, parts, text_of, with_content


class Part(TextPromptMessageContent):
    """A text that is sent as a part of its own, whoever says it."""


def as_parts(conversation: Conversation) -> Conversation:
    """Turns the texts of every message into parts; a message that says nothing stays as it is."""
    return [
        with_content(message, [_part(part) for part in parts(message.content)]) if message.content else message
        for message in conversation
    ]


def _part(part: PromptMessageContent) -> PromptMessageContent:
    text = text_of(part)
    return part if text is None else Part(data=text)
