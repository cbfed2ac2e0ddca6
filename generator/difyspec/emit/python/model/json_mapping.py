"""``protocol: json``: a server's own JSON, from what the spec says of its request and answer."""

from __future__ import annotations

import ast

from difyspec.emit.python.bodies import written
from difyspec.emit.python.choices import nested
from difyspec.emit.python.model.shape import Part
from difyspec.emit.python.paths import located
from difyspec.emit.python.scope import Slot, Type
from difyspec.emit.python.syntax import call, compare, function_of, text
from difyspec.provider.expressions import Case, Choice
from difyspec.provider.models import ModelType
from difyspec.provider.transport import JsonItem, JsonMapping

_MAKERS = {
    ModelType.TEXT_EMBEDDING: ("embeddings", ("items",)),
    ModelType.RERANK: ("rerank", ("query", "items", "top_n")),
    ModelType.TTS: ("speech", ("spoken", "voice", "kind")),
    ModelType.MODERATION: ("moderation", ("items",)),
}
# What the runtime calls the places in an answer, where it is another word than the language's.
_SLOTS = {"vectors": "vectors_at", "tokens": "tokens_at"}


def mapped(part: Part) -> ast.expr:
    """The protocol that the description makes."""
    mapping = part.transport.json
    if mapping is None or part.shape.type not in _MAKERS:
        raise LookupError(f"no JSON is described for {part.shape.type.value}")
    maker, parameters = _MAKERS[part.shape.type]
    named: dict[str, ast.expr] = {_SLOTS.get(slot, slot): text(place) for slot, place in mapping.response}
    if mapping.each:
        named["each"] = _each(mapping, part)
    request = function_of(parameters, _request(mapping, part))
    path = located(mapping.path, part.scope)
    place = ast.BoolOp(ast.Or(), [path.code, text("")]) if path.optional else path.code
    return call(f"json_mapping.{maker}", place, request, **named)


def _request(mapping: JsonMapping, part: Part) -> ast.expr:
    """What is asked; nothing where no case fits."""
    empty = Slot(ast.Dict([], []), Type.ANY)
    return nested(mapping.request, part.scope, lambda one: Slot(written(one, part.scope), Type.ANY), empty).code


def _each(mapping: JsonMapping, part: Part) -> ast.expr:
    """``lambda kind, item: ...``; an item that no case covers is written as it is."""
    choice = Choice(tuple(Case(item.when, item) for item in mapping.each))
    plain = Slot(ast.Name("item"), Type.ANY)
    return function_of(("kind", "item"), nested(choice, part.scope, lambda item: _item(item, part), plain).code)


def _item(item: JsonItem, part: Part) -> Slot:
    found: ast.expr = ast.Name("item")
    for index, (kind, body) in enumerate(reversed(item.kinds)):
        code = written(body, part.scope)
        found = code if index == 0 else ast.IfExp(compare(ast.Name("kind"), ast.Eq(), text(kind)), code, found)
    return Slot(found, Type.ANY)
