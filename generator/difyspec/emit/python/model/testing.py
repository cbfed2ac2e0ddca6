"""What tests the credentials of a model type: attributes of its class."""

from __future__ import annotations

import ast

from difyspec.emit.python import literals
from difyspec.emit.python.choices import returned
from difyspec.emit.python.expressions import expression
from difyspec.emit.python.model.ping import validation_of
from difyspec.emit.python.model.shape import CALL, Part
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.printer import flat
from difyspec.emit.python.scope import Type
from difyspec.emit.python.syntax import text
from difyspec.provider.models import ModelType


def testing(part: Part) -> list[str]:
    """The attributes, if the spec says anything of the test that is not the usual."""
    found = validation_of(part)
    if found is None:
        return []
    named: dict[str, ast.expr] = {}
    if found.gets is not None:
        named["probes"] = literals.texts(found.gets)
    if found.text is not None and part.shape.type is not ModelType.LLM:
        named["ping_text"] = text(found.text)
    if found.query is not None:
        named["ping_query"] = text(found.query)
    if found.documents:
        named["ping_documents"] = literals.texts(found.documents)
    return [f"{name} = {flat(value)}" for name, value in named.items()]


def refusal(part: Part) -> list[Function]:
    """The method that says why a model is refused, if one is."""
    found = validation_of(part)
    if found is None or not found.refusals.cases:
        return []
    scope = part.scope.in_models()
    body = returned(found.refusals, scope, lambda said: expression(said, scope, Type.TEXT), ast.Constant(None))
    doc = "Why a model is refused before it is called."
    return [method("refusal", (f"call: {CALL}",), "str | None", doc, body)]
