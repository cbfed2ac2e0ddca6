"""D880."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import path_in
from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.form import IMPLIED, Field
from difyspec.diagnostics import nearest
from difyspec.diagnostics.fix import SetValue, unsafe
from difyspec.layout.tree import down


@rule("D880", WARNING, UNSAFE)
def condition_on_unknown_variable(field: Field) -> Iterator[Hit]:
    """A field or option depends on a variable that its form does not have

    The form of a custom model also has `__model_type` and `__model_name`.

    Why: The condition never holds, so the field is never shown.

    Fix: Write the variable of a field of the same form.

    Wrong:
        - {variable: region, type: text-input, label: {en_US: Region}, show_on: [{variable: cloud, value: aws}]}

    Right:
        - {variable: cloud, type: select, label: {en_US: Cloud}, options: [{value: aws, label: {en_US: AWS}}]}
        - {variable: region, type: text-input, label: {en_US: Region}, show_on: [{variable: cloud, value: aws}]}
    """
    known = [one.variable for one in field.plugin.form(field.form)]
    for variable, _, node in field.conditions:
        if variable not in known and not (variable in IMPLIED and field.form == "model"):
            place = down(node, "variable") or node
            message = f"`{field.variable}` depends on `{variable}`, which is no field of its form"
            guess = nearest(variable, known)
            path = path_in(field.plugin, place) if guess is not None else None
            fix = unsafe(place.span.file, SetValue(path, guess)) if guess is not None and path is not None else None
            yield Hit(place.span, message, suggestion=guess, fix=fix)
