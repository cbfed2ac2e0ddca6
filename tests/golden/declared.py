"""What a transport section can refer to, of an imported plugin, told as a spec: fields, models, parameters.

Texts, prices and files are left out; they come from the import as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import yaml
from difyspec.provider.forms import Field, FieldType
from difyspec.provider.models import Catalogue, Model, ParameterRule
from difyspec.provider.plugin import Provider
from difyspec.provider.values import Kind, Scalar

NUMBERS = ("context_size", "max_chunks", "file_upload_limit", "max_characters_per_chunk", "word_limit", "max_workers")


def spec_of(provider: Provider) -> str:
    """The text of a ``provider.yaml`` without a transport."""
    models = {one.type.value: _models(one) for one in provider.catalogues}
    forms = {"provider": provider.forms.provider, "model": provider.forms.model}
    spec = {
        "spec": 1,
        "provider": provider.name,
        "label": "Imported",
        "description": "Imported.",
        "plugin": {"author": "someone", "version": "0.1.0"},
        "credentials": {kind: [_field(one) for one in form] for kind, form in forms.items() if form is not None},
        "parameters": _parameters(provider.catalogues),
        "models": models,
        "methods": list(provider.methods),
        "conventions": "as_imported",
    }
    return yaml.safe_dump(spec, allow_unicode=True, sort_keys=False)


def with_numbers(provider: Provider) -> Provider:
    """The provider, whose text fields are numbers where their default is one, as a person would correct an import."""
    forms = provider.forms
    typed = replace(forms, provider=_all_numeric(forms.provider), model=_all_numeric(forms.model))
    return replace(provider, forms=typed)


def _all_numeric(form: tuple[Field, ...] | None) -> tuple[Field, ...] | None:
    return None if form is None else tuple(_numeric(one) for one in form)


def _numeric(field: Field) -> Field:
    digits = field.default is not None and field.default.text.isdecimal()
    return replace(field, type=FieldType.INT) if digits and field.type is FieldType.TEXT else field


def _field(field: Field) -> dict[str, Any]:
    said: dict[str, Any] = {"type": field.type.value, "label": field.name, "required": field.required is True}
    if field.variable != field.name:
        said["stored_as"] = field.variable
    if field.default is not None:
        said["default"] = field.default.text
    if field.model_types:
        said["for"] = list(field.model_types)
    if field.type is FieldType.TOGGLE:
        said |= {"enabled": field.enabled, "disabled": field.disabled}
    elif field.options:
        said["options"] = [option.value for option in field.options]
    if field.show_on:
        said["show_on"] = {one.variable: one.value for one in field.show_on}
    return {field.name: said}


def _models(catalogue: Catalogue) -> dict[str, Any]:
    return {"predefined": [_model(one, number) for number, one in enumerate(catalogue.predefined)]}


def _model(model: Model, number: int) -> dict[str, Any]:
    said: dict[str, Any] = {"context_size": 4096, "file": f"{number}.yaml"}
    for name, value in model.properties or ():
        if isinstance(value, Scalar) and name in (*NUMBERS, "mode", "audio_type", "default_voice"):
            said[name] = int(value.number) if value.kind is Kind.INT else value.text
    if model.features:
        said["features"] = list(dict.fromkeys(one.text for one in model.features))
    if model.parameters:
        said["parameters"] = list(dict.fromkeys(rule.name for rule in model.parameters))
    if model.deprecated is not None:
        said["deprecated"] = model.deprecated.truth
    return {model.id: said}


def _parameters(catalogues: Iterable[Catalogue]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for catalogue in catalogues:
        for model in catalogue.predefined:
            for rule in model.parameters or ():
                found.setdefault(rule.name, _parameter(rule))
    return found


def _parameter(rule: ParameterRule) -> dict[str, Any]:
    said: dict[str, Any] = {"label": rule.name}
    if rule.use_template is not None:
        said["template"] = rule.use_template
    if rule.type is not None:
        said["type"] = rule.type
    if rule.options is not None:
        said["options"] = list(dict.fromkeys(one.text for one in rule.options))
    return said
