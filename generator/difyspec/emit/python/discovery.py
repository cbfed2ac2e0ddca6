"""What the server tells of a model: a hook's answer, or values at places of an answer."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from difyspec.emit.python.hooks import hook
from difyspec.emit.python.literals import texts
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.paths import path
from difyspec.emit.python.scope import Scope
from difyspec.emit.python.syntax import assign, call, dotted, text
from difyspec.provider import entities
from difyspec.provider.forms import Fact, FactType
from difyspec.provider.names import identifiers
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import Discovery, HookRef

_FUNCTIONS = {
    FactType.TEXT: "text",
    FactType.INT: "whole",
    FactType.FLOAT: "number",
    FactType.BOOL: "true",
    FactType.SELECT: "option",
}


def discover(provider: Provider, scope: Scope, kind: str) -> list[Function]:
    """The method of the connection; none where nothing is to be found out. `kind` annotates the call."""
    found = provider.validation.discover
    if found is None:
        return []
    if isinstance(found, HookRef):
        body: list[ast.stmt] = [ast.Return(call(hook(provider, found.name), ast.Name("call")))]
    else:
        body = [assign("answer", _answer(found, scope)), ast.Return(_facts(provider))]
    doc = "What the server tells of a model."
    return [method("discover", (f"call: {kind}",), entities.DISCOVERED, doc, body)]


def _answer(found: Discovery, scope: Scope) -> ast.expr:
    answer = call("call.http.get", path(found.path, scope).code)
    if found.list is None:
        return answer
    return call("told.listed", answer, text(found.list), text(found.id), dotted("call.model.wire_name"))


def _facts(provider: Provider) -> ast.expr:
    python = identifiers(fact.name for fact in provider.facts)
    keys: list[ast.expr | None] = [text(python[fact.name]) for fact in provider.facts]
    values = ast.Dict(keys, [_fact(fact) for fact in provider.facts])
    return call(f"{entities.DISCOVERED}.model_validate", values)


def _fact(fact: Fact) -> ast.expr:
    named: dict[str, ast.expr] = {}
    if fact.type is FactType.SELECT:
        named["options"] = texts(fact.options)
    if fact.truths:
        named["when"] = texts(fact.truths)
    if fact.values:
        named["values"] = _table(fact.values)
    places = (text(place) for place in fact.places)
    return call(f"told.{_FUNCTIONS[fact.type]}", ast.Name("answer"), *places, **named)


def _table(pairs: Iterable[tuple[str, str]]) -> ast.expr:
    found = list(pairs)
    return ast.Dict([text(said) for said, _ in found], [text(meant) for _, meant in found])
