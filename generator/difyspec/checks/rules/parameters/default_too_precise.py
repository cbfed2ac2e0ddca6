"""D841."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.parameter import Parameter
from difyspec.checks.views.values import plain


@rule("D841", WARNING)
def default_too_precise(parameter: Parameter) -> Iterator[Hit]:
    """The SDK refuses a default because it has more decimals than `precision`

    The templates of temperature, top_p and the penalties have a precision of 2.

    Why: Every call with the default fails with "should be round to 2 decimal places".

    Fix: Write a `precision` that is large enough, or round the default.

    Wrong:
        - {name: top_p, use_template: top_p, default: 0.999}

    Right:
        - {name: top_p, use_template: top_p, default: 0.999, precision: 3}
    """
    default, precision = parameter.number("default"), parameter.number("precision")
    if parameter.type != "float" or default is None or precision is None or abs(precision) > 100:
        return
    if float(default) != round(float(default), int(precision)):
        message = f"the default {plain(default)} of `{parameter.name}` has more than {plain(precision)} decimals"
        yield Hit(parameter.at("default"), message)
