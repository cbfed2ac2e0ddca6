"""D881."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import path_in
from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.form import IMPLIED, Field
from difyspec.diagnostics import nearest
from difyspec.diagnostics.fix import SetValue, unsafe
from difyspec.layout.tree import down
from difyspec.loaders.daemon.vocabulary import MODEL_TYPES


@rule("D881", WARNING, UNSAFE)
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
            guess = nearest(value, known)
            path = path_in(field.plugin, place) if guess is not None else None
            fix = unsafe(place.span.file, SetValue(path, guess)) if guess is not None and path is not None else None
            yield Hit(place.span, message, suggestion=guess, fix=fix)
