"""``README.md``: how to set the plugin up, and what it offers."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.emit.header import notice
from difyspec.emit.project.markdown import code, enumeration, link, prose
from difyspec.emit.project.words import plural, title
from difyspec.emit.templates import render
from difyspec.provider.forms import Field, FieldType
from difyspec.provider.models import Catalogue, Model, ModelType
from difyspec.provider.plugin import Provider
from difyspec.provider.values import Data, Scalar

# The prices' unit as a divisor of tokens.
_UNITS = {"0.000001": "1M tokens", "0.00001": "100K tokens", "0.0001": "10K tokens", "0.001": "1K tokens"}
_KINDS = {
    FieldType.TEXT: "text",
    FieldType.SECRET: "secret",
    FieldType.URL: "address",
    FieldType.INT: "number",
    FieldType.TOGGLE: "switch",
}


def emit_readme(provider: Provider) -> Iterator[tuple[str, str]]:
    """The readme, in English."""
    yield (
        "README.md",
        render(
            "project/readme.jinja",
            notice=notice(provider),
            name=provider.name,
            label=prose(provider.label.english),
            description=prose((provider.description or provider.manifest.description).english),
            offers=enumeration([plural(type_) for type_ in provider.model_types]),
            help=_help(provider),
            forms=_forms(provider),
            customizable=provider.forms.model is not None,
            preset=provider.forms.provider is not None,
            custom=[plural(one.type) for one in provider.catalogues if one.custom is not None],
            tables=[_table(one) for one in provider.catalogues if any(model.listed for model in one.predefined)],
            repo=provider.manifest.repo,
        ),
    )


def _help(provider: Provider) -> str | None:
    if provider.help is None or provider.help.url is None:
        return None
    url = provider.help.url.english
    return link(provider.help.title.english if provider.help.title else url, url)


def _forms(provider: Provider) -> list[dict[str, object]]:
    """The forms as tables: a title and rows of cells."""
    forms = [("For the provider", provider.forms.provider), ("For a model that you add", provider.forms.model)]
    return [{"title": heading, "rows": [_field(field) for field in fields]} for heading, fields in forms if fields]


def _field(field: Field) -> dict[str, str]:
    return {
        "label": prose(field.label.english if field.label else field.name),
        "key": code(field.variable),
        "kind": _kind(field),
        "required": "yes" if field.required is not False else "no",
        "default": code(field.default.text) if field.default is not None else "",
        "condition": "; ".join(_conditions(field)),
    }


def _kind(field: Field) -> str:
    if field.type in _KINDS:
        return _KINDS[field.type]
    return "one of " + ", ".join(dict.fromkeys(code(option.value) for option in field.options))


def _conditions(field: Field) -> Iterator[str]:
    if field.model_types:
        yield enumeration([plural(ModelType(type_)) for type_ in field.model_types])
    for one in field.show_on:
        yield f"{code(one.variable)} is {code(one.value)}"


def _table(catalogue: Catalogue) -> dict[str, object]:
    """The models of one type that are offered, in their order."""
    rows = [_model(model) for model in catalogue.predefined if model.listed and not _is_deprecated(model)]
    return {"title": title(catalogue.type), "rows": rows}


def _is_deprecated(model: Model) -> bool:
    return model.deprecated is not None and model.deprecated.text == "true"


def _model(model: Model) -> dict[str, str]:
    return {
        "id": code(model.id),
        "context": _property(model, "context_size"),
        "features": ", ".join(code(feature.text) for feature in model.features or ()),
        "price": _price(model),
    }


def _property(model: Model, name: str) -> str:
    found: Data | None = dict(model.properties or ()).get(name)
    return found.text if isinstance(found, Scalar) else ""


def _price(model: Model) -> str:
    """``0.05 / 0.08 USD per 1M tokens``; input first."""
    pricing = model.pricing
    if pricing is None or pricing.input is None or pricing.currency is None:
        return ""
    amounts = " / ".join(one.text for one in (pricing.input, pricing.output) if one is not None)
    unit = pricing.unit.text if pricing.unit is not None else ""
    return prose(f"{amounts} {pricing.currency.text} per {_UNITS.get(unit, f'{unit} tokens')}")
