"""D845."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.parameter import Parameter
from difyspec.layout.tree import texts_at


@rule("D845", WARNING)
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
    for text, node in texts_at(parameter.node, "options"):
        if text in seen:
            yield Hit(node.span, f"`{parameter.name}` has the option `{text}` twice")
        seen.add(text)
