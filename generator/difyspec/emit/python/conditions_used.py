"""The functions that the named conditions of a module become: those its code calls, and those they call."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace

from difyspec.emit.python.conditions import Due, condition, function
from difyspec.emit.python.modules import Function
from difyspec.emit.python.scope import Scope
from difyspec.provider import walk
from difyspec.provider.expressions import Condition, Root


def functions(code: Iterable[ast.AST], scope: Scope, call: str, chat_call: str | None = None) -> list[Function]:
    """The functions, in the order in which the spec defines the conditions.

    They take a `call`, those that read parameters a `chat_call`; both are annotations.
    """
    called = {node.id for part in code for node in ast.walk(part) if isinstance(node, ast.Name)}
    plain = replace(scope, model="wire_name", inline=False)
    found: dict[str, Function] = {}
    waiting = [name for name in scope.conditions if function(name) in called]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        tree = scope.conditions[name]
        body: list[ast.stmt] = [ast.Return(condition(tree, plain, Due.BOOL))]
        kind = chat_call if chat_call and needs_parameters(tree, scope) else call
        found[name] = Function(function(name), (f"call: {kind}",), "bool", "", body)
        inner = {node.id for node in ast.walk(body[0]) if isinstance(node, ast.Name)}
        waiting += [other for other in scope.conditions if function(other) in inner]
    return [found[name] for name in scope.conditions if name in found]


def needs_parameters(tree: Condition, scope: Scope) -> bool:
    """Whether a condition reads what only a request has."""
    return any(walk.names((tree,), root, scope.conditions) for root in (Root.PARAM, Root.GIVEN, Root.CALL))
