"""D841."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from difyspec.checks.rule import SAFE, UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.parameter import Parameter
from difyspec.checks.views.values import plain
from difyspec.diagnostics.fix import AddKey, Fix, Number, SetValue, safe, unsafe


@rule("D841", WARNING, SAFE, UNSAFE)
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
        yield Hit(parameter.at("default"), message, fix=_fix(parameter, default))


def _fix(parameter: Parameter, default: Decimal) -> Fix | None:
    """As many decimals as the default has: what the template says is no decision about this parameter."""
    exponent = default.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or parameter.null("precision"):
        return None
    decimals, file, path = Number(str(-exponent)), parameter.node.span.file, parameter.path
    if parameter.own("precision") is not None:
        return unsafe(file, SetValue((*path, "precision"), decimals))
    return safe(file, AddKey(path, "precision", decimals, ("default", "min", "max")))
