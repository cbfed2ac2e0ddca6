"""Syntax trees → text as black lays it out (lines of 120, double quotes), without running black.

`ast.unparse` is no help here: it writes single quotes and never breaks a line. Only what adapters consist of is
covered; any other node raises `TypeError`. A display or call that does not fit goes one item a line with a trailing
comma, which black leaves alone whatever the width. What has no brackets to break at is left over-long for `tidy`.
"""

from __future__ import annotations

import ast

from difyspec.emit.python.strings import inside, quote_of, width, written

WIDTH = 120
_STEP = 4

# How tightly an expression binds; an operand weaker than its place asks for gets parentheses.
_IF, _OR, _AND, _NOT, _COMPARE, _SIGN, _ATOM = range(1, 8)
_OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.GtE: ">=",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.Lt: "<",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Is: "is",
    ast.IsNot: "is not",
}


def flat(node: ast.expr, place: int = _IF) -> str:
    """An expression on one line, in parentheses if it binds less tightly than `place` asks for."""
    text, strength = _flat(node)
    return f"({text})" if strength < place else text


def _flat(node: ast.expr) -> tuple[str, int]:
    match node:
        case ast.Constant():
            return _constant(node.value)
        case ast.Name():
            return node.id, _ATOM
        case ast.JoinedStr():
            return _joined(node), _ATOM
        case ast.Attribute():
            return f"{flat(node.value, _ATOM)}.{node.attr}", _ATOM
        case ast.Call() | ast.Tuple() | ast.List() | ast.Dict() | ast.Subscript():
            opening, items, closing = _brackets(node)
            comma = "," if isinstance(node, ast.Tuple) and len(items) == 1 else ""
            inner = ", ".join(head + flat(item) for head, item in items)
            return f"{opening}{inner}{comma}{closing}", _ATOM
        case ast.Starred():
            return f"*{flat(node.value, _ATOM)}", _ATOM
        case ast.UnaryOp(op=ast.Not()):
            return f"not {flat(node.operand, _NOT)}", _NOT
        case _:
            return _operation(node)


def _operation(node: ast.expr) -> tuple[str, int]:
    match node:
        case ast.Compare():
            text = flat(node.left, _SIGN)
            for operator, right in zip(node.ops, node.comparators, strict=True):
                text += f" {_OPERATORS[type(operator)]} {flat(right, _SIGN)}"
            return text, _COMPARE
        case ast.BoolOp(op=ast.And()):
            return " and ".join(flat(value, _NOT) for value in node.values), _AND
        case ast.BoolOp():
            # `and` within `or` needs no parentheses, but a reader wants them.
            return " or ".join(flat(value, _NOT) for value in node.values), _OR
        case ast.Lambda(args=ast.arguments(args=[_, *_] as parameters)):
            return f"lambda {', '.join(one.arg for one in parameters)}: {flat(node.body)}", _IF
        case ast.IfExp():
            return f"{flat(node.body, _OR)} if {flat(node.test, _OR)} else {flat(node.orelse)}", _IF
        case _:
            raise TypeError(f"no way to print {type(node).__name__}")


def _constant(value: object) -> tuple[str, int]:
    if isinstance(value, str):
        return written(value), _ATOM
    text = repr(value)
    return text, _SIGN if text.startswith("-") else _ATOM


def _joined(node: ast.JoinedStr) -> str:
    """An f-string. Its fields are names and attributes only, so that no quote can meet a quote."""
    quote = quote_of("".join(str(part.value) for part in node.values if isinstance(part, ast.Constant)))
    body = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            body += inside(str(part.value), quote).replace("{", "{{").replace("}", "}}")
        elif isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name | ast.Attribute):
            body += f"{{{flat(part.value)}}}"
        else:
            raise TypeError("a field of an f-string must be a name or an attribute")
    return f"f{quote}{body}{quote}"


type _Items = list[tuple[str, ast.expr]]


def _brackets(node: ast.expr) -> tuple[str, _Items, str]:
    """What opens a bracket, the items with what precedes each (``key=``), and what closes it."""
    match node:
        case ast.Call():
            named: _Items = [("**" if word.arg is None else f"{word.arg}=", word.value) for word in node.keywords]
            return flat(node.func, _ATOM) + "(", [("", item) for item in node.args] + named, ")"
        case ast.Subscript(slice=ast.Tuple(elts=indexes)):
            return flat(node.value, _ATOM) + "[", [("", item) for item in indexes], "]"
        case ast.Subscript():
            return flat(node.value, _ATOM) + "[", [("", node.slice)], "]"
        case ast.Tuple():
            return "(", [("", item) for item in node.elts], ")"
        case ast.List():
            return "[", [("", item) for item in node.elts], "]"
        case ast.Dict():
            heads = ["**" if key is None else f"{flat(key)}: " for key in node.keys]
            return "{", list(zip(heads, node.values, strict=True)), "}"
        case _:
            raise TypeError(f"{type(node).__name__} has no brackets")


def spread(node: ast.expr, indent: int, head: str = "", tail: str = "") -> list[str]:
    """An expression between `head` and `tail`, on one line if it fits, else one item of its brackets a line."""
    line = " " * indent + head + flat(node) + tail
    if width(line) <= WIDTH:
        return [line]
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.comparators[0], ast.Tuple):
        head, node = f"{head}{flat(node.left, _SIGN)} {_OPERATORS[type(node.ops[0])]} ", node.comparators[0]
    if not isinstance(node, ast.Call | ast.Tuple | ast.List | ast.Dict):
        return [line]
    opening, items, closing = _brackets(node)
    if not items:
        return [line]
    lines = [" " * indent + head + opening]
    for before, item in items:
        lines += spread(item, indent + _STEP, before, ",")
    return [*lines, " " * indent + closing + tail]


def block(statements: list[ast.stmt], indent: int = 0) -> str:
    """Statements one after the other, without a line break at the end."""
    return "\n".join(line for one in statements for line in _statement(one, indent))


def _statement(node: ast.stmt, indent: int) -> list[str]:
    match node:
        case ast.Return(value=None):
            return [" " * indent + "return"]
        case ast.Return(value=ast.expr() as value):
            return spread(value, indent, "return ")
        case ast.Expr():
            return spread(node.value, indent)
        case ast.Raise(exc=ast.expr() as error):
            return spread(error, indent, "raise ")
        case ast.Assign(targets=[target]):
            return spread(node.value, indent, f"{flat(target)} = ")
        case ast.If():
            return _if(node, indent, "if")
        case _:
            raise TypeError(f"no way to print {type(node).__name__}")


def _if(node: ast.If, indent: int, word: str) -> list[str]:
    lines = spread(node.test, indent, f"{word} ", ":")
    lines += [line for one in node.body for line in _statement(one, indent + _STEP)]
    if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        return lines + _if(node.orelse[0], indent, "elif")
    if node.orelse:
        lines.append(" " * indent + "else:")
        lines += [line for one in node.orelse for line in _statement(one, indent + _STEP)]
    return lines
