"""How the credentials of a language model are tested: the request, and what to try before it fails."""

from __future__ import annotations

import ast

from difyspec.emit.python.bodies import pairs
from difyspec.emit.python.choices import nested
from difyspec.emit.python.conditions import condition
from difyspec.emit.python.expressions import typed
from difyspec.emit.python.model.shape import Part
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.scope import Slot, Type
from difyspec.emit.python.syntax import call, text
from difyspec.provider.transport import Attempt, TypeValidation


def ping(part: Part) -> list[Function]:
    """The methods, if the spec says anything of the test."""
    found = validation_of(part)
    return [] if found is None else [*_ping(found, part), *_attempts(found, part)]


def carried(part: Part) -> list[Function]:
    """The method of a model type other than llm, if the spec says what its test carries."""
    found = validation_of(part)
    if found is None or not found.ping:
        return []
    doc = "What the request that tests credentials carries besides what it asks."
    body: list[ast.stmt] = [ast.Return(pairs(found.ping, part.scope))]
    return [method("ping", (f"call: {part.shape.alias}",), "Mapping[str, object]", doc, body)]


def validation_of(part: Part) -> TypeValidation | None:
    """What the spec says of the test of a model type."""
    return next((one for one in part.provider.validation.types if one.type == part.shape.type.value), None)


def _ping(validation: TypeValidation, part: Part) -> list[Function]:
    named: dict[str, ast.expr] = {}
    if validation.ping is not None:
        named["body"] = pairs(validation.ping, part.scope)
    if validation.text is not None:
        named["text"] = text(validation.text)
    if validation.stream is not None:
        off = Slot(ast.Constant(False), Type.BOOL)
        slot = nested(validation.stream, part.scope, lambda one: typed(one, part.scope, Type.BOOL), off)
        named["stream"] = call("truth", slot.code) if slot.optional else slot.code
    if not named:
        return []
    result = ast.Return(call("chat.Ping", **named))
    return [
        method("ping", (f"call: {part.shape.alias}",), "chat.Ping", "The request that tests credentials.", [result])
    ]


def _attempts(validation: TypeValidation, part: Part) -> list[Function]:
    if not validation.attempts:
        return []
    tuple_ = ast.Tuple([_attempt(attempt, part) for attempt in validation.attempts])
    parameters = (f"call: {part.shape.alias}", "error: errors.Failure")
    doc = "What to try before a test fails."
    return [method("attempts", parameters, "tuple[chat.Attempt, ...]", doc, [ast.Return(tuple_)])]


def _attempt(attempt: Attempt, part: Part) -> ast.expr:
    named = {} if attempt.when is None else {"when": condition(attempt.when, part.scope)}
    return call("chat.Attempt", pairs(attempt.set, part.scope), **named)
