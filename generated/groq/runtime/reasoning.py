"""What a model thinks before it answers: read from answers, hidden, handed back in the next turn.

Showing it between tags is the fold's work, which knows when the thinking ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .events import Event, Reasoning, Text
from .messages.strip_think import CLOSE, OPEN, split
from .records import dataclass
from .streams import closing

FIELDS = ("reasoning_content", "reasoning")


@dataclass(frozen=True)
class Thinking:
    """How the server speaks of what the model thinks.

    `read` are the fields of a message or delta that hold it; of several that are filled the first counts. `hide`
    keeps it from users, tags inside the text included. `return_as` is the field that hands it back with earlier
    messages of the assistant, taken out of their text; `return_empty` is its value where nothing was thought, and
    with `tools_only` messages that call no tools are left alone, with `thoughts_only` those without thoughts.
    """

    read: tuple[str, ...] = FIELDS
    hide: bool = False
    return_as: str | None = None
    return_empty: str | None = ""
    tools_only: bool = False
    thoughts_only: bool = False


def read(delta: Mapping[str, Any], fields: tuple[str, ...]) -> str:
    """What a message or a piece of one holds of the model's thoughts; empty if nothing."""
    for field in fields:
        value = delta.get(field)
        if value and isinstance(value, str):
            return value
    return ""


def hand_back(messages: list[dict[str, Any]], thinking: Thinking) -> list[dict[str, Any]]:
    """Wire messages with the assistant's earlier thoughts in the field where the server wants them.

    Changes the messages, which are ours; does nothing unless `return_as` is set.
    """
    name = thinking.return_as
    if name is None:
        return messages
    for message in messages:
        if message["role"] != "assistant" or (thinking.tools_only and "tool_calls" not in message):
            continue
        thoughts = ""
        if isinstance(message["content"], str):
            thoughts, message["content"] = split(message["content"])
        if thoughts or not thinking.thoughts_only:
            message[name] = thoughts or thinking.return_empty
    return messages


def hidden(events: Iterator[Event]) -> Iterator[Event]:
    """The events without what was thought, in fields of its own or between tags in the text."""
    tags = _Tags()
    with closing(events):
        for event in events:
            if isinstance(event, Reasoning):
                continue
            if not isinstance(event, Text):
                yield event
            elif text := tags.outside(event.text):
                yield Text(text)
    if rest := tags.rest():
        yield Text(rest)


class _Tags:
    """Takes ``<think>`` blocks out of a text that comes in pieces, with the white space that follows them."""

    __slots__ = ("_after", "_held", "_inside")

    def __init__(self) -> None:
        self._held = ""
        self._inside = False
        self._after = False

    def outside(self, piece: str) -> str:
        """What of the text up to here can be shown now. A piece that may be the start of a tag is held back."""
        text, shown = self._held + piece, []
        self._held = ""
        while text:
            tag = CLOSE if self._inside else OPEN
            before, found, after = text.partition(tag)
            if not found:
                self._held = _tail(text, tag)
                before = text.removesuffix(self._held)
            if not self._inside:
                shown.append(self._trimmed(before))
            if found:
                self._inside, self._after = not self._inside, self._inside
            text = after
        return "".join(shown)

    def rest(self) -> str:
        """What was held back and is no tag after all."""
        return "" if self._inside else self._held

    def _trimmed(self, text: str) -> str:
        if self._after:
            text = text.lstrip()
            self._after = not text
        return text


def _tail(text: str, tag: str) -> str:
    """The longest end of `text` that `tag` may begin with."""
    return next((tag[:size] for size in range(min(len(tag) - 1, len(text)), 0, -1) if text.endswith(tag[:size])), "")
