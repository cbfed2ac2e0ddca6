"""D867."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.parameter import Parameter
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.wording import and_others


@rule("D867", INFO)
def schema_without_feature(plugin: Plugin) -> Iterator[Hit]:
    """Models take a JSON schema and do not say that they can do structured output

    Told once a plugin.

    Why: Dify uses a model's own structured output only with the feature `structured-output`; otherwise it asks for
    JSON in the prompt. The feature without an adapter that sends the schema is worse than neither.

    Fix: Add `structured-output`, if the adapter sends the schema to the server.

    Wrong:
        features: [tool-call]
        parameter_rules: [{name: json_schema, use_template: json_schema}]

    Right:
        features: [tool-call, structured-output]
        parameter_rules: [{name: json_schema, use_template: json_schema}]
    """
    found: list[Parameter] = []
    for model in plugin.models:
        schema = model.parameter("json_schema")
        if schema is not None and "structured-output" not in model.features:
            found.append(schema)
    if found:
        more = and_others(len(found), "model")
        message = f"`json_schema` without the feature `structured-output`: `{found[0].model.id}`{more}"
        yield Hit(found[0].at("name"), message)
