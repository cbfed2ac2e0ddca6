"""Models in the spec: composed, evaluated, written out."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Any

from difyspec.language import Entry, Located
from difyspec.language.models.columns import Model as Written
from difyspec.language.models.columns import Override, Voices
from difyspec.language.models.money import Basis
from difyspec.provider.expressions import Condition
from difyspec.provider.models import Model, ModelType, ParameterRule, key_of_model
from difyspec.provider.texts import Text, english
from difyspec.provider.values import EMPTY_MAP, Data, DataMap, Scalar, text
from difyspec.provider.vocabulary import PROPERTIES
from difyspec.resolve.context import Context
from difyspec.resolve.layers import Layers, constant
from difyspec.resolve.models.attributes import all_layers, type_of
from difyspec.resolve.models.compose import applied
from difyspec.resolve.models.covered import overridden
from difyspec.resolve.models.env import Env
from difyspec.resolve.models.inherited import check_inherited
from difyspec.resolve.models.limits import CHECKED, check_rule
from difyspec.resolve.models.overrides import fitting
from difyspec.resolve.models.prices import pricing
from difyspec.resolve.models.profiles import Profiles, context_after, steps
from difyspec.resolve.models.rules import Rule
from difyspec.resolve.models.state import State
from difyspec.resolve.models.tracing import trace, trace_override
from difyspec.resolve.models.voices import voices_data
from difyspec.resolve.names import Names
from difyspec.resolve.statics import evaluate


@dataclass(frozen=True, slots=True)
class Shared:
    """What all models of a type have in common.

    `composed` has the profiles that were composed already and are the same for every model, `rules` the parameters of
    profiles that were evaluated already, by the identity of what they were evaluated from.
    """

    type: ModelType
    profiles: Profiles
    overrides: tuple[Located[Override], ...]
    basis: Basis | None
    languages: tuple[str, ...]
    names: Names
    context: Context
    composed: dict[str, State] = field(default_factory=dict, compare=False)
    rules: dict[tuple[int, frozenset[str]], tuple[Rule, ParameterRule]] = field(default_factory=dict, compare=False)


_PLAIN = (Scalar, Text, Voices, DataMap, str, tuple, bool)
"""What a value is that needs no evaluation."""


def asks_for_mode(shared: Shared) -> bool:
    """Whether a language model without a mode is worth a finding."""
    return shared.type is ModelType.LLM and shared.context.explicit and not shared.context.flawed


type Fitting = list[tuple[Override, Condition | None]]


def compose(entry: Entry[Written], shared: Shared) -> tuple[State, Fitting]:
    """A model after all steps: profiles, fitting overrides, its own columns; and the overrides."""
    context = context_after(entry.body, shared.profiles, shared.context)
    env = Env(shared.type, entry.name, shared.names, context)
    state = _from_profile(entry, env, shared)
    before = overridden(entry.body, env)
    found = list(fitting(shared.overrides, env))
    for override, when in found:
        state = applied(state, override, when, before)
    check_inherited(state, entry.body, env)
    return applied(state, entry.body, None, env), found


def _from_profile(entry: Entry[Written], env: Env, shared: Shared) -> State:
    """A model after the steps of its profile; those are taken once, unless a step looks at the model's name."""
    name, state = entry.body.use, State()
    if name is not None and name in shared.composed:
        return shared.composed[name]
    profiles = list(steps(name, entry.body.span("use"), shared.profiles, env.context))
    for profile in profiles:
        state = applied(state, profile, None, env)
    if name is not None and profiles and not env.decisions:
        shared.composed[name] = state
    return state


def model_of(entry: Entry[Written], file: str, shared: Shared) -> Model:
    """A model in the spec as its file says it."""
    env = Env(shared.type, entry.name, shared.names, shared.context)
    state, overrides = compose(entry, shared)
    _mode(state, entry, shared)
    context = shared.context
    path = posixpath.join(constant(state.layers("folder")) or "", file)
    origin = key_of_model(shared.type, entry.name, path)
    context.place(entry.span, *origin)
    for override, when in overrides:
        trace_override(origin, override, when, env)
    for column in entry.body.written:
        context.place(entry.body.span(column), *origin, column)
    trace(origin, state, env)
    return Model(
        id=entry.name,
        type=shared.type,
        file=path,
        label=_label(state, entry.name, env, shared),
        features=None if state.features is None else tuple(text(one.name) for one in state.features),
        properties=_properties(state, env) or (() if context.explicit else None),
        parameters=None if state.rules is None else _rules(state.rules, env, shared),
        pricing=pricing(constant(state.layers("price")), shared.basis, context),
        deprecated=constant(state.layers("deprecated")),
        fetch_from=_plain(constant(state.layers("fetch_from"))),
        listed=constant(state.layers("listed")) is not False,
        source=constant(state.layers("source")),
        profile=entry.body.use,
        extra=constant(state.layers("extra")) or EMPTY_MAP,
    )


