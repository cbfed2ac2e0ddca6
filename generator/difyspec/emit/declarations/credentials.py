"""The credential forms of ``provider/<p>.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from difyspec.emit.trees import mapping
from difyspec.provider.forms import Field, Forms, Option, ShowOn
from difyspec.provider.values import DataList, DataMap, boolean

# The variable that Dify itself fills with the model type; forms may depend on it.
MODEL_TYPE = "__model_type"


def provider_form(forms: Forms) -> DataMap | None:
    """``provider_credential_schema``; None where the provider has no such form."""
    if forms.provider is None:
        return None
    return mapping([("credential_form_schemas", _fields(forms.provider))])


def model_form(forms: Forms) -> DataMap | None:
    """``model_credential_schema``; None where the provider has no such form."""
    if forms.model is None:
        return None
    name = [("label", forms.model_name_label), ("placeholder", forms.model_name_placeholder)]
    model = mapping(name)
    return mapping([("model", model if model.entries else None), ("credential_form_schemas", _fields(forms.model))])


def shown(field: Field) -> Iterator[Field]:
    """The field once for each model type that sees it, as Dify's conditions have no "or"."""
    if not field.model_types:
        yield field
    for type_ in field.model_types:
        yield replace(field, show_on=(ShowOn(MODEL_TYPE, type_), *field.show_on))


def _fields(fields: tuple[Field, ...]) -> DataList:
    return DataList(tuple(_field(one) for field in fields for one in shown(field)))


def _field(field: Field) -> DataMap:
    return mapping(
        [
            ("variable", field.variable),
            ("label", field.label),
            ("type", field.form),
            ("required", None if field.required is None else boolean(field.required)),
            ("default", field.default),
            ("placeholder", field.placeholder),
            ("help", field.help),
            ("url", field.url),
            ("max_length", field.max_length),
            ("options", DataList(tuple(_option(option) for option in field.options)) if field.options else None),
            ("show_on", _conditions(field.show_on)),
        ],
        field.extra,
    )


def _option(option: Option) -> DataMap:
    return mapping([("value", option.value), ("label", option.label), ("show_on", _conditions(option.show_on))])


def _conditions(conditions: tuple[ShowOn, ...]) -> DataList | None:
    if not conditions:
        return None
    return DataList(tuple(mapping([("variable", one.variable), ("value", one.value)]) for one in conditions))
