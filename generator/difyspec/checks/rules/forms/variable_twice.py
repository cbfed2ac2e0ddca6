"""D884."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.form import Field
from difyspec.checks.views.many import canonical
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import Related
from difyspec.diagnostics.fix import ReplaceItem, safe


@rule("D884", WARNING, SAFE)
def variable_twice(plugin: Plugin) -> Iterator[Hit]:
    """A form has two fields of one variable

    Fields that are shown for different model types, or for different values of another field, may share a variable.

    Why: One value overwrites the other.

    Fix: Rename one, or show them under conditions that exclude each other.

    Wrong:
        - {variable: token, type: secret-input, required: false, label: {en_US: Token}}
        - {variable: token, type: secret-input, required: false, label: {en_US: Second Token}}

    Right:
        - {variable: token, type: secret-input, required: false, label: {en_US: Token}}
        - {variable: second_token, type: secret-input, required: false, label: {en_US: Second Token}}
    """
    for form in ("provider", "model"):
        seen: dict[str, list[Field]] = {}
        for field in plugin.form(form):
            clash = next((one for one in seen.get(field.variable, ()) if not _apart(one, field)), None)
            if clash is not None:
                related = (Related(clash.at(), "the first one"),)
                same = canonical(clash.node) == canonical(field.node)
                fix = safe(field.node.span.file, ReplaceItem(field.path)) if same else None
                message = f"the form of the {form} has `{field.variable}` twice"
                yield Hit(field.at(), message, related=related, fix=fix)
            seen.setdefault(field.variable, []).append(field)


def _apart(one: Field, other: Field) -> bool:
    """Whether the two are never shown together: some variable must have one value for one, another for the other."""
    values = {variable: value for variable, value, _ in one.own_conditions}
    clashing = {variable for variable, value, _ in other.own_conditions if values.get(variable, value) != value}
    return bool(clashing)
