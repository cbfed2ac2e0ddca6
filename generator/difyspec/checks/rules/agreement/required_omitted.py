"""D824."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.form import Field
from difyspec.diagnostics.fix import AddKey, unsafe


@rule("D824", WARNING, UNSAFE)
def required_omitted(field: Field) -> Iterator[Hit]:
    """A field does not say whether it is required

    Why: The SDK takes it as required, the daemon (and so the form that users see) as optional.

    Fix: Write `required: true` or `required: false`.

    Wrong:
        - {variable: region, type: text-input, label: {en_US: Region}}

    Right:
        - {variable: region, type: text-input, required: false, label: {en_US: Region}}
    """
    if field.node.get("required") is None:
        # What counts today is the SDK's opinion: it refuses credentials without the value, unless there is a default.
        required = field.node.get("default") is None
        fix = unsafe(field.node.span.file, AddKey(field.path, "required", required, ("variable", "label", "type")))
        yield Hit(field.at(), f"the SDK takes `{field.variable}` as required, Dify's form as optional", fix=fix)
