"""D868."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.model import Model


@rule("D868", INFO)
def schema_without_option(model: Model) -> Iterator[Hit]:
    """A JSON schema can be given, and no format of answers uses it

    The model has `json_schema`, and `response_format` has no option of that name; the template's options are JSON and
    XML.

    Why: Users fill in a schema that is never sent.

    Fix: Add `json_schema` to the options of `response_format`.

    Wrong:
        - {name: response_format, use_template: response_format}
        - {name: json_schema, use_template: json_schema}

    Right:
        - {name: response_format, use_template: response_format, options: [text, json_object, json_schema]}
        - {name: json_schema, use_template: json_schema}
    """
    schema, form = model.parameter("json_schema"), model.parameter("response_format")
    if schema is None or form is None or not form.options:
        return
    if not any("schema" in option.lower() for option in form.options):
        options = ", ".join(form.options)
        message = f"`{model.id}` takes a `json_schema`, and `response_format` only knows {options}"
        yield Hit(form.at("options"), message)
