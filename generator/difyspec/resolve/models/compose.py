"""One step of composition: the columns of a profile, an override or a model over what is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from difyspec.diagnostics import nearest
from difyspec.language import Choice, Entry, Expr
from difyspec.language.models.columns import Columns, MaxTokens
from difyspec.language.models.parameters import ListedParameter
from difyspec.provider.expressions import Condition
from difyspec.provider.values import Kind, Scalar
from difyspec.provider.vocabulary import PROPERTIES
from difyspec.resolve.expressions.shapes import Due
from difyspec.resolve.layers import Layer, Layers, restricted
from difyspec.resolve.models import lists
from difyspec.resolve.models.env import Env
from difyspec.resolve.models.features import Feature, feature
from difyspec.resolve.models.rules import Rule, changed, choice_layers, listed
from difyspec.resolve.models.state import OTHERS, State
from difyspec.resolve.words import known

_TEXTS = tuple(name for name, kind in PROPERTIES.items() if kind is Kind.TEXT)


def applied(state: State, columns: Columns, when: Condition | None, env: Env) -> State:
    """The state after a step that counts where a condition holds (None: always)."""
    state = _unset(state, columns, when, env)
    written, broken = columns.written, columns.broken
    said = [one for one in (*PROPERTIES, *OTHERS) if one in written and one not in broken]
    state = state.with_layers({one: restricted(_layers(columns, one, env), when) for one in said})
    state = _features(state, columns, when, env)
    state = _rules(state, columns, when, env)
    state = _adjusted(state, columns, when, env)
    return state if columns.max_tokens is None else _max_tokens(state, columns.max_tokens, when, env)


def _unset(state: State, columns: Columns, when: Condition | None, env: Env) -> State:
    for gone in columns.unset or ():
        layer: Layer[Any] = Layer(when, None, gone.span)
        if gone.value in ("features", "parameters"):
            state = _without(state, gone.value, when)
        elif gone.value in state.values or (gone.value == "label" and not env.context.explicit):
            state = state.with_layers({gone.value: (layer,)})
        elif gone.value in Columns.model_fields:
            message = f"there is no `{gone.value}` to take away"
            env.context.unknown("D402", gone.span, message, gone.value, state.values, "columns inherited here")
    return state


def _without(state: State, column: str, when: Condition | None) -> State:
    if column == "features":
        return replace(state, features=None if when is None else lists.replaced(state.features or (), (), when))
    return replace(state, rules=None if when is None else lists.replaced(state.rules or (), (), when))


def _layers(columns: Columns, column: str, env: Env) -> Layers[Any]:
    value = getattr(columns, column)
    if not isinstance(value, Choice):
        return (Layer(None, value, columns.span(column)),)
    if column == "label":
        return _label(value, env)
    layers = choice_layers(value, Due.TEXT if column in _TEXTS else Due.NUMBER, env)
    for layer in layers if column not in _TEXTS else ():
        number = layer.value
        if isinstance(number, Scalar) and number.kind in (Kind.INT, Kind.FLOAT) and number.number <= 0:
            env.context.say("D321", layer.span, f"`{column}` is {number.text}, which is not above zero")
    return layers


def _label(value: Choice[Any], env: Env) -> Layers[Any]:
    """Labels are texts for people or computed."""
    layers: list[Layer[Any]] = []
    for case in value.cases:
        one = Choice((replace(case, where=None),), case.span)
        when = env.condition(case.where, case.span)
        computed = isinstance(case.then, Expr)
        found = choice_layers(one, Due.TEXT, env)[0].value if computed else case.then
        layers.append(Layer(when, found, case.span))
    return tuple(layers)


def _features(state: State, columns: Columns, when: Condition | None, env: Env) -> State:
    written = columns.features
    if written is None:
        return state
    before = state.features or ()
    if written.changes:
        found = lists.changed(before, written, lambda entry: feature(entry, env), when, "feature", env.context)
    else:
        whole: tuple[Feature, ...] = tuple(feature(entry, env) for entry in written)
        found = lists.replaced(before, whole, when)
    return replace(state, features=found)


def _rules(state: State, columns: Columns, when: Condition | None, env: Env) -> State:
    written = columns.parameters
    if written is None:
        return state

    def made(entry: Entry[ListedParameter]) -> Rule | None:
        return listed(entry.name, entry.body, entry.name_span, env)

    before = state.rules or ()
    if written.changes:
        return replace(state, rules=lists.changed(before, written, made, when, "parameter", env.context))
    rules = [made(entry) for entry in written]
    whole: tuple[Rule, ...] = tuple(rule for rule in rules if rule is not None)
    return replace(state, rules=lists.replaced(before, whole, when))


def _adjusted(state: State, columns: Columns, when: Condition | None, env: Env) -> State:
    for entry in columns.adjust or ():
        rule = lists.find(state.rules or (), entry.name)
        if rule is None:
            names = [one.name for one in state.rules or ()]
            message = f"there is no parameter `{entry.name}` in the list that could be adjusted"
            env.context.unknown("D404", entry.name_span, message, entry.name, names, "parameters of this list")
            continue
        state = state.with_rule(changed(rule, entry.body, when, env), rule)
    return state


def _max_tokens(state: State, limits: MaxTokens, when: Condition | None, env: Env) -> State:
    built = [rule for rule in state.rules or () if rule.template == "max_tokens"]
    if len(built) != 1:
        names = [rule.name for rule in built or state.rules or ()]
        count = "none" if not built else str(len(built))
        message = f"`max_tokens` belongs to the one parameter built on that template, and this list has {count}"
        guess = nearest("max_tokens", names) if not built else None
        env.context.say("D405", limits.place, message, known(names, "parameters of this list"), suggestion=guess)
        return state
    rule = built[0]
    given = {name: getattr(limits, name) for name in ("max", "default", "min")}
    layers = {
        name: restricted(choice_layers(value, Due.NUMBER, env), when)
        for name, value in given.items()
        if value is not None
    }
    return state.with_rule(rule.with_layers(layers), rule)
