"""Values that fit a provider's forms and facts, so that a test can fill them in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from difyspec.provider import walk
from difyspec.provider.expressions import Root
from difyspec.provider.forms import Fact, FactType, Field, FieldType, Option
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider

SECRET = "secret-3f9d2c71"
"""Made up, to be looked for in messages."""
MODEL = "sample-model"

_URL = "https://server.example.test/v1"
_TEXTS = {FieldType.SECRET: (SECRET,), FieldType.URL: (_URL,), FieldType.INT: ("100", "8", "1", "4096")}
_ANY = (
    "sample",
    "sample-1",
    "Sample",
    "1",
    "42",
    "a",
    "A",
    "sample.example.test",
    "sample@example.test",
    _URL,
    "0" * 32,
)


def credentials(fields: Iterable[Field], type_: ModelType | None, known: Mapping[str, str]) -> dict[str, str] | None:
    """A value for each field that must have one or has a default, secrets too; None if one can not be made up.

    `known` are values that mean something to the server, by the field's name; options may be for one `type_` only.
    """
    found: dict[str, str] = {}
    for field in fields:
        value = known.get(field.name) or _value(field, type_)
        if value is None and field.required is not False:
            return None
        if value is not None and (field.required is not False or field.type is FieldType.SECRET):
            found[field.variable] = value
    return found


def seen(provider: Provider, type_: ModelType, *, custom: bool) -> tuple[Field, ...]:
    """The fields whose values a call of a type brings: of the model form for a custom model, else the provider's."""
    form = provider.forms.model if custom else provider.forms.provider
    return tuple(one for one in form or () if not one.model_types or type_.value in one.model_types)


def known(provider: Provider, type_: ModelType) -> dict[str, str]:
    """What the scripted server takes for granted: events of a stream stand apart by an empty line."""
    part = provider.transport.of(type_.value) if provider.transport else None
    delimiters = walk.names((part.stream.delimiter,), Root.CRED) if part else ()
    return dict.fromkeys(delimiters, r"\n\n")


def facts(declared: Iterable[Fact]) -> dict[str, object]:
    """Facts as they are saved, so that no server needs to be asked."""
    return {fact.stored_as: _fact(fact) for fact in declared}


def _value(field: Field, type_: ModelType | None) -> str | None:
    if field.default is not None and field.default.text:
        return field.default.text
    if field.type is FieldType.TOGGLE:
        return field.disabled
    if field.options:
        offered = (option for option in field.options if _offered(option, type_))
        return next(offered, field.options[0]).value
    candidates = _TEXTS.get(field.type, _ANY)
    return next((value for value in candidates if _fits(field, value)), None)


def _offered(option: Option, type_: ModelType | None) -> bool:
    """Whether an option is shown for a model type; what else it depends on does not matter."""
    return all(one.variable != "__model_type" or (type_ and one.value == type_.value) for one in option.show_on)


def _fits(field: Field, value: str) -> bool:
    if field.pattern is None:
        return True
    try:
        return re.fullmatch(field.pattern, value) is not None
    except re.error:
        return False


def _fact(fact: Fact) -> object:
    match fact.type:
        case FactType.INT:
            return 4096
        case FactType.FLOAT:
            return 1.0
        case FactType.BOOL:
            return True
        case FactType.SELECT:
            return "chat" if "chat" in fact.options or not fact.options else fact.options[0]
        case FactType.TEXT:
            return "sample"
