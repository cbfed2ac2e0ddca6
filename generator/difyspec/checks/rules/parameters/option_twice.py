"""D845."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.parameter import Parameter
from difyspec.diagnostics.fix import ReplaceItem, safe
from difyspec.layout.tree import items_at
from difyspec.source import ScalarNode


@rule("D845", WARNING, SAFE)
def option_twice(parameter: Parameter) -> Iterator[Hit]:
    """An option is listed twice

    Why: Users see it twice.

    Fix: Remove one.

    Wrong:
        - {name: effort, type: string, options: [low, high, low]}

    Right:
        - {name: effort, type: string, options: [low, high]}
    """
    seen: set[str] = set()
    for index, node in enumerate(items_at(parameter.node, "options")):
        if not isinstance(node, ScalarNode) or node.tag != "str":
            continue
        if node.text in seen:
            fix = safe(node.span.file, ReplaceItem((*parameter.path, "options", index)))
            yield Hit(node.span, f"`{parameter.name}` has the option `{node.text}` twice", fix=fix)
        seen.add(node.text)
