"""D843."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import decimal, raw, whole
from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.parameter import Parameter
from difyspec.diagnostics.fix import Fix, Number, SetValue, safe
from difyspec.source import ListNode, MapNode, ScalarNode

_TAGS = {
    "int": ("int",),
    "float": ("int", "float"),
    "boolean": ("bool",),
    "string": ("str",),
    "text": ("str",),
}
_DUE = {
    "int": "a whole number",
    "float": "a number",
    "boolean": "true or false",
    "string": "a text in quotes",
    "text": "a text in quotes",
}


@rule("D843", WARNING, SAFE)
def default_of_other_type(parameter: Parameter) -> Iterator[Hit]:
    """A default is of another type than its parameter

    Also where the default is that of the template.

    Why: The SDK compares types strictly: every call with the default fails with "should be int" or the like.

    Fix: Write the default as the type asks: numbers without quotes, whole ones for int, texts in quotes.

    Wrong:
        - {name: seed, type: int, default: '42'}

    Right:
        - {name: seed, type: int, default: 42}
    """
    node = parameter.node.get("default") or parameter.value("default")
    tags = _TAGS.get(parameter.type or "")
    if node is None or tags is None or parameter.null("default"):
        return
    if isinstance(node, ListNode | MapNode):
        yield Hit(node.span, f"the default of `{parameter.name}` is a list or a map")
    elif node.tag not in tags:
        due = _DUE[parameter.type or ""]
        message = f"the default `{node.text}` of `{parameter.name}` is not {due}, as `{parameter.type}` asks"
        yield Hit(node.span, message, fix=_fix(parameter, node) if parameter.has("default") else None)


def _fix(parameter: Parameter, node: ScalarNode) -> Fix | None:
    """The same characters with quotes or without, where they then are of the type that is asked for."""
    value: str | bool | Number | None = None
    if parameter.type in ("string", "text"):
        value = raw(parameter.model.plugin.layout, node) if node.tag in ("int", "float") else None
    elif node.tag == "str" and parameter.type == "boolean":
        value = node.text == "true" if node.text in ("true", "false") else None
    elif parameter.type == "int":
        value = (
            whole(node.text.removesuffix(".0") if node.tag == "float" else node.text) if node.tag != "bool" else None
        )
    elif node.tag == "str":
        value = decimal(node.text)
    return safe(node.span.file, SetValue((*parameter.path, "default"), value)) if value is not None else None
