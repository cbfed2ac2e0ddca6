"""The section ``credentials``."""

from __future__ import annotations

from dataclasses import replace

from difyspec.language.models.credentials import Credentials
from difyspec.provider.forms import Field, Forms, Option, ShowOn
from difyspec.provider.models import Model
from difyspec.provider.texts import Text, english
from difyspec.provider.values import text
from difyspec.resolve.context import Context
from difyspec.resolve.credentials.drafts import Draft
from difyspec.resolve.credentials.form import form_of
from difyspec.resolve.names import FormField, Names

_MODEL_NAME = Text((("en_US", text("Model Name")), ("zh_Hans", text("模型名称"))))
_ASKED = Text((("en_US", text("Enter the name of the model")), ("zh_Hans", text("请输入模型名称"))))
MODEL_TYPE = "__model_type"


def resolve_forms(names: Names, context: Context) -> Forms:
    """Both forms; the names of all fields are known afterwards."""
    section: Credentials | None = context.document.credentials
    if section is None:
        return Forms(None, None)
    for entries in (section.provider, section.model):
        names.unclear |= {one.removeprefix("provider.") for one in entries.broken} if entries else set()
    provider, drafts = None, dict[str, Draft]()
    if section.provider is not None:
        provider, drafts = form_of(section.provider, "provider", {}, names, context)
    model = None
    if section.model is not None:
        model, _ = form_of(section.model, "model", drafts, names, context)
    return _named(Forms(provider, model), section, context)


def _named(forms: Forms, section: Credentials, context: Context) -> Forms:
    """The texts of the model's name, which a form for models must have."""
    texts = section.model_name
    label = texts.label if texts else None
    placeholder = texts.placeholder if texts else None
    if forms.model is not None and context.explicit:
        placeholder = placeholder or (_ASKED if label is None else None)
        label = label or _MODEL_NAME
    if texts is not None and section.model is None:
        context.say("D313", section.key_span("model_name"), "only the form of a model has `model_name`")
    return replace(forms, model_name_label=label, model_name_placeholder=placeholder)


def with_base_models(forms: Forms, bases: tuple[Model, ...], names: Names, context: Context) -> Forms:
    """The forms with the options that are to come from the base models, each shown for its own type."""
    written = context.document.credentials
    if written is None or written.model is None or forms.model is None:
        return forms
    wanting = {entry.name for entry in written.model if entry.body.options_from == "base"}
    if not wanting:
        return forms
    if not bases:
        entry = next(one for one in written.model if one.name in wanting)
        message = f"the options of `{entry.name}` are the models of `base`, and no model type has such models"
        context.say("D306", entry.body.span("options_from"), message)
    fields = tuple(_filled(one, bases) if one.name in wanting else one for one in forms.model)
    for field in fields:
        if field.name in wanting:
            found = names.fields.get(field.name, [])
            names.fields[field.name] = [FormField(field, one.span, one.form) for one in found]
    return replace(forms, model=fields)


def _filled(field: Field, bases: tuple[Model, ...]) -> Field:
    return replace(field, options=tuple(_option(model) for model in bases if _visible(field, model)))


def _visible(field: Field, model: Model) -> bool:
    return not field.model_types or model.type.value in field.model_types


def _option(model: Model) -> Option:
    return Option(model.id, model.label or english(model.id), (ShowOn(MODEL_TYPE, model.type.value),))
