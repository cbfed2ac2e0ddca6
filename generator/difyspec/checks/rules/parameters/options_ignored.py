"""D849."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.parameter import Parameter


@rule("D849", INFO)
def options_ignored(parameter: Parameter) -> Iterator[Hit]:
    """Options stand at a parameter that is no string

    Why: The SDK checks options of strings only, so any number passes.

    Fix: Make it a string, or write `min` and `max` instead.

    Wrong:
        - {name: size, type: int, options: ['256', '512']}

    Right:
        - {name: size, type: string, options: ['256', '512']}
    """
    if parameter.has("options") and parameter.options and parameter.type not in ("string", None):
        yield Hit(
            parameter.at("options"),
            f"the options of `{parameter.name}` are not checked, since it is `{parameter.type}`",
        )
