"""The facts of a provider, as one flat map from names to texts, so that two providers can be compared one by one.

A fact is what has an effect: labels of models count as facts (they are names), all other texts for people do not, nor
do file names. A parameter counts as what Dify makes of it, that is, with the values of its template filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml
from difyspec.provider.forms import Field
from difyspec.provider.models import Catalogue, Model, ParameterRule, Pricing
from difyspec.provider.plugin import Provider
from difyspec.provider.values import Data, DataList, DataMap, Kind, Scalar

type Facts = dict[str, str]

TEMPLATES: dict[str, dict[str, Any]] = yaml.safe_load(
    (files("difyspec") / "resolve/library/templates.yaml").read_text("utf-8")
)["parameters"]
ATTRIBUTES = ("type", "required", "default", "min", "max", "precision", "options")


def facts_of(provider: Provider) -> Facts:
    """Every fact by its name, such as ``llm.gpt-5.max_tokens.max``."""
    found: Facts = {
        "name": provider.name,
        "label": provider.label.english,
        "types": ", ".join(provider.model_types),
        "methods": ", ".join(provider.methods),
        "memory": provider.manifest.memory.text,
        "permissions": _plain(provider.manifest.permissions.data),
    }
    if provider.background is not None:
        found["background"] = provider.background.text
    if provider.help is not None and provider.help.url is not None:
        found["help"] = provider.help.url.english
    for form, fields in (("provider", provider.forms.provider), ("model", provider.forms.model)):
        found |= _form(f"forms.{form}", fields or ())
    for catalogue in provider.catalogues:
        found |= _catalogue(catalogue)
    return found


def _form(form: str, fields: Iterable[Field]) -> Facts:
    fields = list(fields)
    found = {form: ", ".join(field.variable for field in fields)}
    for field in fields:
        at = f"{form}.{field.variable}"
        found[f"{at}.form"] = field.form
        found[f"{at}.required"] = "unsaid" if field.required is None else str(field.required).lower()
        if field.default is not None:
            found[f"{at}.default"] = field.default.text
        if field.options:
            found[f"{at}.options"] = ", ".join(option.value for option in field.options)
        shown = [f"{one.variable}={one.value}" for one in field.show_on]
        shown += [f"__model_type={one}" for one in field.model_types]
        if shown:
            found[f"{at}.show_on"] = ", ".join(shown)
    return found


def _catalogue(catalogue: Catalogue) -> Facts:
    found = {f"{catalogue.type}.order": ", ".join(_order(catalogue))} if catalogue.predefined else {}
    known = {model.id for model in catalogue.predefined}
    for entry in catalogue.position or ():
        if isinstance(entry, Scalar) and entry.text not in known:
            found[f"{catalogue.type}.position.{entry.text}"] = "named, but no model"
    for model in catalogue.predefined:
        for name, value in _model(model):
            found[f"{catalogue.type}.{model.id}.{name}"] = value
    return found


def _order(catalogue: Catalogue) -> list[str]:
    """The models one can choose, as Dify shows them: by position, then those without one by file."""
    position = [entry.text for entry in catalogue.position or () if isinstance(entry, Scalar)]
    offered = [model for model in catalogue.predefined if model.deprecated is None]
    behind = [model.id for model in sorted(offered, key=lambda one: one.file) if model.id not in position]
    known = {model.id for model in offered}
    return [name for name in position if name in known] + behind


def _model(model: Model) -> Iterator[tuple[str, str]]:
    yield "label", model.label.english if model.label is not None else model.id
    yield "features", ", ".join(sorted(one.text for one in model.features or ()))
    yield "deprecated", str(model.deprecated is not None and model.deprecated.truth).lower()
    yield from ((name, _plain(value)) for name, value in model.properties or ())
    if model.pricing is not None:
        yield "price", _price(model.pricing)
    rules = model.parameters or ()
    yield "parameters", ", ".join(rule.name for rule in rules)
    for rule in rules:
        for name, value in _rule(rule):
            yield f"{rule.name}.{name}", value


def _price(pricing: Pricing) -> str:
    amounts = "/".join(one.text for one in (pricing.input, pricing.output) if one is not None)
    currency, unit = pricing.currency, pricing.unit
    return f"{amounts} {currency.text if currency else '-'} {unit.text if unit else '-'}"


def _rule(rule: ParameterRule) -> Iterator[tuple[str, str]]:
    """What Dify makes of a parameter. Numbers count as numbers: the SDK makes floats of 1 and 1.0 alike."""
    template = TEMPLATES.get(rule.use_template or "", {})
    for name in ATTRIBUTES:
        value = getattr(rule, name)
        if isinstance(value, tuple):
            yield name, ", ".join(one.text for one in value)
        elif isinstance(value, Scalar):
            yield from _told(name, _number(value.number) if value.kind in (Kind.INT, Kind.FLOAT) else value.text)
        elif isinstance(value, str):
            yield name, value
        elif name in template:
            yield from _told(name, _template_value(template[name]))


def _told(name: str, value: str) -> Iterator[tuple[str, str]]:
    """``required: false`` is what is meant where nothing is said."""
    if (name, value) != ("required", "false"):
        yield name, value


def _template_value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return _number(Decimal(str(value))) if isinstance(value, int | float) else str(value)


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"


def _plain(value: Data) -> str:
    if isinstance(value, DataMap):
        return "{" + ", ".join(f"{name}: {_plain(one)}" for name, one in sorted(value.entries)) + "}"
    if isinstance(value, DataList):
        return "[" + ", ".join(_plain(one) for one in value.items) + "]"
    return value.text
