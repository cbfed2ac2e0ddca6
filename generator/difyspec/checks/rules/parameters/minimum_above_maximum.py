"""D844."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import decimal
from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.parameter import Parameter
from difyspec.checks.views.values import plain
from difyspec.diagnostics.fix import Fix, SetValue, unsafe


@rule("D844", WARNING, UNSAFE)
def minimum_above_maximum(parameter: Parameter) -> Iterator[Hit]:
    """A minimum is above the maximum

    Also where one of the two comes from the template.

    Why: No value is right: every call that gives the parameter fails.

    Fix: Correct the limits.

    Wrong:
        - {name: temperature, use_template: temperature, min: 1.5}

    Right:
        - {name: temperature, use_template: temperature, min: 1.5, max: 2}
    """
    least, most = parameter.number("min"), parameter.number("max")
    if least is not None and most is not None and least > most:
        key = "min" if parameter.own("min") is not None else "max"
        message = f"`{parameter.name}` has the minimum {plain(least)} and the maximum {plain(most)}"
        yield Hit(parameter.at(key), message, fix=_fix(parameter))


def _fix(parameter: Parameter) -> Fix | None:
    """The two swapped, where the parameter says both itself."""
    least, most = parameter.own("min"), parameter.own("max")
    low, high = (decimal(most.text), decimal(least.text)) if least is not None and most is not None else (None, None)
    if low is None or high is None:
        return None
    path = parameter.path
    return unsafe(parameter.node.span.file, SetValue((*path, "min"), low), SetValue((*path, "max"), high))
