"""Language models that work as jobs."""

from __future__ import annotations

import ast

from difyspec.emit.python.hooks import hook
from difyspec.emit.python.model.shape import CALL, Part
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.printer import flat
from difyspec.emit.python.syntax import call

BASE = "polling.PollingChatModel"


def methods(part: Part) -> list[Function]:
    """The methods that hand over to the hooks."""
    polling = part.transport.polling
    if polling is None:
        return []
    name, state = ast.Name("call"), ast.Name("state")
    start = ast.Return(call(hook(part.provider, polling.start.name), name))
    check = ast.Return(call(hook(part.provider, polling.check.name), name, state))
    asked = (f"call: {CALL}", "state: Mapping[str, Any]")
    return [
        method("start", (f"call: {part.shape.alias}",), "polling.Answer", "Starts the job of a call.", [start]),
        method("poll", asked, "polling.Answer", "Asks whether a job is done.", [check]),
    ]


def attributes(part: Part) -> list[str]:
    """How Dify is to ask, if the spec says."""
    polling = part.transport.polling
    hints = {} if polling is None else {name: getattr(polling, name) for name in ("every", "expires", "attempts")}
    named: dict[str, ast.expr] = {name: ast.Constant(value) for name, value in hints.items() if value is not None}
    return [f"plan = {flat(call('polling.Plan', **named))}"] if named else []
