"""Single values of a declaration."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from difyspec.layout.tree import down
from difyspec.source import Node, ScalarNode

_LARGEST = 24  # digits


def scalar_at(node: Node | None, *path: str | int) -> ScalarNode | None:
    """The scalar at a path; None where there is none, or a null."""
    found = down(node, *path)
    return found if isinstance(found, ScalarNode) and found.tag != "null" else None


def number_of(node: ScalarNode | None) -> Decimal | None:
    """The value of a number, also of one in quotes; None for anything else, and for numbers out of this world."""
    if node is None or node.tag not in ("int", "float", "str"):
        return None
    try:
        value = Decimal(node.text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < _LARGEST else None


def whole_of(node: ScalarNode | None) -> int | None:
    """The value of an int that is written as one."""
    return int(node.text) if node is not None and node.tag == "int" and len(node.text) < 40 else None


def plain(value: Decimal) -> str:
    """A number for people, without an exponent where it can be avoided."""
    text = format(value.normalize(), "f")
    return text if len(text) <= 24 else str(value.normalize())
