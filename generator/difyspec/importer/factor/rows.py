"""Models as columns."""

from __future__ import annotations

import posixpath

from difyspec.importer.factor.labels import Languages, label, own_languages
from difyspec.importer.factor.parameters import Parameter
from difyspec.importer.factor.prices import Basis, price
from difyspec.importer.factor.shapes import Shape, listed_column
from difyspec.importer.factor.spelling import constant
from difyspec.importer.factor.voices import default_voice, voices
from difyspec.provider.models import Model
from difyspec.provider.values import Data, text


def shape(
    model: Model, parameters: tuple[Parameter, ...] | None, languages: Languages, basis: Basis | None, *, listed: bool
) -> Shape:
    """The columns of a model. `listed`: whether the column of that name says whether the model is."""
    found: dict[str, Data | None] = {
        "label": label(model, languages),
        "label_languages": own_languages(model, languages),
        **{name: _property(name, value, model.id) for name, value in model.properties or ()},
        "price": None if model.pricing is None else price(model.pricing, basis),
        "deprecated": model.deprecated,
        "listed": listed_column(listed=model.listed or not listed),
        "fetch_from": model.fetch_from,
        "folder": text(folder) if (folder := posixpath.dirname(model.file)) else None,
        "source": None if model.source is None else text(model.source),
        "extra": model.extra if model.extra.entries else None,
    }
    features = None if model.features is None else tuple(one.text for one in model.features)
    return Shape({name: one for name, one in found.items() if one is not None}, features, parameters)


def _property(name: str, value: Data, model: str) -> Data:
    if name == "voices":
        return voices(value, model)
    return default_voice(value, model) if name == "default_voice" else constant(value)
