"""What a description states without depending on anything, as Python: labels, rules, prices."""

from __future__ import annotations

import ast

from difyspec.emit.python import literals
from difyspec.emit.python.expressions import typed
from difyspec.emit.python.scope import Scope, Slot, Type
from difyspec.emit.python.syntax import call, text
from difyspec.provider.expressions import Value
from difyspec.provider.models import ParameterRule, Pricing
from difyspec.provider.texts import Text
from difyspec.provider.values import DataList


def labelled(label: Value | Text, scope: Scope) -> Slot:
    """A label in one language as its text, in several as a map of them."""
    if not isinstance(label, Text):
        return typed(label, scope, Type.TEXT)
    return Slot(words(label), Type.ANY)


def rule_changes(rule: ParameterRule) -> dict[str, ast.expr]:
    """The attributes that a rule states, as named arguments."""
    texts = {"use_template": rule.use_template, "type": rule.type}
    named: dict[str, ast.expr] = {name: text(value) for name, value in texts.items() if value is not None}
    spoken = {"label": rule.label, "help": rule.help}
    named |= {name: words(value) for name, value in spoken.items() if value is not None}
    for name in ("required", "default", "min", "max", "precision"):
        value = getattr(rule, name)
        if value is not None:
            named[name] = literals.data(value)
    if rule.options is not None:
        named["options"] = literals.data(DataList(rule.options))
    return named


def words(value: Text) -> ast.expr:
    """A text as a map by language."""
    keys: list[ast.expr | None] = [text(locale) for locale, _ in value.entries]
    return ast.Dict(keys, [literals.scalar(words) for _, words in value.entries])


def priced(pricing: Pricing) -> ast.expr:
    """Prices are exact texts."""
    amounts = [scalar for scalar in (pricing.input, pricing.output) if scalar is not None]
    named = {"unit": pricing.unit, "currency": pricing.currency}
    rest: dict[str, ast.expr] = {name: text(value.text) for name, value in named.items() if value is not None}
    return call("model.pricing", *(text(amount.text) for amount in amounts), **rest)
