"""Parameters as a spec sees them: by attribute, in the spelling of the spec."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from difyspec.importer.factor.cost import entry
from difyspec.importer.factor.spelling import constant, people, words
from difyspec.provider.models import ParameterRule
from difyspec.provider.values import Data, DataList, DataMap, text

ATTRIBUTES = ("type", "required", "default", "min", "max", "precision", "options", "label", "help", "extra")

TEXTS = ("label", "help")
"""The attributes that people read."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a model. `key` is the definition it refers to, decided after all of them are known."""

    name: str
    template: str | None
    attributes: Mapping[str, Data] = field(hash=False)
    key: str = ""


def parameter(rule: ParameterRule) -> Parameter:
    """The parameter of a rule."""
    found: dict[str, Data | None] = {
        "type": None if rule.type is None else text(rule.type),
        "required": rule.required,
        "default": None if rule.default is None else constant(rule.default),
        "min": rule.min,
        "max": rule.max,
        "precision": rule.precision,
        "options": None if rule.options is None else words(one.text for one in rule.options),
        "label": None if rule.label is None else people(rule.label),
        "help": None if rule.help is None else people(rule.help),
        "extra": rule.extra if rule.extra.entries else None,
    }
    return Parameter(rule.name, rule.use_template, {name: one for name, one in found.items() if one is not None})


def changes(target: Mapping[str, Data], base: Mapping[str, Data]) -> DataMap:
    """What must be written for a parameter to get from one set of attributes to another."""
    entries = [(name, target[name]) for name in ATTRIBUTES if name in target and target[name] != base.get(name)]
    gone = tuple(text(name) for name in ATTRIBUTES if name in base and name not in target)
    return DataMap((*entries, *((("unset", DataList(gone)),) if gone else ())))


def changes_size(target: Mapping[str, Data], base: Mapping[str, Data]) -> int:
    """The bytes of `changes`."""
    return sum([entry(name, value) + 2 for name, value in changes(target, base).entries])
