"""D840."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import decimal, whole
from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.parameter import Parameter
from difyspec.checks.views.values import plain
from difyspec.diagnostics.fix import AddKey, Fix, SetValue, unsafe


@rule("D840", WARNING, UNSAFE)
def default_out_of_range(parameter: Parameter) -> Iterator[Hit]:
    """The SDK refuses a default because of its own minimum or maximum

    The limits are those of the parameter, else those of its template: a default of 1.1 for `frequency_penalty` is
    above the template's maximum of 1.

    Why: Every call with the default fails with "should be less than or equal to".

    Fix: Move the default into the range, or write `min` and `max` that allow it.

    Wrong:
        - {name: frequency_penalty, use_template: frequency_penalty, default: 1.1}

    Right:
        - {name: frequency_penalty, use_template: frequency_penalty, default: 1.1, max: 2}
    """
    default = parameter.number("default")
    if parameter.type not in ("int", "float") or default is None:
        return
    for key, word in (("min", "below"), ("max", "above")):
        limit = parameter.number(key)
        if limit is not None and (default < limit if key == "min" else default > limit):
            whose = "its" if parameter.own(key) is not None else "the template's"
            message = f"the default {plain(default)} of `{parameter.name}` is {word} {whose} `{key}` of {plain(limit)}"
            yield Hit(parameter.at("default"), message, fix=_fix(parameter, plain(limit)))


def _fix(parameter: Parameter, limit: str) -> Fix | None:
    """The limit as default."""
    number = whole(limit) if parameter.type == "int" else decimal(limit)
    if number is None:
        return None
    own = parameter.own("default") is not None
    path = parameter.path
    edit = SetValue((*path, "default"), number) if own else AddKey(path, "default", number, ("use_template", "type"))
    return unsafe(parameter.node.span.file, edit)
