"""``flatten_media``: for models that take text only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dify_plugin.entities.model.message import MultiModalPromptMessageContent, PromptMessage

from .steps import Conversation, media_of, text_of, with_content

_PLACEHOLDER = re.compile(r"\{(data|kind|name|mime)\}")


@dataclass(frozen=True)
class FlattenMedia:
    """Writes lists of parts as one text, each medium as `text` says.

    ``{data}`` in it is the URL (a data URL where there is no other), ``{kind}`` image, audio, video or document,
    ``{name}`` the file name or else the kind, ``{mime}`` the MIME type. `separator` stands between parts.
    """

    text: str = "[{kind}: {name}]"
    separator: str = "\n"

    def __call__(self, conversation: Conversation) -> Conversation:
        """The conversation as text alone."""
        return [self._flat(message) for message in conversation]

    def _flat(self, message: PromptMessage) -> PromptMessage:
        if not isinstance(message.content, list):
            return message
        texts: list[str] = []
        for part in message.content:
            media = media_of(part)
            texts.append((text_of(part) or "") if media is None else self._written(media))
        return with_content(message, self.separator.join(text for text in texts if text))

    def _written(self, media: MultiModalPromptMessageContent) -> str:
        kind = str(getattr(media, "type", "file"))
        names = {"kind": kind, "name": media.filename or kind, "mime": media.mime_type, "data": media.data}
        return _PLACEHOLDER.sub(lambda found: names[found[1]], self.text)
