"""One stream of events becomes what the SDK wants: chunks that leave as they come, or one result."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from dify_plugin.entities.model.llm import LLMResult, LLMResultChunk, LLMResultChunkDelta, LLMUsage
from dify_plugin.entities.model.message import (
    AssistantPromptMessage,
    PromptMessageContentUnionTypes,
    TextPromptMessageContent,
)

from . import errors
from .events import Event, Finish, Kept, Media, Meta, Reasoning, Text, ToolDelta, Usage
from .streams import closing
from .tool_calls import ToolCall, ToolCalls

OPENED = "<think>\n"
CLOSED = "\n</think>"
LONGEST = 1 << 26
"""The longest answer, in characters: it is kept to count its tokens."""
IDLE = 1 << 20
"""How many events of an answer may say nothing by themselves."""
_ENDLESS = "the answer does not end"
_NOTHING: Mapping[str, list[Any]] = MappingProxyType({})

type Content = str | PromptMessageContentUnionTypes
type Account = Callable[[Usage, str], LLMUsage]
"""Tokens as the server counted them, and the whole answer, to what the SDK wants to know of them."""


class Fold:
    """Folds the events of one answer of `model`; good for one use.

    What was thought is wrapped in ``<think>`` tags that are always closed: before text, tool calls and media, and at
    the end. There is exactly one last chunk; it alone has usage and a finish reason.
    """

    __slots__ = (
        "_account",
        "_answer",
        "_answered",
        "_calls",
        "_fingerprint",
        "_finish",
        "_idled",
        "_kept",
        "_model",
        "_size",
        "_usage",
    )

    def __init__(self, model: str, account: Account) -> None:
        self._model = model
        self._account = account
        self._answer: list[str] = []
        self._answered = False
        self._calls = ToolCalls()
        self._finish: str | None = None
        self._idled = self._size = 0
        self._fingerprint: str | None = None
        self._kept: dict[str, list[Any]] = {}
        self._usage = Usage()

    def chunks(self, events: Iterable[Event]) -> Generator[LLMResultChunk, None, None]:
        """Each piece as a chunk, then whole tool calls, then the last chunk. Raises errors.Failure if nothing came."""
        index = 0
        with closing(contents := self._contents(events)):
            for content in contents:
                yield self._chunk(index, _message(content if isinstance(content, str) else [content]))
                index += 1
        if calls := self._calls.whole():
            yield self._chunk(index, _message("", calls, self._kept))
            index += 1
        usage = self._account(self._usage, "".join(self._answer))
        last = _message("", (), {} if calls else self._kept)
        yield self._chunk(index, last, usage, self._finish or ("tool_calls" if calls else "stop"))

    def result(self, events: Iterable[Event]) -> LLMResult:
        """All of it as one result. Raises errors.Failure if nothing came."""
        contents = list(self._contents(events))
        return LLMResult(
            model=self._model,
            message=_message(_together(contents), self._calls.whole(), self._kept),
            usage=self._account(self._usage, "".join(self._answer)),
            system_fingerprint=self._fingerprint,
        )

    def _chunk(
        self, index: int, message: AssistantPromptMessage, usage: LLMUsage | None = None, finish: str | None = None
    ) -> LLMResultChunk:
        delta = LLMResultChunkDelta(index=index, message=message, usage=usage, finish_reason=finish)
        return LLMResultChunk(model=self._model, system_fingerprint=self._fingerprint, delta=delta)

    def _contents(self, events: Iterable[Event]) -> Iterator[Content]:
        """The texts and media of the answer, thoughts wrapped; everything else is remembered for the end."""
        keep = self._answer.append
        thinking = False
        with closing(events):
            for event in events:
                if isinstance(event, Text | Reasoning):
                    text = event.text
                    if not text:
                        self._idle()
                        continue
                    self._size += len(text)
                    if self._size > LONGEST:
                        raise errors.Failure(errors.SERVER_UNAVAILABLE, _ENDLESS)
                    if thinking is not isinstance(event, Reasoning):
                        thinking = not thinking
                        text = (OPENED if thinking else CLOSED) + text
                    keep(text)
                    yield text
                    continue
                if thinking and not isinstance(event, Usage | Meta | Kept):
                    thinking = False
                    yield CLOSED
                if isinstance(event, Media):
                    self._answered = True
                    yield event.content
                else:
                    self._note(event)
        if thinking:
            yield CLOSED
        if not (self._answer or self._answered):
            raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer holds nothing")

    def _idle(self) -> None:
        self._idled += 1
        if self._idled > IDLE:
            raise errors.Failure(errors.SERVER_UNAVAILABLE, _ENDLESS)

    def _note(self, event: Event) -> None:
        self._idle()
        if isinstance(event, Usage):
            prompt, completion = event.prompt, event.completion
            old = self._usage
            self._usage = Usage(
                old.prompt if prompt is None else prompt, old.completion if completion is None else completion
            )
            return
        if isinstance(event, Meta):
            self._fingerprint = event.fingerprint or self._fingerprint
            return
        if isinstance(event, Kept):
            self._kept.setdefault(event.name, []).append(dict(event.item))
            return
        self._answered = True
        if isinstance(event, Finish):
            self._finish = self._finish or event.reason
        elif isinstance(event, ToolDelta):
            self._calls.add(event)
        else:
            raise TypeError(f"{type(event).__name__} is no event of an answer")


def _message(
    content: str | list[PromptMessageContentUnionTypes],
    calls: Sequence[ToolCall] = (),
    kept: Mapping[str, list[Any]] = _NOTHING,
) -> AssistantPromptMessage:
    """Calls are always given: pydantic copies a default deeply, which costs as much as the rest."""
    if kept:
        return AssistantPromptMessage(content=content, tool_calls=list(calls), opaque_body=dict(kept))
    return AssistantPromptMessage(content=content, tool_calls=list(calls))


def _together(contents: list[Content]) -> str | list[PromptMessageContentUnionTypes]:
    """One text if there is nothing but text, else parts, neighbouring texts joined."""
    texts = [content for content in contents if isinstance(content, str)]
    if len(texts) == len(contents):
        return "".join(texts)
    parts: list[PromptMessageContentUnionTypes] = []
    for content in contents:
        if not isinstance(content, str):
            parts.append(content)
        elif parts and isinstance(last := parts[-1], TextPromptMessageContent):
            parts[-1] = TextPromptMessageContent(data=last.data + content)
        else:
            parts.append(TextPromptMessageContent(data=content))
    return parts
