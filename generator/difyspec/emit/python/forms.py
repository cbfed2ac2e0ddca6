"""The table of credentials: how each key of saved credentials becomes an attribute of an entity."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from difyspec.emit.python.literals import texts
from difyspec.emit.python.syntax import call, dotted, text
from difyspec.provider import entities
from difyspec.provider.forms import Field, FieldType
from difyspec.provider.models import ModelType
from difyspec.provider.names import constant, identifiers
from difyspec.provider.plugin import Provider

COMMON = "FORM"


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a plugin: the entity of each, and its fields.

    `common` is what the provider form and types without a form of their own read; `own` are the others, by type.
    """

    common: tuple[Field, ...]
    own: tuple[tuple[ModelType, tuple[Field, ...]], ...]
    python: dict[str, str]


def forms_of(provider: Provider) -> Forms:
    """Which fields each model type reads. One form for all, where all types see the same fields."""
    every = _fields(provider)
    rows = {type_: _seen(every, type_) for type_ in provider.model_types}
    names = {attribute.name for attribute in entities.credentials(provider).attributes}
    shared = [field for field in every if field.name in names and all(field in seen for seen in rows.values())]
    own = tuple((type_, seen) for type_, seen in rows.items() if list(seen) != shared)
    return Forms(tuple(shared), own, identifiers(field.name for field in every))


def name_of(type_: ModelType, forms: Forms) -> str:
    """The constant that holds the form of a model type."""
    return f"{constant(type_.value)}_{COMMON}" if any(one is type_ for one, _ in forms.own) else COMMON


def form(entity: str, fields: tuple[Field, ...], forms: Forms, *, extends: bool = False) -> ast.expr:
    """``forms.Form(...)``; with `extends`, the common fields are taken from the common form."""
    starred: list[ast.expr] = []
    if extends and set(forms.common) <= set(fields) and forms.common:
        starred = [ast.Starred(dotted(f"{COMMON}.fields"))]
        fields = tuple(field for field in fields if field not in forms.common)
    rows = [row(field, forms.python[field.name]) for field in fields]
    if not starred and not rows:
        return call("forms.Form", ast.Name(entity))
    return call("forms.Form", ast.Name(entity), fields=ast.Tuple(starred + rows))


def row(field: Field, python: str) -> ast.expr:
    """``forms.Field(...)`` with what differs from its defaults."""
    named: dict[str, ast.expr] = {}
    if field.variable != python:
        named["variable"] = text(field.variable)
    if field.label is not None and field.label.english != python.replace("_", " ").capitalize():
        named["label"] = text(field.label.english)
    if field.type is FieldType.SECRET:
        named["secret"] = ast.Constant(True)
    if field.enabled is not None:
        named["enabled"] = text(field.enabled)
    if field.default is not None:
        named["default"] = text(field.default.text)
    if field.pattern is not None:
        named["pattern"] = text(field.pattern)
    if field.aliases:
        named["aliases"] = texts(field.aliases)
    return call("forms.Field", text(python), **named)


def _fields(provider: Provider) -> list[Field]:
    """Every field of both forms; one that is the same in both counts once."""
    found: list[Field] = []
    for one in (*(provider.forms.provider or ()), *(provider.forms.model or ())):
        if one not in found:
            found.append(one)
    return found


def _seen(fields: list[Field], type_: ModelType) -> tuple[Field, ...]:
    """The fields of a type, the first of each name: the provider form's before the model form's."""
    found: dict[str, Field] = {}
    for one in fields:
        if not one.model_types or type_.value in one.model_types:
            found.setdefault(one.name, one)
    return tuple(found.values())
