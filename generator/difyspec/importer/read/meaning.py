"""What a field of a form means beyond what Dify's form says: the name and the type that an adapter sees.

Neither changes a byte of the plugin. They are what a person would have written into the spec: a number where numbers
are filled in, an address, a switch.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from difyspec.language.models.fields import Field as Written
from difyspec.language.positions import NAME_FORM
from difyspec.provider.forms import Field, FieldType
from difyspec.provider.names import identifier
from difyspec.provider.values import Kind
from difyspec.resolve.library import library

_NAME = re.compile(NAME_FORM)
_GIVEN = ("model_type", "model_name")
_ADDRESS = re.compile(r"https?://\S+")
_ADDRESSES = re.compile(r"(.*_)?(url|endpoint|api_base|base_url)")
_DIGITS = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"0|[1-9][0-9]*")


def name_of(variable: str) -> str:
    """A name for a field: the variable itself where expressions can say it."""
    if _NAME.fullmatch(variable) and variable not in _GIVEN:
        return variable
    name = identifier(variable)
    return f"{name}_" if name in _GIVEN else name


@cache
def known_type(name: str) -> Written | None:
    """The definition of the shipped library of that name."""
    found = library().fields.get(name)
    return found.body if found is not None else None


def field_type(field: Field) -> Field:
    """The field with its type, as far as its form and its default allow it."""
    known = known_type(field.name)
    match field.form:
        case "secret-input":
            return replace(field, type=FieldType.SECRET)
        case "text-input":
            return replace(field, type=_typed_text(field, known))
        case "radio" if not _is_toggle(field, known):
            return replace(field, type=FieldType.RADIO)
        case "select" if not _is_toggle(field, known):
            return replace(field, type=FieldType.SELECT)
        case "select" | "radio" if known is not None:
            return replace(field, type=FieldType.TOGGLE, enabled=known.enabled, disabled=known.disabled)
    return field


def _typed_text(field: Field, known: Written | None) -> FieldType:
    default = field.default.text if field.default is not None and field.default.kind is Kind.TEXT else None
    if known is not None and known.type == "int" and (default is None or _DIGITS.fullmatch(default)):
        return FieldType.INT
    if (known is not None and known.type == "url") or _ADDRESSES.fullmatch(field.name):
        return FieldType.URL if default is None or _ADDRESS.fullmatch(default) else FieldType.TEXT
    return FieldType.INT if known is None and default is not None and _NUMBER.fullmatch(default) else FieldType.TEXT


def _is_toggle(field: Field, known: Written | None) -> bool:
    """Whether the two values are those of a switch that the library knows."""
    if known is None or known.type != "toggle":
        return False
    return {one.value for one in field.options} == {known.enabled, known.disabled}
