"""What a plugin declares: forms and models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MODEL_TYPE = "__model_type"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form. `options` are the values of a select, `show_on` the values of others it depends on."""

    name: str
    type: str
    required: bool
    default: str | None
    options: tuple[str, ...]
    show_on: tuple[tuple[str, str], ...]

    @property
    def secret(self) -> bool:
        """Whether it is hidden."""
        return self.type == "secret-input"

    @property
    def url(self) -> bool:
        """Whether its name says that it holds an address."""
        words = self.name.lower().split("_")
        return not self.options and any(one in words for one in ("url", "endpoint", "host", "server", "base"))

    def concerns(self, model_type: str) -> bool:
        """Whether models of a type have it; types may be written with underscores."""
        return all(
            value.replace("_", "-") == model_type.replace("_", "-")
            for name, value in self.show_on
            if name == MODEL_TYPE
        )

    def shown(self, values: Mapping[str, str]) -> bool:
        """Whether it is to be filled in, given the others."""
        return all(values.get(name) == value for name, value in self.show_on if name != MODEL_TYPE)


@dataclass(frozen=True, slots=True)
class Rule:
    """A model parameter."""

    name: str
    type: str
    default: Any
    min: float | None
    max: float | None
    precision: int | None
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A model: what it can do, and its parameters."""

    name: str
    features: frozenset[str] = frozenset()
    properties: tuple[tuple[str, Any], ...] = ()
    rules: tuple[Rule, ...] = ()
    deprecated: bool = False

    def property(self, name: str, default: Any) -> Any:
        """One of Dify's model properties."""
        return dict(self.properties).get(name, default)


@dataclass(frozen=True, slots=True)
class Declared:
    """A plugin. A form is None where the plugin has none; `models` are the predefined ones by type."""

    provider: str
    methods: tuple[str, ...]
    provider_form: tuple[Field, ...] | None
    model_form: tuple[Field, ...] | None
    models: Mapping[str, tuple[Model, ...]]


def declared(told: Mapping[str, Any]) -> Declared:
    """The declarations that a plugin's process told."""
    return Declared(
        told["provider"],
        tuple(told["methods"]),
        _form(told["provider_form"]),
        _form(told["model_form"]),
        {type_: tuple(model(one) for one in models) for type_, models in told["models"].items()},
    )


def model(told: Mapping[str, Any]) -> Model:
    """A model from its entity in JSON."""
    properties = sorted((told.get("model_properties") or {}).items())
    rules = tuple(_rule(one) for one in told.get("parameter_rules") or ())
    features = frozenset(told.get("features") or ())
    return Model(told["model"], features, tuple(properties), rules, bool(told.get("deprecated")))


def _form(fields: list[dict[str, Any]] | None) -> tuple[Field, ...] | None:
    return None if fields is None else tuple(_field(one) for one in fields)


def _field(told: Mapping[str, Any]) -> Field:
    default = told.get("default")
    return Field(
        told["variable"],
        told["type"],
        bool(told.get("required")),
        None if default is None else str(default),
        tuple(one["value"] for one in told.get("options") or ()),
        tuple((one["variable"], one["value"]) for one in told.get("show_on") or ()),
    )


def _rule(told: Mapping[str, Any]) -> Rule:
    return Rule(
        told["name"],
        told["type"],
        told.get("default"),
        _number(told.get("min")),
        _number(told.get("max")),
        told.get("precision"),
        tuple(told.get("options") or ()),
    )


def _number(told: Any) -> float | None:
    return None if told is None else float(told)
