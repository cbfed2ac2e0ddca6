"""Answers of OpenAI's Responses API, whole or in pieces, as events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dify_plugin.entities.model.message import ImagePromptMessageContent

from .. import answers, errors
from ..events import Event, Finish, Kept, Media, Reasoning, Text, ToolDelta, Usage
from .openai_content import said
from .responses_input import KEPT

_TEXTS = ("response.output_text.delta", "response.refusal.delta")
_THOUGHTS = ("response.reasoning_summary_text.delta", "response.reasoning_text.delta")
_ENDS = ("response.completed", "response.incomplete", "response.failed")
_REASONS = {"max_output_tokens": "length"}
_GAP = "\n\n"


class Reader:
    """Reads one answer. Servers repeat whole what they sent in pieces; each part counts once, however it came."""

    def __init__(self, table: errors.Table) -> None:
        self._table = table
        self._done: set[int] = set()
        self._pieces: set[tuple[int, str]] = set()
        self._spoken: tuple[int, int] | None = None
        self._thought: tuple[int, int] | None = None

    def read(self, event: Any) -> Iterator[Event]:
        """The events of one event of the stream; one of an unknown kind is passed over. Raises errors.Failure."""
        if not isinstance(event, dict):
            return
        kind, index = event.get("type"), _number(event.get("output_index"))
        if kind == "error":
            raise self._table.event(event if event.get("error") else {"error": event})
        if kind in _TEXTS:
            yield from self._text(index, _number(event.get("content_index")), event.get("delta"))
        elif kind in _THOUGHTS:
            part = event.get("summary_index", event.get("content_index"))
            yield from self._thoughts(index, _number(part), event.get("delta"))
        elif kind == "response.function_call_arguments.delta":
            yield from self._arguments(index, event.get("delta"))
        elif kind == "response.output_item.added":
            yield from self._begun(index, event.get("item"))
        elif kind == "response.output_item.done":
            yield from self._item(index, event.get("item"))
        elif kind in _ENDS:
            yield from self.whole(event.get("response"))
        elif kind is None and "output" in event:
            yield from self.whole(event)

    def whole(self, response: Any) -> Iterator[Event]:
        """What a whole response says beyond what came in pieces, how it ended and what it cost. Raises Failure."""
        if not isinstance(response, dict):
            return
        if response.get("error") or response.get("status") in ("failed", "cancelled"):
            raise self._table.event(response)
        output = response.get("output")
        for index, item in enumerate(output if isinstance(output, list) else ()):
            yield from self._item(index, item)
        yield from _usage(response)
        if response.get("status") in ("completed", "incomplete"):
            calls = any(kind == "call" for _, kind in self._pieces)
            reason = answers.one(response, "incomplete_details.reason")
            yield Finish(_REASONS.get(str(reason), str(reason)) if reason else "tool_calls" if calls else "stop")

    # ---- pieces -----------------------------------------------------------------------------------------------------

    def _text(self, index: int, part: int, text: Any) -> Iterator[Event]:
        if isinstance(text, str) and text:
            apart = self._spoken is not None and self._spoken[0] != index
            self._spoken = (index, part)
            self._pieces.add((index, "text"))
            yield Text(_GAP + text if apart else text)

    def _thoughts(self, index: int, part: int, text: Any) -> Iterator[Event]:
        if isinstance(text, str) and text:
            apart = self._thought not in (None, (index, part))
            self._thought = (index, part)
            self._pieces.add((index, "thought"))
            yield Reasoning(_GAP + text if apart else text)

    def _arguments(self, index: int, text: Any) -> Iterator[Event]:
        if isinstance(text, str) and text:
            self._pieces.add((index, "arguments"))
            yield ToolDelta(index, arguments=text)

    def _begun(self, index: int, item: Any) -> Iterator[Event]:
        """The name of a tool, before its arguments come in pieces."""
        if isinstance(item, dict) and item.get("type") == "function_call" and (index, "call") not in self._pieces:
            self._pieces.add((index, "call"))
            yield ToolDelta(index, _word(item.get("call_id") or item.get("id")), _word(item.get("name")))

    # ---- whole parts ------------------------------------------------------------------------------------------------

    def _item(self, index: int, item: Any) -> Iterator[Event]:
        """A part of the answer that is complete, as far as it did not come in pieces."""
        if not isinstance(item, dict) or index in self._done:
            return
        self._done.add(index)
        match item.get("type"):
            case "message" if (index, "text") not in self._pieces:
                for event in said(item.get("content")):
                    yield from self._text(index, 0, event.text) if isinstance(event, Text) else (event,)
            case "reasoning":
                yield from self._reasoning(index, item)
            case "function_call":
                yield from self._begun(index, item)
                if (index, "arguments") not in self._pieces:
                    yield from self._arguments(index, item.get("arguments"))
            case "image_generation_call" if isinstance(data := item.get("result"), str) and data:
                form = _word(item.get("output_format")) or "png"
                yield Media(ImagePromptMessageContent(format=form, mime_type=f"image/{form}", base64_data=data))

    def _reasoning(self, index: int, item: dict[str, Any]) -> Iterator[Event]:
        if (index, "thought") not in self._pieces:
            texts = [*answers.every(item, "summary[].text"), *answers.every(item, "content[].text")]
            for part, text in enumerate(texts):
                yield from self._thoughts(index, part, text)
        if item.get("encrypted_content"):
            yield Kept(KEPT, item)


def _usage(response: dict[str, Any]) -> Iterator[Event]:
    prompt, completion = (answers.count(response, f"usage.{name}") for name in ("input_tokens", "output_tokens"))
    if prompt is not None or completion is not None:
        yield Usage(prompt, completion)


def _number(value: Any) -> int:
    return value if type(value) is int else 0


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
