"""What all message steps share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dify_plugin.entities.model.message import (
    MultiModalPromptMessageContent,
    PromptMessage,
    PromptMessageContent,
    TextPromptMessageContent,
)

type Conversation = Sequence[PromptMessage]
type Step = Callable[[Conversation], Conversation]
type Content = str | Sequence[PromptMessageContent] | None


def with_content[M: PromptMessage](message: M, content: Content) -> M:
    """A copy of `message` that says `content`; the message itself if it says so already."""
    return message if content is message.content else message.model_copy(update={"content": content})


def parts(content: Content) -> list[PromptMessageContent]:
    """Content as a list of parts; a text is one part, an empty one none."""
    if isinstance(content, str):
        return [TextPromptMessageContent(data=content)] if content else []
    return list(content or ())


def text_of(part: PromptMessageContent) -> str | None:
    """A text part's text; None for media."""
    return part.data if isinstance(part, TextPromptMessageContent) else None


def media_of(part: PromptMessageContent) -> MultiModalPromptMessageContent | None:
    """A media part as such; None for a text."""
    return part if isinstance(part, MultiModalPromptMessageContent) else None


def map_parts[M: PromptMessage](message: M, change: Callable[[PromptMessageContent], PromptMessageContent]) -> M:
    """`message` with each part changed; a content that is plain text stays as it is, so does one without a change."""
    if not isinstance(message.content, list):
        return message
    changed: list[PromptMessageContent] = [change(part) for part in message.content]
    if all(new is old for new, old in zip(changed, message.content, strict=True)):
        return message
    return with_content(message, changed)
