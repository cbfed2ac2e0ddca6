"""A model that users add and that starts as a copy of one in the spec: what differs."""

from __future__ import annotations

from collections.abc import Iterable

from difyspec.language.models.columns import Custom
from difyspec.provider.expressions import Path, Root, Value
from difyspec.provider.forms import Option
from difyspec.provider.models import CustomFeature, CustomModel, CustomParameter, Model, ModelType, ParameterRule
from difyspec.provider.values import Scalar
from difyspec.resolve.algebra import NEVER
from difyspec.resolve.credentials.form import MODEL_TYPE
from difyspec.resolve.expressions.shapes import Due
from difyspec.resolve.expressions.values import check_value
from difyspec.resolve.layers import Layer
from difyspec.resolve.models.compose import applied
from difyspec.resolve.models.custom import (
    Composed,
    check_columns,
    fixed_price,
    label_choice,
    properties,
    with_voices,
)
from difyspec.resolve.models.custom_rules import changes, parameter
from difyspec.resolve.models.env import Env
from difyspec.resolve.models.features import Feature, feature
from difyspec.resolve.models.predefined import Shared
from difyspec.resolve.models.rules import Rule
from difyspec.resolve.models.state import State
from difyspec.resolve.models.tracing import trace


def copied_model(custom: Custom, bases: tuple[Model, ...], shared: Shared) -> Composed:
    """The model that users add, as what differs from the one it is a copy of. `bases` are the models it can be."""
    env = Env(shared.type, None, shared.names, shared.context)
    check_columns(custom, shared)
    if custom.use is not None:
        message = "a copy has what its model has: `use` and `like` exclude each other"
        shared.context.say("D420", custom.key_span("use"), message)
    like = _like(custom, bases, env)
    before = State({}, _base_features(bases, custom), _base_rules(bases, custom))
    after = applied(before, custom, None, env)
    trace(("custom", shared.type.value), after, env)
    model = CustomModel(
        type=shared.type,
        like=like,
        label=label_choice(after),
        features=_features(before, after, custom, env),
        properties=properties(after),
        parameters=_parameters(before, after, custom, env),
        pricing=fixed_price(after, shared),
    )
    return Composed(with_voices(model, after, env), after)


def _like(custom: Custom, bases: tuple[Model, ...], env: Env) -> Value | None:
    """The name of the model to copy: where it is written here, or an option, there must be such a model."""
    if custom.like is None:
        return None
    value = check_value(custom.like, Due.TEXT, env.where, env.names, env.context)
    ids = [model.id for model in bases]
    wanted: Iterable[str] = ()
    if isinstance(value, Scalar):
        wanted = (value.text,)
    elif isinstance(value, Path) and value.root is Root.CRED:
        fields = [one.field for one in env.names.fields.get(value.name or "", []) if one.seen_by(env.type)]
        wanted = [option.value for one in fields for option in one.options if _shown(option, env.type)]
    span = custom.span("like")
    if not bases:
        env.context.say("D211", span, f"there is no {env.type.value} model that could be copied")
        return value
    for name in wanted:
        if name not in ids:
            message = f"there is no {env.type.value} model `{name}` that could be copied"
            env.context.unknown("D211", span, message, name, ids, "models")
    return value


def _shown(option: Option, type_: ModelType) -> bool:
    """Whether models of the type have an option, whatever else the form says."""
    return all((one.variable, one.value) == (MODEL_TYPE, type_.value) for one in option.show_on)


def _base_features(bases: tuple[Model, ...], custom: Custom) -> tuple[Feature, ...]:
    names = dict.fromkeys(one.text for model in bases for one in model.features or ())
    return tuple(Feature(name, custom.place) for name in names)


def _base_rules(bases: tuple[Model, ...], custom: Custom) -> tuple[Rule, ...]:
    """The parameters that the models have, without attributes: those are added as far as they differ."""
    found: dict[str, ParameterRule] = {}
    for model in bases:
        for rule in model.parameters or ():
            found.setdefault(rule.name, rule)
    return tuple(
        Rule(rule.name, rule.name, custom.place, rule.use_template, _typed(rule, custom)) for rule in found.values()
    )


def _typed(rule: ParameterRule, custom: Custom) -> dict[str, tuple[Layer[str], ...]]:
    return {"type": (Layer(None, rule.type, custom.place),)} if rule.type else {}


def _features(before: State, after: State, custom: Custom, env: Env) -> tuple[CustomFeature, ...] | None:
    written = custom.features
    if written is None:
        return None
    if written.changes:
        named = [(entry, feature(entry, env)) for entry in written]
        return tuple(CustomFeature(one.name, NEVER if entry.sign == "-" else one.when) for entry, one in named)
    kept = tuple(CustomFeature(one.name, one.when) for one in after.features or ())
    gone = {one.name for one in before.features or ()} - {one.name for one in kept}
    return (*kept, *(CustomFeature(name, NEVER) for name in sorted(gone)))


def _parameters(before: State, after: State, custom: Custom, env: Env) -> tuple[CustomParameter, ...] | None:
    if custom.parameters is None and custom.adjust is None and custom.max_tokens is None:
        return None
    known = {rule.name: rule for rule in before.rules or ()}
    found: list[CustomParameter] = []
    for rule in after.rules or ():
        old = known.get(rule.name)
        if old is rule:
            continue
        changed = {
            name: layers for name, layers in rule.attributes.items() if old and layers != old.attributes.get(name)
        }
        if old is not None and custom.parameters is None:
            found.append(changes(Rule(rule.key, rule.name, rule.span, None, changed, rule.when)))
        else:
            found.append(parameter(rule, env))
    left = {rule.name for rule in after.rules or ()}
    gone = [name for name in known if name not in left]
    return (*found, *(CustomParameter(ParameterRule(name), (), NEVER) for name in gone))
