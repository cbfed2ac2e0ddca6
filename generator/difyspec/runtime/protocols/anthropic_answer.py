"""Answers of Anthropic's API, whole or in pieces, as events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import answers, errors
from ..events import Event, Finish, Kept, Reasoning, Text, ToolDelta, Usage
from .anthropic_input import KEPT

_READ = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
"""What was read: tokens that came from a cache, or went there, are counted apart."""
_REASONS = {"end_turn": "stop", "stop_sequence": "stop", "max_tokens": "length", "tool_use": "tool_calls"}
"""Why an answer ended, in the words of the other protocols."""


class Reader:
    """Reads one answer. Blocks have numbers; thoughts are kept until their signature is complete."""

    def __init__(self, table: errors.Table) -> None:
        self._table = table
        self._thoughts: dict[int, dict[str, Any]] = {}

    def read(self, event: Any) -> Iterator[Event]:
        """The events of one event of the stream; one of an unknown kind is passed over. Raises errors.Failure."""
        if not isinstance(event, dict):
            return
        index = event["index"] if type(event.get("index")) is int else 0
        match event.get("type"):
            case "error":
                raise self._table.event(event)
            case "message":
                yield from self.whole(event)
            case "message_start":
                yield from _usage(answers.one(event, "message.usage"))
            case "content_block_start":
                yield from self._begun(index, event.get("content_block"))
            case "content_block_delta":
                yield from self._piece(index, event.get("delta"))
            case "content_block_stop":
                yield from self._ended(index)
            case "message_delta":
                yield from _usage(event.get("usage"))
                yield from _finish(answers.one(event, "delta.stop_reason"))
            case _:
                pass

    def whole(self, message: Any) -> Iterator[Event]:
        """What a whole answer says, how it ended and what it cost. Raises errors.Failure for one that is no answer."""
        if not isinstance(message, dict):
            return
        if message.get("type") == "error" or message.get("error"):
            raise self._table.event(message)
        blocks = message.get("content")
        for index, block in enumerate(blocks if isinstance(blocks, list) else ()):
            yield from self._begun(index, block)
            yield from self._ended(index)
        yield from _usage(message.get("usage"))
        yield from _finish(message.get("stop_reason"))

    def _begun(self, index: int, block: Any) -> Iterator[Event]:
        """A block that is whole, or the first piece of one."""
        if not isinstance(block, dict):
            return
        match block.get("type"):
            case "text":
                yield from _text(block.get("text"))
            case "thinking" | "redacted_thinking":
                self._thoughts[index] = dict(block)
                yield from _thought(block.get("thinking"))
            case "tool_use":
                given = block.get("input")
                arguments: str | dict[str, object] = given if isinstance(given, dict) and given else ""
                yield ToolDelta(index, _word(block.get("id")), _word(block.get("name")), arguments)
            case _:
                pass

    def _piece(self, index: int, delta: Any) -> Iterator[Event]:
        if not isinstance(delta, dict):
            return
        match delta.get("type"):
            case "text_delta":
                yield from _text(delta.get("text"))
            case "thinking_delta":
                self._add(index, "thinking", delta)
                yield from _thought(delta.get("thinking"))
            case "signature_delta":
                self._add(index, "signature", delta)
            case "input_json_delta" if part := _word(delta.get("partial_json")):
                yield ToolDelta(index, arguments=part)
            case _:
                pass

    def _add(self, index: int, name: str, delta: dict[str, Any]) -> None:
        thought = self._thoughts.setdefault(index, {"type": "thinking"})
        thought[name] = (_word(thought.get(name)) or "") + (_word(delta.get(name)) or "")

    def _ended(self, index: int) -> Iterator[Event]:
        """Thoughts that are complete go back to the server in the next turn."""
        if thought := self._thoughts.pop(index, None):
            yield Kept(KEPT, thought)


def _text(text: Any) -> Iterator[Event]:
    if isinstance(text, str) and text:
        yield Text(text)


def _thought(text: Any) -> Iterator[Event]:
    if isinstance(text, str) and text:
        yield Reasoning(text)


def _usage(usage: Any) -> Iterator[Event]:
    """Tokens; a count of 0 is none, since servers write it where they count later."""
    read = [count for name in _READ if (count := answers.count(usage, name))]
    written = answers.count(usage, "output_tokens")
    if read or written:
        yield Usage(sum(read) or None, written or None)


def _finish(reason: Any) -> Iterator[Event]:
    if _word(reason):
        yield Finish(_REASONS.get(reason, reason))


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
