"""A model of the spec: predefined, or one that users deploy under a name of their own."""

from __future__ import annotations

from difyspec.provider.models import Model
from difyspec.provider.plugin import Key
from difyspec.provider.values import FALSE, Data, boolean, text
from difyspec.report.effective.attributes import column, parameter, prices
from difyspec.report.effective.layered import data_of
from difyspec.report.effective.rows import CONVENTION, Block, Origin, Row
from difyspec.report.effective.view import View, when_of
from difyspec.resolve.algebra import NEVER
from difyspec.resolve.reduction import remaining


def model_blocks(model: Model, view: View) -> list[Block]:
    """Everything about a model but how it is called."""
    key = model.key
    return [
        Block("model", tuple(_columns(model, key, view))),
        Block("features", tuple(_features(model, key, view))),
        Block("properties", tuple(_properties(model, key, view))),
        Block("parameters", tuple(_parameters(model, key, view))),
        Block("price", tuple(_price(model, key, view))),
        Block("overrides", tuple(overrides(key, view))),
    ]


def _columns(model: Model, key: Key, view: View) -> list[Row]:
    places = view.places
    file = f"models/{model.type.folder}/{model.file}"
    rows = [Row(("id",), text(model.id), places.at(*key)), Row(("file",), text(file), places.at(*key, "file"))]
    if model.profile is not None:
        rows.append(Row(("use",), text(model.profile), places.at(*key, "use")))
    named: tuple[tuple[str, Data | None], ...] = (
        ("label", data_of(model.label)),
        ("deprecated", model.deprecated),
        ("listed", None if model.listed else FALSE),
        ("fetch_from", model.fetch_from),
        ("source", data_of(model.source)),
        ("extra", model.extra if model.extra.entries else None),
    )
    return rows + [column((name,), (*key, name), value, places) for name, value in named if value is not None]


def _features(model: Model, key: Key, view: View) -> list[Row]:
    found = (one.text for one in model.features or ())
    return [Row((name,), boolean(True), view.places.at(*key, "features", name)) for name in found]


def _properties(model: Model, key: Key, view: View) -> list[Row]:
    return [column((name,), (*key, name), value, view.places) for name, value in model.properties or ()]


def _parameters(model: Model, key: Key, view: View) -> list[Row]:
    rows: list[Row] = []
    for rule in model.parameters or ():
        rows += parameter((rule.name,), (*key, "parameters", rule.name), rule, view.places)
    return rows


def _price(model: Model, key: Key, view: View) -> list[Row]:
    if model.pricing is None:
        return []
    return prices(model.pricing, (*key, "price"), view, type_pricing(model.type.folder, view))


def type_pricing(folder: str, view: View) -> Origin:
    """Where a model type says what its prices are in."""
    catalogue = getattr(view.document.models, folder, None)
    return CONVENTION if catalogue is None else view.places.written("pricing", catalogue)


def overrides(key: Key, view: View) -> list[Row]:
    """The overrides that concern a model, as they are written."""
    rows: list[Row] = []
    for layer in view.places.layers(*key, "overrides"):
        when = remaining(layer.when, view.known)
        if when != NEVER:
            origin = view.places.of(layer.span)
            rows.append(Row((origin.part,), text(view.source(layer.span)), origin, when_of(when), verbatim=True))
    return rows
