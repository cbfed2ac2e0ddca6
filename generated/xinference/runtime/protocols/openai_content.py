"""Content of an answer that is a list of parts: texts, thoughts, pictures."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from dify_plugin.entities.model.message import ImagePromptMessageContent

from ..events import Event, Media, Reasoning, Text


def said(content: Any) -> Iterator[Event]:
    """The events that a content's parts are; a part of an unknown kind is passed over."""
    for part in content if isinstance(content, list) else [content]:
        if isinstance(part, str) and part:
            yield Text(part)
        elif isinstance(part, dict):
            yield from _part(part)


def _part(part: dict[str, Any]) -> Iterator[Event]:
    kind = part.get("type")
    if kind in ("text", "output_text", "refusal"):
        text = part.get("text") or part.get("refusal")
        if isinstance(text, str):
            yield Text(text)
    elif kind in ("thinking", "reasoning"):
        for event in said(part.get(kind) or part.get("text")):
            if isinstance(event, Text):
                yield Reasoning(event.text)
    elif kind == "image_url" and (picture := _picture(part.get("image_url"))):
        yield Media(picture)


def _picture(place: Any) -> ImagePromptMessageContent | None:
    url = place.get("url") if isinstance(place, dict) else place
    if not isinstance(url, str) or not url:
        return None
    if not url.startswith("data:"):
        return ImagePromptMessageContent(format="png", mime_type="image/png", url=url)
    head, _, data = url.partition(",")
    mime = head.removeprefix("data:").partition(";")[0] or "image/png"
    if not _is_base64(data):
        return None
    return ImagePromptMessageContent(format=mime.rpartition("/")[2], mime_type=mime, base64_data=data)


def _is_base64(data: str) -> bool:
    try:
        return bool(base64.b64decode(data, validate=True))
    except (binascii.Error, ValueError):
        return False
