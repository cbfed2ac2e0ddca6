"""D827."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.wording import and_others


@rule("D827", INFO)
def implicit_template(plugin: Plugin) -> Iterator[Hit]:
    """Parameters leave to their template what loaders complete differently

    With `use_template` alone the SDK takes label and type of the template. The daemon sets the parameter's name as
    label before it looks at the template, and calls `json_schema` a string; slim knows no templates at all and takes
    every type for a string. This is told once a plugin.

    Why: The label that users see is not the template's, and limits are lost for slim.

    Fix: Write `label` and `type` beside `use_template`.

    Wrong:
        - {name: top_p, use_template: top_p}

    Right:
        - {name: top_p, use_template: top_p, label: {en_US: Top P}, type: float}
    """
    found = [
        parameter
        for model in plugin.models
        for parameter in model.parameters
        if parameter.template is not None and not (parameter.has("label") and parameter.has("type"))
    ]
    if found:
        more = and_others(len(found), "parameter")
        message = f"label or type is left to a template, which loaders complete differently: `{found[0].name}`{more}"
        yield Hit(found[0].at("use_template"), message)
