"""Which typed entities a plugin has, and each attribute's name, type and presence.

The emitter of the entities and the emitter of the Python that reads them must agree; both ask here. An attribute that
may be absent is None then; it cannot be absent where a default stands in, or where every form that exists requires it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from difyspec.provider.expressions import Root
from difyspec.provider.forms import FactType, Field, FieldType
from difyspec.provider.models import ModelType, ParameterRule
from difyspec.provider.names import identifiers, pascal
from difyspec.provider.plugin import Provider
from difyspec.provider.walk import names

CREDENTIALS = "Credentials"
DISCOVERED = "Discovered"


class AttributeType(StrEnum):
    """The type of an attribute; ANY where two models give one parameter different types."""

    TEXT = "text"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Attribute:
    """`name` is what the spec says, `python` what Python says; `options` are the values a select has."""

    name: str
    python: str
    type: AttributeType
    optional: bool
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One class; `base` is the class it extends, whose attributes it does not repeat."""

    name: str
    attributes: tuple[Attribute, ...]
    base: str | None = None

    def get(self, name: str) -> Attribute | None:
        """An attribute by the spec's name."""
        return next((one for one in self.attributes if one.name == name), None)


_FIELD_TYPES = {FieldType.INT: AttributeType.INT, FieldType.TOGGLE: AttributeType.BOOL}
_FACT_TYPES = {
    FactType.INT: AttributeType.INT,
    FactType.FLOAT: AttributeType.FLOAT,
    FactType.BOOL: AttributeType.BOOL,
}
_RULE_TYPES = {
    "int": AttributeType.INT,
    "float": AttributeType.FLOAT,
    "boolean": AttributeType.BOOL,
    "string": AttributeType.TEXT,
    "text": AttributeType.TEXT,
}
_TEMPLATE_TYPES = {
    "temperature": AttributeType.FLOAT,
    "top_p": AttributeType.FLOAT,
    "presence_penalty": AttributeType.FLOAT,
    "frequency_penalty": AttributeType.FLOAT,
    "top_k": AttributeType.INT,
    "max_tokens": AttributeType.INT,
    "response_format": AttributeType.TEXT,
    "json_schema": AttributeType.TEXT,
}


def credentials(provider: Provider) -> Entity:
    """``Credentials``: the fields every model type sees, and those that only some see but all share the reading of."""
    shared = set(names(_shared(provider), Root.CRED, dict(provider.conditions)))
    found = [
        (name, fields)
        for name, fields in _fields(provider).items()
        if name in shared or all(_seen(fields, type_) for type_ in provider.model_types)
    ]
    python = identifiers(_fields(provider))
    return Entity(CREDENTIALS, tuple(_credential(provider, name, python[name], fields) for name, fields in found))


def credentials_of(provider: Provider, type_: ModelType) -> Entity:
    """``<Type>Credentials`` with the fields of one model type's own, or ``Credentials`` where it has none."""
    common = credentials(provider)
    python = identifiers(_fields(provider))
    own = tuple(
        _credential(provider, name, python[name], seen, type_)
        for name, fields in _fields(provider).items()
        if common.get(name) is None and (seen := _seen(fields, type_))
    )
    return Entity(pascal(type_.value) + CREDENTIALS, own, CREDENTIALS) if own else common


def discovered(provider: Provider) -> Entity:
    """``Discovered``: what validation learned, all of it possibly absent."""
    python = identifiers(fact.name for fact in provider.facts)
    facts = (
        Attribute(fact.name, python[fact.name], _FACT_TYPES.get(fact.type, AttributeType.TEXT), True, fact.options)
        for fact in provider.facts
    )
    return Entity(DISCOVERED, tuple(facts))


def parameters(provider: Provider, type_: ModelType) -> Entity:
    """``<Type>Parameters``: every parameter a model of the type may have, all possibly absent."""
    found: dict[str, AttributeType] = {}
    for rule in _rules(provider, type_):
        found[rule.name] = _agreed(found.get(rule.name), rule_type(rule))
    python = identifiers(found)
    attributes = tuple(Attribute(name, python[name], kind, True) for name, kind in found.items())
    return Entity(pascal(type_.value) + "Parameters", attributes)


def rule_type(rule: ParameterRule) -> AttributeType:
    """The type of a parameter: as it says, or that of its template."""
    stated = _RULE_TYPES.get(rule.type or "")
    return stated or _TEMPLATE_TYPES.get(rule.use_template or "", AttributeType.ANY)


def _agreed(one: AttributeType | None, other: AttributeType) -> AttributeType:
    if one is None or one is other:
        return other
    return AttributeType.FLOAT if {one, other} == {AttributeType.INT, AttributeType.FLOAT} else AttributeType.ANY


def _rules(provider: Provider, type_: ModelType) -> list[ParameterRule]:
    catalogue = provider.catalogue(type_)
    custom = catalogue.custom.parameters if catalogue.custom is not None else None
    found = [rule for profile in catalogue.profiles for rule in profile.parameters]
    found += [rule for model in (*catalogue.predefined, *catalogue.base) for rule in model.parameters or ()]
    return found + [one.rule for one in custom or ()]


def _shared(provider: Provider) -> tuple[object, ...]:
    """The trees that are read for every model type alike."""
    connection = provider.transport.connection if provider.transport else None
    return (connection, provider.errors, provider.validation.provider)


def _forms(provider: Provider) -> tuple[tuple[Field, ...], ...]:
    return tuple(form for form in (provider.forms.provider, provider.forms.model) if form is not None)


def _fields(provider: Provider) -> dict[str, tuple[Field, ...]]:
    """Every field by name, once per definition, in the order of first mention."""
    found: dict[str, tuple[Field, ...]] = {}
    for form in _forms(provider):
        for field in form:
            found[field.name] = (*found.get(field.name, ()), field)
    return found


def _seen(fields: tuple[Field, ...], type_: ModelType) -> tuple[Field, ...]:
    return tuple(field for field in fields if not field.model_types or type_.value in field.model_types)


def _credential(
    provider: Provider, name: str, python: str, fields: tuple[Field, ...], type_: ModelType | None = None
) -> Attribute:
    types = provider.model_types if type_ is None else (type_,)
    defaulted = all(field.default is not None for field in fields) and all(_seen(fields, each) for each in types)
    given = all(_given(field) for field in fields) and all(_in_each_form(provider, name, each) for each in types)
    optional = not (defaulted or given)
    kinds = {_FIELD_TYPES.get(field.type, AttributeType.TEXT) for field in fields}
    kind = kinds.pop() if len(kinds) == 1 else AttributeType.ANY
    values = {tuple(option.value for option in field.options) for field in fields}
    return Attribute(name, python, kind, optional, values.pop() if len(values) == 1 else ())


def _in_each_form(provider: Provider, name: str, type_: ModelType) -> bool:
    return all(any(field.name == name for field in _seen(form, type_)) for form in _forms(provider))


def _given(field: Field) -> bool:
    """Whether a field always has a value in a form that shows it."""
    return field.default is not None or (field.required is True and not field.show_on)
