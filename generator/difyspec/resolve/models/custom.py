"""The model that users add: composed with every override as a condition, since its name is not known yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from difyspec.language.models.columns import Custom
from difyspec.language.models.columns import Voices as WrittenVoices
from difyspec.provider.expressions import Choice, Value
from difyspec.provider.models import CustomFeature, CustomModel, Pricing
from difyspec.provider.texts import Text
from difyspec.provider.values import NULL
from difyspec.provider.vocabulary import PROPERTIES
from difyspec.resolve.layers import Layers, choice, constant, is_fixed, simplified
from difyspec.resolve.models.compose import applied
from difyspec.resolve.models.covered import overridden
from difyspec.resolve.models.custom_rules import by_name, parameter
from difyspec.resolve.models.env import Env
from difyspec.resolve.models.overrides import fitting
from difyspec.resolve.models.predefined import Shared, asks_for_mode
from difyspec.resolve.models.prices import pricing
from difyspec.resolve.models.profiles import context_after, lost, steps
from difyspec.resolve.models.state import State
from difyspec.resolve.models.tracing import trace, trace_override
from difyspec.resolve.models.voices import voices_of

_NOT_HERE = ("deprecated", "listed", "fetch_from", "extra")


@dataclass(frozen=True, slots=True)
class Composed:
    """A custom model, and its parameters before they were split."""

    model: CustomModel
    state: State


def compose_custom(custom: Custom, shared: Shared) -> State:
    """The state after all steps."""
    context = context_after(custom, shared.profiles, shared.context)
    env = Env(shared.type, None, shared.names, context)
    state = State()
    for profile in steps(custom.use, custom.span("use"), shared.profiles, context):
        state = applied(state, profile, None, env)
    before = overridden(custom, env)
    for override, when in fitting(shared.overrides, env):
        state = applied(state, override, when, before)
        trace_override(("custom", shared.type.value), override, when, env)
    state = applied(state, custom, None, env)
    return replace(state, rules=None if state.rules is None else by_name(state.rules, env))


def custom_model(custom: Custom, shared: Shared) -> Composed:
    """The model that users add, where it does not start as a copy."""
    env = Env(shared.type, None, shared.names, shared.context)
    state = compose_custom(custom, shared)
    trace(("custom", shared.type.value), state, env)
    check_columns(custom, shared)
    if asks_for_mode(shared) and not state.layers("mode") and not lost(custom.use, shared.profiles):
        shared.context.say("D314", custom.place, "the language model that users add has no `mode`")
    features = state.features
    model = CustomModel(
        type=shared.type,
        like=None,
        label=label_choice(state),
        features=None if features is None else tuple(CustomFeature(one.name, one.when) for one in features),
        properties=properties(state),
        parameters=None if state.rules is None else tuple(parameter(rule, env) for rule in state.rules),
        pricing=fixed_price(state, shared),
    )
    return Composed(with_voices(model, state, env), state)


def check_columns(custom: Custom, shared: Shared) -> None:
    """What a model in the spec can say of itself, and one that users add cannot."""
    for column in _NOT_HERE:
        if column in custom.written:
            message = f"a model that users add has no `{column}`"
            shared.context.say("D313", custom.key_span(column), message)


def label_choice(state: State) -> Choice[Value | Text] | None:
    """The label; None where it is the model's name."""
    layers: Layers[Any] = state.layers("label")
    if not layers or (constant(layers) is None and is_fixed(layers)):
        return None
    nothing: Value | Text = NULL
    return choice(layers, lambda value: value, nothing)


def properties(state: State) -> tuple[tuple[str, Choice[Value]], ...]:
    """The properties with a single value."""
    nothing: Value = NULL
    found: list[tuple[str, Choice[Value]]] = []
    for name in PROPERTIES:
        layers: Layers[Value] = state.layers(name)
        made = choice(simplified(layers), lambda value: value, nothing)
        if name != "voices" and made.cases:
            found.append((name, made))
    return tuple(found)


def fixed_price(state: State, shared: Shared) -> Pricing | None:
    """The price, which cannot depend on anything."""
    layers: Layers[Any] = state.layers("price")
    if layers and not is_fixed(layers):
        message = "the price of a model that users add cannot depend on its name"
        shared.context.say("D419", layers[0].span, message)
        return None
    return pricing(constant(layers), shared.basis, shared.context)


def with_voices(model: CustomModel, state: State, env: Env) -> CustomModel:
    """The model with its voices."""
    layers: Layers[WrittenVoices] = state.layers("voices")
    if layers and not is_fixed(layers):
        env.context.say("D419", layers[0].span, "the voices of a model that users add cannot depend on its name")
    written = constant(layers)
    return model if written is None else replace(model, voices=voices_of(written, env))
