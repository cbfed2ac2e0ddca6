"""D881."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.form import IMPLIED, Field
from difyspec.diagnostics import nearest
from difyspec.layout.tree import down
from difyspec.loaders.daemon.vocabulary import MODEL_TYPES


@rule("D881", WARNING)
def condition_on_unknown_value(field: Field) -> Iterator[Hit]:
    """A field or option depends on a value that the other field cannot have

    Why: The condition never holds, so the field is never shown.

    Fix: Write the value of one of the other field's options.

    Wrong:
        show_on: [{variable: __model_type, value: text_embedding}]

    Right:
        show_on: [{variable: __model_type, value: text-embedding}]
    """
    offered: dict[str, tuple[str, ...]] = {}
    for one in field.plugin.form(field.form):
        if one.type in ("select", "radio") and one.values:
            offered[one.variable] = (*offered.get(one.variable, ()), *one.values)
        elif one.type == "switch":
            offered[one.variable] = ("true", "false")
    offered.setdefault(IMPLIED[0], MODEL_TYPES)
    for variable, value, node in field.conditions:
        known = offered.get(variable)
        if known is not None and value not in known:
            place = down(node, "value") or node
            message = f"`{field.variable}` is shown when `{variable}` is `{value}`, which it never is"
            yield Hit(place.span, message, suggestion=nearest(value, known))
