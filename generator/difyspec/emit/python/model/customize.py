"""What a model is that a user added, as far as it depends on credentials and discovered facts."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import groupby

from difyspec.emit.declarations.custom import fixed, fixed_label, fixed_voices
from difyspec.emit.python import literals
from difyspec.emit.python.choices import SHORT, nested, statements
from difyspec.emit.python.conditions import condition
from difyspec.emit.python.expressions import expression, typed
from difyspec.emit.python.hooks import hook
from difyspec.emit.python.model import constants
from difyspec.emit.python.model.shape import CALL, Part
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.printer import flat
from difyspec.emit.python.scope import Scope, Slot, Type
from difyspec.emit.python.syntax import call, dotted, statement, text
from difyspec.provider.expressions import Any, Choice, Condition
from difyspec.provider.models import (
    CustomFeature,
    CustomModel,
    CustomParameter,
    Dynamic,
    Voices,
)
from difyspec.provider.values import DataList, DataMap, Kind
from difyspec.provider.vocabulary import PROPERTIES

# What Dify's properties are in Python; the others are passed on as they come.
_PROPERTIES = {name: Type.INT if kind is Kind.INT else Type.TEXT for name, kind in PROPERTIES.items() if kind}


def customize(part: Part) -> list[Function]:
    """The methods that complete the description, if anything in it depends on the call or is a copy of a base model."""
    custom = part.provider.catalogue(part.shape.type).custom
    scope = part.scope.in_models()
    found: list[Function] = []
    if custom is not None and custom.like is not None:
        result = [ast.Return(expression(custom.like, scope, Type.TEXT))]
        doc = "The base model that a model is a copy of."
        found.append(method("like", (f"call: {CALL}",), "str | None", doc, list(result)))
        scope = replace(scope, base=ast.Call(dotted("self.like"), [ast.Name("call")], []))
    body = [] if custom is None else _completed(custom, scope)
    if part.transport.schema is not None:
        schema = hook(part.provider, part.transport.schema.name)
        body.append(statement(call(schema, ast.Name("call"), ast.Name("model"))))
    if body:
        parameters = ("model: customs.Draft", f"call: {CALL}")
        doc = "Completes the description of a model that a user added."
        found.append(method("customize", parameters, "None", doc, body))
    return found


def _completed(custom: CustomModel, scope: Scope) -> list[ast.stmt]:
    """What depends on the call; of a copy, all that differs from its base."""
    copied = custom.like is not None
    found: list[ast.stmt] = []
    if custom.label is not None and (copied or fixed_label(custom.label) is None):
        found += _set("model.label", (), custom.label, lambda label: constants.labelled(label, scope), scope)
    for name, choice in custom.properties:
        if copied or fixed(choice) is None:
            want = _PROPERTIES.get(name, Type.ANY)
            found += _set("model.set", (text(name),), choice, partial(typed, scope=scope, want=want), scope)
    for when, group in groupby(_features(custom.features or (), copied=copied), key=lambda one: one[1]):
        named = {} if when is None else {"when": condition(when, scope)}
        found.append(statement(call("model.feature", *(text(name) for name, _ in group), **named)))
    changes = [
        (one.rule.name, one.when, _changes(one, scope, constants.rule_changes(one.rule) if copied else {}))
        for one in custom.parameters or ()
    ]
    found += _parameters([one for one in changes if one[1] is not None or one[2]], scope)
    if copied and custom.pricing is not None:
        found.append(statement(constants.priced(custom.pricing)))
    if custom.voices is not None and (copied or fixed_voices(custom.voices) is None):
        found += _voices(custom.voices, scope)
    return found


def _features(features: tuple[CustomFeature, ...], *, copied: bool) -> list[tuple[str, Condition | None]]:
    """What each conditional feature depends on; one named more than once is there if any of its conditions holds.

    Those that are always there count only for a copy.
    """
    found: dict[str, list[Condition | None]] = {}
    for feature in features:
        found.setdefault(feature.name, []).append(feature.when)
    tests = [(name, _any(whens)) for name, whens in found.items()]
    return [(name, when) for name, when in tests if copied or when is not None]


def _any(whens: list[Condition | None]) -> Condition | None:
    tests = [when for when in whens if when is not None]
    if len(tests) < len(whens):
        return None
    return tests[0] if len(tests) == 1 else Any(tuple(tests))


def _set[T](
    function: str, before: tuple[ast.expr, ...], choice: Choice[T], render: Callable[[T], Slot], scope: Scope
) -> list[ast.stmt]:
    """A call with the value: one if the choice fits into it, else one for each case."""
    value = nested(choice, scope, render).code
    if len(choice.cases) <= 2 and len(flat(value)) <= SHORT:
        return [statement(call(function, *before, value))]
    return statements(choice, scope, lambda one: [statement(call(function, *before, render(one).code))])


type _Change = tuple[str, Condition | None, dict[str, ast.expr]]
"""A parameter, when it is there, and what of it depends on the call."""


def _changes(parameter: CustomParameter, scope: Scope, fixed_: dict[str, ast.expr]) -> dict[str, ast.expr]:
    dynamic = {name: nested(choice, scope, lambda one: _dynamic(one, scope)).code for name, choice in parameter.dynamic}
    return {**fixed_, **dynamic}


def _parameters(changes: list[_Change], scope: Scope) -> list[ast.stmt]:
    """A call for each; neighbours that are there under one condition and do not change otherwise share theirs."""
    found: list[ast.stmt] = []
    for (when, changed), group in groupby(changes, key=lambda one: (one[1], bool(one[2]))):
        test = {} if when is None else {"when": condition(when, scope)}
        named = list(group)
        if not changed:
            found.append(statement(call("model.parameter", *(text(name) for name, _, _ in named), **test)))
            continue
        found += [statement(call("model.parameter", text(name), **test, **given)) for name, _, given in named]
    return found


def _dynamic(value: Dynamic, scope: Scope) -> Slot:
    """A single value, or the constant of a list or map."""
    if isinstance(value, DataList | DataMap):
        return Slot(literals.data(value), Type.ANY)
    return typed(value, scope)


def _voices(voices: Voices, scope: Scope) -> list[ast.stmt]:
    if voices.split is not None:
        source = expression(voices.split, scope, Type.TEXT)
        return [statement(call("model.voices", call("customs.split_voices", source, literals.texts(voices.languages))))]
    listed = [
        call("calls.Voice", text(name), expression(id_, scope, Type.TEXT), literals.texts(languages))
        for id_, name, languages in voices.listed
    ]
    return [statement(call("model.voices", ast.List(list(listed))))]
