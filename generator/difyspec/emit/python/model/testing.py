"""What tests the credentials of a model type: attributes of its class."""

from __future__ import annotations

import ast

from difyspec.emit.python import literals
from difyspec.emit.python.model.ping import validation_of
from difyspec.emit.python.model.shape import Part
from difyspec.emit.python.printer import flat
from difyspec.emit.python.syntax import text
from difyspec.provider.models import ModelType


def testing(part: Part) -> list[str]:
    """The attributes, if the spec says anything of the test that is not the usual."""
    found = validation_of(part)
    if found is None:
        return []
    named: dict[str, ast.expr] = {}
    if found.gets:
        named["probes"] = literals.texts(found.gets)
    if found.text is not None and part.shape.type is not ModelType.LLM:
        named["ping_text"] = text(found.text)
    if found.query is not None:
        named["ping_query"] = text(found.query)
    if found.documents:
        named["ping_documents"] = literals.texts(found.documents)
    return [f"{name} = {flat(value)}" for name, value in named.items()]
