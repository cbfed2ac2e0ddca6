"""D848."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.parameter import Parameter


@rule("D848", WARNING)
def takes_sibling_value(parameter: Parameter) -> Iterator[Hit]:
    """A parameter takes the value of another one, because its template has that one's name

    Where a parameter is not given, the SDK looks for a value under the name of its template. If the model has a
    parameter of that name, its value is used for both.

    Why: A value that the user gave for one parameter is sent for another one.

    Fix: Write the parameter out without the template.

    Wrong:
        - {name: max_tokens, use_template: max_tokens}
        - {name: thinking_budget, use_template: max_tokens}

    Right:
        - {name: max_tokens, use_template: max_tokens}
        - {name: thinking_budget, type: int, min: 1, max: 2048}
    """
    template = parameter.use_template
    if template and template != parameter.name and parameter.model.parameter(template) is not None:
        message = f"`{parameter.name}` takes the value of `{template}` wherever it is not given itself"
        yield Hit(parameter.at("use_template"), message)
