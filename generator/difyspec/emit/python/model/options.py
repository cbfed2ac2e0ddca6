"""The method that says how calls deviate from the usual, for all types but language models."""

from __future__ import annotations

import ast

from difyspec.emit.python.model.shape import Part
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.paths import located
from difyspec.emit.python.syntax import call
from difyspec.provider.transport import Protocol


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
    described = all(case.then is Protocol.JSON for case in transport.protocol.cases)
    if transport.path is None or described:
        return {}
    return {"path": located(transport.path, part.scope).code}
