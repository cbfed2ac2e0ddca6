"""Voices: their languages once, ids and names as entries."""

from __future__ import annotations

from collections import Counter

from difyspec.importer.factor.spelling import constant, entry, mapping
from difyspec.provider.values import Data, DataList, DataMap, Kind, Scalar, text


def voices(data: Data, model: str) -> Data:
    """The column ``voices`` for the property of a model."""
    items = [item for item in data.items if isinstance(item, DataMap)] if isinstance(data, DataList) else []
    languages = Counter(item.get("language") for item in items)
    common = max(languages, key=lambda one: languages[one])
    prefix = f"{model}:"
    built = all(_text(item, "mode").startswith(prefix) and _text(item, "mode") != prefix for item in items)
    listed = [_voice(item, prefix if built else "", common) for item in items]
    id_ = text("$(model):$(voice)") if built else None
    return mapping((("id", id_), ("language", common), ("list", DataList(tuple(listed)))))


def default_voice(data: Data, model: str) -> Data:
    """The column ``default_voice``: what depends on the model's name is computed."""
    if isinstance(data, Scalar) and data.kind is Kind.TEXT and data.text.startswith(f"{model}:"):
        rest = constant(text(data.text.removeprefix(model)))
        return text(f"$(model){rest.text}") if isinstance(rest, Scalar) else data
    return constant(data)


def _voice(item: DataMap, prefix: str, common: Data | None) -> Data:
    id_, name = _text(item, "mode").removeprefix(prefix), _text(item, "name")
    language = item.get("language")
    if language != common:
        return entry(id_, mapping((("name", text(name) if name != id_ else None), ("language", language))))
    return text(id_) if name == id_ else DataMap(((id_, text(name)),))


def _text(item: DataMap, key: str) -> str:
    value = item.get(key)
    return value.text if isinstance(value, Scalar) else ""
