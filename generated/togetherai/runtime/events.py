"""What a language model's answer consists of: what a protocol or a hook named ``chat`` or ``complete`` yields.

Order means little: usage may come before or after the finish, more than one finish is harmless, and nothing has to be
collected. ``fold.py`` turns events into what the SDK wants.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dify_plugin.entities.model.message import PromptMessageContentUnionTypes

from .records import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of the answer, as it came."""

    text: str


@dataclass(frozen=True, slots=True)
class Reasoning:
    """A piece of what the model thinks before it answers; users see it between ``<think>`` and ``</think>``."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolDelta:
    """A piece of a tool call, or a whole one.

    Pieces of one call share `index`; where a server numbers nothing, the same `id`, or neither `id` nor `name`,
    continues a call. `arguments` is JSON text to append, or the arguments themselves.
    """

    index: int | None = None
    id: str | None = None
    name: str | None = None
    arguments: str | Mapping[str, object] = ""


@dataclass(frozen=True, slots=True)
class Media:
    """Something other than text that the model made, in the SDK's own form (an image, audio, video, document)."""

    content: PromptMessageContentUnionTypes


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the server counted them; None where it did not. A later usage replaces what it knows better."""

    prompt: int | None = None
    completion: int | None = None


@dataclass(frozen=True, slots=True)
class Finish:
    """Why the answer ended (``stop``, ``length``, ``tool_calls``, ...); the first reason given counts."""

    reason: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What the server says about the answer as a whole."""

    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What the server wants back with the answer in the next turn, as it came: JSON that nobody else reads.

    Dify keeps it with the message, in `opaque_body`, as one of the items under `name`.
    """

    name: str
    item: Mapping[str, Any]


type Event = Text | Reasoning | ToolDelta | Media | Usage | Finish | Meta | Kept
