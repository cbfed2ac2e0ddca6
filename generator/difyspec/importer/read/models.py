"""Model files."""

from __future__ import annotations

import re
from collections.abc import Callable

from difyspec.importer.read.data import distinct, scalar, scalar_of, text_of, texts_of
from difyspec.importer.read.rules import rules
from difyspec.importer.read.taking import Taking
from difyspec.importer.read.texts import people
from difyspec.language.positions import FREE_NAME
from difyspec.provider.models import Model, ModelType, Pricing
from difyspec.provider.values import Data, DataList, DataMap, Kind, Scalar, text
from difyspec.provider.vocabulary import PROPERTIES
from difyspec.source import ListNode, MapNode, Node, ScalarNode

_NAME = re.compile(FREE_NAME.form)
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")


def model(node: Node, type_: ModelType, file: str) -> Model | None:
    """The model of a file below the folder of a type; None if no loader would take it for a model."""
    if not isinstance(node, MapNode) or node.get("model_type") is None:
        return None
    id_ = node.get("model")
    if not isinstance(id_, ScalarNode) or not id_.text or id_.tag == "null":
        return None
    keys = Taking(node)
    keys.take("model", text_of)
    keys.fixed("model_type", text(type_.value))
    return Model(
        id=id_.text,
        type=type_,
        file=file,
        label=keys.take("label", people),
        features=keys.take("features", _features),
        properties=_properties(keys),
        parameters=keys.take("parameter_rules", rules),
        pricing=_pricing(keys),
        deprecated=keys.take("deprecated", lambda one: scalar_of(one, Kind.BOOL, Kind.NULL)),
        fetch_from=keys.take("fetch_from", lambda one: scalar_of(one, Kind.TEXT)),
        extra=keys.rest(),
    )


def _features(node: Node) -> tuple[Scalar, ...] | None:
    found = distinct(texts_of(node))
    if found is None or not all(_NAME.fullmatch(one) for one in found):
        return None
    return tuple(text(one) for one in found)


def _properties(keys: Taking) -> tuple[tuple[str, Data], ...] | None:
    inner = keys.inside("model_properties")
    if inner is None:
        return None
    found = [(name, inner.take_data(name, _reader(name))) for name in PROPERTIES]
    return tuple((name, value) for name, value in found if value is not None) or None


def _reader(name: str) -> Callable[[Node], Data | None]:
    return lambda node: _property(name, node)


def _property(name: str, node: Node) -> Data | None:
    if name == "voices":
        return _voices(node)
    if PROPERTIES[name] is Kind.TEXT:
        return scalar_of(node, Kind.TEXT)
    found = scalar_of(node, Kind.INT)
    return found if found is not None and _WHOLE.fullmatch(found.text) else None


def _voices(node: Node) -> DataList | None:
    """Voices of which each has an id, a name and languages, and nothing else."""
    if not isinstance(node, ListNode) or not node.items:
        return None
    found: list[DataMap] = []
    ids: set[str] = set()
    for item in node.items:
        one = _voice(item)
        if one is None or one[0] in ids:
            return None
        ids.add(one[0])
        found.append(one[1])
    return DataList(tuple(found))


def _voice(node: Node) -> tuple[str, DataMap] | None:
    if not isinstance(node, MapNode) or {name.text for name, _ in node.entries} != {"mode", "name", "language"}:
        return None
    id_, name, languages = (node.get(key) for key in ("mode", "name", "language"))
    if id_ is None or name is None or languages is None or not text_of(id_) or not text_of(name):
        return None
    if not distinct(texts_of(languages)):
        return None
    listed = DataList(tuple(text(one) for one in texts_of(languages) or ()))
    return text_of(id_) or "", DataMap((("mode", _scalar(id_)), ("name", _scalar(name)), ("language", listed)))


def _scalar(node: Node) -> Scalar:
    return scalar(node) if isinstance(node, ScalarNode) else text("")


def _pricing(keys: Taking) -> Pricing | None:
    inner = keys.inside("pricing")
    if inner is None:
        return None
    one, two, unit, currency = (inner.take(name, _amount) for name in ("input", "output", "unit", "currency"))
    said = any(amount is not None for amount in (one, two, unit, currency))
    return Pricing(one, two, unit, currency) if said else None


def _amount(node: Node) -> Scalar | None:
    return scalar_of(node, Kind.TEXT, Kind.NULL)
