"""Nodes as typed data: the scalars, lists and maps of `provider.values`."""

from __future__ import annotations

from difyspec.provider.values import FALSE, NULL, TRUE, Data, DataList, DataMap, Kind, Scalar
from difyspec.source import ListNode, Node, ScalarNode

_KINDS = {"str": Kind.TEXT, "int": Kind.INT, "float": Kind.FLOAT, "timestamp": Kind.TIMESTAMP}


def data(node: Node) -> Data:
    """A node of `source.foreign` as data."""
    if isinstance(node, ScalarNode):
        return scalar(node)
    if isinstance(node, ListNode):
        return DataList(tuple([data(item) for item in node.items]))
    return DataMap(tuple([(name.text, data(value)) for name, value in node.entries]))


def scalar(node: ScalarNode) -> Scalar:
    """A scalar with the type that its tag names."""
    if node.tag == "null":
        return NULL
    if node.tag == "bool":
        return TRUE if node.text == "true" else FALSE
    return Scalar(_KINDS[node.tag or "str"], node.text)


def text_of(node: Node) -> str | None:
    """The text of a node; None if it is anything else."""
    return node.text if isinstance(node, ScalarNode) and node.tag == "str" else None


def texts_of(node: Node) -> tuple[str, ...] | None:
    """The texts of a list; None if it is anything else."""
    if not isinstance(node, ListNode):
        return None
    found = [one for item in node.items if (one := text_of(item)) is not None]
    return tuple(found) if len(found) == len(node.items) else None


def scalar_of(node: Node, *kinds: Kind) -> Scalar | None:
    """The scalar of a node if it has one of the types given."""
    found = scalar(node) if isinstance(node, ScalarNode) else None
    return found if found is not None and found.kind in kinds else None


def distinct(texts: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The texts if none of them comes twice."""
    return texts if texts is not None and len(set(texts)) == len(texts) else None
