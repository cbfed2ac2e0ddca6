"""What Dify reads of the plugin: forms, models, descriptions of models that users add."""

from __future__ import annotations

import pytest

from .expected import FORMS, PROVIDER, TYPES, Model
from .plugin import Plugin

CUSTOM = [(one.type, one.custom) for one in TYPES if one.custom is not None]
PREDEFINED = [(one.type, model) for one in TYPES for model in one.predefined]


def test_the_plugin_has_a_class_for_every_type(plugin: Plugin) -> None:
    assert plugin.declaration.provider == PROVIDER
    assert [type_.value for type_ in plugin.declaration.supported_model_types] == [one.type for one in TYPES]
    for one in TYPES:
        assert plugin.model(one.type).model_type.value == one.type


def test_the_forms_have_their_fields(plugin: Plugin) -> None:
    schemas = {
        "provider": plugin.declaration.provider_credential_schema,
        "model": plugin.declaration.model_credential_schema,
    }
    # A field that several model types see is there once for each.
    found = {
        name: list(dict.fromkeys(field.variable for field in schema.credential_form_schemas)) if schema else None
        for name, schema in schemas.items()
    }
    assert found == FORMS


@pytest.mark.parametrize(("type_", "described"), PREDEFINED, ids=[model.model for _, model in PREDEFINED])
def test_a_predefined_model_is_described(plugin: Plugin, type_: str, described: Model) -> None:
    _check(plugin.model(type_).get_model_schema(described.model, {}), described, exactly=True)


@pytest.mark.parametrize(("type_", "described"), CUSTOM, ids=[type_ for type_, _ in CUSTOM])
def test_a_model_that_a_user_added_is_described(plugin: Plugin, type_: str, described: Model) -> None:
    model = plugin.model(type_)
    found = model.get_customizable_model_schema(described.model, dict(described.credentials))
    _check(found, described, exactly=False)


def _check(found: object, expected: Model, *, exactly: bool) -> None:
    model = getattr(found, "model", None)
    assert model == expected.model
    features = [feature.value for feature in getattr(found, "features", None) or ()]
    parameters = [rule.name for rule in getattr(found, "parameter_rules", ())]
    properties = {key.value: value for key, value in getattr(found, "model_properties", {}).items()}
    assert {key: properties.get(key) for key in expected.properties} == expected.properties
    if exactly:
        assert (features, parameters) == (list(expected.features), list(expected.parameters))
    else:
        assert set(expected.features) <= set(features)
        assert set(expected.parameters) <= set(parameters)
