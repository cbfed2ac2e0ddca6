"""What must be true of a parameter: its default fits its type, its limits and its options."""

from __future__ import annotations

import itertools
from typing import Any

from difyspec.diagnostics import Span
from difyspec.provider.values import Kind, Scalar
from difyspec.resolve.context import Context
from difyspec.resolve.layers import Layer, Layers
from difyspec.resolve.models.attributes import TEXTUAL

CHECKED = ("type", "default", "min", "max", "precision", "options")
"""The attributes that `check_rule` looks at."""

_NUMBERS = ("int", "float")


def check_rule(
    name: str, template: str | None, type_: str | None, layers: dict[str, Layers[Any]], span: Span, context: Context
) -> None:
    """Findings about one parameter as a model has it; `span` is its own place, which template values have too."""
    if type_ is None:
        if template is None and "type" not in layers:
            context.say("D316", span, f"the parameter `{name}` has no `type` and no `template`")
        return
    _fitting_attributes(name, type_, layers, context)
    if _limits(name, layers, span, context):
        for default in _scalars(layers, "default"):
            if default.value is not None and default.value.kind is not Kind.NULL:
                _default(name, type_, default, layers, span, context)


def _scalars(layers: dict[str, Layers[Any]], attribute: str) -> list[Layer[Scalar]]:
    """The fixed values of an attribute."""
    return [one for one in layers.get(attribute, ()) if isinstance(one.value, Scalar)]


def _number(layer: Layer[Scalar]) -> Scalar | None:
    value = layer.value
    return value if value is not None and value.kind in (Kind.INT, Kind.FLOAT) else None


def _fitting_attributes(name: str, type_: str, layers: dict[str, Layers[Any]], context: Context) -> None:
    for attribute in ("min", "max", "precision"):
        written = [one for one in layers.get(attribute, ()) if one.value is not None]
        if written and type_ not in _NUMBERS:
            message = f"only numbers have `{attribute}`, and `{name}` is of the type `{type_}`"
            context.say("D316", written[0].span, message)
    options = [one for one in layers.get("options", ()) if one.value]
    if options and type_ not in TEXTUAL:
        message = f"only texts have options, and `{name}` is of the type `{type_}`"
        context.say("D316", options[0].span, message)


def _default(
    name: str, type_: str, default: Layer[Scalar], layers: dict[str, Layers[Any]], span: Span, context: Context
) -> None:
    value = default.value
    if value is None:
        return
    fits = {
        "int": value.kind is Kind.INT,
        "float": value.kind in (Kind.INT, Kind.FLOAT),
        "boolean": value.kind is Kind.BOOL,
    }.get(type_, True)
    if not fits:
        message = f"the default `{value.text}` of `{name}` is not of the type `{type_}`"
        context.say("D303", default.span, message)
    elif type_ in _NUMBERS:
        _within(name, default, layers, span, context)
    elif type_ in TEXTUAL:
        _among(name, default, layers, context)


def _within(name: str, default: Layer[Scalar], layers: dict[str, Layers[Any]], span: Span, context: Context) -> None:
    """The default lies between the limits that count where it does."""
    value = _number(default)
    for attribute, word in (("min", "below"), ("max", "above")):
        limit = next((one for one in layers.get(attribute, ()) if _together(default, one)), None)
        bound = _number(limit) if limit is not None and isinstance(limit.value, Scalar) else None
        if value is None or limit is None or bound is None:
            continue
        outside = value.number < bound.number if attribute == "min" else value.number > bound.number
        if outside:
            message = f"the default {value.text} of `{name}` is {word} its `{attribute}` {bound.text}"
            # A value of the template is in no file of the user's: then the limit is what was written.
            place, other = (limit, default) if default.span == span else (default, limit)
            context.say("D301", place.span, message, related=_elsewhere(place, other, span))
            return


def _together(left: Layer[Any], right: Layer[Any]) -> bool:
    return left.when == right.when or right.when is None


def _elsewhere(place: Layer[Any], other: Layer[Any], span: Span) -> list[tuple[Span, str]]:
    """The place of the other value; a template's values have the parameter's own."""
    if other.span == place.span:
        return []
    return [(other.span, "the template of this parameter says so" if other.span == span else "the other value")]


def _among(name: str, default: Layer[Scalar], layers: dict[str, Layers[Any]], context: Context) -> None:
    options = next((one.value for one in layers.get("options", ()) if _together(default, one)), None)
    if options and default.value not in options:
        texts = [one.text for one in options]
        message = f"the default `{default.value.text if default.value else ''}` of `{name}` is none of its options"
        context.unknown("D302", default.span, message, default.value.text if default.value else "", texts, "options")


def _limits(name: str, layers: dict[str, Layers[Any]], span: Span, context: Context) -> bool:
    """Whether the limits are the right way round."""
    for low, high in itertools.product(_scalars(layers, "min"), _scalars(layers, "max")):
        least, most = _number(low), _number(high)
        if least and most and low.when == high.when and least.number > most.number:
            message = f"the least value {least.text} of `{name}` is above the greatest, {most.text}"
            context.say("D304", high.span, message, related=_elsewhere(high, low, span))
            return False
    return True
