"""D846."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.many import canonical
from difyspec.checks.views.model import Model
from difyspec.checks.views.parameter import Parameter
from difyspec.diagnostics import Related
from difyspec.diagnostics.fix import ReplaceItem, safe


@rule("D846", WARNING, SAFE)
def parameter_twice(model: Model) -> Iterator[Hit]:
    """A model has a parameter twice

    Why: Users see it twice, and the SDK checks the value against the limits of both.

    Fix: Remove one, or rename it.

    Wrong:
        parameter_rules:
          - {name: temperature, use_template: temperature}
          - {name: temperature, use_template: temperature, max: 2}

    Right:
        parameter_rules:
          - {name: temperature, use_template: temperature, max: 2}
    """
    first: dict[str, Parameter] = {}
    for parameter in model.parameters:
        other = first.setdefault(parameter.name, parameter)
        if other is not parameter:
            related = (Related(other.at("name"), "the first one"),)
            same = canonical(parameter.node) == canonical(other.node)
            fix = safe(parameter.node.span.file, ReplaceItem(parameter.path)) if same else None
            message = f"the parameter `{parameter.name}` is there twice"
            yield Hit(parameter.at("name"), message, related=related, fix=fix)
