"""D843."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.parameter import Parameter
from difyspec.source import ListNode, MapNode

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


@rule("D843", WARNING)
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
        yield Hit(
            node.span, f"the default `{node.text}` of `{parameter.name}` is not {due}, as `{parameter.type}` asks"
        )
