"""Form fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from difyspec.importer.read.data import scalar_of, text_of
from difyspec.importer.read.meaning import field_type, name_of
from difyspec.importer.read.rules import number
from difyspec.importer.read.taking import Taking
from difyspec.importer.read.texts import people
from difyspec.language.models.fields import FORMS
from difyspec.provider.forms import Field, FieldType, Option, ShowOn
from difyspec.provider.models import ModelType
from difyspec.provider.values import Kind, boolean
from difyspec.source import ListNode, MapNode, Node

MODEL_TYPE = "__model_type"
_TYPES = tuple(type_.value for type_ in ModelType)
_CHOSEN = ("select", "radio")


def fields(node: Node) -> tuple[Field, ...] | None:
    """The fields of a form; None if one of them is none."""
    if not isinstance(node, ListNode):
        return None
    found = [one for item in node.items if (one := _field(item)) is not None]
    if len(found) < len(node.items):
        return None
    named = _named(found)
    return tuple(_joined(named)) if _separable(named) else None


def _named(found: list[Field]) -> list[Field]:
    """The fields, none of them called like another variable that the form mentions."""
    shown = [one for field in found for one in field.show_on]
    shown += [one for field in found for option in field.options for one in option.show_on]
    mentioned = {*(one.variable for one in shown), *(field.variable for field in found)}
    return [_renamed(field, mentioned) for field in found]


def _renamed(field: Field, mentioned: set[str]) -> Field:
    name = field.name
    while name != field.variable and name in mentioned:
        name += "_"
    return field if name == field.name else replace(field, name=name)


def _field(node: Node) -> Field | None:
    if not isinstance(node, MapNode):
        return None
    keys = Taking(node)
    variable = keys.take("variable", text_of)
    form = keys.take("type", lambda one: found if (found := text_of(one)) in FORMS else None)
    if not variable or form is None:
        return None
    shown = keys.take("show_on", _conditions) or ()
    seen, conditions = _split(shown)
    field = Field(
        name=name_of(variable),
        variable=variable,
        type=FieldType.TEXT,
        form=form,
        label=keys.take("label", people),
        placeholder=keys.take("placeholder", people),
        help=keys.take("help", people),
        url=keys.take("url", people),
        required=_required(keys),
        default=keys.take("default", lambda one: scalar_of(one, Kind.TEXT, Kind.NULL)),
        options=(keys.take("options", _options) if form in _CHOSEN else None) or (),
        show_on=conditions,
        model_types=seen,
        max_length=keys.take("max_length", number) if form not in _CHOSEN else None,
        extra=keys.rest(),
    )
    return field_type(field)


def _required(keys: Taking) -> bool | None:
    found = keys.take("required", lambda one: scalar_of(one, Kind.BOOL))
    return None if found is None else found == boolean(True)


def _options(node: Node) -> tuple[Option, ...] | None:
    if not isinstance(node, ListNode) or not node.items:
        return None
    found = [one for item in node.items if (one := _option(item)) is not None]
    whole = len(found) == len(node.items) and len({one.value for one in found}) == len(found)
    return tuple(found) if whole else None


def _option(node: Node) -> Option | None:
    if not isinstance(node, MapNode):
        return None
    keys = Taking(node)
    value, label = keys.take("value", text_of), keys.take("label", people)
    shown = keys.take("show_on", _conditions) or ()
    return None if not value or label is None or keys.left else Option(value, label, shown)


def _conditions(node: Node) -> tuple[ShowOn, ...] | None:
    if not isinstance(node, ListNode) or not node.items:
        return None
    found: list[ShowOn] = []
    for item in node.items:
        keys = Taking(item) if isinstance(item, MapNode) else None
        variable = keys.take("variable", text_of) if keys else None
        value = keys.take("value", text_of) if keys else None
        if keys is None or keys.left or not variable or value is None:
            return None
        found.append(ShowOn(variable, value))
    return tuple(found) if len({one.variable for one in found}) == len(found) else None


def _split(shown: tuple[ShowOn, ...]) -> tuple[tuple[str, ...], tuple[ShowOn, ...]]:
    """The model type that the first condition asks for, and the other conditions."""
    first = shown[0] if shown else None
    if first is not None and first.variable == MODEL_TYPE and first.value in _TYPES:
        return (first.value,), shown[1:]
    return (), shown


def _joined(found: Iterable[Field]) -> list[Field]:
    """Fields that stand one after the other and differ in the model type alone are one field for several types."""
    joined: list[Field] = []
    for field in found:
        last = joined[-1] if joined else None
        if last is not None and last.model_types and field.model_types and _follows(last, field):
            joined[-1] = replace(last, model_types=(*last.model_types, *field.model_types))
        else:
            joined.append(field)
    return joined


def _follows(last: Field, field: Field) -> bool:
    same = replace(last, model_types=()) == replace(field, model_types=())
    return same and _TYPES.index(last.model_types[-1]) < _TYPES.index(field.model_types[0])


def _separable(found: list[Field]) -> bool:
    """Whether no two variables have to share a name."""
    names: dict[str, str] = {}
    return all(names.setdefault(one.name, one.variable) == one.variable for one in found)
