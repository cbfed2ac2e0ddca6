"""``media_as_image_url``: for servers that take every medium where OpenAI takes images."""

from __future__ import annotations

from dify_plugin.entities.model.message import ImagePromptMessageContent, PromptMessageContent

from .steps import Conversation, map_parts, media_of


def media_as_image_url(conversation: Conversation) -> Conversation:
    """Turns audio, video and documents into image parts with the same data."""
    return [map_parts(message, _as_image) for message in conversation]


def _as_image(part: PromptMessageContent) -> PromptMessageContent:
    media = media_of(part)
    if media is None or isinstance(media, ImagePromptMessageContent):
        return part
    return ImagePromptMessageContent(
        format=media.format,
        mime_type=media.mime_type,
        url=media.url,
        base64_data=media.base64_data,
        filename=media.filename,
    )
