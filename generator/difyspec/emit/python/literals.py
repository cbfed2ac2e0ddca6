"""Plain data of the provider → constants of Python's syntax tree."""

from __future__ import annotations

import ast

from difyspec.provider.values import Data, DataList, DataMap, Kind, Scalar

_ODD_FLOATS = {".inf": "inf", "+.inf": "inf", "-.inf": "-inf", ".nan": "nan"}


def scalar(value: Scalar) -> ast.expr:
    """The constant with a scalar's value; a timestamp is its text, as JSON has no other way to say it."""
    match value.kind:
        case Kind.INT:
            return ast.Constant(integer(value.text))
        case Kind.FLOAT:
            return _float(value.text)
        case Kind.BOOL:
            return ast.Constant(value.truth)
        case Kind.NULL:
            return ast.Constant(None)
        case _:
            return ast.Constant(value.text)


def integer(text: str) -> int:
    """An int as YAML writes it: decimal, or with a prefix (``0x1F``, ``0o17``)."""
    try:
        return int(text)
    except ValueError:
        return int(text, 0)


def _float(text: str) -> ast.expr:
    odd = _ODD_FLOATS.get(text.lower())
    if odd is None:
        return ast.Constant(float(text))
    return ast.Call(ast.Name("float"), [ast.Constant(odd)], [])


def data(value: Data) -> ast.expr:
    """The display of a list or map, or the constant of a scalar."""
    if isinstance(value, DataList):
        return ast.List([data(item) for item in value.items])
    if isinstance(value, DataMap):
        return ast.Dict([ast.Constant(key) for key, _ in value.entries], [data(item) for _, item in value.entries])
    return scalar(value)


def texts(values: tuple[str, ...]) -> ast.expr:
    """A tuple of text constants."""
    return ast.Tuple([ast.Constant(value) for value in values])
