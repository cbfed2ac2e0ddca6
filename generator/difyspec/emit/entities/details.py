"""What the classes of the entities say beyond names and types: descriptions, defaults, limits, options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from difyspec.provider.entities import Attribute, AttributeType, rule_type
from difyspec.provider.forms import Field, FieldType
from difyspec.provider.models import ModelType, ParameterRule
from difyspec.provider.plugin import Provider
from difyspec.provider.texts import Text
from difyspec.provider.values import Kind, Scalar


@dataclass(frozen=True, slots=True)
class Detail:
    """One attribute's; `limits` by their JSON Schema keyword."""

    description: str = ""
    default: str | int | bool | None = None
    limits: Mapping[str, int | float] = field(default_factory=dict)
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """Those of one class by the spec's names. `wire` when the class is read from what Dify sends under those names."""

    by_name: Mapping[str, Detail]
    wire: bool = False

    def of(self, attribute: Attribute) -> Detail:
        """The details of an attribute."""
        return self.by_name.get(attribute.name, Detail())

    def key(self, attribute: Attribute) -> str:
        """The attribute's key in the schema."""
        return attribute.name if self.wire else attribute.python


def credential_details(provider: Provider) -> Details:
    """Those of the fields of both forms; a default counts where all definitions of a field agree on it."""
    found: dict[str, list[Field]] = {}
    for form in (provider.forms.provider, provider.forms.model):
        for one in form or ():
            found.setdefault(one.name, []).append(one)
    return Details(
        {name: Detail(_label(one.label for one in fields), _default(fields)) for name, fields in found.items()}
    )


def fact_details(provider: Provider) -> Details:
    """Facts have neither labels nor limits; an absent one is None."""
    return Details({fact.name: Detail(f"Saved as {fact.stored_as}.") for fact in provider.facts})


def parameter_details(provider: Provider, type_: ModelType) -> Details:
    """Those of a type's parameters; a limit or the options count where all models agree, as one class serves all.

    A hook that changes the schema of models may change either, so then there are none.
    """
    transport = provider.transport.of(type_.value) if provider.transport else None
    open_ = transport is not None and transport.schema is not None
    found: dict[str, list[ParameterRule]] = {}
    dynamic: set[str] = set()
    catalogue = provider.catalogue(type_)
    for model in (*catalogue.predefined, *catalogue.base):
        for rule in model.parameters or ():
            found.setdefault(rule.name, []).append(rule)
    for one in (catalogue.custom.parameters or ()) if catalogue.custom else ():
        found.setdefault(one.rule.name, []).append(one.rule)
        dynamic |= {f"{one.rule.name}.{attribute}" for attribute, _ in one.dynamic}
    return Details({name: _parameter(rules, dynamic, open_) for name, rules in found.items()}, wire=True)


def _parameter(rules: list[ParameterRule], dynamic: set[str], open_: bool) -> Detail:
    name = rules[0].name
    description = _label(rule.label for rule in rules)
    if open_:
        return Detail(description)
    limits: dict[str, int | float] = {}
    for attribute, keyword in (("min", "minimum"), ("max", "maximum")):
        if f"{name}.{attribute}" not in dynamic:
            limits |= _limit(keyword, [getattr(rule, attribute) for rule in rules], rules)
    options = () if f"{name}.options" in dynamic else _options(rules)
    return Detail(description, limits=limits, options=options)


def _limit(keyword: str, values: list[Scalar | None], rules: list[ParameterRule]) -> dict[str, int | float]:
    """The limit on which all rules agree, if they have one."""
    numbers = {value.number if _is_number(value) else None for value in values if value is not None}
    number = numbers.pop() if len(numbers) == 1 and None not in values else None
    types = {rule_type(rule) for rule in rules}
    if number is None or not number.is_finite() or not types <= {AttributeType.INT, AttributeType.FLOAT}:
        return {}
    if types == {AttributeType.INT}:
        return {keyword: int(number)} if number == number.to_integral_value() else {}
    return {keyword: float(number)}


def _is_number(value: Scalar) -> bool:
    return value.kind in (Kind.INT, Kind.FLOAT) and value.text.strip("+-").replace(".", "", 1).isdecimal()


def _options(rules: list[ParameterRule]) -> tuple[str, ...]:
    """Every option of any of the rules, none if one rule takes any text."""
    if any(not rule.options or rule_type(rule) is not AttributeType.TEXT for rule in rules):
        return ()
    return tuple(dict.fromkeys(option.text for rule in rules for option in rule.options or ()))


def _default(fields: list[Field]) -> str | int | bool | None:
    """The typed default on which all definitions agree, if they have one."""
    values = {_typed(one) for one in fields}
    return values.pop() if len(values) == 1 else None


def _typed(one: Field) -> str | int | bool | None:
    if one.default is None:
        return None
    if one.type is FieldType.TOGGLE:
        return one.default.text == one.enabled
    if one.type is FieldType.INT:
        return int(one.default.text) if one.default.text.strip().lstrip("+-").isdecimal() else None
    return one.default.text


def _label(labels: Iterable[Text | None]) -> str:
    """The first label in English, as one line of printable words."""
    text = next((label.english for label in labels if label is not None), "")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
