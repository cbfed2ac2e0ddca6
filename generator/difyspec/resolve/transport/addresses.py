"""Fixed addresses and headers: what no server and no HTTP library would take."""

from __future__ import annotations

import re

from difyspec.diagnostics import Span
from difyspec.language import Choice, Expr
from difyspec.provider.expressions import Else, Path, Template, Value
from difyspec.provider.values import Scalar
from difyspec.resolve.context import Context

_SCHEMES = ("http://", "https://")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


def check_endpoint(found: Choice[Expr[Value]], context: Context) -> None:
    """Findings about addresses that begin with something else than a scheme, as far as their beginning is fixed."""
    for case in found.cases:
        for text, span in _beginnings(case.then):
            if not any(one.startswith(text.lower()) for one in _SCHEMES):
                check_address(text, span, context)


def check_address(text: str, span: Span, context: Context) -> None:
    """A finding about a fixed address that begins with something else than a scheme."""
    if not text.lower().startswith(_SCHEMES):
        message = f"`{text}` is not the address of a server: it begins with neither `http://` nor `https://`"
        context.say("D109", span, message, "Write the whole address, as in `https://api.example.com/v1`.")


def check_header(name: str, expr: Expr[Value], context: Context) -> None:
    """A finding about line breaks and the like in a header's fixed text."""
    tree = expr.tree
    parts = tree.parts if isinstance(tree, Template) else (tree,)
    for part in parts:
        text = part if isinstance(part, str) else part.text if isinstance(part, Scalar) else ""
        if _CONTROL.search(text):
            message = f"the header `{name}` has a line break or a control character in it"
            context.say("D109", expr.span, message, "Write the value in one line.")


def _beginnings(expr: Expr[Value]) -> list[tuple[str, Span]]:
    """The fixed texts with which an address can begin, and their places."""
    tree: object = expr.tree
    if isinstance(tree, Template):
        tree = tree.parts[0] if tree.parts else ""
    while isinstance(tree, Else):
        tree = tree.otherwise
    if isinstance(tree, str):
        return [(tree, expr.span)]
    if isinstance(tree, Path) or not isinstance(tree, Scalar):
        return []
    return [(tree.text, expr.at(tree))] if tree.text else []
