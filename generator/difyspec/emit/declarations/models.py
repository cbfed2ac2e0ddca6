"""``models/<type>/*.yaml``: the predefined models and the order in which Dify shows them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from difyspec.emit.header import notice
from difyspec.emit.trees import mapping, strings
from difyspec.emit.yaml import dump
from difyspec.provider.models import Catalogue, Model, ParameterRule, Pricing
from difyspec.provider.plugin import Provider
from difyspec.provider.values import DataList, DataMap


def emit_models(provider: Provider) -> Iterator[tuple[str, str]]:
    """One file a model, and the position file of each type that has one."""
    header = notice(provider)
    for catalogue in provider.catalogues:
        for model in (*catalogue.predefined, *catalogue.kept):
            yield posixpath.normpath(f"models/{catalogue.type.folder}/{model.file}"), dump(model_data(model), header)
        if catalogue.position is not None:
            yield position_path(catalogue), dump(DataList(catalogue.position), header)


def position_path(catalogue: Catalogue) -> str:
    """Where the position file lies: where the provider YAML says, else in its usual place."""
    return catalogue.position_path or f"models/{catalogue.type.folder}/_position.yaml"


def model_data(model: Model) -> DataMap:
    """A model in Dify's model YAML."""
    return mapping(
        [
            ("model", model.id),
            ("label", model.label),
            ("model_type", model.type.value),
            ("features", None if model.features is None else strings(model.features)),
            ("fetch_from", model.fetch_from),
            ("model_properties", None if model.properties is None else DataMap(model.properties)),
            ("parameter_rules", None if model.parameters is None else rules_data(model.parameters)),
            ("pricing", None if model.pricing is None else pricing_data(model.pricing)),
            ("deprecated", model.deprecated),
        ],
        model.extra,
    )


def rules_data(rules: tuple[ParameterRule, ...]) -> DataList:
    """The parameter rules of a model."""
    return DataList(tuple(rule_data(rule) for rule in rules))


def rule_data(rule: ParameterRule) -> DataMap:
    """One parameter rule."""
    return mapping(
        [
            ("name", rule.name),
            ("use_template", rule.use_template),
            ("label", rule.label),
            ("type", rule.type),
            ("help", rule.help),
            ("required", rule.required),
            ("default", rule.default),
            ("min", rule.min),
            ("max", rule.max),
            ("precision", rule.precision),
            ("options", None if rule.options is None else strings(rule.options)),
        ],
        rule.extra,
    )


def pricing_data(pricing: Pricing) -> DataMap:
    """The prices of a model, as text."""
    return mapping(
        [
            ("input", pricing.input),
            ("output", pricing.output),
            ("unit", pricing.unit),
            ("currency", pricing.currency),
        ],
        pricing.extra,
    )
