"""What a model is that a user added, as far as it depends on credentials and discovered facts."""

from __future__ import annotations

import ast

from difyspec.emit.declarations.custom import fixed
from difyspec.emit.python.choices import nested, statements
from difyspec.emit.python.conditions import condition
from difyspec.emit.python.expressions import expression, typed
from difyspec.emit.python.hooks import hook
from difyspec.emit.python.literals import texts
from difyspec.emit.python.model.shape import CALL, Part
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.scope import Scope, Type
from difyspec.emit.python.syntax import call, statement, text
from difyspec.provider.expressions import Choice, Value
from difyspec.provider.models import CustomModel, CustomParameter, Voices

# What Dify's properties are; the others are passed on as they come.
_PROPERTIES = {
    "mode": Type.TEXT,
    "context_size": Type.INT,
    "max_chunks": Type.INT,
    "file_upload_limit": Type.INT,
    "supported_file_extensions": Type.TEXT,
    "word_limit": Type.INT,
    "max_workers": Type.INT,
    "audio_type": Type.TEXT,
    "default_voice": Type.TEXT,
    "max_characters_per_chunk": Type.INT,
}


def customize(part: Part) -> list[Function]:
    """The method that completes the description, if anything in it depends on the call."""
    custom = part.provider.catalogue(part.shape.type).custom
    body = [] if custom is None else _completed(custom, part.scope.in_models())
    if part.transport.schema is not None:
        schema = hook(part.provider, part.transport.schema.name)
        body.append(statement(call(schema, ast.Name("call"), ast.Name("model"))))
    if not body:
        return []
    parameters = ("model: customs.Draft", f"call: {CALL}")
    return [method("customize", parameters, "None", "Completes the description of a model that a user added.", body)]


def _completed(custom: CustomModel, scope: Scope) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    if custom.label is not None and fixed(custom.label) is None:
        found += _set("model.label", (), custom.label, scope, Type.TEXT)
    for name, choice in custom.properties:
        if fixed(choice) is None:
            found += _set("model.set", (text(name),), choice, scope, _PROPERTIES.get(name, Type.ANY))
    for feature in custom.features or ():
        if feature.when is not None:
            when = condition(feature.when, scope)
            found.append(statement(call("model.feature", text(feature.name), when=when)))
    for parameter in custom.parameters or ():
        found += _parameter(parameter, scope)
    return found + (_voices(custom.voices, scope) if custom.voices else [])


def _set(
    function: str, before: tuple[ast.expr, ...], choice: Choice[Value], scope: Scope, want: Type
) -> list[ast.stmt]:
    """A call with the value: one if the choice fits into it, else one for each case."""
    if len(choice.cases) <= 2:
        value = nested(choice, scope, lambda one: typed(one, scope, want)).code
        return [statement(call(function, *before, value))]
    return statements(choice, scope, lambda one: [statement(call(function, *before, expression(one, scope, want)))])


def _parameter(parameter: CustomParameter, scope: Scope) -> list[ast.stmt]:
    named: dict[str, ast.expr] = {}
    if parameter.when is not None:
        named["when"] = condition(parameter.when, scope)
    for attribute, choice in parameter.dynamic:
        named[attribute] = nested(choice, scope, lambda one: typed(one, scope)).code
    return [statement(call("model.parameter", text(parameter.rule.name), **named))] if named else []


def _voices(voices: Voices, scope: Scope) -> list[ast.stmt]:
    listed = call("customs.voices", expression(voices.split, scope, Type.TEXT), texts(voices.languages))
    return [statement(call("model.voices", listed))]
