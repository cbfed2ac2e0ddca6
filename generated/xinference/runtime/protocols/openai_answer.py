"""Answers of OpenAI's language model APIs, whole or in pieces, as events.

Servers that copied the API deviate from it; what can be understood is. A piece of an unknown kind is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .. import errors, reasoning
from ..calls import ChatCall
from ..events import Event, Finish, Meta, Reasoning, Text, ToolDelta, Usage
from ..patience import Patience
from ..streams import closing
from .openai_content import said


def events(call: ChatCall[Any, Any, Any], path: str, body: Mapping[str, Any]) -> Iterator[Event]:
    """Sends `body` and reads what comes. Raises errors.Failure."""
    fields = call.options.reasoning.read
    table = call.http.settings.table
    if not call.stream:
        yield from read(call.http.post(path, body), fields, table)
        return
    patience = Patience(call.http.settings)
    with closing(pieces := call.http.stream(path, body, _delimiter(call.options.stream.delimiter))):
        for piece in pieces:
            if found := read(piece, fields, table):
                patience.heard()
                yield from found
            else:
                patience.wait()


def _delimiter(text: str | None) -> str | None:
    """A delimiter of the server's own; line breaks, also as a form's field spells them, mean an event stream."""
    return text if text and text.replace("\\n", "").replace("\\r", "").strip() else None


def read(answer: Any, fields: tuple[str, ...], table: errors.Table) -> list[Event]:
    """The events of one piece, or of a whole answer. Raises errors.Failure for an error beside an empty choice."""
    if not isinstance(answer, dict):
        return []
    if error := answer.get("error"):
        raise table.inside({"error": error}) or table.unreadable(str(error))
    found: list[Event] = []
    choices = answer.get("choices")
    usage = answer.get("usage")
    for choice in choices if isinstance(choices, list) else ():
        if isinstance(choice, dict) and choice.get("index") in _FIRST:
            usage = usage or choice.get("usage")
            _choice(choice, fields, found)
            if choice.get("finish_reason"):
                _end(answer, choice, found)
    if usage:
        _usage(usage, found)
    return found


_FIRST = (0, None)
"""Only one answer was asked for: the first."""


def _choice(choice: dict[str, Any], fields: tuple[str, ...], found: list[Event]) -> None:
    delta = choice.get("delta")
    if delta:
        whole = False
    else:
        delta, whole = choice.get("message"), True
    if isinstance(delta, dict):
        if thought := reasoning.read(delta, fields):
            found.append(Reasoning(thought))
        text = delta.get("content")
        if isinstance(text, str):
            if text:
                found.append(Text(text))
        elif text:
            found.extend(said(text))
        if len(delta) > 1 or text is None:
            _rest(delta, whole, found)
    elif isinstance(text := choice.get("text"), str) and text:
        found.append(Text(text))


def _rest(delta: dict[str, Any], whole: bool, found: list[Event]) -> None:
    """What is rarer than text: refusals, pictures, calls."""
    if isinstance(refusal := delta.get("refusal"), str) and refusal:
        found.append(Text(refusal))
    if images := delta.get("images"):
        found.extend(said(images))
    calls = delta.get("tool_calls")
    for position, call in enumerate(calls if isinstance(calls, list) else ()):
        if isinstance(call, dict):
            found.append(_tool_delta(call, position if whole else None))
    if isinstance(call := delta.get("function_call"), dict):
        name = call.get("name")
        found.append(ToolDelta(0, name or None, name or None, _arguments(call)))


def _tool_delta(call: dict[str, Any], position: int | None) -> ToolDelta:
    """A piece of a call; servers that send whole calls may leave out numbers and ids, or the level ``function``."""
    function = call.get("function")
    if not isinstance(function, dict):
        function = call
    index, identity, name = call.get("index"), call.get("id"), function.get("name")
    return ToolDelta(
        index if isinstance(index, int) else position,
        None if identity is None or identity == "" else str(identity),
        name if isinstance(name, str) and name else None,
        _arguments(function),
    )


def _arguments(function: dict[str, Any]) -> str | dict[str, object]:
    arguments = function.get("arguments")
    return arguments if isinstance(arguments, str | dict) else ""


def _end(answer: dict[str, Any], choice: dict[str, Any], found: list[Event]) -> None:
    found.append(Finish(str(choice["finish_reason"])))
    if isinstance(fingerprint := answer.get("system_fingerprint"), str):
        found.append(Meta(fingerprint))


def _usage(usage: Any, found: list[Event]) -> None:
    if isinstance(usage, dict):
        prompt = _tokens(usage, "prompt_tokens", "input_tokens")
        completion = _tokens(usage, "completion_tokens", "output_tokens")
        if prompt or completion:
            found.append(Usage(prompt, completion))


def _tokens(usage: dict[str, Any], *names: str) -> int | None:
    """A number of tokens; None for what cannot be one."""
    for name in names:
        value = usage.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 2**53:
            return int(value)
    return None
