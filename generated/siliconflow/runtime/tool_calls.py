"""Tool calls arrive in pieces, and servers number them differently; here they become whole."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from dify_plugin.entities.model.message import AssistantPromptMessage

from . import errors
from .events import ToolDelta

type ToolCall = AssistantPromptMessage.ToolCall


@dataclass(slots=True)
class _Call:
    """One call being put together."""

    id: str = ""
    name: str = ""
    pieces: list[str] = field(default_factory=list)

    def take(self, delta: ToolDelta, arguments: str) -> None:
        """Adds a piece. Some servers send the whole call once more at the end: that adds nothing."""
        if self.name and delta.name and arguments == "".join(self.pieces) and _is_object(arguments):
            return
        self.id = self.id or delta.id or ""
        self.name = self.name or delta.name or ""
        if arguments:
            self.pieces.append(arguments)


class ToolCalls:
    """The calls of one answer, in the order in which they began."""

    __slots__ = ("_calls", "_numbered")

    def __init__(self) -> None:
        self._calls: list[_Call] = []
        self._numbered: dict[int, _Call] = {}

    def __bool__(self) -> bool:
        return bool(self._calls)

    def add(self, delta: ToolDelta) -> None:
        """Adds a piece to the call it belongs to."""
        call = self._continued(delta)
        if call is None:
            call = _Call()
            self._calls.append(call)
        if delta.index is not None:
            self._numbered[delta.index] = call
        call.take(delta, _text(delta.arguments))

    def whole(self) -> list[ToolCall]:
        """The calls as the SDK wants them. A call without an id gets one, a call without arguments an empty object.

        Raises errors.Failure (server unavailable) if arguments came for a tool that was never named.
        """
        return [_whole(call) for call in self._calls if call.name or _arguments(call)]

    def _continued(self, delta: ToolDelta) -> _Call | None:
        """The call that `delta` continues; None if it begins one.

        A number that is used again for another id, or for a whole new call, does not continue anything: some servers
        give every call the number 0.
        """
        if delta.index is not None:
            return _unless_another(self._numbered.get(delta.index), delta)
        known = next((call for call in self._calls if call.id == delta.id), None) if delta.id else None
        if known is not None or delta.name or not self._calls:
            return known
        return self._calls[-1]


def _unless_another(call: _Call | None, delta: ToolDelta) -> _Call | None:
    if call is None:
        return None
    if delta.id and call.id and delta.id != call.id and delta.name:
        return None
    if delta.name and not delta.id and call.name and _is_object("".join(call.pieces)):
        return None if delta.name != call.name or _text(delta.arguments) != "".join(call.pieces) else call
    return call


def _text(arguments: str | Mapping[str, object]) -> str:
    return arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)


def _arguments(call: _Call) -> str:
    return "".join(call.pieces).strip()


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _whole(call: _Call) -> ToolCall:
    if not call.name:
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer calls a tool without naming it")
    return AssistantPromptMessage.ToolCall(
        id=call.id or f"call_{uuid.uuid4().hex}",
        type="function",
        function=AssistantPromptMessage.ToolCall.ToolCallFunction(
            name=call.name,
            arguments=_arguments(call) or "{}",
        ),
    )
