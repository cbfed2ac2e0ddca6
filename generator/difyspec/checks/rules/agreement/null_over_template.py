"""D825."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.parameter import Parameter
from difyspec.diagnostics.fix import RemoveKey, unsafe


@rule("D825", WARNING, UNSAFE)
def null_over_template(parameter: Parameter) -> Iterator[Hit]:
    """A null replaces a value of the template for the SDK only

    The SDK puts a parameter's own keys over those of the template, nulls included. The daemon takes a null for a key
    that is not there.

    Why: Users see the template's value in Dify, while the SDK knows none.

    Fix: Write the value that is meant, or leave the key out.

    Wrong:
        - {name: top_p, use_template: top_p, default: null}

    Right:
        - {name: top_p, use_template: top_p}
    """
    if parameter.template is None:
        return
    for key in ("default", "min", "max", "precision"):
        value = getattr(parameter.template, key)
        if value is not None and parameter.null(key):
            message = f"`{key}` of `{parameter.name}` is nothing for the SDK and {value} for Dify"
            fix = unsafe(parameter.node.span.file, RemoveKey((*parameter.path, key)))
            yield Hit(parameter.at(key), message, fix=fix)
