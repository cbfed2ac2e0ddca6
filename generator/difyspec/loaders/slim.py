"""What "slim" sees of a plugin: graphon's converter of declarations (`dsl/slim`, read from its source; `authors.md` 6).

It knows no templates: a parameter that names no type is a text to it. It drops features and languages that it does not
know.
"""

from __future__ import annotations

from difyspec.layout.tree import items_at, text_at
from difyspec.source import Node

LANGUAGES = ("en_US", "zh_Hans")
DEFAULT_TYPE = "string"


def parameter_types(model: Node | None) -> dict[str, str]:
    """The type that each parameter of a model has for slim."""
    found: dict[str, str] = {}
    for rule in items_at(model, "parameter_rules"):
        name = text_at(rule, "name")
        if name is not None:
            found[name] = text_at(rule, "type") or DEFAULT_TYPE
    return found
