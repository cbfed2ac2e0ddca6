"""A model whose name only the user knows, as far as it is decided once the name is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from difyspec.provider.expressions import Value
from difyspec.provider.models import CustomModel, CustomParameter, Dynamic, Model, ParameterRule
from difyspec.provider.plugin import Key
from difyspec.provider.texts import Text
from difyspec.provider.values import NULL, TRUE, Data, DataList, DataMap, Scalar, text
from difyspec.report.effective import notation
from difyspec.report.effective.attributes import RULE, attribute_row, layered, prices, written
from difyspec.report.effective.fitting import fitted
from difyspec.report.effective.models import model_blocks, overrides, type_pricing
from difyspec.report.effective.overlay import Overlay
from difyspec.report.effective.rows import CONVENTION, Block, Row
from difyspec.report.effective.view import View, rows_of, when_of
from difyspec.report.effective.wire import mapped, texts
from difyspec.resolve.algebra import NEVER
from difyspec.resolve.layers import Layer
from difyspec.resolve.reduction import remaining, value

TITLES = ("model", "features", "properties", "parameters", "price", "overrides")


def custom_blocks(custom: CustomModel, name: str, base: Model | None, view: View) -> list[Block]:
    """The blocks of a model that a user calls `name`; `base` is the one it starts as a copy of, if that is known."""
    key: Key = ("custom", custom.type.value)
    blocks = model_blocks(base, view) if base is not None else [Block(title, ()) for title in TITLES]
    below = {block.title: block.rows for block in blocks}
    rows = {
        "model": _columns(custom, name, base, view),
        "features": _features(custom, below["features"], key, view),
        "properties": _properties(custom, below["properties"], key, view),
        "parameters": _parameters(custom, below["parameters"], key, view),
        "price": _price(custom, key, view) or list(below["price"]),
        "overrides": [*below["overrides"], *overrides(key, view)],
    }
    return [Block(title, tuple(rows[title])) for title in TITLES]


def _columns(custom: CustomModel, name: str, base: Model | None, view: View) -> list[Row]:
    catalogue = view.catalogue(custom.type)
    section = catalogue.custom if catalogue is not None else None
    rows = [Row(("id",), text(name), CONVENTION)]
    if custom.like is not None:
        said = notation.value(custom.like) if base is None else text(base.id)
        rows.append(Row(("like",), said, view.places.written("like", section)))
    if section is not None and section.use is not None:
        rows.append(Row(("use",), text(section.use), view.places.written("use", section)))
    labels = Overlay([Row(("label",), text(name), CONVENTION)])
    if custom.label is not None:
        layers = view.places.layers("custom", custom.type.value, "label")
        found = rows_of(("label",), custom.label, layers, lambda one: _label(one, view), view, view.row)
        labels.put(("label",), [one for one in found if one.value is not None])
    return rows + labels.rows


def _label(found: Value | Text, view: View) -> Data | None:
    return notation.people(found) if isinstance(found, Text) else _open(found, view)


def _open(found: Value, view: View) -> Data | None:
    """A value as far as it is open; None where it is certainly absent."""
    left = value(found, view.known)
    return None if left is None or left == NULL else notation.value(left)


def _features(custom: CustomModel, below: Iterable[Row], key: Key, view: View) -> list[Row]:
    rows = Overlay(below)
    for feature in custom.features or ():
        when = remaining(feature.when, view.known)
        if when == NEVER:
            rows.remove((feature.name,))
        elif when is not None or not rows.has((feature.name,)):
            origin = view.places.at(*key, "features", feature.name)
            rows.append(Row((feature.name,), TRUE, origin, when_of(when)))
    return rows.rows


def _properties(custom: CustomModel, below: Iterable[Row], key: Key, view: View) -> list[Row]:
    rows = Overlay(below)
    for name, found in custom.properties:
        layers = view.places.layers(*key, name)
        rows.put((name,), rows_of((name,), found, layers, lambda one: _open(one, view), view, view.row))
    if custom.voices is not None:
        voices = custom.voices
        listed = DataList(tuple(notation.value(id_) for id_, _, _ in voices.listed)) if voices.listed else None
        split = None if voices.split is None else _open(voices.split, view)
        data = mapped((("language", texts(voices.languages)), ("list", listed), ("split", split)))
        layers = view.places.layers(*key, "voices")
        origin = view.places.of(layers[0].span) if layers else CONVENTION
        rows.put(("voices",), [Row(("voices",), data, origin)])
    return rows.rows


def _parameters(custom: CustomModel, below: Iterable[Row], key: Key, view: View) -> list[Row]:
    rows = Overlay(below)
    for one in custom.parameters or ():
        path = (one.rule.name,)
        when = remaining(one.when, view.known)
        if when == NEVER:
            rows.remove(path)
            continue
        if when is not None or not rows.has(path):
            rows.head(Row(path, None, view.places.at(*key, "parameters", one.rule.name), when_of(when)))
        for attribute, found in _attributes(one, (*key, "parameters", one.rule.name), view):
            rows.put((*path, attribute), found)
        if one.dynamic:
            rows.rows = fitted(rows.rows, path)
    return rows.rows


def _attributes(one: CustomParameter, key: Key, view: View) -> list[tuple[str, list[Row]]]:
    """The rows of each attribute, in the order of those in the spec."""
    path = (one.rule.name,)
    found: dict[str, list[Row]] = {}
    for attribute, data in written(one.rule):
        found[attribute] = [attribute_row((*path, attribute), (*key, attribute), data, one.rule, view.places)]
    for attribute, tree in one.dynamic:
        own = (*key, attribute)
        made = partial(_made, key=own, rule=one.rule, view=view)
        spelled = partial(_dynamic, view=view)
        found[attribute] = rows_of((*path, attribute), tree, view.places.layers(*own), spelled, view, made)
    return sorted(found.items(), key=lambda pair: RULE.index(pair[0]))


def _made(path: Key, value: Data | None, layer: Layer[object], *, key: Key, rule: ParameterRule, view: View) -> Row:
    return layered(path, value, layer, key, rule, view.places)


def _dynamic(found: Dynamic, view: View) -> Data | None:
    match found:
        case DataMap(entries=entries):
            pairs = tuple((name, one) for name, one in entries if isinstance(one, Scalar))
            return notation.people(Text(pairs)) if len(pairs) == len(entries) else found
        case DataList():
            return found
        case _:
            return _open(found, view)


def _price(custom: CustomModel, key: Key, view: View) -> list[Row]:
    if custom.pricing is None:
        return []
    return prices(custom.pricing, (*key, "price"), view, type_pricing(custom.type.folder, view))
