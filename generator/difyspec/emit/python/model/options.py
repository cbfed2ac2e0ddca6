"""The method that says how calls deviate from the usual, for all types but language models."""

from __future__ import annotations

import ast

from difyspec.emit.python.choices import nested
from difyspec.emit.python.expressions import typed
from difyspec.emit.python.model.shape import Part
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.scope import Scope, Slot, Type
from difyspec.emit.python.syntax import call
from difyspec.provider.expressions import Choice, Value


def options(part: Part, constructor: str, named: dict[str, ast.expr]) -> list[Function]:
    """The method, if anything deviates."""
    if not named:
        return []
    result = ast.Return(call(constructor, **named))
    doc = "How this call deviates from the usual."
    return [method("options", (f"call: {part.shape.alias}",), constructor, doc, [result])]


def path(part: Part) -> dict[str, ast.expr]:
    """The path that is asked instead of the protocol's own; described JSON names its path itself."""
    transport = part.transport
    if transport.path is None or (transport.json is not None and transport.json.path == transport.path):
        return {}
    return {"path": located(transport.path, part.scope).code}


def located(choice: Choice[Value], scope: Scope) -> Slot:
    """A path; None where no case fits, which leaves it to the protocol."""
    return nested(choice, scope, lambda one: typed(one, scope, Type.TEXT))
