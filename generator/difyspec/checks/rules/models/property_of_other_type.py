"""D864."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import raw, whole
from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.diagnostics.fix import Fix, SetValue, safe
from difyspec.provider.values import Kind
from difyspec.provider.vocabulary import PROPERTIES
from difyspec.source import ListNode, MapNode, Node, ScalarNode

_COUNTS = tuple(name for name, kind in PROPERTIES.items() if kind is Kind.INT)
_TEXTS = tuple(name for name, kind in PROPERTIES.items() if kind is Kind.TEXT)


@rule("D864", WARNING, SAFE)
def property_of_other_type(model: Model) -> Iterator[Hit]:
    """A property of a model is not what Dify takes it for

    Sizes and numbers are whole and above 0, `mode` and the like are texts, `voices` is a list. No loader checks it.

    Why: The plugin starts, and then fails wherever the property is used: a text cannot be compared with a number of
    tokens.

    Fix: Write sizes as numbers without quotes.

    Wrong:
        model_properties: {mode: chat, context_size: '8192'}

    Right:
        model_properties: {mode: chat, context_size: 8192}
    """
    for key in _COUNTS:
        node = model.property_of(key)
        if node is not None and not _is_count(node):
            yield Hit(node.span, f"`{key}` of `{model.id}` is no whole number above 0", fix=_count(key, node))
    for key in _TEXTS:
        node = model.property_of(key)
        listed = key == "supported_file_extensions" and isinstance(node, ListNode)
        if node is not None and not listed and not (isinstance(node, ScalarNode) and node.tag in ("str", "null")):
            yield Hit(node.span, f"`{key}` of `{model.id}` is no text", fix=_text(model, key, node))
    voices = model.property_of("voices")
    if isinstance(voices, MapNode | ScalarNode):
        yield Hit(voices.span, f"`voices` of `{model.id}` is no list")


def _count(key: str, node: Node) -> Fix | None:
    """The number without its quotes or its fraction of nothing."""
    text = node.text.strip() if isinstance(node, ScalarNode) and node.tag in ("str", "float") else ""
    number = whole(text.removesuffix(".0"))
    if number is None or number.text.startswith("-") or number.text == "0":
        return None
    return safe(node.span.file, SetValue(("model_properties", key), number))


def _text(model: Model, key: str, node: Node) -> Fix | None:
    """What stands there in quotes."""
    if not isinstance(node, ScalarNode):
        return None
    return safe(node.span.file, SetValue(("model_properties", key), raw(model.plugin.layout, node)))


def _is_count(node: Node) -> bool:
    if not isinstance(node, ScalarNode):
        return False
    return node.tag == "null" or (node.tag == "int" and not node.text.startswith("-") and node.text.strip("0") != "")
