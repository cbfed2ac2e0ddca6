"""The attributes of a parameter as Dify's rule has them: what was written, over what its template says."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from difyspec.diagnostics import Span
from difyspec.language import Choice, Expr, Located
from difyspec.provider.values import FALSE, Kind, Scalar, text
from difyspec.resolve.layers import Layer, Layers, stacked
from difyspec.resolve.library import library
from difyspec.resolve.models.rules import ATTRIBUTES, Rule
from difyspec.resolve.words import label_of

TEXTUAL = ("string", "text")
_NUMBERS = (Kind.INT, Kind.FLOAT)


def type_of(rule: Rule) -> str | None:
    """The type of the parameter, from its template where it is not written."""
    layers = rule.attributes.get("type", ())
    found = next((one.value for one in layers if one.value is not None), None)
    return str(found) if found is not None else _fact(rule, "type")


def _fact(rule: Rule, attribute: str) -> Any:
    """What the template says of an attribute, as a layer's value."""
    return _facts(rule.template).get(attribute) if rule.template else None


@cache
def _facts(template: str) -> dict[str, Any]:
    """What a template says; nothing if there is none of that name. The library never changes while it is in use."""
    found = library().templates.get(template)
    return {} if found is None else {attribute: _said(getattr(found.body, attribute)) for attribute in ATTRIBUTES}


def _said(value: Any) -> Any:
    if isinstance(value, Choice):
        first = value.cases[0].then
        return first.tree if isinstance(first, Expr) else first
    return value


def effective(rule: Rule, attribute: str, explicit: bool) -> Layers[Any]:
    """The layers of an attribute. `explicit`: over what every loader would fill in by itself, each in its way."""
    layers = rule.attributes.get(attribute, ())
    if not explicit:
        return layers
    fallback = _fallback(rule, attribute)
    if fallback is None:
        return layers
    below: Layers[Any] = (Layer(None, fallback, rule.span),)
    if attribute == "default" and isinstance(fallback, Scalar) and fallback.kind in _NUMBERS:
        below = _within(fallback, rule)
    return stacked(_uncovered(layers, fallback, rule.span), below)


def _within(default: Scalar, rule: Rule) -> Layers[Any]:
    """The template's default, moved to a limit that leaves it outside: nobody wrote it, so nobody is to blame."""
    found: Layers[Any] = ()
    for attribute, beyond in (("max", Decimal.__lt__), ("min", Decimal.__gt__)):
        for layer in rule.attributes.get(attribute, ()):
            limit = layer.value
            if isinstance(limit, Scalar) and limit.kind in _NUMBERS and beyond(limit.number, default.number):
                found = (*found, Layer(layer.when, limit, rule.span))
    return stacked(found, (Layer(None, default, rule.span),))


def _uncovered(layers: Layers[Any], fallback: Any, span: Span) -> Layers[Any]:
    """Where an attribute was taken away, the template's counts again."""
    return tuple(Layer(one.when, fallback, span, (one, *one.covered)) if one.value is None else one for one in layers)


def _fallback(rule: Rule, attribute: str) -> Any:
    found = _fact(rule, attribute)
    if found is not None:
        return found
    if attribute == "label":
        return label_of(rule.name)
    return FALSE if attribute == "required" else None


def typed(value: Any, attribute: str, type_: str | None) -> Any:
    """A layer's value as the rule has it: texts where the type is a text, options without their places."""
    if attribute == "options" and isinstance(value, tuple):
        return tuple(text(one.value) if isinstance(one, Located) else one for one in value)
    if attribute == "default" and type_ in TEXTUAL and isinstance(value, Scalar) and value.kind is not Kind.NULL:
        return text(value.text)
    return value


def all_layers(rule: Rule, explicit: bool, attributes: Iterable[str] = ATTRIBUTES) -> dict[str, Layers[Any]]:
    """Attributes with their layers, typed."""
    type_ = type_of(rule)
    found: dict[str, Layers[Any]] = {}
    for attribute in attributes:
        layers = effective(rule, attribute, explicit)
        if layers:
            found[attribute] = tuple(_typed(one, attribute, type_) for one in layers)
    return found


def _typed(layer: Layer[Any], attribute: str, type_: str | None) -> Layer[Any]:
    value = None if layer.value is None else typed(layer.value, attribute, type_)
    return layer if value is layer.value else Layer(layer.when, value, layer.span, layer.covered)
