"""Rows of what a model has: its columns, features, parameters and price."""

from __future__ import annotations

from collections.abc import Iterable

from difyspec.language.models.money import Price
from difyspec.provider.models import ParameterRule, Pricing
from difyspec.provider.plugin import Key
from difyspec.provider.values import Data, DataMap
from difyspec.report.effective.layered import data_of
from difyspec.report.effective.places import Places
from difyspec.report.effective.rows import CONVENTION, By, Covered, Origin, Row
from difyspec.report.effective.view import View
from difyspec.resolve.layers import Layer
from difyspec.resolve.library import library

RULE = ("use_template", "type", "label", "help", "required", "default", "min", "max", "precision", "options", "extra")


def column(path: Key, key: Key, value: Data, places: Places) -> Row:
    """The row of a column whose layers have `key`."""
    layers = places.layers(*key)
    if not layers:
        return Row(path, value, CONVENTION)
    return Row(path, value, places.of(layers[0].span), covered=places.covered(layers[0]))


def parameter(path: Key, key: Key, rule: ParameterRule, places: Places) -> list[Row]:
    """The row of a parameter and those of its attributes. `key` is that of the parameter in `Origins`."""
    rows = [Row(path, None, places.at(*key))]
    for attribute, value in written(rule):
        rows.append(attribute_row((*path, attribute), (*key, attribute), value, rule, places))
    return rows


def written(rule: ParameterRule) -> Iterable[tuple[str, Data]]:
    """The attributes that a rule has."""
    for attribute in RULE:
        found = data_of(getattr(rule, attribute))
        if found is not None and found != DataMap(()):
            yield attribute, found


def attribute_row(path: Key, key: Key, value: Data, rule: ParameterRule, places: Places) -> Row:
    """The row of one attribute."""
    layers = places.layers(*key)
    if key[-1] == "use_template":
        origin = places.at(*key)
        return Row(path, value, _template(rule) if origin.by is By.CONVENTION else origin)
    if not layers:
        return Row(path, value, CONVENTION)
    return layered(path, value, layers[0], key, rule, places)


def layered(path: Key, value: Data | None, layer: Layer[object], key: Key, rule: ParameterRule, places: Places) -> Row:
    """The row of an attribute that comes from a layer."""
    own = places.at(*key[:-1]).span
    shipped = _shipped(rule, key[-1])

    def origin(value: Data | None, one: Layer[object]) -> Origin:
        if one.span != own:
            return places.of(one.span)
        # What has the parameter's own place was written by nobody: it is the template's, or follows from the rest.
        return _template(rule) if shipped is not None and value == shipped else CONVENTION

    below = ((data_of(one.value), one) for one in layer.covered)
    covered = tuple(Covered(found, origin(found, one)) for found, one in below)
    return Row(path, value, origin(value, layer), covered=tuple(one for one in covered if one.origin != CONVENTION))


def _template(rule: ParameterRule) -> Origin:
    return Origin(By.TEMPLATE, name=rule.use_template or "")


def _shipped(rule: ParameterRule, attribute: str) -> Data | None:
    """What the parameter's template says of an attribute."""
    found = library().templates.get(rule.use_template) if rule.use_template else None
    if found is None:
        return None
    value = getattr(found.body, attribute)
    cases = getattr(value, "cases", None)
    return data_of(cases[0].then.tree if cases else value)


def prices(pricing: Pricing, key: Key, view: View, type_pricing: Origin) -> list[Row]:
    """The rows of a price; what it does not say itself comes from the type's `pricing`."""
    layers = view.places.layers(*key)
    own = view.places.of(layers[0].span) if layers else CONVENTION
    price = layers[0].value if layers else None
    covered = view.places.covered(layers[0]) if layers else ()
    rows: list[Row] = []
    for name in ("input", "output", "unit", "currency"):
        value = getattr(pricing, name)
        if value is None:
            continue
        said = not isinstance(price, Price) or price.whole or getattr(price, name) is not None
        rows.append(Row((name,), value, own if said else type_pricing, covered=covered if name == "input" else ()))
    rows += [Row((name,), value, own) for name, value in pricing.extra.entries]
    return rows
