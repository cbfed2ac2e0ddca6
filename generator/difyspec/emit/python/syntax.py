"""Short ways to build nodes of Python's syntax tree."""

from __future__ import annotations

import ast


def dotted(text: str) -> ast.expr:
    """``call.cred.api_key``; each part must be an identifier already."""
    first, *rest = text.split(".")
    node: ast.expr = ast.Name(first)
    for name in rest:
        node = ast.Attribute(node, name)
    return node


def call(function: ast.expr | str, *arguments: ast.expr, **named: ast.expr) -> ast.Call:
    """A call with positional and named arguments."""
    target = dotted(function) if isinstance(function, str) else function
    return ast.Call(target, list(arguments), [ast.keyword(name, value) for name, value in named.items()])


def inherited(name: str, *arguments: ast.expr) -> ast.Call:
    """``super().name(...)``."""
    return ast.Call(ast.Attribute(ast.Call(ast.Name("super"), [], []), name), list(arguments), [])


def compare(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.Compare:
    """One comparison."""
    return ast.Compare(left, [operator], [right])


_OPPOSITES: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(),
    ast.In: ast.NotIn(),
    ast.NotIn: ast.In(),
    ast.Is: ast.IsNot(),
    ast.IsNot: ast.Is(),
}


def negated(test: ast.expr) -> ast.expr:
    """The opposite of a test, as one would write it: ``a not in b``, ``a`` for ``not a``."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return operand
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in _OPPOSITES:
            return compare(left, _OPPOSITES[type(operator)], right)
        case _:
            return ast.UnaryOp(ast.Not(), test)


def text(value: str) -> ast.Constant:
    """A text constant."""
    return ast.Constant(value)


def statement(expression: ast.expr) -> ast.stmt:
    """An expression as a statement."""
    return ast.Expr(expression)


def assign(target: str, value: ast.expr) -> ast.stmt:
    """``name = value``."""
    return ast.Assign([dotted(target)], value)


def branch(test: ast.expr, body: list[ast.stmt], otherwise: list[ast.stmt] | None = None) -> ast.If:
    """``if test: body``, and ``else`` if there is one."""
    return ast.If(test, body, otherwise or [])


def function_of(parameters: tuple[str, ...], result: ast.expr) -> ast.Lambda:
    """``lambda parameter: result``."""
    names = [ast.arg(parameter) for parameter in parameters]
    return ast.Lambda(ast.arguments([], names, None, [], [], None, []), result)
