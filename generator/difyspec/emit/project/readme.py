"""``README.md``: how to set the plugin up, and what it offers."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.diagnostics.wording import joined
from difyspec.emit.header import notice
from difyspec.emit.project.markdown import code, link, prose, table, wrapped
from difyspec.emit.templates import render
from difyspec.emit.words import plural, title
from difyspec.provider.expressions import Path, Root
from difyspec.provider.forms import Field, FieldType
from difyspec.provider.models import Catalogue, Model, ModelType
from difyspec.provider.plugin import Provider
from difyspec.provider.values import Data, Kind, Scalar
from difyspec.provider.walk import nodes

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
            offers=_offers(provider),
            help=_help(provider),
            forms=_forms(provider),
            customizable=provider.forms.model is not None,
            preset=provider.forms.provider is not None,
            custom=[plural(one.type) for one in provider.catalogues if one.custom is not None],
            named=_named(provider),
            tables=[_table(one) for one in provider.catalogues if any(model.listed for model in one.predefined)],
            repo=provider.manifest.repo,
        ),
    )


def _help(provider: Provider) -> str | None:
    if provider.help is None or provider.help.url is None:
        return None
    url = provider.help.url.english
    return link(provider.help.title.english if provider.help.title else url, url)


def _offers(provider: Provider) -> str:
    kinds = joined([plural(type_) for type_ in provider.model_types])
    return wrapped(f"This plugin brings {kinds} to [Dify](https://github.com/langgenius/dify).")


def _named(provider: Provider) -> str:
    """What a model that is added is called: its name is what is sent, unless a field of the form is."""
    transport = provider.transport
    if transport is None:
        return "the name that it has there"
    types = [one.type for one in provider.catalogues if one.custom is not None]
    parts = [part.connection if (part := transport.of(type_)) is not None else None for type_ in types]
    sent = [(part.wire_name if part is not None else None) or transport.connection.wire_name for part in parts]
    fields = [any(path.root is Root.CRED for path in nodes(one, Path)) for one in sent]
    return "a name of your choice" if all(fields) else "the name that it has there"


def _forms(provider: Provider) -> list[dict[str, str]]:
    """The forms: a title and a table each."""
    forms = [("For the provider", provider.forms.provider), ("For a model that you add", provider.forms.model)]
    heads = ("Field", "Key", "Value", "Required", "Default", "Only for")
    return [{"title": title, "rows": table(heads, map(_field, fields))} for title, fields in forms if fields]


def _field(field: Field) -> tuple[str, ...]:
    return (
        prose(field.label.english if field.label else field.name),
        code(field.variable),
        _kind(field),
        "yes" if field.required is not False else "no",
        code(field.default.text) if field.default is not None else "",
        "; ".join(_conditions(field)),
    )


def _kind(field: Field) -> str:
    if field.type in _KINDS:
        return _KINDS[field.type]
    return "one of " + ", ".join(dict.fromkeys(code(option.value) for option in field.options))


def _conditions(field: Field) -> Iterator[str]:
    if field.model_types:
        yield joined([plural(ModelType(type_)) for type_ in field.model_types])
    for one in field.show_on:
        yield f"{code(one.variable)} is {code(one.value)}"


def _table(catalogue: Catalogue) -> dict[str, str]:
    """The models of one type that are offered, in their order."""
    models = [model for model in catalogue.predefined if model.listed and not _is_deprecated(model)]
    heads = ("Model", "Context", "Features", "Price")
    return {"title": title(catalogue.type), "rows": table(heads, map(_model, models))}


def _is_deprecated(model: Model) -> bool:
    return model.deprecated is not None and model.deprecated.text == "true"


def _model(model: Model) -> tuple[str, ...]:
    return (
        code(model.id),
        _tokens(dict(model.properties or ()).get("context_size")),
        ", ".join(code(feature.text) for feature in model.features or ()),
        _price(model),
    )


def _tokens(found: Data | None) -> str:
    if not isinstance(found, Scalar):
        return ""
    return f"{int(found.text):,}" if found.kind is Kind.INT and found.text.isdecimal() else found.text


def _price(model: Model) -> str:
    """``0.05 / 0.08 USD per 1M tokens``; input first."""
    pricing = model.pricing
    if pricing is None or pricing.input is None or pricing.currency is None:
        return ""
    amounts = " / ".join(one.text for one in (pricing.input, pricing.output) if one is not None)
    return prose(f"{amounts} {pricing.currency.text} per {pricing.per} tokens")
