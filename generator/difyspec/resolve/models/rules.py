"""Parameters in the making: definitions looked up, copied and changed, each attribute in layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from difyspec.diagnostics import Span
from difyspec.language import Choice
from difyspec.language.models.parameters import ListedParameter, Parameter, Values
from difyspec.provider.expressions import Condition
from difyspec.resolve.expressions.shapes import Due
from difyspec.resolve.expressions.values import check_value
from difyspec.resolve.layers import Layer, Layers, restricted, stacked
from difyspec.resolve.library import library
from difyspec.resolve.models.env import Env
from difyspec.resolve.models.lists import joined

ATTRIBUTES = ("type", "label", "help", "required", "default", "min", "max", "precision", "options", "extra")
_DUE = {"default": Due.ANY, "min": Due.NUMBER, "max": Due.NUMBER}


@dataclass(frozen=True, slots=True)
class Rule:
    """A parameter of a model. `key` is the definition's name, `name` the parameter's; `when` it is there at all.

    `attributes` has what was written; what the template says stands in the library.
    """

    key: str
    name: str
    span: Span
    template: str | None = None
    attributes: dict[str, Layers[Any]] = field(default_factory=dict)
    when: Condition | None = None

    def called(self, name: str) -> bool:
        """Whether a list means this parameter by that name."""
        return name in (self.key, self.name)

    def conditioned(self, when: Condition | None) -> Rule:
        """The same parameter under another condition."""
        return replace(self, when=when)

    def merged(self, other: Rule, when: Condition | None) -> Rule:
        """This parameter, and where a condition holds another one of its name, which inherits nothing from it."""
        rule = replace(self, when=joined(self.when, when), template=self.template or other.template)
        nothing: Layers[Any] = (Layer(None, None, other.span),)
        every = dict.fromkeys((*self.attributes, *other.attributes))
        return rule.with_layers({name: restricted(other.attributes.get(name, nothing), when) for name in every})

    def with_layers(self, layers: Mapping[str, Layers[Any]]) -> Rule:
        """The rule with layers over some of its attributes."""
        if not layers:
            return self
        over = {name: stacked(top, self.attributes.get(name, ())) for name, top in layers.items()}
        return Rule(self.key, self.name, self.span, self.template, {**self.attributes, **over}, self.when)


def definition(name: str, span: Span, env: Env) -> Rule | None:
    """A definition by name: of the spec, of the library, or a template of the SDK; None if there is none."""
    own = env.context.document.parameters
    found = own.get(name) if own is not None else None
    if found is not None:
        env.names.use("definition", name)
    found = found or library().parameters.get(name)
    if found is not None:
        return _defined(name, found.body, span, env, (name,))
    return Rule(name, name, span, name) if library().templates.get(name) else None


def known(env: Env) -> tuple[str, ...]:
    """The names of all definitions."""
    own = env.context.document.parameters
    return (*(own.names if own else ()), *library().parameters.names, *library().templates.names)


def _defined(name: str, body: Parameter, span: Span, env: Env, seen: tuple[str, ...]) -> Rule:
    base = Rule(name, body.name or name, span)
    if body.like is not None:
        base = _copied(base, body, env, seen)
    if body.template is not None:
        base = replace(base, template=body.template)
    return changed(base, body, None, env)


def _copied(base: Rule, body: Parameter, env: Env, seen: tuple[str, ...]) -> Rule:
    """The attributes of another definition."""
    like = body.like or ""
    if like in seen:
        env.context.say("D214", body.span("like"), f"the parameter `{like}` is a copy of itself")
        return base
    own = env.context.document.parameters
    found = (own.get(like) if own else None) or library().parameters.get(like)
    if found is not None:
        env.names.use("definition", like)
        other = _defined(like, found.body, base.span, env, (*seen, like))
        return replace(base, template=other.template, attributes=other.attributes)
    if library().templates.get(like):
        return replace(base, template=like)
    message = f"there is no parameter `{like}` to copy"
    env.context.unknown("D202", body.span("like"), message, like, known(env), "parameters")
    return base


def listed(name: str, body: ListedParameter, span: Span, env: Env) -> Rule | None:
    """A parameter as an entry of a list has it; None after a finding."""
    rule = definition(name, span, env)
    if rule is None:
        if body.type is None and body.template is None and body.like is None:
            if not body.broken and not env.context.unread("parameters", name):
                message = f"there is no parameter `{name}` to refer to, and no `type` is written here"
                env.context.unknown("D202", span, message, name, known(env), "parameters")
            return None
        rule = Rule(name, name, span)
    if body.like is not None:
        rule = _copied(rule, body, env, (name,))
    when = env.condition(body, body.place)
    template = body.template or rule.template
    return changed(Rule(rule.key, body.name or rule.name, rule.span, template, rule.attributes, when), body, None, env)


def changed(rule: Rule, body: Values, when: Condition | None, env: Env) -> Rule:
    """The rule with the keys of a section over it, where a condition holds."""
    for gone in body.unset or ():
        if gone.value not in ATTRIBUTES:
            if gone.value in Parameter.model_fields:
                message = f"`{gone.value}` cannot be taken away from a parameter"
                env.context.unknown("D402", gone.span, message, gone.value, ATTRIBUTES, "keys")
            continue
        rule = rule.with_layers({gone.value: (Layer(when, None, gone.span),)})
    written, broken = body.written, body.broken
    said = [one for one in ATTRIBUTES if one in written and one not in broken]
    return rule.with_layers({one: restricted(layers_of(body, one, env), when) for one in said})


def layers_of(body: Values, attribute: str, env: Env) -> Layers[Any]:
    """The layers that one key of a section makes."""
    value = getattr(body, attribute)
    span = body.span(attribute)
    if not isinstance(value, Choice):
        return (Layer(None, value, span),)
    return choice_layers(value, _DUE.get(attribute, Due.ANY), env)


def choice_layers(found: Choice[Any], due: Due, env: Env) -> Layers[Any]:
    """The layers of a choice of values."""
    layers = [
        Layer(
            env.condition(case.where, case.span),
            check_value(case.then, due, env.where, env.names, env.context),
            case.then.span,
        )
        for case in found.cases
    ]
    return stacked(tuple(layers), ())
