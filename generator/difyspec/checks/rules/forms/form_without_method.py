"""D888."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.wording import and_others
from difyspec.layout.tree import down, is_null


@rule("D888", WARNING)
def form_without_method(plugin: Plugin) -> Iterator[Hit]:
    """Forms, models and ways to configure do not go together

    `customizable-model` goes with `model_credential_schema`, `predefined-model` with `provider_credential_schema` and
    with models.

    Why: A form without its way is never shown; a way without its form cannot be used: users see "does not have a
    provider credential schema", or a provider without models.

    Fix: Add what is missing to `configurate_methods`, or remove what has no effect.

    Wrong:
        configurate_methods: [predefined-model]
        model_credential_schema: {model: {label: {en_US: Model}}, credential_form_schemas: []}

    Right:
        configurate_methods: [predefined-model, customizable-model]
        model_credential_schema: {model: {label: {en_US: Model}}, credential_form_schemas: []}
    """
    if not plugin.methods:
        return
    custom, predefined = plugin.methods.get("customizable-model"), plugin.methods.get("predefined-model")
    model_form = down(plugin.provider, "model_credential_schema")
    provider_form = down(plugin.provider, "provider_credential_schema")
    if custom is not None and is_null(model_form):
        yield Hit(custom.span, "models can be customized, and there is no `model_credential_schema` to fill in")
    if custom is None and model_form is not None and not is_null(model_form):
        message = "`model_credential_schema` has no effect without `customizable-model`"
        yield Hit(plugin.at("model_credential_schema"), message)
    if predefined is not None and is_null(provider_form):
        yield Hit(predefined.span, "models are predefined, and there is no `provider_credential_schema` to fill in")
    if predefined is not None and not plugin.models and plugin.layout.provider_root is not None:
        yield Hit(predefined.span, "models are predefined, and no model file is found")
    if predefined is None and plugin.models:
        first = plugin.models[0]
        more = and_others(len(plugin.models), "model")
        yield Hit(first.name_at, f"without `predefined-model` there is no use for `{first.id}`{more}")