def _mode(state: State, entry: Entry[Written], shared: Shared) -> None:
    """Dify does not run a language model of which it does not know whether it chats or completes."""
    profiles = shared.profiles.names if shared.profiles is not None else ()
    lost = entry.body.use is not None and entry.body.use not in profiles
    if asks_for_mode(shared) and not state.layers("mode") and not lost:
        message = f"the language model `{entry.name}` has no `mode`"
        shared.context.say("D314", entry.name_span, message)


def _plain(value: str | None) -> Scalar | None:
    return None if value is None else text(value)


def _label(state: State, id_: str, env: Env, shared: Shared) -> Text | None:
    """The label; one that is written once, or the id, is given in the languages of the type."""
    value = _value(state, "label", env)
    if isinstance(value, Text):
        return value
    if value is None and state.layers("label") and not shared.context.explicit:
        return None
    own: tuple[Located[str], ...] | None = constant(state.layers("label_languages"))
    languages = shared.languages if own is None else tuple(one.value for one in own)
    if value is None and not languages:
        return None
    written = value if isinstance(value, Scalar) else text(id_)
    return Text(tuple((language, written) for language in languages)) if languages else english(written.text)


def _properties(state: State, env: Env) -> tuple[tuple[str, Data], ...]:
    found: list[tuple[str, Data]] = []
    for name in PROPERTIES:
        value = _value(state, name, env)
        if isinstance(value, Voices):
            found.append((name, voices_data(value, env.model or "", env)))
        elif value is not None:
            found.append((name, value))
    return tuple(found)


def _value(state: State, column: str, env: Env) -> Any:
    """The value of a column for this model."""
    return _evaluated(state.layers(column), env)


def _evaluated(layers: Layers[Any], env: Env) -> Any:
    value = constant(layers)
    if value is None or isinstance(value, _PLAIN):
        return value
    found = evaluate(value, env.model or "")
    if found is None:
        message = "what a model in the spec is cannot depend on credentials or on the call"
        env.context.say("D415", layers[0].span, message)
    return found


def _rules(rules: tuple[Rule, ...], env: Env, shared: Shared) -> tuple[ParameterRule, ...]:
    _twice(rules, env.context)
    return tuple(_rule(rule, env, shared) for rule in rules)


def _rule(rule: Rule, env: Env, shared: Shared) -> ParameterRule:
    """A parameter of this model. Models share most of theirs, which come from one profile and say the same for all."""
    key = (id(rule), env.context.muted)
    known = shared.rules.get(key)
    if known is not None:
        return known[1]
    found = rule_of(rule, env)
    if all(_same_for_all(layers) for layers in rule.attributes.values()):
        shared.rules[key] = (rule, found)  # the rule too: an identity is one only while its object lives
    return found


def _same_for_all(layers: Layers[Any]) -> bool:
    """Whether a value does not ask for the model's name."""
    value = constant(layers)
    return value is None or isinstance(value, _PLAIN)


def _twice(rules: tuple[Rule, ...], context: Context) -> None:
    first: dict[str, Rule] = {}
    for rule in rules:
        before = first.setdefault(rule.name, rule)
        if before is not rule:
            message = f"two parameters of one model are called `{rule.name}`"
            context.say("D410", rule.span, message, related=[(before.span, "the first one")])


def rule_of(rule: Rule, env: Env) -> ParameterRule:
    """A parameter of a model in the spec."""
    layers = all_layers(rule, env.context.explicit)
    checked = layers if env.context.explicit else all_layers(rule, True, CHECKED)
    check_rule(rule.name, rule.template, type_of(rule), checked, rule.span, env.context)
    values = {name: _evaluated(found, env) for name, found in layers.items()}
    extra = values.pop("extra", None) or EMPTY_MAP
    return ParameterRule(rule.name, use_template=rule.template, extra=extra, **values)
