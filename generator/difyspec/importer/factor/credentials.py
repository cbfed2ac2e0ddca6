"""The forms: fields over the library's, over those of the provider's form, or in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from difyspec.importer.factor.cost import size
from difyspec.importer.factor.spelling import entry, mapping, people, words
from difyspec.importer.read.meaning import known_type
from difyspec.provider.forms import Field, FieldType, Forms, Option, ShowOn
from difyspec.provider.texts import english
from difyspec.provider.values import FALSE, TRUE, Data, DataList, DataMap, text

type Attributes = dict[str, Data]

_FORMS = {
    FieldType.TEXT: "text-input",
    FieldType.SECRET: "secret-input",
    FieldType.URL: "text-input",
    FieldType.INT: "text-input",
    FieldType.SELECT: "select",
    FieldType.RADIO: "radio",
    FieldType.TOGGLE: "select",
}


def credentials(forms: Forms) -> DataMap | None:
    """The section ``credentials``; None where a plugin has no forms."""
    texts = mapping(
        (
            ("label", None if forms.model_name_label is None else people(forms.model_name_label)),
            ("placeholder", None if forms.model_name_placeholder is None else people(forms.model_name_placeholder)),
        )
    )
    provider = forms.provider or ()
    found = mapping(
        (
            ("model_name", texts if texts.entries else None),
            ("provider", None if forms.provider is None else _form(forms.provider, ())),
            ("model", None if forms.model is None else _form(forms.model, provider)),
        )
    )
    return found if found.entries else None


def _form(fields: Sequence[Field], provider: Sequence[Field]) -> DataList:
    names = {one.variable: one.name for one in fields}
    bases = {one.name: _attributes(one, {each.variable: each.name for each in provider}) for one in provider}
    return DataList(tuple(_entry(one, _attributes(one, names), bases) for one in fields))


def _entry(field: Field, own: Attributes, provider: Mapping[str, Attributes]) -> Data:
    """The entry of a field in its shortest spelling."""
    options = [entry(field.name, _body(own, _NOTHING))]
    known = _library(field.name)
    if known is not None:
        options.append(entry(field.name, _body(own, known, named=True)))
    if field.name in provider:
        options.append(entry(f"provider.{field.name}", _body(own, provider[field.name])))
    return min(options, key=lambda one: (size(one), options.index(one)))


_NOTHING: Attributes = {"required": TRUE}
"""What a field is of which nothing is said."""


def _body(own: Attributes, base: Attributes, *, named: bool = False) -> DataMap:
    """What stands with a field's name. `named`: the base is the definition of that name, which a type would replace."""
    if named and own["type"] != base["type"]:
        base = _NOTHING
    changed = tuple((name, value) for name, value in own.items() if base.get(name) != value)
    gone = tuple(text(name) for name in base if name not in own)
    return DataMap((*changed, *((("unset", DataList(gone)),) if gone else ())))


def _library(name: str) -> Attributes | None:
    """What the shipped definition of a name says."""
    found = known_type(name)
    if found is None:
        return None
    attributes: dict[str, Data | None] = {
        "type": text(found.type or "text"),
        "label": None if found.label is None else people(found.label),
        "placeholder": None if found.placeholder is None else people(found.placeholder),
        "required": FALSE if found.required is False else TRUE,
        "default": found.default,
        "enabled": None if found.enabled is None else text(found.enabled),
        "disabled": None if found.disabled is None else text(found.disabled),
    }
    if found.options is not None:
        options = (Option(one.name, one.body.label or english(one.name)) for one in found.options)
        attributes["options"] = DataList(tuple(_option(one, {}) for one in options))
    return {key: value for key, value in attributes.items() if value is not None}


def _attributes(field: Field, names: Mapping[str, str]) -> Attributes:
    """The keys of a field in the spelling of a spec."""
    found: dict[str, Data | None] = {
        "type": text(field.type.value),
        "form": text(field.form) if field.form != _FORMS[field.type] else None,
        "for": words(field.model_types) if field.model_types else None,
        "show_on": _show_on(field.show_on, names),
        "required": None if field.required is None else TRUE if field.required else FALSE,
        "default": field.default,
        "enabled": None if field.enabled is None else text(field.enabled),
        "disabled": None if field.disabled is None else text(field.disabled),
        "label": None if field.label is None else people(field.label),
        "placeholder": None if field.placeholder is None else people(field.placeholder),
        "help": None if field.help is None else people(field.help),
        "url": None if field.url is None else people(field.url),
        "options": DataList(tuple(_option(one, names) for one in field.options)) if field.options else None,
        "max_length": field.max_length,
        "stored_as": text(field.variable) if field.variable != field.name else None,
        "extra": field.extra if field.extra.entries else None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _option(option: Option, names: Mapping[str, str]) -> Data:
    """``value``, ``value: label``, or a map where the option depends on something."""
    label = None if option.label == english(option.value) else people(option.label)
    if option.show_on:
        return DataMap(((option.value, mapping((("label", label), ("show_on", _show_on(option.show_on, names))))),))
    return text(option.value) if label is None else DataMap(((option.value, label),))


def _show_on(shown: tuple[ShowOn, ...], names: Mapping[str, str]) -> DataMap | None:
    if not shown:
        return None
    return DataMap(tuple((names.get(one.variable, one.variable), text(one.value)) for one in shown))
