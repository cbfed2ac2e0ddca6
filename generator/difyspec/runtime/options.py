"""How a language model's request and answer deviate from the usual; what the generated `options` returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class User:
    """What becomes of Dify's user id: sent as `name`, cut to `max_length` characters, or not sent."""

    send: bool = True
    name: str = "user"
    max_length: int | None = None


@dataclass(frozen=True)
class Options:
    """`tools`: ``from_features``, ``tool_call``, ``function_call`` or ``none``; `stop`: whether stop words are sent."""

    tools: str = "from_features"
    stop: bool = True
    user: User = User()
