"""What goes into request bodies: data with expressions in it, and the steps of ``send``."""

from __future__ import annotations

import ast
from itertools import groupby

from difyspec.emit.python import literals
from difyspec.emit.python.choices import nested
from difyspec.emit.python.conditions import condition
from difyspec.emit.python.expressions import expression
from difyspec.emit.python.scope import Scope, Slot, Type
from difyspec.emit.python.syntax import branch, call, dotted, statement, text
from difyspec.provider.expressions import Choice
from difyspec.provider.transport import BodyData, BodyList, BodyMap, Step, Verb
from difyspec.provider.values import Kind, Scalar


def written(data: BodyData, scope: Scope) -> ast.expr:
    """Data of a body; an explicit null is the runtime's, since None is what an absent value reads as."""
    match data:
        case Scalar(kind=Kind.NULL):
            return dotted("bodies.NULL")
        case BodyList(items=items):
            return ast.List([written(item, scope) for item in items])
        case BodyMap(entries=entries):
            return ast.Dict([text(key) for key, _ in entries], [written(item, scope) for _, item in entries])
        case Choice():
            return nested(data, scope, lambda one: Slot(written(one, scope), Type.ANY)).code
        case _:
            return expression(data, scope)


def pairs(entries: tuple[tuple[str, BodyData], ...], scope: Scope) -> ast.expr:
    """Dotted targets and what is put there."""
    return written(BodyMap(entries), scope)


def steps(send: tuple[Step, ...], scope: Scope) -> list[ast.stmt]:
    """The statements of ``send``; neighbours with one restriction share an ``if``."""
    found: list[ast.stmt] = []
    for when, group in groupby(send, key=lambda step: step.when):
        body = [made for step in group for made in _step(step, scope)]
        found += body if when is None else [branch(condition(when, scope), body)]
    return found


def _step(step: Step, scope: Scope) -> list[ast.stmt]:
    function = f"body.{step.verb.value}"
    targets = [(text(target), data) for target, data in step.targets]
    match step.verb:
        case Verb.DROP | Verb.PARSE:
            return [statement(call(function, *(target for target, _ in targets)))]
        case Verb.CLAMP:
            return [statement(call(function, target, **_limits(data, scope))) for target, data in targets]
        case Verb.RENAME | Verb.COPY:
            values = [_translations(step)] if step.values else []
            return [statement(call(function, target, _target(data), *values)) for target, data in targets]
        case Verb.DEFAULT | Verb.SET | Verb.APPEND:
            return [statement(call(function, target, _data(data, scope))) for target, data in targets]


def _data(data: BodyData | None, scope: Scope) -> ast.expr:
    return dotted("bodies.NULL") if data is None else written(data, scope)


def _target(data: BodyData | None) -> ast.expr:
    if not isinstance(data, Scalar):
        raise TypeError("rename and copy need the text of a target")
    return text(data.text)


def _limits(data: BodyData | None, scope: Scope) -> dict[str, ast.expr]:
    if not isinstance(data, BodyMap):
        raise TypeError("clamp needs a map of limits")
    return {name: written(limit, scope) for name, limit in data.entries}


def _translations(step: Step) -> ast.expr:
    """Pairs of literals, where None is null itself."""
    return ast.Tuple([ast.Tuple([literals.scalar(one), literals.data(other)]) for one, other in step.values])
