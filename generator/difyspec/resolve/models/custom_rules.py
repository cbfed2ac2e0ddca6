"""Parameters of a model that users add: what is fixed about them, and what depends on the call."""

from __future__ import annotations

from typing import Any

from difyspec.provider.expressions import Choice
from difyspec.provider.models import CustomParameter, Dynamic, ParameterRule
from difyspec.provider.texts import Text
from difyspec.provider.values import EMPTY_MAP, NULL, DataList, DataMap, Scalar, text
from difyspec.resolve.layers import Layers, choice, is_fixed, simplified
from difyspec.resolve.models.attributes import all_layers, type_of, typed
from difyspec.resolve.models.env import Env
from difyspec.resolve.models.limits import check_rule
from difyspec.resolve.models.rules import Rule

_COMPUTED = ("default", "min", "max")


def by_name(rules: tuple[Rule, ...], env: Env) -> tuple[Rule, ...]:
    """The rules with those of one name made one, since Dify knows a parameter by its name only."""
    found: dict[str, Rule] = {}
    for rule in rules:
        before = found.get(rule.name)
        if before is None:
            found[rule.name] = rule
        elif before.when is None or rule.when is None:
            message = f"two parameters of one model are called `{rule.name}`"
            env.context.say("D410", rule.span, message, related=[(before.span, "the first one")])
        else:
            found[rule.name] = before.merged(rule, rule.when)
    return tuple(found.values())


def parameter(rule: Rule, env: Env) -> CustomParameter:
    """A parameter with everything it has, checked."""
    check_rule(rule.name, rule.template, type_of(rule), all_layers(rule, True), rule.span, env.context)
    return unchecked(rule, env)


def unchecked(rule: Rule, env: Env) -> CustomParameter:
    """The same for a profile: what does not fit yet may be put right at each model."""
    return _split(rule, all_layers(rule, env.context.explicit))


def changes(rule: Rule) -> CustomParameter:
    """What differs about a parameter that is inherited."""
    type_ = type_of(rule)
    layers: dict[str, Layers[Any]] = {name: found for name, found in rule.attributes.items() if found}
    return _split(rule, layers, type_)


def _split(rule: Rule, layers: dict[str, Layers[Any]], type_: str | None = None) -> CustomParameter:
    fixed: dict[str, Any] = {}
    dynamic: list[tuple[str, Choice[Dynamic]]] = []
    for name, said in layers.items():
        found = simplified(said)
        top = found[0].value
        if is_fixed(found) and (name not in _COMPUTED or top is None or isinstance(top, Scalar)):
            fixed[name] = typed(top, name, type_)
        else:
            nothing: Dynamic = NULL
            dynamic.append((name, choice(found, _dynamic, nothing)))
    extra = fixed.pop("extra", None) or EMPTY_MAP
    made = ParameterRule(rule.name, use_template=rule.template, extra=extra, **fixed)
    return CustomParameter(made, tuple(dynamic), rule.when)


def _dynamic(value: Any) -> Dynamic:
    """A layer's value as the adapter sets it."""
    found: Dynamic
    if isinstance(value, Text):
        found = DataMap(value.entries)
    elif isinstance(value, tuple):
        found = DataList(value)
    elif isinstance(value, str):
        found = text(value)
    else:
        found = value
    return found
