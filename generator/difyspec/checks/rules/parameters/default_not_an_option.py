"""D842."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.parameter import Parameter
from difyspec.diagnostics import nearest
from difyspec.diagnostics.fix import SetValue, unsafe


@rule("D842", WARNING, UNSAFE)
def default_not_an_option(parameter: Parameter) -> Iterator[Hit]:
    """A default is not among the options

    Why: Every call with the default fails with "should be one of".

    Fix: Write one of the options, or add the default to them.

    Wrong:
        - {name: response_format, use_template: response_format, default: text}

    Right:
        - {name: response_format, use_template: response_format, default: text, options: [text, JSON]}
    """
    default = parameter.value("default")
    if parameter.type != "string" or default is None or default.tag != "str" or not parameter.options:
        return
    if default.text not in parameter.options:
        options = ", ".join(parameter.options[:8]) + (", …" if parameter.options[8:] else "")
        message = f"the default `{default.text}` of `{parameter.name}` is not among its options ({options})"
        guess = nearest(default.text, parameter.options)
        known = guess is not None and parameter.own("default") is not None
        edit = SetValue((*parameter.path, "default"), guess or "")
        fix = unsafe(parameter.node.span.file, edit) if known else None
        yield Hit(parameter.at("default"), message, suggestion=guess, fix=fix)
