"""D844."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.parameter import Parameter
from difyspec.checks.views.values import plain


@rule("D844", WARNING)
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
        yield Hit(parameter.at(key), f"`{parameter.name}` has the minimum {plain(least)} and the maximum {plain(most)}")
